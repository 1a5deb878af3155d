"""The language of a text, by its script and by the small words that every sentence has."""

import re
from collections import Counter

from articles.lexicon.stopwords import LANGUAGE_WORDS
from articles.text.scripts import HAN_BASIC, HANGUL, KANA

_SCRIPTS = (
    ("ja", re.compile(f"[{KANA}]")),
    ("ko", re.compile(f"[{HANGUL}]")),
    ("zh", re.compile(f"[{HAN_BASIC}]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэёъўЫЭЁЪЎ]")
_LEAST = 5  # small words of a language that show it
_ENOUGH = 25  # words of a text in English, of which five or more are small ones
_SAMPLE = 3_000  # characters read; enough for several hundred small words


def language_of(text: str) -> str:
    """The ISO 639-1 code of ten languages, seven scripts and Ukrainian; "" below five small words, or in a tie."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        letters = sum(map(str.isalpha, sample))
        for language, script in _SCRIPTS:
            if letters and len(script.findall(sample)) > letters * (0.1 if language == "ja" else 0.4):
                return _of_cyrillic(sample) if language == "ru" else language
    words = _words(sample)
    scores = sorted(((_small_words(words, name), name) for name in LANGUAGE_WORDS), reverse=True)
    (best, language), (second, _) = scores[:2]
    return language if best >= _LEAST and best > second else ""


def _of_cyrillic(sample: str) -> str:
    """Tell Ukrainian from Russian: each has letters that the other lacks."""
    return "uk" if len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)) else "ru"


def writes_day_first(text: str) -> bool:
    """Whether 03/04/2026 is the third of April in the text's language: in all but English, and some text is needed."""
    if language := language_of(text):
        return language != "en"
    return len(text[:_SAMPLE].split()) >= _ENOUGH and _small_words(_words(text[:_SAMPLE]), "en") < _LEAST


def _words(sample: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", sample.lower()))


def _small_words(words: Counter[str], language: str) -> int:
    return sum(words[word] for word in words.keys() & LANGUAGE_WORDS[language])
