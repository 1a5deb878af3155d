"""What a page's title gives, headline, name and day, and dates right above the body."""

import datetime as dt

import pytest

from articles.understanding.lines import lines_of
from articles.understanding.pipeline import story_of
from articles.understanding.rules.corrections.first_paragraph import without_posting_line
from articles.understanding.rules.title_line import headline_of_title
from articles.understanding.story import Role

HEADLINE = "Harbour bell rings for the first fog"
OUT, HEAD, TEXT, DATE, BYLINE = Role.BOILERPLATE, Role.HEADLINE, Role.PARAGRAPH, Role.DATELINE, Role.BYLINE
BODY = "The bell had been silent since April, and nobody had missed it."


def story(*pairs):
    lines = lines_of("\n\n".join(text for text, _ in pairs))
    return story_of(lines, [role for _, role in pairs])


@pytest.mark.parametrize(
    ("title", "source", "day"),
    [
        (f"{HEADLINE} – The Tide Table – 13.06.2023", "The Tide Table", dt.date(2023, 6, 13)),
        (f"{HEADLINE} | Coast | The Tide Table", "The Tide Table", None),
        (f"{HEADLINE} | 2023-06-13", "", dt.date(2023, 6, 13)),
        ("The Tide Table – 13.06.2023", "", None),
    ],
)
def test_title_gives_name_and_day_beside_the_headline(title, source, day):
    found = story((title, OUT), (HEADLINE, HEAD), (BODY, TEXT))

    assert (found.source, found.published.date() if found.published else None) == (source, day)


def test_day_of_the_title_outweighs_a_date_of_something_else():
    title = f"{HEADLINE} – The Tide Table – 13.06.2023"

    other = story((title, OUT), (HEADLINE, HEAD), ("9 June 2023", DATE), (BODY, TEXT))
    same = story((title, OUT), (HEADLINE, HEAD), ("13 June 2023, 07:10", DATE), (BODY, TEXT))

    assert other.published == dt.datetime(2023, 6, 13, tzinfo=dt.UTC)
    assert same.published == dt.datetime(2023, 6, 13, 7, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted by ada on Friday June 16, 2023 @08:00PM from the harbour dept.", dt.date(2023, 6, 16)),
        ("16 June 2023, 07:10", dt.date(2023, 6, 16)),
        ("Friday, 16 June 2023", None),  # the day on which the page was seen
        ("The bell was cast on 16 June 1923 in two halves", None),
    ],
)
def test_date_right_above_the_body_is_that_of_publication(line, day):
    found = story((HEADLINE, HEAD), (line, OUT), ("Share", OUT), (BODY, TEXT))

    assert (found.published.date() if found.published else None) == day


def test_date_in_the_first_lines_outweighs_one_further_down():
    found = story(
        (HEADLINE, HEAD), ("A note on bells.", TEXT), ("16 June 2023 Updated at 16:01, 2 min read", OUT),
        *[(BODY, TEXT)] * 3, ("by Ida Lund 20 November 2022", DATE), (BODY, TEXT),
    )  # fmt: skip

    assert found.published.date() == dt.date(2023, 6, 16)


def test_body_does_not_begin_with_the_line_that_says_when_it_was_posted():
    lines = lines_of(
        f"{HEADLINE}\n\nPosted on June 16, 2023 by Ada Holm - 5 comments\n\n{BODY}\n\nPosted notices are due."
    )

    roles = without_posting_line(lines, [HEAD, TEXT, TEXT, TEXT])

    assert roles == [HEAD, DATE, TEXT, TEXT]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Ada Holm · Tide Radio · Posted: Jun 16, 2023 4:00 AM EDT | Last Updated: June 17", BYLINE),
        ("Ada Holm | Published on 16 June 2023", BYLINE),
        ("Ida Lund | Publisert 16.06.2023 - 17:29", BYLINE),
        ("김하나 | 입력 2023.06.16 10:00", BYLINE),
        ("Eva Malá | Datum: 16. 6. 2023", TEXT),  # a date, but no word of publication
        ("The trustees — posted at the door on 16 June 2023 — would not say who had rung the second bell.", TEXT),
        ("Ada Holm | Tide Radio | Updated 16 June 2023", TEXT),
    ],
)
def test_line_with_author_and_day_of_posting_is_the_byline(line, role):
    lines = lines_of(f"{HEADLINE}\n\nThe trustees will meet on Friday.\n\n{line}\n\n{BODY}")

    assert without_posting_line(lines, [HEAD, TEXT, TEXT, TEXT]) == [HEAD, TEXT, role, TEXT]


@pytest.mark.parametrize(
    ("title", "found", "index"),
    [
        (f"{HEADLINE} - The Tide Table", "Who owns the second bell?", 3),
        (f"Coast | {HEADLINE}", "Who owns the second bell?", 3),
        (f"{HEADLINE} - The Tide Table", f"{HEADLINE} (12 comments)", 1),  # it is that headline, and more
        (f"{HEADLINE} rings - The Tide Table", HEADLINE, 1),  # it is a part of the title itself
        ("The Tide Table - Coast", "Who owns the second bell?", 1),  # no line has it
        (HEADLINE, "Who owns the second bell?", 1),  # no title: a line like others
    ],
)
def test_headline_is_that_of_the_title_where_another_was_found(title, found, index):
    lines = lines_of("\n\n".join([title, found, "Share this page", HEADLINE, BODY]))

    assert headline_of_title(lines, 1) == index
