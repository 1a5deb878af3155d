"""The front page of a real pile: what its first screen names, and where it begins on a phone."""

import datetime as dt
from collections import Counter

import pytest

from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db(transaction=True)

LONG = ["The ferry came back on Sunday, half full and on time, and nobody rang the bell. " * 6, "So it ended."]
LATER = NOON + dt.timedelta(days=5)


@pytest.fixture
def pile(live_server):
    """Forty dated stories of five sources among scraps: undated, of no source, or of one line, imported last."""
    for number in range(40):
        make_article(
            f"Dated story number {number}, of the harbour and its wall",
            source=f"Paper {number % 5}",
            paragraphs=LONG,
            published_at=NOON - dt.timedelta(hours=9 * number),
            related=["Dated story number 1, of the harbour and its wall", "Not here yet"],
            words=200 + 100 * number,
        )
    for number in range(15):
        make_article(f"Undated scrap {number}", source=None, imported_at=LATER, dated_at=LATER)
        make_article(f"Scrap of one line {number}", published_at=NOON - dt.timedelta(hours=number))
        make_article(f"Scrap of no source {number}", paragraphs=LONG, source=None, published_at=NOON)
    return live_server.url


def seen(page, selector):
    """The texts of the elements that begin on the first screen."""
    return page.evaluate(
        "selector => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()"
        " && element.getBoundingClientRect().top < innerHeight).map((element) => element.textContent.trim())",
        selector,
    )


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1440, 900)])
def test_first_screen_names_no_scrap_while_there_is_news(page, pile, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(pile)

    headlines = seen(page, "main .front :is(.lead, .second, .third) h2 a")

    assert headlines
    assert all(headline.startswith("Dated story") for headline in headlines)


def test_no_fact_stands_in_more_than_half_of_the_rows(page, pile):
    page.goto(pile)

    rows = page.locator(".front :is(.rows.river, .dense) > li")
    facts = Counter(
        fact for row in rows.all() for fact in set(row.locator(".meta > *").all_inner_texts()) if not fact.isspace()
    )

    assert rows.count() > 20
    assert max(facts.values()) <= rows.count() / 2


def test_on_a_phone_the_lead_begins_under_one_line_of_bar(page, pile):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(pile)

    lead = page.locator(".lead h2").bounding_box()["y"]
    page.locator(".lead h2 a").click()
    page.wait_for_url("**/stories/**")
    links = [link.bounding_box() for link in page.locator(".bar a:visible").all()]

    assert lead <= 154
    assert page.locator("h1").bounding_box()["y"] <= 62
    assert max(box["y"] for box in links) < min(box["y"] + box["height"] for box in links)


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440, 1920])
def test_no_page_of_the_archive_scrolls_sideways(page, pile, width):
    make_article("W" * 200, source="M" * 90, published_at=NOON)
    page.set_viewport_size({"width": width, "height": 800})

    for path in ["/", "/sources/", "/sources/paper-1/", "/undated/", "/2026/", "/2026/11/", "/days/2026/12/24/"]:
        page.goto(pile + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_bar_is_not_the_brightest_thing_in_the_dark(page, pile):
    page.emulate_media(color_scheme="dark")
    page.goto(pile)

    bar, ink = (
        page.evaluate("([selector, name]) => getComputedStyle(document.querySelector(selector))[name]", asked)
        for asked in ([".bar", "borderBlockStartColor"], ["body", "color"])
    )

    assert bar != ink
