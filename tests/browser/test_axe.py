"""axe-core finds nothing on any public page, light or dark, narrow or wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture(params=["light", "dark"])
def scheme(page, request):
    page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    return request.param


@pytest.fixture(params=[390, 1440])
def width(page, request):
    page.set_viewport_size({"width": request.param, "height": 900})
    return request.param


def assert_nothing_is_found(page):
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


@pytest.mark.usefixtures("scheme", "width")
def test_axe_finds_nothing(page, addresses):
    for address in addresses:
        page.goto(address)
        assert_nothing_is_found(page)


@pytest.mark.usefixtures("scheme", "width")
def test_axe_finds_nothing_in_what_opens_and_in_what_failed(page, addresses, context):
    page.goto(next(address for address in addresses if address.endswith("#p2")))
    page.keyboard.press("c")
    page.locator(".copied").wait_for()
    page.locator(".contents details").evaluate("contents => contents.open = true")
    page.locator("#r1 .fold").click()
    page.locator("#r1 .peek").wait_for()
    assert_nothing_is_found(page)
    context.set_offline(True)
    page.locator("#r2 .fold").click()
    page.locator("#r2").get_by_role("button", name="Try again").wait_for()
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    assert_nothing_is_found(page)
    context.set_offline(False)

    page.goto(next(address for address in addresses if "q=story" in address))
    page.locator("#narrow").evaluate("facets => facets.open = true")
    context.set_offline(True)
    page.locator("#q").fill("hub")
    page.get_by_role("button", name="Try again").wait_for()
    assert_nothing_is_found(page)


@pytest.mark.usefixtures("scheme", "width")
def test_axe_finds_nothing_in_the_empty_library(page, live_server):
    for path in ["/", "/sources/", "/days/", "/undated/", "/wanted/", "/search/", "/search/?q=ferry", "/nowhere/"]:
        page.goto(live_server.url + path)
        assert_nothing_is_found(page)
