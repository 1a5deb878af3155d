"""Every page holds its text where there is little room: on narrow and wide screens, at 400 % zoom, widely spaced."""

import pytest

from tests.support.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

# WCAG 1.4.12; a sheet of a script, since the policy refuses <style>.
SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}"""
# What is cut off, but for what only screen readers are to read.
CUT = """() => [...document.querySelectorAll("body *")].filter(one => {
  const { overflowX, overflowY, clipPath } = getComputedStyle(one)
  const isHeld = (overflow, needed, given) => ["hidden", "clip"].includes(overflow) && needed > given + 1
  return clipPath === "none" && one.checkVisibility() && (
    isHeld(overflowX, one.scrollWidth, one.clientWidth) || isHeld(overflowY, one.scrollHeight, one.clientHeight))
}).map(one => one.outerHTML.slice(0, 200))"""


@pytest.mark.parametrize("spacing", ["as set", "spaced"])
@pytest.mark.parametrize("size", [(320, 256), (768, 900), (1440, 900), (1920, 1080)], ids="{0[0]} x {0[1]}".format)
def test_no_page_scrolls_sideways_or_cuts_off_text(page, addresses, live_server, size, spacing):
    long = make_article("Donaudampfschifffahrtsgesellschaftskapitän" * 3, source="W" * 60, related=["x" * 300])
    page.set_viewport_size({"width": size[0], "height": size[1]})

    for address in [*addresses, live_server.url + long.get_absolute_url()]:
        page.goto(address)
        if spacing == "spaced":
            page.evaluate(SPACED)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], address
        assert page.evaluate(CUT) == [], address
