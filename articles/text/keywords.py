"""The words that tell most of a story."""

import re
from collections import Counter
from math import log2

from articles.lexicon.headline_words import TITLES, TURNING
from articles.lexicon.stopwords import STOP_WORDS
from articles.text.digests import signed_digest
from articles.text.normal_form import cap_marks
from articles.text.scripts import HAN_BASIC, KATAKANA

TELLING = 12  # words of a story that others are looked for by
ALIKE = 5  # letters; words that begin with the same ones are taken for one
LONG = 6  # letters from which a word of the headline tells something though it is no name
MAX_READ = 20_000  # characters of a body; what a story is about stands before
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"(?<=[\w,;’'] )[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*")  # with a capital, and within a sentence
_WIDE = re.compile(f"[{KATAKANA}{HAN_BASIC}]{{2,8}}")  # runs of kanji and katakana; hiragana parts them
_POSSESSIVE = re.compile(r"['’]s$")


def keywords_of(headline: str, text: str) -> dict[str, str]:
    """The words that tell most of a story, the most telling first: folded, and as printed.

    Names before others, those of the headline before those of the body, what is said often before what is said once.
    Of words that begin alike ("Ukraine", "Ukrainian") one is enough.
    """
    headline, text = cap_marks(headline), cap_marks(text[:MAX_READ])
    weights: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    in_lower_case = set(_WORD.findall(text))
    for name, times in Counter(_NAME.findall(text)).items():
        folded = name.casefold()
        if name[0].isupper() and folded not in in_lower_case and _tells(folded):
            spellings.setdefault(folded, name)
            weights[folded] += 3 + log2(1 + times)
    for word in dict.fromkeys([*map(_stem, _WORD.findall(headline)), *_WIDE.findall(headline)]):
        folded = word.casefold()
        if folded in weights or (_tells(folded) and (len(folded) >= LONG or _WIDE.match(folded))):
            spellings.setdefault(folded, word)
            weights[folded] += 3
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    alike = {word[:ALIKE]: word for word in reversed(ranked)}
    kept = [word for word in ranked if alike[word[:ALIKE]] == word][:TELLING]
    return {word: spellings[word] for word in kept}


def keyword_hash(folded: str) -> int:
    """The hash under which stories with this telling word are found."""
    return signed_digest(f"word {folded}")


def subject_overlap(words: dict[str, str], headline: str) -> float:
    """How much of a headline speaks of what a story is about; `words` are the story's telling ones, in order."""
    said = {_stem(word).casefold() for word in _WORD.findall(headline)} | set(_WIDE.findall(headline))
    return sum(1 / (2 + place) for place, word in enumerate(words) if word in said)


def _stem(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _tells(folded: str) -> bool:
    """Not so months, days of the week, titles and the like: they stand in every story."""
    is_common = folded in STOP_WORDS or folded in TURNING or folded in TITLES
    return len(folded) > 2 - bool(_WIDE.match(folded)) and not is_common
