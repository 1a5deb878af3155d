"""Finds the line of a page that its metadata or its first-level heading names as the headline."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from articles.documents.page import Metadata, title_spans
from articles.text.normal_form import line_form, normal_form
from articles.text.scripts import MODEL_WIDE_LETTER
from articles.understanding.rules.line_shapes import is_name_shaped, word_count

LONGEST = 400  # characters of a line that may be a headline
LEAST_LETTERS = 4  # of a headline in letters that are written without spaces
LEAST_SECOND = 4  # words of a title's part that is believed below another first-level heading
HALF = 0.5  # share of a heading's words that the metadata has too


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page that aren't blank, by row from 0, and what is known of them."""

    texts: Sequence[str]
    headings: Collection[int]  # rows inside a first-level heading
    linked: Sequence[float] | np.ndarray  # share of each line's characters that are links; empty where unknown
    start: int  # row in which the story's text begins
    guess: int = -1  # row that the classifier took for the headline


def headline_row(page: PageLines, metadata: Metadata) -> int:
    """Return the row of the headline, or -1.

    A line that is a whole title in the metadata is believed first. A part of such a title may be the name of the site
    or of a section: it is believed in a first-level heading, or where no such heading stands between it and the text.
    """
    forms = [line_form(text) if len(text) <= LONGEST else "" for text in page.texts]
    names = {*map(normal_form, metadata.sources)} | set(_named_by_rights(page.texts, forms, metadata))
    declared, spans = list(map(normal_form, metadata.headlines)), list(_part_forms(metadata))
    wanted, rows = {*filter(None, declared), *spans}, dict[str, list[int]]()
    for row, form in enumerate(forms):
        if form in wanted and form not in names and not _is_of_the_site(row, page):
            rows.setdefault(form, []).append(row)
    whole = [_best_printed(rows[form], page) for form in declared if form in rows]
    heading = _heading(page, forms, names, metadata)
    if whole:
        best = next((row for row in whole if row in page.headings), whole[0])
        return heading if best < heading and _is_name(page.texts[best]) and best not in page.headings else best
    parts = {form: _best_printed(rows[form], page) for form in spans if form in rows}
    return _of_parts(parts, heading, page)


def _named_by_rights(texts: Sequence[str], forms: Sequence[str], metadata: Metadata) -> Iterator[str]:
    """Yield the parts of titles that a copyright line names: "© 2026 The Tide Table"."""
    rights = [f" {form} " for text, form in zip(texts, forms, strict=True) if form and _claims_rights(text)]
    if rights:
        yield from (form for form in _part_forms(metadata) if any(f" {form} " in line for line in rights))


def _claims_rights(text: str) -> bool:
    lower = text.lower()
    return "©" in lower or "copyright" in lower or "(c)" in lower


def _part_forms(metadata: Metadata) -> Iterator[str]:
    return filter(None, map(normal_form, title_spans(metadata.headlines)))


def _best_printed(same: Sequence[int], page: PageLines) -> int:
    """Return the row in a first-level heading, else the one classified as headline, else the first."""
    return max(same, key=lambda row: (row in page.headings, row == page.guess, -row))


def _heading(page: PageLines, forms: Sequence[str], names: Collection[str], metadata: Metadata) -> int:
    """Return the first-level heading above the text that shares most words with the metadata, the nearest of them."""
    words = set(" ".join(map(normal_form, metadata.headlines)).split())
    rows = [row for row in page.headings if row <= page.start and forms[row] and forms[row] not in names]
    rows = [row for row in rows if _is_long_enough(page.texts[row]) and not _is_of_the_site(row, page)]
    return max(rows, key=lambda row: (_shared(forms[row], words) >= HALF, row), default=-1)


def _is_long_enough(text: str) -> bool:
    return word_count(text) >= 2 or len(MODEL_WIDE_LETTER.findall(text)) >= LEAST_LETTERS


def _shared(form: str, words: Collection[str]) -> float:
    own = set(form.split())
    return len(own & set(words)) / max(1, len(own))


def _of_parts(parts: dict[str, int], heading: int, page: PageLines) -> int:
    """Choose among lines that are parts of a title, the longest first, and the first-level heading."""
    longest = next(iter(parts.values()), -1)
    headed = [row for row in parts.values() if row in page.headings]
    if headed:
        return longest if headed[0] < longest <= page.start else headed[0]
    if heading >= 0:
        is_below = heading < longest <= page.start and len(page.texts[longest].split()) >= LEAST_SECOND
        return longest if is_below else heading
    return longest


def _is_of_the_site(row: int, page: PageLines) -> bool:
    """Whether a line looks like a link of a menu, or like a name above the line that reads as the headline."""
    if row == page.guess:
        return False
    text, is_linked = page.texts[row], bool(len(page.linked)) and page.linked[row] > HALF
    is_name = row < page.guess <= page.start and _is_name(text)
    return (is_linked and is_name) if row in page.headings else (is_linked or is_name)


def _is_name(text: str) -> bool:
    """Whether a line may be the name of a publication or its domain."""
    return is_name_shaped(text) or ("." in text and " " not in text)
