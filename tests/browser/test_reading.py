"""Reading in a real browser: with htmx, by keyboard alone, and with scripts off."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from articles.models import Headline
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

DAY = dt.timedelta(days=1)


@pytest.fixture
def library(live_server):
    """A hub whose list has fourteen headlines, six of them live, and enough stories for a second page."""
    for number in range(40):
        make_article(
            f"Story number {number}",
            published_at=NOON - number * DAY / 3,
            paragraphs=[f"This is how number {number} begins.", "And this is how it goes on."],
            related=["Story number 1", "Not here yet"],
        )
    listed = [f"Story number {n}" for n in range(6)] + [f"Waiting number {n}" for n in range(8)]
    hub = make_article("The hub", published_at=NOON + DAY, related=listed)
    return live_server.url, live_server.url + hub.get_absolute_url()


def focused(page):
    return page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_reader_follows_a_related_headline_and_comes_back(page, library, complaints):
    _, hub = library

    page.goto(hub)
    page.locator("#related").get_by_role("link", name="Story number 3", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Story number 3")
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("The hub")
    assert complaints == []


def test_stories_unfold_and_fold_in_place(page, library, complaints):
    page.goto(library[1])
    page.locator("#r2 .fold").click()
    expect(page.locator("#r2 .peek")).to_be_focused()
    expect(page.locator("#r2 .peek")).to_contain_text("This is how number 1 begins.")
    page.locator("#r4 .fold").click()
    expect(page.locator(".peek")).to_have_count(2)

    page.locator("#r2 .fold").click()

    expect(page.locator("#r2 .peek")).to_have_count(0)
    expect(page.locator("#r2 .fold")).to_be_focused()
    expect(page.locator("#r4 .peek")).to_be_visible()
    assert complaints == []


def test_nothing_above_an_unfolded_story_moves(page, library):
    page.goto(library[1])
    fold = page.locator("#r2 .fold")
    fold.scroll_into_view_if_needed()
    before = page.locator("#r2 .h").bounding_box()["y"]

    fold.click()
    expect(page.locator("#r2 .peek")).to_be_focused()

    assert page.locator("#r2 .h").bounding_box()["y"] == pytest.approx(before, abs=1)


def test_the_other_headlines_come_on_demand(page, library, complaints):
    page.goto(library[1])
    expect(page.locator("li.rel")).to_have_count(6)
    page.locator(".fold").first.click()
    expect(page.locator(".peek")).to_have_count(1)

    page.get_by_role("link", name="Show the 8 that are waiting").click()

    expect(page.locator("#related li.rel")).to_have_count(14)
    expect(page.locator(".peek")).to_have_count(1)
    expect(page.locator("#r7 .h")).to_be_focused()
    assert complaints == []


def test_earlier_headlines_are_added_to_the_river(page, library, complaints):
    page.goto(library[0])
    page.locator("a.more").click()

    expect(page.get_by_role("link", name="Story number 39", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Story number 29", exact=True)).to_be_focused()
    expect(page.get_by_role("link", name="Story number 0", exact=True).first).to_be_attached()
    expect(page.locator("a.more")).to_have_count(0)
    assert complaints == []


def test_search_answers_as_one_types_and_keeps_the_address(page, library, complaints):
    page.goto(library[0] + "/search/")
    page.locator("#q").press_sequentially("hub")

    expect(page.get_by_role("heading", level=3)).to_have_text(["The hub"])
    expect(page.locator("#found")).to_contain_text("1 story mentions “hub”.")
    expect(page.locator("#q")).to_be_focused()
    assert page.url.endswith("/search/?q=hub")
    assert complaints == []


def test_going_back_restores_the_search_before(page, library):
    page.goto(library[0] + "/search/?q=hub")
    page.locator("#q").fill("number")
    expect(page.locator("#found")).to_contain_text("40 stories")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=number")

    page.go_back()

    expect(page.get_by_role("heading", level=3)).to_have_text(["The hub"])
    expect(page.locator("#q")).to_have_value("hub")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def test_facets_narrow_at_once_and_keep_the_focus(page, library, complaints):
    page.goto(library[0] + "/search/?q=number")
    page.get_by_label("2026").focus()
    page.keyboard.press("Space")

    page.wait_for_url("**year=2026**")
    expect(page.get_by_label("2026")).to_be_checked()
    expect(page.get_by_label("2026")).to_be_focused()
    assert complaints == []


def test_order_changes_at_once_and_keeps_the_facets(page, library, complaints):
    page.goto(library[0] + "/search/?q=number&year=2026")
    page.get_by_role("link", name="Newest").click()

    page.wait_for_url("**year=2026&sort=newest")
    expect(page.get_by_role("link", name="Newest")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Newest")).to_be_focused()
    page.get_by_label("2026").uncheck()
    page.wait_for_url("**?q=number&sort=newest")
    assert complaints == []


def test_failure_is_told_and_the_headline_still_leads_on(page, library):
    page.goto(library[1])
    page.route("**/*row=2*", lambda route: route.abort())

    page.locator("#r2 .fold").click()

    expect(page.get_by_role("alert")).to_contain_text("could not be opened here")
    page.locator("#r2 .h").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Story number 1")


def test_failure_to_show_the_other_headlines_says_so(page, library):
    page.goto(library[1])
    page.route("**/*related=rest", lambda route: route.fulfill(status=500))

    page.get_by_role("link", name="Show the 8 that are waiting").click()

    alert = page.locator("#more-related").get_by_role("alert")
    expect(alert).to_have_text("The other headlines could not be shown. The library did not answer. Try again")
    page.unroute("**/*related=rest")
    alert.get_by_role("button", name="Try again").click()
    expect(page.locator("#related li.rel")).to_have_count(14)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_failure_of_a_search_says_that_the_results_are_old(page, library):
    page.goto(library[0] + "/search/?q=number")
    page.route("**/search/?*year=2026*", lambda route: route.abort())
    alert = page.locator("#results").get_by_role("alert")
    sentence = "The search failed. What is shown below answers an earlier one. The library did not answer. Try again"

    page.get_by_label("2026").check()
    expect(alert).to_have_text(sentence)
    expect(page.locator("#found")).to_be_hidden()
    page.locator("#q").fill("hub")
    expect(page.locator("#found")).to_contain_text("1 story mentions “hub”.")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.route("**/search/?q=zeppelin", lambda route: route.fulfill(status=503))
    page.locator("#q").fill("zeppelin")
    expect(alert).to_have_text(sentence)
    page.unroute("**/search/?q=zeppelin")

    alert.get_by_role("button", name="Try again").click()

    expect(page.locator("#found")).to_contain_text("No story mentions “zeppelin”.")
    expect(page.locator("#q")).to_be_focused()
    expect(page).to_have_url(library[0] + "/search/?q=zeppelin")


def test_failure_to_load_more_is_shown_beside_the_link(page, library):
    page.goto(library[0])
    page.route("**/?after=*", lambda route: route.abort())

    page.locator("a.more").click()

    alert = page.locator("a.more + [role=alert]")
    expect(alert).to_have_text(
        "The earlier headlines could not be loaded. The library did not answer. Try again", use_inner_text=True
    )
    page.unroute("**/?after=*")
    alert.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("link", name="Story number 29", exact=True)).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_failure_without_a_connection_says_so(page, context, library):
    page.goto(library[0])
    context.set_offline(True)

    page.locator("a.more").click()

    expect(page.get_by_role("alert")).to_contain_text("There is no connection.")


def test_escape_folds_the_story_that_has_the_focus_and_then_the_others(page, library):
    page.goto(library[1])
    for number, position in enumerate((2, 4), start=1):
        page.locator(f"#r{position} .fold").click()
        expect(page.locator(".peek")).to_have_count(number)
        expect(page.locator(f"#r{position} .peek")).to_be_focused()
    page.locator("#r2 .peek .btn").focus()

    page.keyboard.press("Escape")
    expect(page.locator("#r2 .peek")).to_have_count(0)
    expect(page.locator("#r2 .fold")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator(".peek")).to_have_count(0)


def test_keys_walk_open_search_and_help(page, library, complaints):
    page.goto(library[1])
    page.keyboard.press("j")
    expect(page.locator("#h-1")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#h-2")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("o")
    expect(page.locator("#r1 .peek")).to_be_focused()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator(".find input")).to_be_focused()
    page.keyboard.type("jo?")
    expect(page.locator(".find input")).to_have_value("jo?")
    assert complaints == []


def test_keys_can_be_switched_off_for_good(page, library):
    page.goto(library[0])
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_label("These keys are on").uncheck()
    page.reload()

    page.keyboard.press("j")

    assert focused(page).startswith("<body")


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_scrolls_sideways(page, library, width):
    url, hub = library
    long = make_article("Donaudampfschifffahrtsgesellschaftskapitän" * 3, source="W" * 60, related=["x" * 300])
    waiting = Headline.objects.get(text="Not here yet").get_absolute_url()
    page.set_viewport_size({"width": width, "height": 800})

    addresses = [url, hub + "?open=1&open=2", url + "/wanted/", url + "/search/?q=number", url + waiting]
    for address in [*addresses, url + long.get_absolute_url(), url + "/sources/" + long.source.slug + "/"]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.fixture
def unscripted(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_everything_works_with_scripts_off(unscripted, library):
    page = unscripted
    url, hub = library

    page.goto(hub)
    page.locator("#r2 .fold").click()
    page.locator("#r3 .fold").click()
    expect(page.locator(".peek")).to_have_count(2)
    page.locator("#r2 .fold").click()
    expect(page.locator(".peek")).to_have_count(1)
    page.get_by_role("link", name="Show the 8 that are waiting").click()
    expect(page.locator("li.rel:visible")).to_have_count(14)
    page.goto(url)
    expect(page.get_by_role("button", name="Keyboard")).to_have_count(0)
    page.locator("a.more").click()
    expect(page.get_by_role("link", name="Story number 39", exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("number")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_label("2026").check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(url + "/search/?q=number&year=2026")
    page.locator("a.more").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(20)
