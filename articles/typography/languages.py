"""The language and the direction of a line of text, for the attributes `lang` and `dir`."""

import re
from collections import Counter

from articles.text.language import told_by_letters
from articles.text.scripts import HAN_BASIC, HANGUL, KANA

# Ranges of letters by the language that is likeliest written in them, and the other languages that are.
_SCRIPTS = {
    "zh": (HAN_BASIC, "ja yue ko"),
    "ja": (KANA, ""),
    "ko": (HANGUL, ""),
    "ru": (r"\u0400-\u04ff", "be bg kk ky mk mn sr tg uk"),
    "ar": (r"\u0600-\u06ff", "ckb fa ps sd ug ur"),
    "he": (r"\u0590-\u05ff", "yi"),
    "el": (r"\u0370-\u03ff", ""),
    "th": (r"\u0e00-\u0e7f", ""),
    "hi": (r"\u0900-\u097f", "mr ne"),
    "bn": (r"\u0980-\u09ff", "as"),
    "pa": (r"\u0a00-\u0a7f", ""),
    "gu": (r"\u0a80-\u0aff", ""),
    "ta": (r"\u0b80-\u0bff", ""),
    "te": (r"\u0c00-\u0c7f", ""),
    "kn": (r"\u0c80-\u0cff", ""),
    "ml": (r"\u0d00-\u0d7f", ""),
    "si": (r"\u0d80-\u0dff", ""),
    "lo": (r"\u0e80-\u0eff", ""),
    "my": (r"\u1000-\u109f", ""),
    "ka": (r"\u10a0-\u10ff", ""),
    "am": (r"\u1200-\u137f", "ti"),
    "km": (r"\u1780-\u17ff", ""),
    "hy": (r"\u0530-\u058f", ""),
}
_WRITTEN = {first: {first, *others.split()} for first, (_, others) in _SCRIPTS.items()}
_NOT_LATIN = frozenset().union(*_WRITTEN.values())
_LETTER = re.compile("|".join(f"(?P<{first}>[{letters}])" for first, (letters, _) in _SCRIPTS.items()))
_ANY = re.compile(r"[\u0370-\u1cff\u3040-\ud7ff\U00020000-\U0003ffff]")  # no accents, dashes and quotation marks
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SHARE = 0.4  # of the letters; as many show a script, since names in any text may be written in Latin letters
_KANA = 0.1  # of the letters; as many tell Japanese from Chinese
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def language_of_line(text: str, near: str = "") -> str:
    """Return the language tag of a line that stands in, or beside, a text in the language `near`; "" if not known.

    A line in another script is in another language, as an English headline on a Japanese page is.
    """
    script = "" if text.isascii() else _script_of(text)
    if not script:
        return "" if near.partition("-")[0] in _NOT_LATIN and _LATIN.search(text) else near
    if near.partition("-")[0] in _WRITTEN[script]:
        return told_by_letters(text, script) or near
    return told_by_letters(text, script) or ("" if script == "zh" else script)  # Han alone may be Japanese as well


def direction_of(language: str) -> str:
    """Return "rtl" or "ltr", or "auto" when the language is not known."""
    return "auto" if not language else "rtl" if language.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"


def _script_of(text: str) -> str:
    """The script in which most of a text is written, by its likeliest language; "" for Latin and unknown scripts."""
    if not _ANY.search(text):
        return ""
    counts = Counter(match.lastgroup or "" for match in _LETTER.finditer(text))
    if not counts:
        return ""
    letters = sum(map(str.isalpha, text))
    if counts["ja"] > _KANA * letters:
        return "ja"
    script, most = counts.most_common(1)[0]
    return script if most > _SHARE * letters else ""
