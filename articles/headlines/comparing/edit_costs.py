"""The cost of one edited word in a headline: respelt, misspelt, inflected, missing, or replaced by another."""

import re
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
from articles.text.folding.folding import folded_letters

REFUSED = float("inf")  # an edit that makes another headline
RESPELT, MISSPELT, FUNCTION_WORD, MISSING, REPLACED = 0.1, 0.3, 0.5, 1.0, 1.2
MIN_SIMILARITY = 70  # per cent (rapidfuzz ratio) of a misspelt word; tuned on half of the corpus's domains
MIN_LETTERS = 5  # of a word that may be misspelt: Iran and Iraq, hire and fire are shorter
LONG_NAME = 9  # letters from which a name may have two wrong ones
_INFLECTIONS = re.compile(r"(s|es|d|ed|n|en|e|er|em|t|te|ing)?$")
_FIXED = TURNING | OPPOSED  # words that no other may replace
_NUMBER = re.compile(r"\d|^.$")
_ROMAN = re.compile(r"[ivx]{2,}$")
# Endings of words for peoples and languages, which stand for nothing but themselves: deutsche, française, algérien.
_PEOPLES = re.compile(r"(isch|ische[mnrs]?|deutsche?[mnrs]?|aise?s?|oise?s?|ienn?e?s?|ain|aine|allemande?s?|russes?)$")


def cost_of_missing(word: str, *, is_name: bool) -> float:
    """Return the cost of a word that only one of two headlines has."""
    if word in SMALL:
        return FUNCTION_WORD
    if changes_meaning(word) or (is_name and word in NAMING):
        return REFUSED
    return MISSING


@lru_cache(maxsize=16_384)
def cost_of_replacing(one: str, other: str, is_name: bool) -> float:
    """Return the cost of one word in the place of another; with `is_name`, either may be a name."""
    if one in SMALL and other in SMALL and len(one + other) > 2:  # but not the A and the D of two vitamins
        return FUNCTION_WORD
    if _is_opposite(one, other) or _is_other_person(one, other, is_name) or is_number(one) or is_number(other):
        return REFUSED
    if _without_marks(one) == _without_marks(other):
        return RESPELT
    if one in _FIXED or other in _FIXED or (one in CONTRASTED and other in CONTRASTED):
        return _cost_of_fixed(one, other)
    if is_name:
        return MISSPELT if _is_misspelt_name(one, other) or _is_misspelt_function_word(one, other) else REFUSED
    return _cost_of_common(one, other)


def _cost_of_fixed(one: str, other: str) -> float:
    """Return the cost where one is a word that no other may replace: it may be inflected, or misspelt by one letter."""
    if (one in _FIXED or one in CONTRASTED) and (other in _FIXED or other in CONTRASTED):
        is_same = one not in TURNING and other not in TURNING and _is_inflected(one, other)
    else:
        is_same = _is_misspelt_name(one, other) and one not in SMALL and other not in SMALL
    return MISSPELT if is_same else REFUSED


def _cost_of_common(one: str, other: str) -> float:
    if _PEOPLES.search(one) or _PEOPLES.search(other):
        return MISSPELT if _is_inflected(one, other) else REFUSED
    return MISSPELT if _is_misspelt(one, other) else REPLACED


def changes_meaning(word: str) -> bool:
    """Return whether a headline with this word differs in meaning from one without: a number, negation or weekday."""
    return word in TURNING or is_number(word)


def negates(word: str) -> bool:
    """Return whether a word negates others, so that its position matters."""
    return word in NEGATIONS


def is_number(word: str) -> bool:
    """Return whether a word is a number or numbers something, as III or the B of "Plan B"."""
    return _NUMBER.search(word) is not None or _ROMAN.match(word) is not None


def _is_misspelt(one: str, other: str) -> bool:
    if _is_inflected(one, other):
        return True
    if min(len(one), len(other)) < MIN_LETTERS:
        return False
    return ratio(one, other) >= MIN_SIMILARITY


def _is_misspelt_name(one: str, other: str) -> bool:
    """Return whether one is the other with one letter wrong, or two in a long name.

    The first letter must be right, or transposed with the second. Names of four letters may have a letter more or two
    transposed, but none replaced.
    """
    shorter, longer = sorted((len(one), len(other)))
    if one[0] != other[0] and one[:2] != other[1::-1]:
        return False
    if longer < MIN_LETTERS or (shorter < MIN_LETTERS and shorter == longer):
        return shorter == longer == MIN_LETTERS - 1 and _is_transposition(one, other)
    return OSA.distance(one, other, score_cutoff=2) <= (2 if shorter >= LONG_NAME else 1)


def _is_misspelt_function_word(one: str, other: str) -> bool:
    """Return whether one is a function word, as "With", and the other has one letter wrong."""
    is_near = one[0] == other[0] and max(len(one), len(other)) > 3 and OSA.distance(one, other) == 1
    return is_near and (one in SMALL or other in SMALL)


def _is_transposition(one: str, other: str) -> bool:
    """Return whether the words differ by two neighbouring letters that are transposed."""
    return sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def _is_inflected(one: str, other: str) -> bool:
    """Return whether both words are one stem of at least three letters with usual endings."""
    stem = _shared_prefix(one, other)
    if stem < 3 or stem * 2 < max(len(one), len(other)):
        return False
    return bool(_INFLECTIONS.match(one, stem) and _INFLECTIONS.match(other, stem))


def _shared_prefix(one: str, other: str) -> int:
    """Return the number of letters that both words begin with."""
    shorter = min(len(one), len(other))
    return next((i for i in range(shorter) if one[i] != other[i]), shorter)


def _is_opposite(one: str, other: str) -> bool:
    """Return whether two words are opposites by their prefixes: legal and illegal, import and export."""
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
    """Return whether a suffix makes one word a person of the other gender: Lehrer and Lehrerin, Simon and Simone."""
    shorter, longer = sorted((one, other), key=len)
    ending = longer[len(shorter) :]
    return longer.startswith(shorter) and ending in (OTHER_PERSON if is_name else FEMALE)


def _without_marks(word: str) -> str:
    return folded_letters(word).casefold()
