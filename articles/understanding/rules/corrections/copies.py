"""Copies of a paragraph: a page that has its text for two kinds of screens is read once."""

from collections.abc import Sequence

from articles.understanding.lines import Line
from articles.understanding.rules.corrections.body_span import BODY
from articles.understanding.rules.line_shapes import ends_sentence, word_count
from articles.understanding.story import Role

LEAST_COPY = 10  # words of a paragraph; shorter ones may be said twice


def without_copies(lines: Sequence[Line], roles: Sequence[Role]) -> list[Role]:
    """Return the roles with each paragraph of the body that stands twice word for word kept where it stands first.

    What is copied between two copied paragraphs, as a subheading or an item, is a copy too. A standfirst that is the
    first of several copied paragraphs is a paragraph.
    """
    body = [index for index, role in enumerate(roles) if role in BODY or role is Role.STANDFIRST]
    first: dict[str, int] = {}
    copied: dict[int, int] = {}  # place in the body of a copy: place of what it copies
    for place, index in enumerate(body):
        text = lines[index].text
        if text in first and _is_long(text):
            copied[place] = first[text]
        first.setdefault(text, place)
    for place, original in _between(copied, [lines[index].text for index in body]):
        copied.setdefault(place, original)
    found = list(roles)
    if len(copied) == 1 and roles[body[next(iter(copied.values()))]] is Role.STANDFIRST:
        return found
    for place, original in copied.items():
        found[body[place]] = Role.REPEAT
        if found[body[original]] is Role.STANDFIRST:
            found[body[original]] = Role.PARAGRAPH
    return found


def _is_long(text: str) -> bool:
    return word_count(text) >= LEAST_COPY and ends_sentence(text)


def _between(copied: dict[int, int], texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the short copies beside copied paragraphs, each with the place of what it copies."""
    found = []
    for step in (-1, 1):
        for start, source in copied.items():
            place, original = start + step, source + step
            while 0 <= original < start and place < len(texts) and place not in copied:
                if place <= original or texts[place] != texts[original]:
                    break
                found.append((place, original))
                place, original = place + step, original + step
    return found
