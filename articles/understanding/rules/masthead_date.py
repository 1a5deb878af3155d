"""Rules for the masthead's date: which line it is, and which line below it is the headline."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.lexicon.stopwords import SINCE, SMALL_WORDS
from articles.text.dates import is_date, is_day
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.rules.datelines import is_dateline, is_publication, is_time, is_weekday
from articles.understanding.rules.line_shapes import (
    MAX_HEADLINE_LINE,
    ends_sentence,
    ends_with_full_stop,
    has_credit,
    has_marked_credit,
    is_boilerplate,
    is_byline,
    is_headline_shaped,
    is_name_shaped,
    is_one_sentence,
    is_prose,
    is_related_cue,
    is_section,
    is_tail_cue,
    is_title_cased,
    word_count,
)
from articles.understanding.rules.short_pages.below_headline import is_marked_byline

MAX_FRONT = 12  # lines: masthead, tagline, date and some navigation
MAX_TAGLINE = 14  # words
MAX_HEADLINE = 40  # words; a longer line is a paragraph
LEAST_LETTERS = 4  # of a headline of one word
MAX_SECTION = 3  # words of a section's name
LEAST_SECTIONS = 3  # lines in a row that make a menu
MOST_ABOVE = 4  # lines above the masthead's date, besides sections and buttons
LEAST_BELOW = 2  # of these, below the name or the date
LONE_NAME = 2  # words of a name without a tagline, above a story without a headline
NEAR, WITHIN = 5, 15  # sentences of the story with which a headline shares words; lines within which these stand
FOLLOWING = 4  # lines below a headline in which the story begins
MIN_SENTENCE = 6  # words
SHARED = 0.25  # least share of its words that a headline has in common with these sentences
SURELY_SHARED = 2  # of its words, above a date that is hardly that of a story: right below it, or with a weekday
SHORT_WORD, LONG_WORD = 4, 5  # letters of words that a headline, or a line that may be a tagline, shares
HARDLY_ANY = 10  # one of this many words
STEM = 5  # letters; words that begin with the same ones count as one
_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL = frozenset().union(*SMALL_WORDS.values(), SINCE)


def masthead_date(lines: Sequence[Line]) -> int | None:
    """Find the date of the masthead, below a name or a tagline; None when the first date is a story's, or none is."""
    for index, line in enumerate(lines[:MAX_FRONT]):
        if is_dateline(line.text):
            return index if index and _is_of_masthead(lines, index) else None
        if is_author(line.text) or word_count(line.text) > MAX_TAGLINE:
            return None
    return None


def headline_below(lines: Sequence[Line], dated: int) -> int | None:
    """Find the headline below the masthead's date; None when the story begins without one."""
    if (twice := printed_twice(lines[dated + 1 : dated + MAX_FRONT])) is not None:
        return dated + 1 + twice
    first = story_start(lines, dated)
    if first == dated + 1 < len(lines) and _is_tagline_below(lines, first):
        first += 1
    return first if first < len(lines) and _is_headline(lines, first) else None


def _is_tagline_below(lines: Sequence[Line], index: int) -> bool:
    """Whether the line right below the masthead's date is a tagline, apart from the headline below it."""
    line, below = lines[index], lines[index + 1 :]
    if line.blanks_before or not line.blanks_after or not 1 < word_count(line.text) <= MAX_TAGLINE or not below:
        return False
    is_followed = any(is_sentence(other.text) for other in below[1 : 1 + FOLLOWING])
    is_above = is_followed and below[0].blanks_after > 0 and _is_headline(lines, index + 1)
    is_own = is_statement(line.text) or is_about(lines, index + 1)
    return is_above and is_own and not is_prose(line.text) and not shares_words(line.text, below)


def story_start(lines: Sequence[Line], dated: int) -> int:
    """Return the index of the first line below the masthead's date that is no section, button, date or time."""
    menu = menu_lines(lines[dated : dated + MAX_FRONT], LEAST_BELOW)
    for index, line in enumerate(lines[dated + 1 : dated + MAX_FRONT], start=1):
        if index not in menu and not is_beside(line.text):
            return dated + index
    return min(dated + MAX_FRONT, len(lines))


