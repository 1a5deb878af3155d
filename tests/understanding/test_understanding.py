"""Understanding of plain layouts, and dates, bylines and languages of any."""

import datetime as dt
import json

import pytest

from articles.text.dates import find_date, read_date, without_date
from articles.text.language import language_of
from articles.understanding import Hints, Role, understand
from articles.understanding.lines import lines_of
from articles.understanding.pipeline import story_of
from tests.support.texts import OTHER, PARAGRAPHS, page


def roles_of(text):
    return [(line.role, line.text) for line in understand(text).story.lines]


def test_original_document_agrees_line_for_line(corpus):
    truth = json.loads((corpus / "seed" / "london-daily.json").read_text())

    story = understand((corpus / "seed" / "london-daily.txt").read_text()).story

    assert [[line.number, line.role] for line in story.lines] == truth["roles"]
    assert (story.source, story.tagline, story.headline) == (truth["source"], truth["tagline"], truth["headline"])
    assert [story.standfirst] == truth["standfirst"]
    assert list(story.related) == [link["text"] for link in truth["related"]]
    assert not {"Newsletter", "0:00", "Close", "×"} & {block.text for block in story.blocks}


def test_every_form_of_one_site_gives_its_headline_and_no_publication_date(corpus):
    folder = corpus / "london-daily"
    entries = json.loads((folder / "manifest.json").read_text())

    stories = {entry["file"]: understand((folder / entry["file"]).read_text()).story for entry in entries}

    assert {e["file"]: stories[e["file"]].headline for e in entries if e["headline"]} == {
        e["file"]: e["headline"] for e in entries if e["headline"]
    }
    assert [file for file, story in stories.items() if story.published] == []
    assert sum(story.captured_on is not None for story in stories.values()) == sum(
        bool(entry["date_line"]) for entry in entries
    )


def test_page_with_every_role_gets_them_right():
    text = page(
        "Gull census finds one gull too many",
        OTHER[0],
        "The north mole on the day of the count, with the last gull to arrive",
        "\nOne place short\n",
        *OTHER[1:],
        captured="Sunday, Nov 22, 2026",
        standfirst="The counting was done twice. It came out the same.",
        byline="By Ada Holm",
        published="Published 21 November 2026, 07:10",
        related=["Ferry returns to the bay", "Who owns the second bell?"],
    )

    story = understand(text).story

    assert (story.source, story.tagline, story.captured_on) == ("The Tide Table", "Twice a day.", dt.date(2026, 11, 22))
    assert story.headline == "Gull census finds one gull too many"
    assert story.standfirst == "The counting was done twice. It came out the same."
    assert (story.byline, story.published) == ("By Ada Holm", dt.datetime(2026, 11, 21, 7, 10, tzinfo=dt.UTC))
    assert [block.kind for block in story.blocks] == ["paragraph", "caption", "subheading", "paragraph", "paragraph"]
    assert story.related == ("Ferry returns to the bay", "Who owns the second bell?")
    assert story.language == "en"
    assert "north mole on the day" not in story.body


def test_page_without_masthead_takes_its_source_from_the_hint():
    text = page(masthead="", twice=False)

    story = understand(text, Hints(source="The  Tide Table")).story

    assert story.source == "The Tide Table"
    assert story.headline == "Ferry returns to the bay after a week"


def test_masthead_takes_precedence_over_the_hint():
    assert understand(page(), Hints(source="Another Paper")).story.source == "The Tide Table"


def test_quotation_with_its_speaker_is_one_block():
    text = page(
        "A bell is heard", *PARAGRAPHS, "“It sounds like home.”\n— Ada Holm, boat builder", PARAGRAPHS[0][:-9] + "late."
    )

    quotes = [block.text for block in understand(text).story.blocks if block.kind == Role.QUOTE]

    assert quotes == ["“It sounds like home.”\n— Ada Holm, boat builder"]


def test_list_items_keep_their_order():
    text = page("Three things to bring", PARAGRAPHS[0], "• a rope\n• a lamp\n• a map", PARAGRAPHS[1])

    items = [block.text for block in understand(text).story.blocks if block.kind == Role.ITEM]

    assert items == ["• a rope", "• a lamp", "• a map"]


def test_newsletter_box_inside_a_story_does_not_end_it():
    text = page("The box in the middle", PARAGRAPHS[0], "Newsletter", *PARAGRAPHS[1:], *OTHER)

    story = understand(text).story

    assert len(story.blocks) == 6
    assert (Role.BOILERPLATE, "Newsletter") in [(line.role, line.text) for line in story.lines]


def test_date_below_the_headline_is_the_storys_own():
    text = page(published="21 November 2026", captured="Monday, Nov 23, 2026")

    story = understand(text).story

    assert (story.published.date(), story.captured_on) == (dt.date(2026, 11, 21), dt.date(2026, 11, 23))


