"""Unwrapping: the lines of a hard-wrapped text are joined to its paragraphs, headlines and list items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from articles.lexicon.stopwords import SMALL_WORDS
from articles.text.dates import is_date
from articles.text.language import language_of
from articles.understanding.plain_text import hyphens
from articles.understanding.plain_text.printed_lines import PrintedLine, is_syllabic, without_quoting
from articles.understanding.plain_text.wrapping import STRICT, Wrap, has_case, is_open, starts_small, wrap_of
from articles.understanding.rules.line_shapes import ends_with_full_stop, is_byline, is_name_shaped, is_related_cue

SAMPLE = 60  # lines by which the language is found
HEADLINE = 3  # lines at most of a headline or a standfirst that is wrapped before the column
NEARLY = 0.7  # share of the column from which a line in mid-sentence was wrapped by hand
INDENT = 2  # columns from which a first line is indented
LEAST_NARROW = 30  # columns of a quotation that is wrapped before the text's column
PUNCTUATION = 4  # columns left free where a line of Chinese or Japanese may not begin with a sign
LEAST_HEADLINE = 30  # columns of the first line of a headline that is wrapped before the column
CENTRED = 2  # columns by which the middles of two centred lines may differ
LEAST_CENTRED = 30  # columns of a centred headline that goes on; names of papers have fewer
LEAST_CAPITALS = 3  # words of a line in capitals that goes on; menus have fewer


@dataclass(frozen=True, slots=True)
class _Text:
    """What is known of the whole text: its wrap, its words, the small words of its language."""

    wrap: Wrap
    divides: bool  # whether words are divided at line ends
    words: frozenset[str]
    small: frozenset[str]


def unwrapped(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines with each paragraph in one, if the text is hard-wrapped; else as they are.

    A joined line has the number, the indent and the blank lines above of its first line.
    """
    plain = without_quoting(lines)
    wrap = wrap_of(plain)
    if wrap is None:
        return list(lines)
    texts = [line.text for line in plain]
    language = language_of("\n".join(texts[-SAMPLE:]))
    long = [line.text for line in plain if line.width >= NEARLY * wrap.column]
    divides = hyphens.are_divided(long, language)
    text = _Text(wrap, divides, hyphens.words_of(texts), SMALL_WORDS.get(language, frozenset()))
    blocks = _blocks(plain)
    found: list[PrintedLine] = []
    for block, below in pairwise([*blocks, []]):
        found += [_joined(block, text)] if _is_headline(block, below) else _paragraphs(block, text)
    return found


def _is_headline(block: Sequence[PrintedLine], below: Sequence[PrintedLine]) -> bool:
    """Whether a block is one headline, wherever it was wrapped: above author or date, its first line the longest."""
    if not 2 <= len(block) <= HEADLINE or not below or not (is_byline(below[0].text) or is_date(below[0].text)):
        return False
    first = block[0]
    if first.width < LEAST_HEADLINE or is_name_shaped(first.text) or any(line.bullet for line in block):
        return False
    return all(
        is_open(line.text) and line.width <= first.width and not is_byline(line.text) and not is_date(line.text)
        for line in block
    )