def printed_twice(lines: Sequence[Line]) -> int | None:
    """Find the first line of the front that is printed twice in a row."""
    for index, (line, following) in enumerate(pairwise(lines[: MAX_FRONT + 1])):
        if (
            line_form(line.text) == line_form(following.text)
            and is_title(line.text)
            and not (is_beside(line.text) or has_marked_credit(line.text))
        ):
            return index
        if is_related_cue(line.text) or (is_prose(line.text) and word_count(line.text) > MAX_HEADLINE):
            return None
    return None


def is_title(text: str) -> bool:
    """Whether the line could be a headline by its length: several words, or one that isn't short."""
    return is_headline_shaped(text) or (len(text) >= LEAST_LETTERS and text.isalpha())


def is_statement(text: str) -> bool:
    """Whether the line ends with a full stop, as paragraphs and some taglines do, and has no headline's capitals."""
    return ends_with_full_stop(text) and not is_title_cased(text)


def can_be_headline(text: str) -> bool:
    """Whether a line can be a headline: several sentences, or more than MAX_HEADLINE words, are a paragraph."""
    if not any(map(str.isalnum, text)) or len(text) > MAX_HEADLINE_LINE or word_count(text) > MAX_HEADLINE:
        return False
    return is_one_sentence(text) or word_count(text) <= 20


def menu_lines(lines: Sequence[Line], least: int = LEAST_SECTIONS) -> set[int]:
    """Find the names of sections: several short lines in a row, set apart by blank lines from what stands around.

    `least`: how many there must be, except at the top, where a name and a tagline may stand.
    """
    found: set[int] = set()
    for run in _runs(lines):
        short = [index for index in run if is_short(lines[index].text)]
        is_long = len(short) == len(run) >= (least if run[:1] > [0] else LEAST_SECTIONS) and len(run) < len(lines)
        if is_long and not any(is_author(lines[index].text) for index in run if index):  # a name may begin with "De"
            found.update(run)
    return found


def is_author(text: str) -> bool:
    """Whether the line names an author, with a word for it in any language."""
    return is_byline(text) or is_marked_byline(text)


def shares_words(text: str, lines: Sequence[Line], least: int = 1, shortest: int = LONG_WORD) -> bool:
    """Whether so many, and a quarter, of the text's words, in any ending, stand in these lines' first sentences.

    `shortest`: letters of the words that count; fewer where hardly any has as many, as in Vietnamese.
    """
    story = [line.text for line in lines[:WITHIN] if word_count(line.text) >= MIN_SENTENCE][:NEAR]
    every = _words(text)
    words = {word[:STEM] for word in every if len(word) >= shortest}
    if len(words) * HARDLY_ANY < word_count(text):
        words = {word[:STEM] for word in every if len(word) >= SHORT_WORD}
    found = {word[:STEM] for sentence in story for word in _words(sentence)}
    return len(words & found) >= max(least, SHARED * len(words))


