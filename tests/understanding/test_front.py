"""What never is a headline or a date of publication, by rule and where the classifier decides."""

import pytest

from articles.understanding import Role, understand
from articles.understanding.lines import lines_of
from articles.understanding.rules.datelines import is_dateline, is_time
from articles.understanding.rules.front import front_roles
from articles.understanding.rules.masthead import with_front
from tests.support.texts import MENU, OTHER, PARAGRAPHS
from tests.support.whole_page import HEADLINE, LISTED


@pytest.mark.parametrize(
    "line",
    [
        "Norrhavn, Sunday, Nov 22, 2026",
        "Norrhavn — 22 November 2026",
        "Sunday, Nov 22, 2026 | 07:45",
        "Nov 22, 2026, 12:00 AM",
        "date 2026-11-22 00:00:00",
        "Edition of Sunday, 22 November 2026",
        "No. 412 | Sunday, November 22, 2026",
    ],
)
def test_date_with_a_place_or_a_time_is_a_dateline(line):
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Election set for 22 November 2026",
        "22 November 2026: A Day Without Ferries",
        "By Ada Holm, 22 November 2026",
        "The ferry sailed again on 22 November 2026",
        "Twelve gulls and a bell",
    ],
)
def test_sentence_or_headline_with_a_date_is_no_dateline(line):
    assert not is_dateline(line)


def test_time_alone_is_a_time():
    assert is_time("7:45 AM GMT")
    assert not is_time("7:45 is too early for a ferry")


def test_line_above_the_masthead_date_is_no_headline_even_if_the_classifier_took_it():
    lines = lines_of("\n".join(["Twice a day.", "Sunday, Nov 22, 2026", "", HEADLINE, "", *PARAGRAPHS]))
    learned = [Role.HEADLINE, Role.DATELINE, Role.BOILERPLATE, *[Role.PARAGRAPH] * len(PARAGRAPHS)]

    roles = with_front(lines, learned, front_roles(lines))

    assert roles[:3] == [Role.TAGLINE, Role.DATELINE, Role.HEADLINE]


def test_headline_never_comes_from_the_list_below_a_short_story():
    text = "\n\n".join(["\n".join(MENU), HEADLINE, *OTHER[:2], "Related stories", "\n".join(LISTED), "\n".join(MENU)])

    story = understand(text).story

    assert story.headline not in LISTED


def test_sections_above_the_headline_are_no_headline():
    sections = "Politics\nCulture\nSport"
    text = "\n\n".join(["The Tide Table", "Twice a day.\nSunday, Nov 22, 2026", sections, HEADLINE, *PARAGRAPHS])

    story = understand(text).story

    assert (story.headline, story.tagline, story.published) == (HEADLINE, "Twice a day.", None)


def test_story_without_a_headline_line_has_none():
    text = "\n\n".join(["The Tide Table", "Twice a day.\nSunday, Nov 22, 2026", *PARAGRAPHS])

    story = understand(text).story

    assert (story.headline, str(story.captured_on), story.published) == ("", "2026-11-22", None)
    assert [block.text for block in story.blocks] == list(PARAGRAPHS)
