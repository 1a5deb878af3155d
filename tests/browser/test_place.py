"""The address keeps the reader's place: what is open, what is loaded, and where on the page the reader is."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = dt.timedelta(hours=1)
NEAR = 2  # pixels


@pytest.fixture
def library(live_server):
    """A hub whose list has thirty headlines, twenty of them live, and stories for three pages of the front page."""
    for number in range(80):
        make_article(
            f"Story number {number}",
            published_at=NOON - number * HOUR,
            paragraphs=[f"Paragraph {n} of number {number}, " + "and so it goes on. " * 20 for n in range(4)],
        )
    listed = [f"Story number {n}" for n in range(20)] + [f"Waiting number {n}" for n in range(10)]
    hub = make_article("The hub", published_at=NOON + HOUR, related=listed)
    return live_server.url, live_server.url + hub.get_absolute_url()


def shown(page):
    """The rows on the page, what is unfolded, and the scroll place."""
    rows = page.locator("main :is(#river, #related, #hits) :is(h3 a, .h)").all_inner_texts()
    unfolded = page.locator(".peek").evaluate_all("peeks => peeks.map(peek => peek.id)")
    return rows, unfolded, page.evaluate("scrollY")


def wait_for_place(page):
    """Wait until the address has the place of this scroll position."""
    page.wait_for_function(
        """() => {
            const [, id, below] = /^#(.+)[+](\\d+)$/.exec(location.hash) ?? [];
            return id && Math.abs(document.getElementById(id).getBoundingClientRect().top + Number(below)) <= 1;
        }"""
    )


def load_more(page, times):
    for _ in range(times):
        address = page.url
        page.locator("a.more").click()
        page.wait_for_function("before => location.search !== new URL(before).search", arg=address)
        page.wait_for_function("() => !document.querySelector('.htmx-request')")


def is_same_place(page, before):
    rows, unfolded, place = before
    page.wait_for_function("y => Math.abs(scrollY - y) <= 2", arg=place)
    assert shown(page)[:2] == (rows, unfolded)
    assert abs(page.evaluate("scrollY") - place) <= NEAR


def open_story(page, hub):
    """Show all, unfold three rows and scroll; the address then has it all."""
    page.goto(hub)
    page.get_by_role("link", name="Show the other 20").click()
    expect(page.locator("#related li.rel")).to_have_count(30)
    for number, position in enumerate((2, 5, 14), start=1):
        page.locator(f"#r{position} .fold").click()
        expect(page.locator(".peek")).to_have_count(number)
    page.wait_for_url("**?open=2&open=5&open=14&related=all*")
    page.locator("#r14").evaluate("row => scrollTo({top: row.offsetTop + 123, behavior: 'instant'})")
    wait_for_place(page)


def open_front(page, url):
    page.goto(url)
    load_more(page, 2)
    page.get_by_role("link", name="Story number 70", exact=True).evaluate(
        "row => row.scrollIntoView({block: 'center', behavior: 'instant'})"
    )
    wait_for_place(page)


@pytest.mark.parametrize("way", ["reload", "back", "another browser"])
@pytest.mark.parametrize("kind", ["story", "front"])
def test_rows_and_place_are_the_same_after(page, browser, library, complaints, way, kind):
    url, hub = library
    if kind == "story":
        open_story(page, hub)
    else:
        open_front(page, url)
    before = shown(page)

    if way == "reload":
        page.reload()
    elif way == "back":  # Playwright's Chromium runs without the back/forward cache
        page.goto(url + "/wanted/")
        page.go_back()
    else:
        other = browser.new_context()
        address, page = page.url, other.new_page()
        page.goto(address)

    is_same_place(page, before)
    assert before[2] > 1_000
    assert complaints == []


def test_last_lines_are_at_the_same_place_in_another_browser(page, browser, library):
    open_story(page, library[1])
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    wait_for_place(page)
    before, address = shown(page), page.url

    other = browser.new_context().new_page()
    other.goto(address)

    is_same_place(other, before)


def test_opening_and_loading_adds_no_step_to_the_history(page, library):
    url, hub = library
    page.goto(url + "/wanted/")
    steps = page.evaluate("history.length")

    open_story(page, hub)
    page.locator("#r5 .fold").click()
    page.wait_for_url("**?open=2&open=14&related=all*")

    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(page).to_have_url(url + "/wanted/")


def test_address_of_a_page_that_was_only_read_stays_as_it_is(page, library):
    _, hub = library
    page.goto(hub)
    page.mouse.wheel(0, 600)
    page.wait_for_function("() => scrollY > 300")
    page.locator("#r1 .fold").click()
    page.wait_for_url("**?open=1*")
    page.locator("#r1 .fold").click()
    expect(page.locator(".peek")).to_have_count(0)

    expect(page).to_have_url(re.compile(re.escape(hub) + "$"))


def test_day_goes_on_in_its_list(page, library, complaints):
    page.goto(library[0])
    labels = page.locator("#river h2")
    days = labels.count()
    page.locator("a.more").click()

    expect(page.get_by_role("link", name="Story number 52", exact=True)).to_be_attached()
    expect(page.get_by_role("link", name="Story number 29", exact=True)).to_be_focused()
    assert len(set(labels.all_inner_texts())) == labels.count() > days
    assert page.locator("#river section").count() == labels.count()
    assert complaints == []


@pytest.fixture
def results(live_server):
    for number in range(45):
        make_article(
            f"Quince harvest number {number}", source=f"Paper {number % 12}", published_at=NOON - number * HOUR
        )
    return live_server.url + "/search/"


def test_first_result_stands_on_the_first_screen_of_a_phone(page, results):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(results + "?q=quince")

    box = page.locator("#hits li").first.bounding_box()

    assert box["y"] + box["height"] < 844 / 2 + 100
    expect(page.get_by_label("2026")).to_be_hidden()


def test_facets_stay_open_on_a_phone_when_one_is_chosen(page, results, complaints):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(results + "?q=quince")
    page.get_by_text("Order, source, year").click()
    page.get_by_label("Paper 3").check()

    page.wait_for_url("**source=paper-3")
    expect(page.get_by_label("Paper 3")).to_be_focused()
    expect(page.locator("#narrow > summary")).to_contain_text("Paper 3")
    assert complaints == []


def test_facets_stand_open_beside_the_results_where_there_is_room(page, results):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(results + "?q=quince")

    expect(page.get_by_label("2026")).to_be_visible()
    expect(page.get_by_text("Order, source, year")).to_be_hidden()


def test_one_step_back_leaves_a_search_that_was_typed(page, results, live_server):
    page.goto(live_server.url + "/wanted/")
    page.goto(results)
    page.locator("#q").press_sequentially("quince harvest", delay=120)
    page.wait_for_url("**/search/?q=quince+harvest")
    page.keyboard.press("Enter")

    page.go_back()

    expect(page).to_have_url(live_server.url + "/wanted/")


def test_loaded_results_are_there_after_a_reload(page, results, complaints):
    page.goto(results + "?q=quince")
    load_more(page, 1)
    expect(page.locator("#hits h3")).to_have_count(40)
    page.locator("#hits li").nth(35).evaluate("row => row.scrollIntoView({block: 'center', behavior: 'instant'})")
    wait_for_place(page)
    before = shown(page)

    page.reload()

    is_same_place(page, before)
    assert "until=2" in page.url
    assert complaints == []


def test_page_is_preloaded_when_the_pointer_rests_on_its_link(page, library, complaints):
    page.goto(library[0])
    link = page.get_by_role("link", name="Story number 5", exact=True)

    with page.expect_request(lambda request: "/story-number-5/" in request.url):  # with the list that it comes from
        link.hover()
    page.mouse.move(0, 0)

    expect(page.locator("link[rel=prefetch]")).to_have_count(1)
    assert complaints == []


def test_nothing_is_preloaded_where_data_is_to_be_saved(page, library):
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.goto(library[0])
    page.get_by_role("link", name="Story number 5", exact=True).hover()
    page.wait_for_timeout(300)  # longer than the pointer has to rest

    expect(page.locator("link[rel=prefetch]")).to_have_count(0)
