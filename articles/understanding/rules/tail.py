"""Rules for what follows a story: newsletter box, controls of a player, related headlines."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import accumulate

from articles.understanding.lines import Line
from articles.understanding.rules.datelines import is_when
from articles.understanding.rules.line_shapes import (
    ends_list,
    ends_sentence,
    ends_with_full_stop,
    is_box,
    is_control,
    is_headline_shaped,
    is_invitation,
    is_prose,
    is_related_cue,
    is_sponsored,
    is_tail_cue,
    word_count,
)
from articles.understanding.rules.newsletter_box import box_start, is_box_line
from articles.understanding.rules.short_pages.page_foot import is_foot
from articles.understanding.story import Role

MIN_BARE_LIST = 4  # lines like headlines with no heading above them; fewer may still be the story's
MAX_HEADING = 6  # words of a list's heading
MIN_SENTENCE = 4  # words
NEAR = 6  # lines around a headline of one word in which another one stands
LEAST_LETTERS = 2  # characters of a headline of one word
CLOSING = frozenset("×✕✖xX")  # what closes a list, below which the foot stands
MOST_PROSE_AFTER = 0.3  # share of the prose before a cue; with more after it, the cue stands inside the story


def tail_start(lines: Sequence[Line], first: int) -> int:
    """Return the index of the first line after the story, which begins at `first`; `len(lines)` when there is none."""
    return box_start(lines, first, _tail_start(lines, first))


def is_known_tail(lines: Sequence[Line]) -> bool:
    """Whether what follows a story begins with a known heading, a newsletter's box, or the heading of a list."""
    return is_tail_cue(lines[0].text) or is_box_line(lines[0].text) or headed_list(lines) == 0


def _tail_start(lines: Sequence[Line], first: int) -> int:
    """Return the index of the first line after the story and a newsletter's box in unusual words; or `len(lines)`."""
    # prose[i]: how many of the first i lines are prose. Headlines may end with "?" or a quotation, hardly with ".".
    prose = [0]
    spaced = is_spaced(lines[first:])
    for line in lines[first:]:
        prose.append(prose[-1] + is_paragraph(line, spaced=spaced))
    sentences = list(accumulate((_is_sentence(line) for line in lines), initial=0))
    foot = _foot_start(lines)
    cues = [index for index in range(first, foot) if is_tail_cue(lines[index].text)]
    ends = [index for index in cues if not is_box(lines[index].text)]
    for index in cues:
        next_end = ends[bisect_left(ends, index)] if ends and ends[-1] >= index else len(lines)
        if next_end == index or sentences[next_end] == sentences[index]:  # else buttons stand between paragraphs
            before = prose[index - first]
            if before and prose[-1] - before <= max(1, MOST_PROSE_AFTER * before):
                return index
            if not before and is_related_cue(lines[index].text):
                return index
    headed = headed_list(lines, first)
    if headed is not None and is_spaced(lines[first:headed]):
        return headed
    bare = _bare_list_start(lines, first)
    return next((index for index in range(max(first, foot), bare) if is_tail_cue(lines[index].text)), bare)


def headed_list(lines: Sequence[Line], first: int = 0) -> int | None:
    """Find the heading of a list in words that no rule knows; None when there is none.

    It stands apart from the story above it and from the lines below it, between which there are no blank lines.
    """
    end = _foot_start(lines)
    start = next((index for index in range(end - 1, first, -1) if lines[index].blanks_before), first)
    if start <= first:
        return None
    heading, run = lines[start - 1], [line.text for line in lines[start:end] if not is_control(line.text)]
    if len(run) < MIN_BARE_LIST or not (heading.blanks_before or start == 1):
        return None
    if ends_with_full_stop(heading.text) or word_count(heading.text) > MAX_HEADING:
        return None
    sentences = sum(map(ends_with_full_stop, run))
    is_list = sentences <= MOST_PROSE_AFTER * len(run) and sum(map(is_headline_shaped, run)) * 2 > len(run)
    return start - 1 if is_list else None


