"""The plain layout, which rules read with certainty: masthead and headline, prose, and at most one known tail."""

from collections.abc import Sequence
from itertools import takewhile

from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.body import body_roles
from articles.understanding.rules.datelines import is_dateline
from articles.understanding.rules.line_shapes import (
    ends_sentence,
    has_credit,
    is_button,
    is_byline,
    is_item,
    is_related_cue,
    is_tail_cue,
    word_count,
)
from articles.understanding.rules.masthead_date import LEAST_BELOW, is_beside, menu_lines
from articles.understanding.rules.newsletter_box import MAX_BOX
from articles.understanding.rules.opening import opening_roles
from articles.understanding.rules.short_pages.page_foot import is_list_cue
from articles.understanding.rules.tail import (
    is_known_tail,
    is_paragraph,
    is_spaced,
    tail_roles,
    tail_start,
    unknown_lines,
)
from articles.understanding.story import Role

MAX_FRONT = 4  # lines; masthead, tagline, day of capture, headline
MAX_WHOLE_FRONT = 14  # lines; sections and buttons may stand among them
MOST_OTHER = 4  # further taglines, places or sections above the masthead's date
MAX_OPENING = 5  # lines; standfirst, byline, date, a caption
MOST_BESIDE = 1  # other lines for each sentence of a story; none where no tagline or date makes the masthead certain
MOST_UNKNOWN = 5  # lines after the story besides a list, headings and buttons
MIN_SENTENCE = 6  # words
MIN_CLAUSE = 3  # words of a sentence between a certain masthead and a known tail
MAX_BARE = 16  # lines of a document without a masthead that holds only its story
MOST_BETWEEN = 0.5  # share of the story's characters outside prose
MOST_PROSE_AFTER = 0.1  # share of the lines after the story that are sentences, as some headlines are


def plain_end(lines: Sequence[Line], front: Sequence[Role]) -> int | None:
    """Return the index of the first line after the story if the layout is plain, else None.

    In a plain layout prose fills what follows masthead and headline, or the whole document. Dumps of whole pages, with
    their menus, summaries and footers, hardly ever have one: none of the corpus' 484.
    """
    is_short = 0 < len(front) <= MAX_FRONT or (len(front) <= MAX_WHOLE_FRONT and _is_whole_masthead(lines, front))
    if not is_short or _is_masthead_with_menu(lines, front):
        return None
    end = tail_start(lines, len(front))
    spaced = is_spaced(lines[len(front) : end])
    is_certain = _is_certain(front)
    if not is_certain and len(lines) > MAX_BARE and not (spaced and _has_known_tail(lines[end:])):
        return None
    after = [
        is_paragraph(line, spaced=spaced) and (not spaced or (line.blanks_before and line.blanks_after))
        for line in lines[end:]
    ]
    if sum(after) > MOST_PROSE_AFTER * len(after) or not (end == len(lines) or _is_tail(lines[end:], is_certain)):
        return None
    is_sure = is_certain and end < len(lines)
    story, headline = lines[len(front) : end], headline_of(lines, front)
    is_story = _is_story(story, headline, MOST_BESIDE if is_certain else 0, MIN_CLAUSE if is_sure else MIN_SENTENCE)
    return end if is_story and not _has_unknown_list(lines) else None


def _is_certain(front: Sequence[Role]) -> bool:
    """Whether what stands above the headline is a masthead beyond doubt."""
    return Role.TAGLINE in front or (Role.MASTHEAD in front and Role.DATELINE in front)


def _is_tail(lines: Sequence[Line], is_certain: bool) -> bool:
    """Whether these lines are the tail of a plain layout; below a certain masthead its headings may be unknown."""
    if is_tail_cue(lines[0].text):
        return True
    return is_known_tail(lines) and (is_certain or any(is_related_cue(line.text) for line in lines[: MAX_BOX + 1]))


def _is_story(lines: Sequence[Line], headline: str, most_beside: int, least: int) -> bool:
    """Whether prose fills the lines from the headline to the tail.

    `most_beside`: other lines for each sentence; `least`: words of a sentence.
    """
    form = line_form(headline)
    story = [line.text for line in lines if line_form(line.text) != form]
    story = [text for text in story if not _is_beside_prose(text)]
    if not any(_is_sentence(text, least) for text in story[:MAX_OPENING]):
        return False
    prose = [text for text in story if _is_sentence(text, least)]
    fills = sum(map(len, prose)) >= (1 - MOST_BETWEEN) * sum(map(len, story))
    return fills and len(story) <= 4 + (1 + most_beside) * len(prose)


def _has_known_tail(lines: Sequence[Line]) -> bool:
    """Whether a related list, headings and buttons follow a story, and hardly anything else."""
    return len(lines) > 0 and unknown_lines(lines) <= MOST_UNKNOWN


def _is_whole_masthead(lines: Sequence[Line], front: Sequence[Role]) -> bool:
    """Whether a front has two of name, tagline and date, and nothing else but sections and buttons."""
    menu = menu_lines(lines[: len(front)], LEAST_BELOW)
    rest = [index for index, role in enumerate(front) if role is Role.BOILERPLATE]
    parts = {Role.MASTHEAD, Role.TAGLINE, Role.DATELINE} & set(front)
    is_apart = not any(index in menu for index, role in enumerate(front) if role is Role.MASTHEAD)
    is_whole = len(parts) >= 2 or front[:1] == [Role.MASTHEAD]
    other = sum(index not in menu and not is_beside(lines[index].text) for index in rest)
    return is_whole and is_apart and other <= (MOST_OTHER if Role.DATELINE in front else 0)


def _is_masthead_with_menu(lines: Sequence[Line], front: Sequence[Role]) -> bool:
    """Whether what was taken for the headline, with nothing above it, is a masthead: a menu's words stand below it."""
    opening = takewhile(lambda line: not _is_sentence(line.text), lines[len(front) : len(front) + MAX_OPENING])
    return len(front) == 1 and any(line.text.isalpha() and word_count(line.text) == 1 for line in opening)


def _has_unknown_list(lines: Sequence[Line]) -> bool:
    """Whether a related list stands under a cue of a language that the rules for plain tails don't know."""
    return any(is_list_cue(line.text) and not is_tail_cue(line.text) for line in lines)


def plain_roles(lines: Sequence[Line], front: Sequence[Role], end: int) -> list[Role]:
    """Give each line of a plain layout its role by rule.

    `front` are the roles from the first line to the headline; `end` is the first line after the story.
    """
    headline = headline_of(lines, front)
    boilerplate = {line.text for line, role in zip(lines, front, strict=False) if role in (Role.MASTHEAD, Role.TAGLINE)}
    opening = opening_roles(lines[len(front) : end], headline)
    start = len(front) + len(opening)
    is_cut, has_masthead = end == len(lines), _is_certain(front)
    body = body_roles(lines[start:end], headline, boilerplate, is_cut=is_cut, has_masthead=has_masthead)
    return [*front, *opening, *body, *tail_roles(lines[end:], boilerplate)]


def headline_of(lines: Sequence[Line], front: Sequence[Role]) -> str:
    """Return the headline at the end of a front; "" when it ends without one."""
    return lines[len(front) - 1].text if front and front[-1] is Role.HEADLINE else ""


def _is_beside_prose(text: str) -> bool:
    """Whether the line is a date, a byline, a picture's credit, a control or an item: these stand in any story."""
    return is_dateline(text) or is_byline(text) or has_credit(text) or is_button(text) or is_item(text)


def _is_sentence(text: str, least: int = MIN_SENTENCE) -> bool:
    return ends_sentence(text) and word_count(text) >= least