def _blocks(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Part the lines at blank lines, and where the depth of quoting changes."""
    starts = [0]
    for line, following in pairwise(lines):
        starts.append(starts[-1] + bool(following.blanks_before or following.depth != line.depth))
    numbered = groupby(zip(starts, lines, strict=False), key=lambda pair: pair[0])
    return [[line for _, line in pairs] for _, pairs in numbered]


def _paragraphs(block: Sequence[PrintedLine], text: _Text) -> list[PrintedLine]:
    """Join the lines of a block between two blank lines to its paragraphs.

    Where indents or short last lines part paragraphs, a blank line is counted, since this is what parts them elsewhere.
    """
    wrap = _narrower(block, text.wrap)
    starts = [0]
    for index in range(1, len(block)):
        if not _continues(block, starts[-1], index, wrap, text):
            starts.append(index)
    parts = [block[start:stop] for start, stop in pairwise([*starts, len(block)])]
    found = [_joined(part, text) for part in parts]
    for place in range(1, len(found)):
        is_parted = any(len(parts[one]) > 1 and not found[one].bullet for one in (place - 1, place))
        if is_parted and not found[place].blanks_before:
            found[place] = replace(found[place], blanks_before=1)
    return found


def _narrower(block: Sequence[PrintedLine], wrap: Wrap) -> Wrap:
    """Return the column of a block that is wrapped before the text's column, as quotations are; else the text's."""
    column = max(line.width for line in block)
    pairs = list(pairwise(block))
    small = sum(is_open(line.text) and starts_small(following.text) for line, following in pairs)
    is_full = all(_is_full(line, following, Wrap(column, STRICT)) for line, following in pairs)
    return Wrap(column, STRICT) if len(pairs) >= 2 and small and is_full and column >= LEAST_NARROW else wrap


def _is_full(line: PrintedLine, following: PrintedLine, wrap: Wrap) -> bool:
    """Whether the next line's first word would have made the line wider than the column."""
    slack = max(wrap.slack, PUNCTUATION) if is_syllabic(line.text[-1]) else wrap.slack
    return line.width + following.first_word + slack > wrap.column


def _continues(block: Sequence[PrintedLine], first: int, index: int, wrap: Wrap, text: _Text) -> bool:
    """Whether a line continues the paragraph whose first line is `first` and whose last is the one above."""
    start, line, following = block[first], block[index - 1], block[index]
    full = _is_full(line, following, wrap)
    is_item = bool(following.bullet) and (bool(start.bullet) or not (full and is_open(line.text)))
    if is_item or any(each.is_parted or each.is_rule for each in (line, following)):
        return False
    if following.mark != start.mark or start.mark.startswith("heading"):
        return False
    if 0 < following.indent - start.indent <= start.bullet:  # below the text of its item
        return True
    if _are_centred(line, following) and not _is_own_line(line, following, full=False):
        return is_open(line.text) and (starts_small(following.text) or _is_wide(line, following))
    outdents = following.indent < line.indent and index - 1 > first and not (full and starts_small(following.text))
    if following.indent >= line.indent + INDENT or outdents or _is_own_line(line, following, full=full):
        return False
    return _goes_on(block, index, wrap, text) or (full and _is_prose(block, first, index, wrap))


def _are_centred(line: PrintedLine, following: PrintedLine) -> bool:
    """Whether two lines are set in the middle of the page, the one below the other."""
    middles = (line.indent + line.width, following.indent + following.width)
    differ = following.indent != line.indent
    return differ and min(line.indent, following.indent) >= INDENT and abs(middles[0] - middles[1]) <= 2 * CENTRED


def _is_wide(line: PrintedLine, following: PrintedLine) -> bool:
    """Whether a centred line has more text than the one below, and more than the name of a paper has."""
    return line.width - line.indent >= max(LEAST_CENTRED, following.width - following.indent)


def _goes_on(block: Sequence[PrintedLine], index: int, wrap: Wrap, text: _Text) -> bool:
    """Whether a line goes on in the middle of the sentence of the line above; headlines do before the column too."""
    line, following = block[index - 1], block[index]
    if not is_open(line.text):
        return False
    if line.text[-1] in hyphens.HYPHENS and line.text[-2:-1].isalpha() and following.text[0].islower():
        return True
    full, is_headline = _is_full(line, following, wrap), len(block) <= HEADLINE
    is_long = line.width >= NEARLY * wrap.column
    if starts_small(following.text) and has_case(following.text):
        return full or is_headline or is_long
    if starts_small(following.text):
        return full or (is_long and not is_open(block[-1].text))
    is_capital = _is_capital(line.text) and _is_capital(following.text)
    return (_ends_open(line.text, text.small) and (full or is_headline)) or (is_capital and is_headline)


def _is_own_line(line: PrintedLine, following: PrintedLine, *, full: bool) -> bool:
    """Whether the line, or the next, stands by itself: the cue of a list, a date, a byline."""
    if is_related_cue(line.text) or is_date(line.text) or (is_byline(line.text) and not full):
        return True
    if is_date(following.text) and not ends_with_full_stop(following.text):
        return True
    is_name = is_byline(following.text) and is_open(line.text)
    return is_name and (not full or following.text[0].isupper())


def _ends_open(text: str, small: frozenset[str]) -> bool:
    """Whether a line ends as no sentence or headline does: in a small word, a comma, a hyphen."""
    return text[-1] in hyphens.HYPHENS or text.rsplit(maxsplit=1)[-1].casefold() in small


def _is_capital(text: str) -> bool:
    return text.isupper() and len(text.split()) >= LEAST_CAPITALS


def _is_prose(block: Sequence[PrintedLine], first: int, index: int, wrap: Wrap) -> bool:
    """Whether a line that begins in a capital goes on, as those of a list don't: full itself, or ending a sentence.

    The last line of a headline that is wider than the column goes on too.
    """
    if index + 1 < len(block):
        return _is_full(block[index], block[index + 1], wrap) or not is_open(block[index].text)
    return not is_open(block[index].text) or (first == 0 and len(block) <= HEADLINE)


def _joined(lines: Sequence[PrintedLine], text: _Text) -> PrintedLine:
    """Join lines: without a space in scripts that have none, and where a word was divided."""
    parts: list[str] = []
    for line, following in pairwise(lines):
        joint = _joint(line.text, following.text, text)
        parts += [line.text[:-1] if joint.drops_sign else line.text, joint.between]
    return replace(lines[0], text="".join([*parts, lines[-1].text]))


def _joint(line: str, following: str, text: _Text) -> hyphens.Joint:
    if line[-1] in hyphens.HYPHENS and len(line) > 1:
        return hyphens.joint(line, following, text.words, divides=text.divides)
    return hyphens.Joint(between="" if is_syllabic(line[-1]) or is_syllabic(following[0]) else " ")