def test_page_of_controls_has_no_story():
    text = "Home\nNews\nSport\nClose\n×\n0:00\n"

    story = understand(text).story

    assert (story.blocks, story.related) == ((), ())


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Wednesday, Jul 09, 2025", dt.datetime(2025, 7, 9)),
        ("Published: 21 November 2026 at 07:10", dt.datetime(2026, 11, 21, 7, 10)),
        ("Nov 21, 2026 7:10 PM", dt.datetime(2026, 11, 21, 19, 10)),
        ("2026-11-21T07:10", dt.datetime(2026, 11, 21, 7, 10)),
        ("Samstag, 21. November 2026, 07:10 Uhr", dt.datetime(2026, 11, 21, 7, 10)),
        ("21.11.2026", dt.datetime(2026, 11, 21)),
        ("03/04/2026", None),  # third of April or fourth of March: unknown stays unknown
        ("31 February 2026", None),
        ("The ferry sailed on 21 November 2026", None),
    ],
)
def test_dates_are_read_when_they_are_the_line_and_unambiguous(line, moment):
    assert read_date(line) == (moment and moment.replace(tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("line", "day_first", "moment"),
    [
        ("By Ada Holm — 21 November 2026, 6 min read", False, "2026-11-21T00:00"),
        ("Ada Holm21.11.26 07:10", False, "2026-11-21T07:10"),
        ("Published 11:26 pm EST, Saturday, November 21, 2026", False, "2026-11-22T04:26"),
        ("Nov 21, 2026 at 9:24 pm ET", False, "2026-11-22T02:24"),
        ("July 21, 2026 at 9:24 pm ET", False, "2026-07-22T01:24"),
        ("2026-11-21T01:10:00+02:00", False, "2026-11-20T23:10"),
        ("November 21, 20263 min", False, "2026-11-21T00:00"),
        ("Publié le 03/04/2026 à 07:10", True, "2026-04-03T07:10"),
        ("Published 03/04/2026 - 07:10 GMT+1", False, "2026-04-03T06:10"),
        ("03/04/2026 7:10 AM EST", False, "2026-03-04T12:10"),
        ("Published 03/04/2026", False, None),
        ("Version 1.12.13.5", True, None),
        ("2 hours ago", False, None),
        ("31 February 2026", False, None),
    ],
)
def test_dates_are_found_inside_lines_and_converted_to_utc(line, day_first, moment):
    found = find_date(line, day_first=day_first)

    assert (found and found.moment.isoformat()[:16]) == moment


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("By Ada Holm, Saturday, 21 November 2026 07:10 GMT", "By Ada Holm"),
        ("BY ADA HOLMPUBLISHED: NOV 21, 2026", "BY ADA HOLM"),
        ("Updated on: November 21, 2026 / 7:10 AM / Tide News", "Tide News"),
        ("Last modified on Sat 21 November 2026 07.10 GMT", ""),
        ("By Ada Holm", "By Ada Holm"),
    ],
)
def test_line_without_its_date_names_the_author(line, rest):
    assert without_date(line) == rest


def test_byline_is_joined_from_its_lines_and_gives_the_date_when_no_other_line_does():
    lines = lines_of("Ferry returns\nBy Ada Holm\nReporter\nBo Lind, 21 November 2026\n" + "\n".join(PARAGRAPHS))
    roles = [Role.HEADLINE, Role.BYLINE, Role.BOILERPLATE, Role.BYLINE, *[Role.PARAGRAPH] * len(PARAGRAPHS)]

    story = story_of(lines, roles)

    assert story.byline == "By Ada Holm, Bo Lind"
    assert story.published == dt.datetime(2026, 11, 21, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", " ".join(PARAGRAPHS)),
        ("de", "Die Fähre ist am Sonntag in den Hafen zurückgekehrt, und niemand hat die Glocke für sie geläutet."),
        ("ru", "Паром вернулся в гавань в воскресенье утром."),
        ("ja", "日曜日の朝、フェリーが港に戻ってきました。"),
        ("", "Ferry 12 bell"),
    ],
)
def test_language_is_recognised_or_left_empty(language, text):
    assert language_of(text) == language


def test_texts_without_spaces_are_read():
    first, second = "日曜日の朝、渡し船は乗客を半分乗せて港に戻ってきた。", "鐘を鳴らす人はだれもいなかった。"
    text = f"渡し船が港に戻る\n\n渡し船が港に戻る\n\n{first}\n\n{second}\n"

    story = understand(text).story

    assert story.headline == "渡し船が港に戻る"
    assert len(story.blocks) == 2


STORY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("front", "source", "headline", "byline", "published"),
    [
        ("Tide Gazette\n\nHarbour Board Votes\n\n5 March 2025\n\n",
         "Tide Gazette", "Harbour Board Votes", "", "2025-03-05"),
        ("Tide Gazette\nFrom the water\n\nHarbour Board Votes\n\nBy Ada Holm\n5 March 2025\n\n",
         "Tide Gazette", "Harbour Board Votes", "By Ada Holm", "2025-03-05"),
        ("TIDE GAZETTE | News, Sport and Weather\n\nHarbour Board Votes\n\nBy ADA HOLM\n03/01/2025 10:15\n\n",
         "TIDE GAZETTE | News, Sport and Weather", "Harbour Board Votes", "By ADA HOLM", ""),
        ("Tide Gazette\n\nFrom the water\n\nHarbour Board Votes\n\nAda Holm\n2 hours ago\n\n",
         "Tide Gazette", "Harbour Board Votes", "Ada Holm", ""),
        ("Tide Gazette\n\nFrom the water\nWednesday, March 5, 2025\n\n1984\n\n", "Tide Gazette", "1984", "", ""),
        ("Harbour Board Votes\n\n5 March 2025\n\n", "", "Harbour Board Votes", "", "2025-03-05"),
    ],
)  # fmt: skip
def test_fronts_of_other_papers_are_understood(front, source, headline, byline, published):
    story = understand(front + STORY).story

    assert (story.source, story.headline, story.byline) == (source, headline, byline)
    assert (story.published.date().isoformat() if story.published else "") == published
    assert [block.text for block in story.blocks] == list(PARAGRAPHS)


def test_rights_are_no_headline_and_a_share_button_ends_no_list():
    text = page(
        related=[
            "One headline of others",
            "Share",
            "Two headlines of others",
            "© 2026 The Tide Table",
            "Comments",
            "Nice one",
        ]
    )

    assert understand(text).story.related == ("One headline of others", "Two headlines of others")
