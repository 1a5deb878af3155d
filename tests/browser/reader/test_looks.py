"""What a reader keeps, looked at with axe-core in both schemes, and as narrow and as large as it may be."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.reader.conftest import LAMP

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"rules": {"target-size": {"enabled": True}}}


def assert_nothing_is_found(page):
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1440)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways_in_the_largest_text(
    page, live_server, story, select, scheme, width
):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(live_server.url)
    page.get_by_role("link", name="Reading", exact=True).click()
    dialog = page.get_by_role("dialog", name="Reading")
    dialog.get_by_label("Larger").check()
    dialog.get_by_label("Wide", exact=True).check()
    assert_nothing_is_found(page)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    page.goto(live_server.url + story.get_absolute_url())
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("status").wait_for()
    page.get_by_role("link", name="Show the one that is waiting").click()
    page.locator(".rel.waiting [data-watch]").click()
    select(LAMP)
    page.get_by_role("button", name="Add a note").wait_for()
    assert_nothing_is_found(page)
    page.get_by_role("button", name="Add a note").click()
    page.get_by_label("Your note").fill("Ask the keeper.")
    assert_nothing_is_found(page)
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("mark.own")).to_have_text(LAMP)
    assert_nothing_is_found(page)

    page.goto(f"{live_server.url}/sources/another-paper/")
    page.get_by_role("button", name="Mute this source").click()
    assert_nothing_is_found(page)
    page.goto(live_server.url)
    page.locator(".hiding").wait_for()
    assert_nothing_is_found(page)
    page.goto(f"{live_server.url}/saved/")
    page.get_by_role("button", name="Muted").wait_for()
    assert_nothing_is_found(page)
