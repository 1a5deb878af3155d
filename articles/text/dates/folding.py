"""Text folded so that dates can be found in it: one case, ASCII digits, no accents, marks of direction or joiners."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from articles.text.normal_form import CACHED_LINES

DIGIT = re.compile(r"\d")
_DROPPED = re.compile(
    "[\u0300-\u036f\u064b-\u0655\u0670\u0640\u093c\u09bc\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]"
)
_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`", "'"),
        **dict.fromkeys("‐‑‒−", "-"),
        **{
            "ي": "ی",
            "ى": "ی",
            "ك": "ک",
            "ı": "i",
            "״": '"',
            "：": ":",
            "．": ".",
            "／": "/",
            "（": "(",
            "）": ")",
            "－": "-",
        },
    }
)
# Punctuation and symbols between words; not \W, which the vowel signs of Indian scripts are too.
_PARTING = frozenset(',.;:|/•·–—()[]{}<>«»"“”„՝։،؛、，。：；・!?|@*#_-')


class _Folds(dict[int, str]):
    """The folded text of each character, computed once."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(letter: str) -> str:
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.decimal(letter))
    parts = unicodedata.normalize("NFD", letter)
    plain = _DROPPED.sub("", parts)
    return (plain if plain != parts else letter).casefold().translate(_SAME)


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return the text as dates are looked for in it."""
    return text.lower() if text.isascii() else _DROPPED.sub("", text.translate(_FOLDS))


def unfolded_places(text: str, folded: str, places: Iterable[int]) -> list[int]:
    """The places in `text` of places in what it folds to."""
    if len(text) == len(folded):
        return list(places)
    starts = [start for start, letter in enumerate(text) for _ in fold(letter)]
    return [starts[place] if place < len(starts) else len(text) for place in places]


def parts_of(folded: str) -> list[str]:
    """The words of a folded text."""
    for sign in _PARTING.intersection(folded):  # a few, in a third of the time of splitting by a pattern
        folded = folded.replace(sign, " ")
    return folded.split()


@lru_cache(maxsize=CACHED_LINES)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a line in one case, without accents, which capitals lose in Greek; each is asked for repeatedly."""
    return tuple(parts_of(fold(text)))


def any_of(texts: Iterable[str]) -> str:
    """A pattern of any of these texts, folded, the longest first; a space in them is any white space."""
    folded = {fold(text) for text in texts if text}
    return "|".join(re.escape(text).replace(r"\ ", r"\s+") for text in sorted(folded, key=lambda t: (-len(t), t)))
