"""The desk and the mending page by keyboard alone: a page is pasted, imported, mended, and all of it undone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from tests.browser.panel.test_upload import PASSWORD, log_in
from tests.support import texts
from tests.support.panel.library import make_user

pytestmark = pytest.mark.django_db(transaction=True)

CAPTION = "The harbour at dawn, before anybody had asked for a ferry."
FOCUSED = """() => {
  const one = document.activeElement, { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
  const name = one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent
  const isSeen = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none"
  return { name: name.replace(/\\s+/g, " ").trim(), isSeen: one === document.body || isSeen }
}"""
MOST = 250  # times that the key is pressed


@pytest.fixture
def importer():
    return make_user("Importer", PASSWORD)


def go_to(page, name):
    """Press Tab until the control of this name has the focus, which must be seen at each stop."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["isSeen"], focused
        if focused["name"].startswith(name):
            return
    pytest.fail(f"Tab never came to {name}")


def test_the_whole_way_is_gone_by_keyboard(page, live_server, importer, complaints):
    page.goto(live_server.url + reverse("admin:import_desk"))
    log_in(page, "Importer")
    text = texts.page("Harbour lights go out", *texts.PARAGRAPHS[:2], CAPTION, *texts.PARAGRAPHS[2:])
    expect(page.get_by_text("Choose a folder")).to_be_visible()  # the script is there

    go_to(page, "Text of one page")
    page.keyboard.insert_text(text)
    go_to(page, "Preview")
    page.keyboard.press("Enter")
    expect(page.locator("#preview")).to_be_focused()
    go_to(page, "Add Pasted text")
    page.keyboard.press("Space")
    expect(page.locator("#sum")).to_contain_text("1 is left out.")
    page.keyboard.press("Space")
    expect(page.locator("#sum")).to_contain_text("1 document would be added.")
    go_to(page, "Add to the library")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_focused()

    go_to(page, "Correct by hand")
    page.keyboard.press("Enter")
    drawn = page.get_by_role("article", name="As it will read")
    number = page.locator(".lines.edited li", has_text=CAPTION).locator(".n").inner_text()
    go_to(page, f"Line {number}")
    page.keyboard.type("Caption")
    expect(drawn.locator(".b-caption", has_text=CAPTION)).to_be_visible()
    expect(page.get_by_label(f"Line {number}", exact=True)).to_be_focused()
    go_to(page, "Save corrections")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 correction saved.")).to_be_visible()
    assert {"kind": "caption", "text": CAPTION} in [
        {name: block[name] for name in ("kind", "text")} for block in Article.objects.get().blocks
    ]
    go_to(page, "Take back: Line")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 correction taken back.")).to_be_visible()

    page.goto(live_server.url + reverse("admin:import_desk"))
    go_to(page, "Pasted text")
    page.keyboard.press("Enter")
    expect(page.locator("#results")).to_be_visible()
    go_to(page, "Undo this import")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo the import")).to_be_visible()
    go_to(page, "Undo the import")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The import was taken back.")).to_be_visible()
    assert not Article.objects.exists()
    assert complaints == []
