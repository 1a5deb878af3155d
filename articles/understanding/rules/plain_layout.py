"""Whether a document's layout is so plain that rules read it with certainty: a front, prose, and one known tail."""

from collections.abc import Sequence

from articles.text.normal_form import normal_form
from articles.understanding.lines import Line
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    ends_with_full_stop,
    is_prose,
    is_tail_cue,
    word_count,
)
from articles.understanding.rules.tail import tail_start
from articles.understanding.story import Role

MAX_FRONT = 4  # lines; masthead, tagline, day of capture, headline
MAX_OPENING = 5  # lines; standfirst, byline, date, a caption
MIN_SENTENCE = 6  # words
MAX_BARE = 16  # lines of a document without a masthead that is nothing but its story
MOST_BETWEEN = 0.5  # share of the story's characters outside prose
MOST_PROSE_AFTER = 0.1  # share of the lines after the story that are sentences: headlines may be


def is_plain(lines: Sequence[Line], front: Sequence[Role]) -> bool:
    """Whether the rules' reading is certain: prose fills what follows a masthead and headline, or the whole document.

    Dumps of whole pages, with their menus, summaries and footers, are hardly ever so: none of the corpus' 484.
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


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and word_count(text) >= MIN_SENTENCE
