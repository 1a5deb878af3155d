"""The first paragraph, right below author and date, where a list or entries part it from the body that was found."""

from collections.abc import Sequence

from articles.lexicon.cues import CUES
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import body_span, headline_index
from articles.understanding.rules.line_shapes import ends_with_full_stop, has_credit, is_prose
from articles.understanding.story import Role

MOST_BETWEEN = 12  # lines from it to the body
_OTHER = frozenset(word for kind in ("subscribe", "legal", "advert", "share", "comments") for word in CUES[kind])


def with_first_paragraph(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with the paragraph that stands between blank lines right below author and date."""
    found = list(roles)
    span, headline = body_span(roles), headline_index(roles)
    signed = [i for i in range(headline + 1, span.start) if roles[i] in (Role.BYLINE, Role.DATELINE)]
    if headline < 0 or not signed or not 1 < span.start - signed[-1] <= MOST_BETWEEN:
        return found
    line = lines[signed[-1] + 1]
    is_parted = line.blanks_before and line.blanks_after and roles[signed[-1] + 1] is Role.BOILERPLATE
    is_text = is_prose(line.text) and ends_with_full_stop(line.text) and not has_credit(line.text)
    words = line_form(line.text).split()
    if is_parted and is_text and _OTHER.isdisjoint(words) and words[0] not in CUES["caption"]:
        found[signed[-1] + 1] = Role.PARAGRAPH
    return found
