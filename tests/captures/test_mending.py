"""Corrections by hand of one document: the story is made anew from the roles, and only what they say changes."""

import pytest

from articles.captures.acceptance import acceptance_problem
from articles.captures.building import captures_of, document_story
from articles.captures.by_hand.sources import NothingKnown, SourcesByHand
from articles.text.digests import signed_digest
from articles.text.normal_form import normal_form
from articles.understanding import NO_MENDS, Hints, LineMend, Mends, Role
from tests.support.factories import NOON
from tests.support.texts import OTHER, PARAGRAPHS, page

CAPTION = "The ferry at the landing. Photo: Ada Holm"
RELATED = ["Gull census begins on the north mole", "Coal Quay to be paved at last"]


def story(text, mends=NO_MENDS, decided=None):
    known = NothingKnown(decided or SourcesByHand())
    return document_story(text.encode(), Hints(mends=mends), known).story


def line_of(text, wanted):
    return next(line for line in story(text).lines if line.text == wanted)


def mend(text, wanted, role):
    return LineMend(line_of(text, wanted).number, wanted, role)


def test_role_of_a_line_changes_its_block_and_nothing_else():
    text = page("Ferry returns", PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:], related=RELATED)
    before = story(text)

    after = story(text, Mends((mend(text, CAPTION, Role.CAPTION),)))

    assert [(b.kind, b.text) for b in after.blocks] == [
        ("paragraph", PARAGRAPHS[0]),
        ("caption", CAPTION),
        *(("paragraph", one) for one in PARAGRAPHS[1:]),
    ]
    assert (after.headline, after.source, after.related) == (before.headline, before.source, before.related)


def test_line_left_out_by_hand_is_in_no_block():
    text = page()

    after = story(text, Mends((mend(text, PARAGRAPHS[1], Role.BOILERPLATE),)))

    assert [block.text for block in after.blocks] == [PARAGRAPHS[0], PARAGRAPHS[2]]


def test_another_headline_takes_the_place_of_the_one_understood():
    text = page("Ferry returns after a week", "A word from the harbour", *PARAGRAPHS, twice=False)

    after = story(text, Mends((mend(text, "A word from the harbour", Role.HEADLINE),)))

    assert after.headline == "A word from the harbour"
    assert [line.text for line in after.lines if line.role is Role.HEADLINE] == ["A word from the harbour"]
    assert after.confidence is None or after.confidence.headline == 0.99


def test_lines_are_found_by_their_text_wherever_they_stand():
    text = page()
    given = Mends((mend(text, PARAGRAPHS[1], Role.QUOTE),))

    after = story("Skip to content\n\nMenu\n\n" + text, given)

    assert ("quote", PARAGRAPHS[1]) in [(block.kind, block.text) for block in after.blocks]


def test_of_two_equal_lines_the_nearest_number_is_meant():
    text = page("Ferry returns", PARAGRAPHS[0], "Tide", PARAGRAPHS[1], "Tide", PARAGRAPHS[2])
    numbers = [line.number for line in story(text).lines if line.text == "Tide"]

    after = story(text, Mends((LineMend(numbers[1], "Tide", Role.CAPTION),)))

    roles = {line.number: line.role for line in after.lines if line.text == "Tide"}
    assert roles[numbers[1]] is Role.CAPTION
    assert roles[numbers[0]] is not Role.CAPTION


def test_line_that_is_not_in_the_document_changes_nothing():
    text = page()

    assert story(text, Mends((LineMend(7, "Not here", Role.HEADLINE),))).headline == story(text).headline


@pytest.mark.parametrize(
    ("mends", "name", "value"),
    [
        (Mends(headline="Ferry is back"), "headline", "Ferry is back"),
        (Mends(standfirst=""), "standfirst", ""),
        (Mends(byline="Ada Holm"), "byline", "Ada Holm"),
        (Mends(published="2026-11-20T06:30:00+00:00"), "published", NOON.replace(day=20, hour=6, minute=30)),
        (Mends(published=""), "published", None),
        (Mends(source="The Bell"), "source", "The Bell"),
        (Mends(source="The Bell"), "tagline", ""),
    ],
)
def test_value_by_hand_stands_above_what_was_understood(mends, name, value):
    text = page(standfirst="Nobody rang the bell.", byline="By Jo Tide", published="21 November 2026")

    assert getattr(story(text, mends), name) == value


