"""Rules for what follows a story: newsletter box, controls of a player, related headlines."""

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
from articles.understanding.rules.short_pages.page_foot import is_foot
from articles.understanding.story import Role

MIN_BARE_LIST = 4  # lines like headlines with no heading above them; fewer may still be the story's
MOST_PROSE_AFTER = 0.3  # share of the prose before a cue; with more after it, the cue stands inside the story


def tail_start(lines: Sequence[Line], first: int) -> int:
    """Return the index of the first line after the story, which begins at `first`; `len(lines)` when there is none."""
    # prose[i]: how many of the first i lines are prose. Headlines may end with "?" or a quotation, hardly with ".".
    prose = [0]
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
    """Give each line after the story its role: related below the heading of a list, boilerplate elsewhere."""
    roles = []
    listing = bool(lines) and not is_tail_cue(lines[0].text)
    for line in lines:
        if is_tail_cue(line.text):
            listing = is_related_cue(line.text) or (listing and not ends_list(line.text))
            roles.append(Role.BOILERPLATE)
        elif (
            listing
            and line.text not in boilerplate
            and not (is_boilerplate(line.text) or is_foot(line.text))
            and is_headline_shaped(line.text)
        ):
            roles.append(Role.RELATED)
        else:
            roles.append(Role.BOILERPLATE)
    return roles


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
