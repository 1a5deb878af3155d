"""Drop caps: a paragraph's first letter that stands on a line of its own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.lexicon import words
from articles.lexicon.stopwords import SMALL_WORDS
from articles.understanding.plain_text.hyphens import words_of
from articles.understanding.plain_text.printed_lines import PrintedLine

LEAST_LINE = 20  # characters of the line below; entries of an index have fewer
ADDRESS = 12  # characters in which an address has its "://"
MOST_BLANKS = 2  # blank lines between the letter and its line
_CAP = re.compile(r"[\"'“‘„«‚¿¡—–-]{0,2}\s?([^\W\d_])[’']?")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aeiouyäöüåøæéèí"
_ONSETS = words("bl br ch cl cr dr fl fr gl gr kn ph pl pr sc sh sk sl sm sn sp st sw th tr tw wh wr")
_SMALL = frozenset().union(*SMALL_WORDS.values())


def with_drop_caps(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines with each single capital joined to the line below that begins in small letters."""
    if not any(_is_cap(line.text) for line in lines):
        return list(lines)
    known = words_of([line.text for line in lines if not _is_cap(line.text)])
    found: list[PrintedLine] = []
    for line in lines:
        glue = _glue(found[-1], line, known) if found else None
        if glue is None:
            found.append(line)
        else:
            found[-1] = replace(line, number=found[-1].number, blanks_before=found[-1].blanks_before)
            found[-1] = replace(found[-1], text=glue)
    return found


def _is_cap(text: str) -> bool:
    cap = _CAP.fullmatch(text)
    return cap is not None and cap[1].isupper()


def _glue(cap: PrintedLine, line: PrintedLine, known: frozenset[str]) -> str | None:
    """Return the two lines as one; None where the first is no drop cap of the second."""
    word = _WORD.match(line.text)
    if not word or not _is_cap(cap.text) or line.blanks_before > MOST_BLANKS or len(line.text) < LEAST_LINE:
        return None
    letter, rest = cap.text.rstrip("’'")[-1].casefold(), word[0].casefold()
    if line.text[0].isupper():  # the first words may be set in capitals
        is_rest = word[0].isupper() and letter + rest in _SMALL and not line.text.isupper()
        return cap.text + line.text if is_rest else None
    if not line.text[0].islower() or letter == rest[0] or "://" in line.text[:ADDRESS]:
        return None
    is_small = letter in _SMALL and (letter.isascii() or letter in known)  # "é" is a word of Portuguese, not of French
    is_word = is_small and letter + rest not in _SMALL | known and (rest in _SMALL | known or _parts(rest))
    return f"{cap.text} {line.text}" if is_word else cap.text + line.text


def _parts(rest: str) -> bool:
    """Whether the letters could be a word of their own: they begin as words do, not as "fter" and "nders"."""
    return len(rest) > 2 and rest[0] not in _VOWELS and (rest[1] in _VOWELS or rest[:2] in _ONSETS)
