"""The plain layout, which rules read with certainty: masthead and headline, prose, and at most one known tail."""

from collections.abc import Sequence

from articles.text.normal_form import normal_form
from articles.understanding.lines import Line
from articles.understanding.rules.body import body_roles
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    ends_with_full_stop,
    is_prose,
    is_tail_cue,
    word_count,
)
from articles.understanding.rules.opening import opening_roles
from articles.understanding.rules.tail import tail_roles, tail_start
from articles.understanding.story import Role

MAX_FRONT = 4  # lines; masthead, tagline, day of capture, headline
MAX_OPENING = 5  # lines; standfirst, byline, date, a caption
MIN_SENTENCE = 6  # words
MAX_BARE = 16  # lines of a document without a masthead that holds only its story
MOST_BETWEEN = 0.5  # share of the story's characters outside prose
MOST_PROSE_AFTER = 0.1  # share of the lines after the story that are sentences, as some headlines are


def is_plain(lines: Sequence[Line], front: Sequence[Role]) -> bool:
    """Whether the layout is plain: prose fills what follows masthead and headline, or the whole document.

    Dumps of whole pages, with their menus, summaries and footers, hardly ever are: none of the corpus' 484.
    """
    if not 0 < len(front) <= MAX_FRONT or (Role.MASTHEAD not in front and len(lines) > MAX_BARE):
        return False
    end = tail_start(lines, len(front))
    after = [is_prose(line.text) and ends_with_full_stop(line.text) for line in lines[end:]]
    if sum(after) > MOST_PROSE_AFTER * len(after) or not (end == len(lines) or is_tail_cue(lines[end].text)):
        return False
    headline = normal_form(lines[len(front) - 1].text)
    story = [line.text for line in lines[len(front) : end] if normal_form(line.text) != headline]
    if not any(map(_is_sentence, story[:MAX_OPENING])):
        return False
    prose = [text for text in story if _is_sentence(text)]
    return len(story) <= 3 + 2 * len(prose) and sum(map(len, prose)) >= (1 - MOST_BETWEEN) * sum(map(len, story))


def plain_roles(lines: Sequence[Line], front: Sequence[Role]) -> list[Role]:
    """Give each line of a plain layout its role by rule; `front` are the roles from the first line to the headline."""
    headline = lines[len(front) - 1].text if front else ""
    boilerplate = {line.text for line, role in zip(lines, front, strict=False) if role in (Role.MASTHEAD, Role.TAGLINE)}
    end = tail_start(lines, len(front))
    opening = opening_roles(lines[len(front) : end], headline)
    start = len(front) + len(opening)
    body = body_roles(lines[start:end], headline, boilerplate, is_cut=end == len(lines))
    return [*front, *opening, *body, *tail_roles(lines[end:], boilerplate)]


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and word_count(text) >= MIN_SENTENCE
