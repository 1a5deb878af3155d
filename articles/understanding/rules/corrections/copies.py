"""Copies of paragraphs: a page that has its text for two kinds of screens is read once."""

from collections.abc import Sequence

from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY
from articles.understanding.rules.line_shapes import ends_sentence, word_count
from articles.understanding.story import Role

LEAST_COPY = 10  # words of a paragraph; shorter ones may be said twice
LEAST_CHARACTERS = 20  # of such a paragraph, in any script: a quick test before the words are counted


def copied_lines(lines: Sequence[Line]) -> set[int]:
    """Find the lines, by index, of a text that stands in the page a second time: two paragraphs in a row or more.

    What is copied between two copied paragraphs, as a subheading or an item, is of the copy.
    """
    texts = [line.text for line in lines if len(line.text) >= LEAST_CHARACTERS]
    if len(set(texts)) == len(texts):
        return set()
    first: dict[str, int] = {}
    copied: dict[int, int] = {}  # copy: original
    for index, line in enumerate(lines):
        if _is_long(line.text) and first.setdefault(line.text, index) != index:
            copied[index] = first[line.text]
    found: set[int] = set()
    before = -1
    for copy, original in copied.items():
        distance = copy - before
        if before >= 0 and original - copied[before] == distance and _are_same(lines, before, copied[before], distance):
            found.update(range(before, copy + 1))
        before = copy
    return found


def without_copies(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with each paragraph of the body that stands there twice word for word kept where it is first."""
    found, seen = list(roles), set[str]()
    for index, role in enumerate(roles):
        if role in BODY and _is_long(lines[index].text):
            if lines[index].text in seen:
                found[index] = Role.REPEAT
            seen.add(lines[index].text)
    return found


def _is_long(text: str) -> bool:
    return len(text) >= LEAST_CHARACTERS and word_count(text) >= LEAST_COPY and ends_sentence(text)


def _are_same(lines: Sequence[Line], copy: int, original: int, count: int) -> bool:
    """Whether this many lines from the one and from the other on are the same."""
    return all(lines[copy + step].text == lines[original + step].text for step in range(count))
