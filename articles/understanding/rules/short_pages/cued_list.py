"""Rules for a list of related headlines under a cue of its language, below the story."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from articles.text.dates import says_when
from articles.text.scripts import BREAKS_NO_SENTENCES
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    ends_list,
    ends_with_full_stop,
    is_boilerplate,
    is_headline_shaped,
    is_prose,
    word_count,
)
from articles.understanding.rules.short_pages.page_foot import begins_another_part, is_foot, is_list_cue

MAX_LINES = 60  # of a page; on longer ones, of which the classifier learned, lists are mixed with teasers and promos
LEAST_ENTRIES = 2
MIN_UNMARKED = 90  # characters of a paragraph in scripts that mark no end of a sentence
SHORT = 0.4  # of the shortest entry's characters: a shorter line is a heading, or a link of the foot
MAX_HEADING = 3  # words of it


@dataclass(frozen=True, slots=True)
class CuedList:
    """A list: the index of its cue, those of its entries, and that of the first line behind it."""

    cue: int
    entries: tuple[int, ...]
    end: int


def cued_lists(lines: Sequence[Line], is_body: Sequence[bool]) -> list[CuedList]:
    """Return the lists of headlines under a cue that stand below all paragraphs of the story, on a short page."""
    if len(lines) > MAX_LINES:
        return []
    paragraphs = [index for index, line in enumerate(lines) if is_body[index] and is_paragraph(line.text)]
    if not paragraphs:
        return []
    cues = [index for index in range(paragraphs[-1] + 1, len(lines)) if is_list_cue(lines[index].text)]
    above = {line.text for line in lines[: paragraphs[0]]}
    found = [_list_under(lines, cue, above) for cue in cues]
    return [one for one in found if len(one.entries) >= LEAST_ENTRIES]


def is_paragraph(text: str) -> bool:
    """Whether the line is a paragraph: prose, or a long line in a script that marks no end of a sentence."""
    return is_prose(text) or (len(text) >= MIN_UNMARKED and bool(BREAKS_NO_SENTENCES.search(text)))


def _list_under(lines: Sequence[Line], cue: int, above: Collection[str]) -> CuedList:
    """The list under a cue; without entries where lines that are neither entries nor dates stand in it.

    A line that is printed `above` the story too, as the masthead is, is of the foot.
    """
    entries: list[int] = []
    index, others = cue + 1, 0
    while index < len(lines) and lines[index].text not in above and not _is_end(lines, entries, index):
        text = lines[index].text
        if says_when(text) or is_boilerplate(text):
            pass
        elif is_headline_shaped(text):
            entries.append(index)
        else:
            others += 1
        index += 1
    return CuedList(cue, () if others else tuple(entries), index)


def _is_end(lines: Sequence[Line], entries: Sequence[int], index: int) -> bool:
    """Whether the list has ended above this line."""
    line = lines[index]
    if is_list_cue(line.text) or ends_list(line.text) or is_foot(line.text) or begins_another_part(line.text):
        return True
    if is_paragraph(line.text) and ends_with_full_stop(line.text):
        return True
    if not entries or says_when(line.text):
        return False
    if len(entries) >= LEAST_ENTRIES and line.blanks_before > lines[entries[1]].blanks_before:
        return True
    shortest = min(entries, key=lambda entry: len(lines[entry].text))
    return len(line.text) < SHORT * len(lines[shortest].text) and word_count(line.text) <= MAX_HEADING
