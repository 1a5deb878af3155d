"""Lists of teasers below a story: their headlines are related, and nothing else of them is anything."""

from articles.understanding.lines import lines_of
from articles.understanding.rules.corrections.teasers import (
    without_second_printings,
    without_signed_teasers,
    without_summaries,
)
from articles.understanding.story import Role

OUT, HEAD, TEXT, LIST, AGAIN = Role.BOILERPLATE, Role.HEADLINE, Role.PARAGRAPH, Role.RELATED, Role.REPEAT
HEADLINE = "Harbour bell rings for the first fog"
STORY = [
    "The bell had been silent since April, and nobody in the lower town had missed it until the fog came.",
    "On Friday it rang twice before the ferry was seen, and the harbour master wrote both hours into his book.",
]
TEASERS = [
    ("Two rowers win the regatta at last", "Ida Lund", "16 June 2023"),
    ("Mill pond freezes in the middle of May", "Per Holm and Ada Finch", "16 June 2023"),
    ("School counts its pupils twice", "Ida Lund", "15 June 2023"),
    ("Why the lamp room stays dark on Sundays", "Jonas Hale", "15 June 2023"),
]
SUMMARY = "They had trained at night on the mill pond, since the river was closed for the building of the new weir."


def signed(teasers):
    return [line for teaser in teasers for line in (*teaser, SUMMARY)]


def test_signed_teasers_leave_the_body_and_their_headlines_are_related():
    lines = lines_of("\n".join([HEADLINE, *STORY, "More from us", *signed(TEASERS)]))
    roles = [HEAD, TEXT, TEXT, OUT, *[OUT, OUT, OUT, TEXT] * len(TEASERS)]

    assert without_signed_teasers(lines, roles) == [HEAD, TEXT, TEXT, OUT, *[LIST, OUT, OUT, OUT] * len(TEASERS)]


def test_dated_paragraphs_of_a_chronicle_stay():
    entries = [line for day in range(1, 5) for line in (f"{day} June 2023", SUMMARY)]
    roles = [HEAD, TEXT, TEXT, *[Role.SUBHEADING, TEXT] * 4]

    assert without_signed_teasers(lines_of("\n".join([HEADLINE, *STORY, *entries])), roles) == roles


def test_two_signed_teasers_are_no_list():
    roles = [HEAD, TEXT, TEXT, *[OUT, OUT, OUT, TEXT] * 2]

    assert without_signed_teasers(lines_of("\n".join([HEADLINE, *STORY, *signed(TEASERS[:2])])), roles) == roles


def test_summaries_between_headline_and_time_are_not_related():
    texts = [line for number, teaser in enumerate(TEASERS) for line in (teaser[0], SUMMARY, f"{number + 2}H ago")]
    roles = [HEAD, TEXT, TEXT, *[LIST, LIST, OUT], *[OUT, LIST, OUT], *[LIST, OUT, OUT], *[LIST, LIST, OUT]]

    found = without_summaries(lines_of("\n".join([HEADLINE, *STORY, *texts])), roles)

    assert found == [HEAD, TEXT, TEXT, *[LIST, OUT, OUT] * len(TEASERS)]


def test_headlines_below_the_names_of_their_sections_stay_related():
    texts = [line for number, teaser in enumerate(TEASERS) for line in ("Harbour", teaser[0], f"{number + 2}H ago")]
    roles = [HEAD, TEXT, TEXT, *[OUT, LIST, OUT] * len(TEASERS)]

    assert without_summaries(lines_of("\n".join([HEADLINE, *STORY, *texts])), roles) == roles


def test_headline_that_is_printed_again_behind_its_kicker_is_related_once():
    texts = [line for title, name, _ in TEASERS for line in (title, f"{name} {title}")]
    roles = [HEAD, TEXT, TEXT, *[LIST, LIST], *[OUT, LIST], *[LIST, LIST] * 2]

    found = without_second_printings(lines_of("\n".join([HEADLINE, *STORY, *texts])), roles)

    assert found == [HEAD, TEXT, TEXT, *[LIST, AGAIN] * len(TEASERS)]
