"""Corrects what the classifier takes for the body, by rules that hold in languages it hardly knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.text.dates import says_when
from articles.understanding.lines import Line
from articles.understanding.rules.short_pages.below_headline import bylines_above, first_paragraph, headline_above
from articles.understanding.rules.short_pages.cued_list import CuedList, cued_lists


@dataclass(frozen=True, slots=True)
class AroundBody:
    """The headline's index, those of bylines by rule, the lists under a cue, and the lines that are no body."""

    headline: int
    bylines: tuple[int, ...]
    lists: tuple[CuedList, ...]
    outside: frozenset[int]


def around_body(lines: Sequence[Line], is_body: Sequence[bool], headline: int) -> AroundBody:
    """Return what stands around the body; `is_body` and `headline` are what the classifier takes for it."""
    dates = {index for index, line in enumerate(lines) if is_body[index] and says_when(line.text)}
    lists = cued_lists(lines, is_body)
    first = first_paragraph(lines, is_body)
    found = headline_above(lines, headline, first)
    bylines = bylines_above(lines, is_body, found, first)
    below = range(lists[0].cue if lists else len(lines), len(lines))
    return AroundBody(
        found,
        tuple(bylines),
        tuple(lists),
        frozenset({*dates, *bylines, *below, *range(found + 1 if found != headline else 0)}),
    )
