"""Rules for a newsletter's box in other words than its usual headings."""

from collections.abc import Sequence

from articles.lexicon.boilerplate import BOX_NAMES, BOX_STARTS, BOX_WORDS
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import ends_sentence, is_invitation, word_count

MAX_BOX = 6  # lines
MAX_INVITATION = 16  # words
MAX_NAME = 4  # words of a newsletter's name
MAX_SMALL = 4  # words of a field or a button of the box
_STARTS = tuple(f"{start} " for start in BOX_STARTS)


def box_start(lines: Sequence[Line], first: int, end: int) -> int:
    """Return the index of the first line of the box that ends right above `end`; `end` when there is none."""
    start = end
    for index in range(end - 1, max(first, end - MAX_BOX) - 1, -1):
        text = lines[index].text
        if is_box_line(text):
            start = index
        elif not (_is_small(text) or is_invitation(text)):
            break
    return start


def is_box_line(text: str) -> bool:
    """Whether the line begins a newsletter's box: it invites to subscribe, or is its name."""
    return invites(text) or _is_name(text)


def invites(text: str) -> bool:
    """Whether the line asks to subscribe, and begins with the verb: "Get the news in your inbox"."""
    if word_count(text) > MAX_INVITATION or not text[0].isalpha():
        return False
    form = line_form(text)
    return form.startswith(_STARTS) and any(f" {word} " in f" {form} " for word in BOX_WORDS)


def _is_name(text: str) -> bool:
    """Whether the line names a newsletter: "The Morning Briefing"."""
    form = line_form(text)
    return (
        word_count(text) <= MAX_NAME
        and not ends_sentence(text)
        and (form.startswith(BOX_NAMES) or form.endswith(BOX_NAMES))
    )


def _is_small(text: str) -> bool:
    return word_count(text) <= MAX_SMALL and not ends_sentence(text)
