"""What it means that one word stands where another stood: misspelt, inflected, replaced, or another name."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from articles.lexicon.headline_words import (
    CONTRASTED,
    FEMALE,
    NAMING,
    NEGATIONS,
    OPPOSED,
    OPPOSING_BEGINNINGS,
    OTHER_PERSON,
    SMALL,
    TURNING,
)

REFUSED = float("inf")
SPELT_OTHERWISE, MISSPELT, SMALL_WORD, MISSING, REPLACED = 0.1, 0.3, 0.5, 1.0, 1.2
FEWEST_ALIKE = 70  # per cent of letters in common; notes/scale.md, section 3
SHORTEST_ALIKE = 5  # letters: Iran and Iraq, hire and fire are shorter
LONG = 9  # letters of a name, from which two may be wrong
_INFLECTIONS = re.compile(r"(s|es|d|ed|n|en|e|er|em|t|te|ing)?$")
_LISTED = TURNING | OPPOSED
_NO_WORD = re.compile(r"\d|^.$")
_ROMAN = re.compile(r"[ivx]{2,}$")
# Endings of words for peoples and languages, which stand for nothing but themselves: deutsche, française, algérien.
_PEOPLES = re.compile(r"(isch|ische[mnrs]?|deutsche?[mnrs]?|aise?s?|oise?s?|ienn?e?s?|ain|aine|allemande?s?|russes?)$")


def price_of_missing(word: str, *, is_name: bool) -> float:
    """What it costs that a headline lacks a word that the other has."""
    if word in SMALL:
        return SMALL_WORD
    if turns(word) or (is_name and word in NAMING):
        return REFUSED
    return MISSING


@lru_cache(maxsize=16_384)
def price_of_replacing(one: str, other: str, is_name: bool) -> float:
    """What it costs that one word stands where another does; either may be a name if `is_name`."""
    if one in SMALL and other in SMALL and len(one + other) > 2:  # but not the A and the D of two vitamins
        return SMALL_WORD
    if _is_opposite(one, other) or _is_other_person(one, other, is_name) or is_number(one) or is_number(other):
        return REFUSED
    if _without_marks(one) == _without_marks(other):
        return SPELT_OTHERWISE
    if one in _LISTED or other in _LISTED or (one in CONTRASTED and other in CONTRASTED):
        return _price_of_listed(one, other)
    if is_name:
        return MISSPELT if _is_misspelt_name(one, other) or _is_misspelt_small(one, other) else REFUSED
    return _price_of_common(one, other)


def _price_of_listed(one: str, other: str) -> float:
    """Of words that none can stand for: an ending may change, or one letter that makes of it no word we know."""
    if (one in _LISTED or one in CONTRASTED) and (other in _LISTED or other in CONTRASTED):
        is_same = one not in TURNING and other not in TURNING and _is_inflected(one, other)
    else:
        is_same = _is_misspelt_name(one, other) and one not in SMALL and other not in SMALL
    return MISSPELT if is_same else REFUSED


def _price_of_common(one: str, other: str) -> float:
    if _PEOPLES.search(one) or _PEOPLES.search(other):
        return MISSPELT if _is_inflected(one, other) else REFUSED
    return MISSPELT if _is_misspelt(one, other) else REPLACED


def turns(word: str) -> bool:
    """Whether a headline with this word says what no headline without it says: a number, a negation, a weekday."""
    return word in TURNING or is_number(word)


def negates(word: str) -> bool:
    """Whether a word that changes places changes what is said."""
    return word in NEGATIONS


def is_number(word: str) -> bool:
    """Whether it counts or numbers something, also as III or as the B of "Plan B"."""
    return _NO_WORD.search(word) is not None or _ROMAN.match(word) is not None


def _is_misspelt(one: str, other: str) -> bool:
    if _is_inflected(one, other):
        return True
    if min(len(one), len(other)) < SHORTEST_ALIKE:
        return False
    return ratio(one, other) >= FEWEST_ALIKE


def _is_misspelt_name(one: str, other: str) -> bool:
    """One letter wrong, two in a long name; the first is right, or changed places with the second.

    In a name of four letters no letter may be another; one may be too many, or two have changed places.
    """
    shorter, longer = sorted((len(one), len(other)))
    if one[0] != other[0] and one[:2] != other[1::-1]:
        return False
    if longer < SHORTEST_ALIKE or (shorter < SHORTEST_ALIKE and shorter == longer):
        return shorter == longer == SHORTEST_ALIKE - 1 and _is_slip(one, other)
    return OSA.distance(one, other, score_cutoff=2) <= (2 if shorter >= LONG else 1)


def _is_misspelt_small(one: str, other: str) -> bool:
    """Whether one is a small word, as "With", and the other nearly that."""
    is_near = one[0] == other[0] and max(len(one), len(other)) > 3 and OSA.distance(one, other) == 1
    return is_near and (one in SMALL or other in SMALL)


def _is_slip(one: str, other: str) -> bool:
    """Whether two neighbouring letters changed places."""
    return sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def _is_inflected(one: str, other: str) -> bool:
    """Whether the two are one stem of three letters or more and usual endings."""
    stem = _shared(one, other)
    if stem < 3 or stem * 2 < max(len(one), len(other)):
        return False
    return bool(_INFLECTIONS.match(one, stem) and _INFLECTIONS.match(other, stem))


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    shorter = min(len(one), len(other))
    return next((i for i in range(shorter) if one[i] != other[i]), shorter)


def _is_opposite(one: str, other: str) -> bool:
    """Legal and illegal, import and export."""
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) and len(shorter) > 3:
        return longer[: -len(shorter)] in OPPOSING_BEGINNINGS
    return any(
        shorter.startswith(a)
        and len(shorter) > len(a) + 3
        and longer.endswith(shorter[len(a) :])
        and longer[: len(a) - len(shorter)] in OPPOSING_BEGINNINGS
        for a in OPPOSING_BEGINNINGS
    )


def _is_other_person(one: str, other: str, is_name: bool) -> bool:
    """Lehrer and Lehrerin, Simon and Simone."""
    shorter, longer = sorted((one, other), key=len)
    ending = longer[len(shorter) :]
    return longer.startswith(shorter) and ending in (OTHER_PERSON if is_name else FEMALE)


def _without_marks(word: str) -> str:
    if word.isascii():
        return word
    return "".join([letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)])
