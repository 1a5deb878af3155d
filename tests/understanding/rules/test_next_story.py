"""Where a body ends because another story begins below it, with a date of publication of its own."""

import pytest

from articles.understanding.lines import lines_of
from articles.understanding.rules.corrections.next_story import without_next_story
from articles.understanding.story import Role

OUT, HEAD, TEXT, LIST = Role.BOILERPLATE, Role.HEADLINE, Role.PARAGRAPH, Role.RELATED
HEADLINE = "Harbour bell rings for the first fog"
OWN_DATE = "Published 16.06.2023 - 17:29"
FIRST = [
    "The bell had been silent since April, and nobody in the lower town had missed it until the fog came.",
    "On Friday it rang twice before the ferry was seen, and the harbour master wrote both hours into his book.",
    "The trustees will meet on Monday to decide who may ring it, and who has to oil it before the winter.",
]
NEXT = ["Two rowers win the regatta at last", "Ida Lund", "Published 16.06.2023 - 12:05"]
SECOND = [
    "Two rowers of the upper town won the regatta by the length of an oar, after eleven years without a medal.",
    "They had trained at night on the mill pond, since the river was closed for the building of the weir.",
]


def roles_after(texts, roles):
    return without_next_story(lines_of("\n".join(texts)), roles)


@pytest.mark.parametrize(("own", "dated"), [(OUT, Role.DATELINE), (TEXT, TEXT)])
def test_body_ends_where_another_story_says_when_it_was_published(own, dated):
    roles = roles_after(
        [HEADLINE, OWN_DATE, *FIRST, *NEXT, *SECOND], [HEAD, own, TEXT, TEXT, TEXT, TEXT, OUT, OUT, TEXT, TEXT]
    )

    assert roles == [HEAD, dated, TEXT, TEXT, TEXT, LIST, OUT, OUT, OUT, OUT]


def test_entries_of_a_live_blog_are_one_story():
    entries = [part for hour in range(3) for part in (f"Published 16.06.2023 - 1{hour}:05", SECOND[0])]
    roles = [HEAD, OUT, TEXT, TEXT, TEXT, *[OUT, TEXT] * 3]

    assert roles_after([HEADLINE, OWN_DATE, *FIRST, *entries], roles) == roles


def test_a_story_without_a_date_of_its_own_goes_on_beside_its_date_of_publication():
    roles = [HEAD, TEXT, TEXT, TEXT, TEXT, OUT, OUT, TEXT, TEXT]

    assert roles_after([HEADLINE, *FIRST, *NEXT, *SECOND], roles) == roles
