"""What stands after a story: newsletter box, player residue, and the lists of other headlines."""

from collections.abc import Collection, Sequence

from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    ends_list,
    ends_with_full_stop,
    is_boilerplate,
    is_headline_shaped,
    is_prose,
    is_related_cue,
    is_tail_cue,
    word_count,
)
from articles.understanding.story import Role

MIN_BARE_LIST = 4  # lines; fewer unfinished lines in a row, with no heading above them, may still be the story's
MOST_PROSE_AFTER = 0.3  # share of the story's prose; with more after it, a cue stands inside the story


def tail_start(lines: Sequence[Line], first: int) -> int:
    """Index of the first line after the story, which begins at `first`; `len(lines)` when nothing stands after it."""
    prose = [0]  # headlines may end with a question mark or a quotation; with a full stop hardly one does
    for line in lines[first:]:
        prose.append(prose[-1] + (is_prose(line.text) and ends_with_full_stop(line.text)))
    for index in range(first, len(lines)):
        if is_tail_cue(lines[index].text):
            before = prose[index - first]
            if before and prose[-1] - before <= max(1, MOST_PROSE_AFTER * before):
                return index
            if not before and is_related_cue(lines[index].text):
                return index
    return _bare_list_start(lines, first)


def tail_roles(lines: Sequence[Line], boilerplate: Collection[str]) -> list[Role]:
    """Related below the heading of a list of headlines, boilerplate elsewhere."""
    roles = []
    listing = bool(lines) and not is_tail_cue(lines[0].text)
    for line in lines:
        if is_tail_cue(line.text):
            listing = is_related_cue(line.text) or (listing and not ends_list(line.text))
            roles.append(Role.BOILERPLATE)
        elif (
            listing and line.text not in boilerplate and not is_boilerplate(line.text) and is_headline_shaped(line.text)
        ):
            roles.append(Role.RELATED)
        else:
            roles.append(Role.BOILERPLATE)
    return roles


def _bare_list_start(lines: Sequence[Line], first: int) -> int:
    """The first of the lines at the end that follow each other without blanks, each shaped like a headline."""
    start = len(lines)
    while start > first + 1 and _is_bare_headline(lines[start - 1]):
        start -= 1
        if lines[start].blanks_before:
            break
    return start if len(lines) - start >= MIN_BARE_LIST and start > first else len(lines)


def _is_bare_headline(line: Line) -> bool:
    return 4 <= word_count(line.text) <= 25 and not ends_with_full_stop(line.text) and is_headline_shaped(line.text)
