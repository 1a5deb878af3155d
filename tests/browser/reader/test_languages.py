"""A reader meets the site in the language of the browser, and may choose another."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.support.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def arabic(browser):
    with browser.new_context(locale="ar", viewport={"width": 320, "height": 640}) as context:
        yield context.new_page()


@pytest.fixture
def refusing(browser_type, browser_type_launch_args, tmp_path):
    """A page of a German browser whose settings block all cookies."""
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked))
    with browser_type.launch_persistent_context(tmp_path, **browser_type_launch_args, locale="de") as context:
        yield context.new_page()


def test_arabic_reader_is_met_in_arabic_and_chooses_german(arabic, live_server):
    page, start = arabic, live_server.url
    for number in range(4):
        make_article(f"The lamp is lit again, part {number}", language="en", related=["A ferry that nobody took"])
    make_article("عادت العبارة إلى الميناء", language="ar")

    page.goto(start)
    page.wait_for_url(f"{start}/ar/")
    for step in ("a[href*='/stories/']", ".foot a[href*='/sources/']", ".foot a[href*='/wanted/']", "nav a.seek"):
        assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        results = Axe().run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
        page.locator(step).first.click()
        page.wait_for_load_state()

    page.get_by_role("button", name="Deutsch").click()
    page.wait_for_url(f"{start}/de/search/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("button", name="Deutsch")).to_have_attribute("aria-current", "true")
    page.goto(f"{start}/wanted/")
    assert page.url == f"{start}/de/wanted/"


def test_keys_do_the_same_where_the_keyboard_has_no_latin_letters(arabic, live_server):
    make_article("عادت العبارة إلى الميناء", language="ar")
    errors = []
    arabic.on("pageerror", lambda error: errors.append(str(error)))
    arabic.goto(f"{live_server.url}/ar/#%")  # an address with a broken end, which no script may stumble over
    arabic.get_by_role("button", name="لوحة المفاتيح").wait_for()

    arabic.dispatch_event("body", "keydown", {"key": "ت", "code": "KeyJ"})
    expect(arabic.locator("main a[href*='/stories/']").first).to_be_focused()
    arabic.dispatch_event("body", "keydown", {"key": "؟", "code": "Slash", "shiftKey": True})

    expect(arabic.locator("#keys")).to_be_visible()
    assert errors == []


def test_reader_whose_browser_refuses_cookies_reads_on_in_english(refusing, live_server):
    page, start = refusing, live_server.url
    story = make_article("The lamp is lit again", language="en")
    page.goto(f"{start}/wanted/")
    assert page.url == f"{start}/de/wanted/"

    page.get_by_role("button", name="English").click()
    page.wait_for_url(f"{start}/wanted/")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en-gb")
    page.locator("header a[href='/']").first.click()
    page.wait_for_url(f"{start}/")
    page.get_by_role("link", name=story.headline).first.click()
    page.wait_for_url(f"{start}{story.get_absolute_url()}**")
    expect(page.locator("html")).to_have_attribute("lang", "en-gb")

    assert page.context.cookies() == []
