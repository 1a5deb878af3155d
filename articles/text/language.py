"""The language of a text, by its script and by the small words that every sentence has."""

import re
from collections import Counter
from functools import lru_cache

from articles.lexicon.stopwords import LANGUAGE_WORDS
from articles.text.scripts import HAN_BASIC, HANGUL, KANA, THAI

_SCRIPTS = (
    ("ja", re.compile(f"[{KANA}]")),
    ("ko", re.compile(f"[{HANGUL}]")),
    ("zh", re.compile(f"[{HAN_BASIC}]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(f"[{THAI}]")),
)
_ANY_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
# Letters that one language has, and that likelier languages of its script have not.
_TELLING = {
    "ru": (("be", "ўЎ"), ("uk", "іїєґІЇЄҐ"), ("mk", "ѓќѕЃЌЅ"), ("sr", "јљњђћџЈЉЊЂЋЏ")),
    "ar": (("ur", "ٹڈڑںے"), ("fa", "پچژگ")),
}
_UKRAINIAN, _RUSSIAN = re.compile("[іїєґІЇЄҐ]"), re.compile("[ыэёъЫЭЁЪ]")  # that the other lacks
_LEAST = 5  # small words of a language that show it
_ENOUGH = 25  # words of a text in English, of which five or more are small ones
_SAMPLE = 3_000  # characters read; enough for several hundred small words


def language_of(text: str) -> str:
    """The ISO 639-1 code of ten languages, of eight scripts and of six languages that letters tell from those.

    It is "" below five small words, or when two languages tie.
    """
    return _language_of_sample(text[:_SAMPLE])


@lru_cache(maxsize=16)  # asked for again to read dates
def _language_of_sample(sample: str) -> str:
    if not sample.isascii() and _ANY_SCRIPT.search(sample):
        letters = sum(map(str.isalpha, sample))
        for language, script in _SCRIPTS:
            if letters and len(script.findall(sample)) > letters * (0.1 if language == "ja" else 0.4):
                return told_by_letters(sample, language) or language
    words = _words(sample)
    scores = sorted(((_small_words(words, name), name) for name in LANGUAGE_WORDS), reverse=True)
    (best, language), (second, _) = scores[:2]
    return language if best >= _LEAST and best > second else ""


def told_by_letters(text: str, language: str) -> str:
    """The language that has letters of this text, which the likeliest language of its script has not; "" if none."""
    telling = _TELLING.get(language, ())
    told = next((other for other, letters in telling if not set(letters).isdisjoint(text)), "")
    if told == "uk" and len(_RUSSIAN.findall(text)) >= len(_UKRAINIAN.findall(text)):  # which names such as Київ
        return ""
    return told


def writes_day_first(text: str) -> bool:
    """Whether 03/04/2026 is the third of April in the text's language: in all but English, and some text is needed."""
    if language := language_of(text):
        return language != "en"
    return len(text[:_SAMPLE].split()) >= _ENOUGH and _small_words(_words(text[:_SAMPLE]), "en") < _LEAST


def _words(sample: str) -> Counter[str]:
    """Count the runs of letters."""
    text = sample.lower()
    for sign in {sign for sign in set(text) if not sign.isalnum() or sign.isdecimal()}:
        text = text.replace(sign, " ")
    return Counter(text.split())


def _small_words(words: Counter[str], language: str) -> int:
    return sum(words[word] for word in words.keys() & LANGUAGE_WORDS[language])
