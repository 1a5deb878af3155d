"""All corrections, in order."""

from collections.abc import Callable, Sequence

from articles.understanding.lines import Line
from articles.understanding.rules.corrections.copies import without_copies
from articles.understanding.rules.corrections.first_paragraph import (
    from_agency_line,
    with_first_paragraph,
    without_posting_line,
)
from articles.understanding.rules.corrections.inserted import without_boxes, without_controls, without_text_above
from articles.understanding.rules.corrections.lists import with_whole_lists, with_whole_tables
from articles.understanding.rules.corrections.live_blog import with_entries
from articles.understanding.rules.corrections.markdown_marks import with_marks
from articles.understanding.rules.corrections.next_story import without_next_story
from articles.understanding.rules.corrections.notices import without_notices, without_outside_content
from articles.understanding.rules.corrections.short_paragraphs import with_short_paragraphs
from articles.understanding.rules.corrections.teasers import (
    without_cued_teasers,
    without_second_printings,
    without_signed_teasers,
    without_summaries,
)
from articles.understanding.story import Role

type Correction = Callable[[Sequence[Line], Sequence[Role]], list[Role]]

OF_ANY_PAGE = (with_entries, without_notices, without_outside_content, without_copies, without_cued_teasers)
# Of a plain layout, whose lists and paragraphs were read by rules.
OF_PLAIN_TEXT = (
    *(with_marks, without_next_story, without_text_above, without_boxes),
    *(without_posting_line, with_first_paragraph, with_whole_lists, with_short_paragraphs),
    *OF_ANY_PAGE,
)
# With mark-up, what belongs to a story is known from the elements around it; but pages that go on with the next story
# while they are scrolled have elements for each.
OF_MARKUP = (without_next_story, *OF_ANY_PAGE)
OF_TEXT = (
    *(with_marks, without_next_story, without_signed_teasers, from_agency_line, without_text_above, without_boxes),
    *(without_controls, without_posting_line, with_first_paragraph, with_whole_lists, with_whole_tables),
    *(with_short_paragraphs, without_summaries, without_second_printings),
    *OF_ANY_PAGE,
)


def corrected_roles(lines: Sequence[Line], roles: Sequence[Role], corrections: Sequence[Correction]) -> list[Role]:
    """Return the roles of a page after these corrections, in their order."""
    found = list(roles)
    for correct in corrections:
        found = correct(lines, found)
    return found