def _foot_start(lines: Sequence[Line]) -> int:
    """Return the index of the first line of the page's foot, which ends where a list is closed; or `len(lines)`."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text
        is_of_foot = is_foot(text) or is_control(text) or is_tail_cue(text)
        if text in CLOSING or not is_of_foot:
            break
        start = index
    return start


def tail_roles(lines: Sequence[Line], boilerplate: Collection[str]) -> list[Role]:
    """Give each line after the story its role: related below the heading of a list, boilerplate elsewhere."""
    roles: list[Role] = []
    headed = None if any(is_related_cue(line.text) for line in lines) else headed_list(lines)
    listing = bool(lines) and not is_known_tail(lines)
    foot = _foot_start(lines)
    for index, line in enumerate(lines):
        if index == headed:
            listing = True
            roles.append(Role.BOILERPLATE)
        elif is_tail_cue(line.text):
            listing = is_related_cue(line.text) or (listing and not ends_list(line.text))
            roles.append(Role.BOILERPLATE)
        else:
            is_entry = listing and index < foot and line.text not in boilerplate and _is_entry(lines, index)
            roles.append(Role.RELATED if is_entry else Role.BOILERPLATE)
    return roles


def unknown_lines(lines: Sequence[Line]) -> int:
    """Count the lines after a story that are neither related nor a known heading or button."""
    roles = tail_roles(lines, ())
    return sum(
        role is Role.BOILERPLATE and not (is_tail_cue(line.text) or is_control(line.text) or is_sponsored(line.text))
        for line, role in zip(lines, roles, strict=True)
    )


def is_spaced(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs of the text."""
    sentences = (line for line in lines if ends_sentence(line.text) and word_count(line.text) >= MIN_SENTENCE)
    return any(line.blanks_before for line in sentences)


def is_paragraph(line: Line, *, spaced: bool) -> bool:
    """Whether the line is prose of a story. Where blank lines part paragraphs, a line without them is one of a list."""
    parted = not spaced or line.blanks_before > 0 or line.blanks_after > 0
    return parted and is_prose(line.text) and ends_with_full_stop(line.text) and not is_invitation(line.text)


def _is_sentence(line: Line) -> bool:
    """Whether the line is a sentence of a story: set apart by blank lines, and not the text of a newsletter's box."""
    parted = line.blanks_before > 0 and line.blanks_after > 0
    is_sentence = ends_with_full_stop(line.text) and word_count(line.text) >= MIN_SENTENCE
    return parted and is_sentence and not is_invitation(line.text)


def _is_entry(lines: Sequence[Line], index: int) -> bool:
    """Whether a line of a list is a headline: a single word is one only right beside another."""
    text = lines[index].text
    if is_control(text) or is_sponsored(text) or is_when(text):
        return False
    if is_headline_shaped(text):
        return True
    near = [*lines[max(0, index - NEAR) : index], *lines[index + 1 : index + NEAR + 1]]
    others = [line for line in near if is_headline_shaped(line.text) and not is_tail_cue(line.text)]
    parted = lines[index].blanks_before and lines[index].blanks_after
    parted_list = all(line.blanks_before and line.blanks_after for line in others)
    is_word = len(text) >= LEAST_LETTERS and any(map(str.isalnum, text))
    return is_word and bool(others) and (not parted or parted_list)


def _bare_list_start(lines: Sequence[Line], first: int) -> int:
    """Return the start of a list without a heading: lines like headlines at the end, with no blank lines between."""
    start = len(lines)
    while start > first + 1 and _is_bare_headline(lines[start - 1]):
        start -= 1
        if lines[start].blanks_before:
            break
    return start if len(lines) - start >= MIN_BARE_LIST and start > first else len(lines)


def _is_bare_headline(line: Line) -> bool:
    return 4 <= word_count(line.text) <= 25 and not ends_with_full_stop(line.text) and is_headline_shaped(line.text)