def is_about(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that may be the headline shares words with the story below it."""
    return shares_words(lines[index].text, lines[index + 1 :], shortest=SHORT_WORD)


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The lines between two blank lines, by their indices; dates belong to no run."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.blanks_before or is_dateline(line.text):
            yield run
            run = []
        if not is_dateline(line.text):
            run.append(index)
    yield run


def is_short(text: str) -> bool:
    return word_count(text) <= MAX_SECTION and not ends_sentence(text) and not is_time(text)


def _is_of_masthead(lines: Sequence[Line], dated: int) -> bool:
    """Whether the first date is that of the masthead, not of a story whose headline stands above it."""
    menu = menu_lines(lines[:dated], LEAST_BELOW)
    above = [line for index, line in enumerate(lines[:dated]) if not (index in menu or is_beside(line.text))]
    if not 0 < len(above) <= MOST_ABOVE or printed_twice(above) is not None or is_publication(lines[dated].text):
        return False
    if above[0] is not lines[0] and not above[0].blanks_before:  # it is one of a menu's lines
        return False
    headline = headline_below(lines, dated)
    if headline is not None:
        return _is_above_headline(lines, above, dated, headline)
    if len(above) > 2 or not _has_capitals(above):
        return False
    is_lone_name = word_count(above[0].text) <= LONE_NAME and (_is_glued(lines, dated) or is_day(lines[dated].text))
    has_name = is_name_shaped(above[0].text) and (len(above) > 1 or is_lone_name)
    if not (is_lone_name or (has_name and len(above) > 1) or _is_sure(lines, dated) or is_statement(above[0].text)):
        return False  # it may as well be a headline, above the date of its story
    return _are_taglines(above[1:] if has_name else above, lines, dated)


def _is_sure(lines: Sequence[Line], dated: int) -> bool:
    """Whether a date is hardly a story's: glued to the line above it, or with a weekday or a place."""
    return _is_below_one_line(lines, dated) or is_day(lines[dated].text) or not is_date(lines[dated].text)


def _is_below_one_line(lines: Sequence[Line], dated: int) -> bool:
    """Whether the date stands right below a line that is apart from what is above it."""
    return (dated == 1 or lines[dated - 1].blanks_before > 0) and not lines[dated].blanks_before


def _has_capitals(lines: Sequence[Line]) -> bool:
    """Whether a line begins with a capital: in scripts without capitals names can't be told from headlines."""
    return any(next(filter(str.isalpha, line.text), "").isupper() for line in lines)


def _is_above_headline(lines: Sequence[Line], above: Sequence[Line], dated: int, headline: int) -> bool:
    """Whether the lines above a date are name and tagline, given a line below it that could be the headline."""
    below = lines[dated + 1 :]
    about = is_about(lines, headline)
    is_followed = any(is_sentence(line.text) for line in lines[headline + 1 : headline + 1 + FOLLOWING])
    if is_followed and len(above) == 1 and not shares_words(above[0].text, below):
        return True
    if not (is_name_shaped(above[0].text) or ends_with_full_stop(above[0].text)):
        if _is_glued(lines, dated) and not shares_words(above[0].text, below, SURELY_SHARED):
            return True
        return about and _are_taglines(above, lines, dated)
    if len(above) > 1:
        return about or _are_taglines(above[1:], lines, dated)
    return about or _is_glued(lines, dated) or is_day(lines[dated].text)


def _is_glued(lines: Sequence[Line], dated: int) -> bool:
    """Whether the date stands right below a line, and apart from the story."""
    return not lines[dated].blanks_before and lines[dated].blanks_after > 0


def is_sentence(text: str) -> bool:
    return ends_sentence(text) and word_count(text) >= MIN_SENTENCE


def _are_taglines(above: Sequence[Line], lines: Sequence[Line], dated: int) -> bool:
    """Whether no line above the date is about the story below it."""
    is_sure = _is_below_one_line(lines, dated) or not is_date(lines[dated].text)
    is_sure = is_sure or (_is_glued(lines, dated) and is_day(lines[dated].text))
    below = lines[dated + 1 :]
    least = {line: SURELY_SHARED if is_sure or word_count(line.text) > MAX_SECTION else 1 for line in above}
    return all(is_statement(line.text) or not shares_words(line.text, below, least[line]) for line in above)


def is_beside(text: str) -> bool:
    """Whether the line is a button, a section, a weekday, a date or a time, which stand anywhere in a front."""
    is_day_or_time = is_weekday(text) or is_time(text) or is_dateline(text)
    return is_day_or_time or is_section(text) or is_boilerplate(text) or is_tail_cue(text)


def _is_headline(lines: Sequence[Line], index: int) -> bool:
    """Whether the first line below the masthead is a headline, not a byline, a caption, a standfirst or a paragraph."""
    line, text = lines[index], lines[index].text
    if is_author(text) or has_credit(text) or not can_be_headline(text):
        return False
    if is_title_cased(text):
        return True
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    is_glued = line.blanks_before > 0 and not line.blanks_after and is_sentence(following)
    return not is_glued and not (ends_with_full_stop(text) and is_prose(text))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]
