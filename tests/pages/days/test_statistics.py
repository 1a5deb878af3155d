"""Tests of the page of statistics: who may see it, what it shows, and that it needs few queries."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User

from articles.models import DailyCount
from articles.operations.statistics.counting import count_library
from articles.pages.statistics.plots import HEIGHT, WIDTH, Value, bars_of, line_of
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db
ADDRESS = "/statistics/"


def fill(number=3):
    for at in range(number):
        make_article(
            f"Lamp number {at} lit",
            source=f"Bell number {at}",
            published_at=NOON - dt.timedelta(days=at),
            language="de",
            related=[f"Lamp number {at + 1} lit"],
        )
    for day in (21, 22):
        count_library(dt.date(2026, 11, day))


def page_of(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_page_shows_each_figure_as_a_plot_and_as_a_table(client):
    fill()

    page = page_of(client)

    assert re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page) == [
        *[("Stories", "3"), ("Sources", "3"), ("Live headlines", "3"), ("Waiting headlines", "1")]
    ]
    assert page.count("<svg") == 3 + 3 + 1  # days, headlines, hours; a bar for each source and each language
    assert '<th scope="row">22 Nov 2026</th><td class="n">1</td>' in page
    assert '<th scope="row">12:00</th><td class="n">3</td>' in page
    assert '<th scope="row">22 Nov 2026</th><td class="n">3</td><td class="n">1</td>' in page
    assert "German" in page
    assert "3 stories, as far as" in page
    assert "last counted on 22 November 2026" in page


@pytest.mark.parametrize(("tag", "name"), [("no", "Норвезька"), ("zh", "Китайська"), ("", "Невідома"), ("xx", "xx")])
def test_language_has_a_name_in_that_of_the_page(client, tag, name):
    make_article(language=tag)
    count_library(dt.date(2026, 11, 22))

    page = client.get(f"/uk{ADDRESS}").content.decode()

    assert f"<bdi>{name}</bdi>" in page


def test_empty_library_has_a_page_without_plots(client):
    page = page_of(client)

    assert "<svg" not in page
    assert "As soon as stories are imported, they are counted here." in page


def test_page_says_that_no_worker_has_counted_yet(client):
    make_article(published_at=NOON)

    assert "appear when a worker has counted them" in page_of(client)


def test_one_counted_day_makes_no_line(client):
    make_article()
    count_library(dt.date(2026, 11, 22))

    page = page_of(client)

    assert "A line is drawn as soon as two days have been counted." in page
    assert "polyline" not in page


def test_trail_whose_story_has_gone_is_not_shown(client):
    fill()
    DailyCount.objects.filter(figures__isnull=False).update(
        figures={"stories": 1, "languages": [["xx", 1]], "hours": [0] * 24, "trails": [[1, 999_999, 7]]}
    )

    page = page_of(client)

    assert "as far as" not in page
    assert ">xx" in page.replace("> xx", ">xx")


def test_public_page_is_the_same_for_everybody(client):
    assert client.get(ADDRESS).headers["Cache-Control"].startswith("public, max-age=0")


def test_page_for_staff_asks_strangers_to_log_in(client, settings):
    settings.STATISTICS = "staff"

    assert client.get(ADDRESS).headers["Location"] == f"/admin/login/?next={ADDRESS}"
    client.force_login(User.objects.create(username="ada", is_staff=False))
    assert client.get(ADDRESS).status_code == 302
    client.force_login(User.objects.create(username="bea", is_staff=True))
    assert client.get(ADDRESS).headers["Cache-Control"] == "private, no-store"


def test_page_can_be_off(client, settings):
    make_article(published_at=NOON)
    assert f'href="{ADDRESS}"' in client.get("/2026/").content.decode()
    settings.STATISTICS = "off"

    assert client.get(ADDRESS).status_code == 404
    assert f'href="{ADDRESS}"' not in client.get("/2026/").content.decode()


@pytest.mark.parametrize("setting", ["public", "staff", "off"])
def test_page_takes_no_form(client, settings, setting):
    settings.STATISTICS = setting

    assert client.post(ADDRESS).status_code == 405


def test_more_stories_need_no_more_queries(client, django_assert_num_queries):
    fill(12)

    with django_assert_num_queries(6):
        page_of(client)


@pytest.mark.parametrize("numbers", [[0, 3, 9], [5], [1] * 90])
def test_bars_stand_within_the_plot_and_the_largest_reaches_its_top(numbers):
    bars = bars_of([Value(str(at), number) for at, number in enumerate(numbers)]).bars

    assert all(float(bar.x) >= 0 and float(bar.x) + float(bar.width) <= WIDTH for bar in bars)
    assert all(abs(float(bar.y) + float(bar.height) - HEIGHT) < 0.02 for bar in bars)
    assert min(float(bar.y) for bar in bars) == 0


def test_no_number_is_no_plot():
    assert bars_of([Value("Monday", 0)]) is None
    assert bars_of([]) is None


def test_line_goes_from_edge_to_edge():
    line = line_of([Value("Monday", 0), Value("Tuesday", 10)], 10)

    assert line.points == f"0,{HEIGHT} {WIDTH},0"
