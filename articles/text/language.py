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
_SAMPLE = 3_000  # characters read; enough for several hundred small words


def language_of(text: str) -> str:
    """The ISO 639-1 code of ten languages and seven scripts; "" below five small words, or when two languages tie."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        letters = sum(map(str.isalpha, sample))
        for language, script in _SCRIPTS:
            if letters and len(script.findall(sample)) > letters * (0.1 if language == "ja" else 0.4):
                return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = sorted(
        ((sum(words[word] for word in small), name) for name, small in LANGUAGE_WORDS.items()), reverse=True
    )
    (best, language), (second, _) = scores[:2]
    return language if best >= 5 and best > second else ""
