"""The features that mark-up gives lines, and how they improve the story."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.captures.building import document_story
from articles.documents.html import read_page
from articles.documents.html.class_names import KINDS, cues_of
from articles.documents.html.markup import _NAMES, FAR
from articles.documents.problems import UnreadableError
from articles.text.urls import address_day
from articles.understanding import Hints, understand
from articles.understanding.lines import lines_of
from tests.support.html_pages import HEADLINE, html_page
from tests.support.texts import OTHER, PARAGRAPHS

NAMES = 5  # columns before those of the names


def read(body):
    return read_page(f"<!doctype html><body>{body}".encode())


def kinds(names):
    return {kind for place, kind in enumerate(KINDS) if cues_of(names) >> place & 1}


def away(page, row, name):
    """How many elements up from the line the name stands."""
    return page.marks.features[row, NAMES + _NAMES.index(name)]


def story_of(html):
    return document_story(html.encode(), Hints()).story


def with_published(published, *, head="", body="", url="https://tide.example/ferry"):
    html = html_page(published=published, url=url, head=head)
    return story_of(html.replace("<p>By Ada Holm</p>", f"<p>By Ada Holm</p>{body}")).published


@pytest.mark.parametrize("names", ["story-body", "storyBody", "story_body main", "c-storybody"])
def test_names_are_read_in_every_spelling(names):
    assert {"article", "body"} <= kinds(names) | ({"article"} if names == "c-storybody" else set())


@pytest.mark.parametrize("names", ["has-sidebar", "grid with-sidebar", "shadow", "headroom", "", "x" * 5_000])
def test_what_an_element_has_or_resembles_is_not_what_it_is(names):
    assert not kinds(names) & {"side", "advert", "comment", "header"}


def test_links_are_counted_by_their_share_of_the_line():
    page = read('<p>one <a href="/x">two</a></p><p><a href="/x">all of it</a></p><p>none</p>')

    assert page.marks.linked == pytest.approx([3 / 7, 1, 0])


def test_line_knows_how_far_up_each_name_stands():
    page = read('<div class="comments"><div><p>Said by a reader</p></div></div><p>Other</p>')

    assert [away(page, row, ".comment") for row in (0, 1)] == [2, FAR]
    assert page.marks.apart.tolist() == [True, False]


def test_names_of_elements_that_hold_the_headline_say_nothing_of_the_story():
    page = read(f'<div class="page comments-open"><h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p></div>')

    assert page.marks.title == 0
    assert not page.marks.apart.any()


def test_lines_of_one_element_share_it_and_elements_stand_in_earlier_ones():
    marks = read("<ul><li>One<li>Two</ul><p>a<br>b</p>").marks

    assert marks.block[2] == marks.block[3]
    assert marks.path[marks.block[0]] == marks.path[marks.block[1]]
    assert marks.block[0] != marks.block[1]
    assert (marks.parent < np.arange(len(marks.parent))).all()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/!-=\"' \u00a0\u2028\x85\ndivpaltr&;", max_size=300))
def test_marks_have_a_row_for_each_line(text):
    try:
        page = read(text + "<td>x<tr>y")
    except UnreadableError:
        return

    marks = page.marks

    assert len(marks.features) == len(marks.block) == len(lines_of(page.text))
    assert np.isfinite(marks.features).all()
    assert understand(page.text, Hints(), marks).story == understand(page.text, Hints(), marks).story


def test_comments_longer_than_the_story_stay_outside_it():
    menu = "".join(f'<li><a href="/{n}">Section {n} of the paper</a></li>' for n in range(12))
    comments = "".join(f"<li><div><p>{text}</p><p>{text[::-1]}.</p></div></li>" for text in OTHER * 4)
    footer = f'</article><section id="comments" class="comment-list"><ol>{comments}</ol></section>'
    html = html_page(HEADLINE, *PARAGRAPHS, *(f"{text} {text}" for text in PARAGRAPHS), menu=f"<ul>{menu}</ul>")

    story = story_of(html.replace("</article>", footer))

    assert all(text in story.body for text in PARAGRAPHS)
    assert not any(text in story.body for text in OTHER)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://tide.example/2026/11/21/ferry", dt.date(2026, 11, 21)),
        ("https://tide.example/news/2026-11-21-ferry.html", dt.date(2026, 11, 21)),
        ("https://tide.example/20261121/ferry", dt.date(2026, 11, 21)),
        ("https://tide.example/2026/13/21/ferry", None),
        ("https://tide.example/2026/11-21/ferry", None),
        ("https://tide.example/ferry-202611210", None),
        ("https://tide.example/a?day=/2026/11/21/", None),
    ],
)
def test_address_names_the_day(url, day):
    assert address_day(url) == day


def test_metadata_beats_the_address_and_the_address_the_text():
    address = "https://tide.example/2026/11/20/ferry"
    day = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)

    assert with_published("2026-11-21T07:10:00Z", url=address).day == 21
    assert with_published("", url=address, body="<p>19 November 2026</p>") == day
    assert with_published("", url=address, body="<p>20 November 2026, 9:30</p>") == day.replace(hour=9, minute=30)
    assert with_published("", head="<meta property='og:title' content='Ferry | 20.11.2026'>") == day


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="dcterms.issued" content="2026-11-20">',
        '<meta name="publication_date" content="20 November 2026">',
        '<meta name="date" content="Fri, 20 Nov 2026 07:10:00 GMT">',
        '<meta itemprop="datePublished" content="2026-11-20T01:00:00Z">',
    ],
)
def test_day_of_publication_is_read_in_many_forms(head):
    assert with_published("", head=head).date() == dt.date(2026, 11, 20)


def test_time_of_a_change_is_no_time_of_publication():
    changed = '<time class="updated" datetime="2026-11-22T08:00:00Z">changed</time>'

    assert with_published("", body=changed) is None
    assert with_published("", body='<time datetime="2026-11-22T08:00:00Z">then</time>').day == 22


def test_utf_8_that_is_called_something_else_is_utf_8():
    text = read_page('<html><meta charset="iso-8859-15"><p>Café de la Marée'.encode()).text

    assert text == "Café de la Marée"