def test_metadata_stays_where_the_roles_change_nothing():
    html = f"""<html><head><title>Ferry returns</title><meta name="author" content="Jo Tide">
    <meta property="og:site_name" content="The Tide Table"></head><body><h1>Ferry returns</h1><p>By Jo Tide</p>
    {"".join(f"<p>{one}</p>" for one in PARAGRAPHS)}<p>See <a href="https://example.org/t">the tables</a> here.</p>
    </body></html>"""
    before = document_story(html.encode(), Hints(), media_type="text/html").story
    numbers = {line.text: line.number for line in before.lines}
    given = Mends((LineMend(numbers[PARAGRAPHS[1]], PARAGRAPHS[1], Role.BOILERPLATE),))

    after = document_story(html.encode(), Hints(mends=given), media_type="text/html").story

    assert (after.source, after.byline) == (before.source, before.byline) == ("The Tide Table", "By Jo Tide")
    assert after.blocks == tuple(block for block in before.blocks if block.text != PARAGRAPHS[1])
    assert any("https://example.org/t" in block.html for block in after.blocks)


def test_page_that_was_refused_becomes_a_story_by_hand():
    text = "Home\n\nSailing dates\n\n" + "\n".join(f"{one}" for one in PARAGRAPHS)
    refused = "Page not found\n\nThe page you are looking for does not exist.\n\nSearch\n"
    lines = story(refused).lines
    assert acceptance_problem(story(refused))

    given = Mends(
        (
            LineMend(lines[0].number, lines[0].text, Role.HEADLINE),
            LineMend(lines[1].number, lines[1].text, Role.PARAGRAPH),
        )
    )

    assert acceptance_problem(story(refused, given)) is None
    assert acceptance_problem(story(text, Mends(headline="Sailing dates"))) is None


def test_date_given_by_hand_may_lie_after_the_capture():
    text = page(captured="Sunday, 22 November 2026")

    (capture,) = captures_of(
        text.encode(), "text/plain", "", 1, NOON, mends=Mends(published="2026-12-24T00:00:00+00:00")
    )

    assert capture.story.published.month == 12


def test_lines_count_under_the_headline_that_was_understood():
    text = page("Ferry returns")

    (before,) = captures_of(text.encode(), "text/plain", "", 1, NOON)
    (after,) = captures_of(text.encode(), "text/plain", "", 1, NOON, mends=Mends(headline="Ferry is back"))

    assert after.printed == before.printed


def test_marked_line_is_left_out_of_the_stories_of_its_source_only():
    text = page("Ferry returns", *PARAGRAPHS, "Tell us.")
    marked = {normal_form("The Tide Table"): frozenset({signed_digest("Tell us.")})}

    assert "Tell us." in [block.text for block in story(text).blocks]
    assert "Tell us." not in [block.text for block in story(text, decided=SourcesByHand(marked=marked)).blocks]
    other = text.replace("The Tide Table", "Bell Weekly")
    assert "Tell us." in [block.text for block in story(other, decided=SourcesByHand(marked=marked)).blocks]


def test_role_by_hand_stands_above_a_mark_of_the_source():
    text = page("Ferry returns", *PARAGRAPHS, "Tell us.")
    decided = SourcesByHand(marked={normal_form("The Tide Table"): frozenset({signed_digest("Tell us.")})})

    after = story(text, Mends((mend(text, "Tell us.", Role.PARAGRAPH),)), decided)

    assert "Tell us." in [block.text for block in after.blocks]


def test_marks_never_take_the_whole_story():
    text = page("Ferry returns", *PARAGRAPHS)
    digests = frozenset(map(signed_digest, PARAGRAPHS))

    after = story(text, decided=SourcesByHand(marked={normal_form("The Tide Table"): digests}))

    assert [block.text for block in after.blocks] == list(PARAGRAPHS)


def test_joined_name_gives_the_key_of_the_other_source():
    decided = SourcesByHand(joined={normal_form("The Tide Table"): normal_form("Bell Weekly")})

    (capture,) = captures_of(page("Gulls", *OTHER).encode(), "text/plain", "", 1, NOON, NothingKnown(decided))

    assert capture.story.source == capture.printed.source == normal_form("Bell Weekly")
