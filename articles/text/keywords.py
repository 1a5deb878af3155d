"""The keywords of a story: names, and long words of its headline."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log2

from articles.lexicon.headline_words import TITLES, TURNING
from articles.lexicon.stopwords import STOP_WORDS
from articles.text.digests import signed_digest
from articles.text.normal_form import cap_marks
from articles.text.scripts import HAN_BASIC, KATAKANA

MAX_KEYWORDS = 12  # of a story; similar stories are found by them
STEM = 5  # letters; words that begin with the same ones count as one
LONG = 6  # letters from which a word of the headline is a keyword though it is no name
MAX_READ = 20_000  # characters of a body; what a story is about is named in its beginning
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(
    r"(?<=[\w,;’'] )[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*"
)  # with a capital, not at the beginning of a sentence
_WIDE = re.compile(f"[{KATAKANA}{HAN_BASIC}]{{2,8}}")  # runs of kanji and katakana; hiragana parts them
_POSSESSIVE = re.compile(r"['’]s$")


def keywords_of(headline: str, text: str) -> dict[str, str]:
    """Return up to 12 keywords of a story, casefolded and as printed, those with the highest weight first.

    Names weigh more than other words, those in the headline more than those in the body, and frequent ones more than
    rare ones. Of words with the same beginning ("Ukraine", "Ukrainian") only one is kept.
    """
    headline, text = cap_marks(headline), cap_marks(text[:MAX_READ])
    weights: defaultdict[str, float] = defaultdict(float)
    spellings: dict[str, str] = {}
    in_lower_case = set(_WORD.findall(text))
    for name, times in Counter(_NAME.findall(text)).items():
        folded = name.casefold()
        if name[0].isupper() and folded not in in_lower_case and _is_telling(folded):
            spellings.setdefault(folded, name)
            weights[folded] += 3 + log2(1 + times)
    for word in dict.fromkeys([*map(_stem, _WORD.findall(headline)), *_WIDE.findall(headline)]):
        folded = word.casefold()
        if folded in weights or (_is_telling(folded) and (len(folded) >= LONG or _WIDE.match(folded))):
            spellings.setdefault(folded, word)
            weights[folded] += 3
    ranked = sorted(weights, key=lambda word: (-weights[word], word))
    heaviest = {word[:STEM]: word for word in reversed(ranked)}
    kept = [word for word in ranked if heaviest[word[:STEM]] == word][:MAX_KEYWORDS]
    return {word: spellings[word] for word in kept}


def keyword_hash(folded: str) -> int:
    """Return the hash under which stories with this keyword are stored."""
    return signed_digest(f"word {folded}")


def subject_overlap(words: Sequence[str], headline: str) -> float:
    """Return how much a headline is about the same as a story with these folded keywords, given in order of weight.

    Each keyword in the headline counts 1 / (2 + its place); words with the same beginning count as one, as above.
    """
    folded = headline.casefold()
    places = [place for place, word in enumerate(words) if word[:STEM] in folded]
    if not places:  # as in most headlines; to find their words takes ten times as long
        return 0
    present = {_stem(word).casefold() for word in _WORD.findall(headline)} | set(_WIDE.findall(headline))
    beginnings = {word[:STEM] for word in present}
    return sum(1 / (2 + place) for place in places if words[place][:STEM] in beginnings)


def _stem(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _is_telling(folded: str) -> bool:
    """Whether the word may be a keyword; months, weekdays, titles and the like occur in every story."""
    is_common = folded in STOP_WORDS or folded in TURNING or folded in TITLES
    return len(folded) > 2 - bool(_WIDE.match(folded)) and not is_common
