"""Removes characters that must not be stored as text: controls, lone surrogates, bidirectional overrides."""

import re
import unicodedata

_UNWANTED = {
    **dict.fromkeys([*range(32), *range(127, 160)]),
    **dict.fromkeys(range(0xD800, 0xE000)),  # lone surrogates
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)]),  # bidi embeddings, overrides, isolates
    **dict.fromkeys([0xFEFF, 0xFFFE, 0xFFFF]),
    **{code: chr(code) for code in (9, 10, 13)},
    **dict.fromkeys((11, 12, 0x85, 0x2028, 0x2029), "\n"),
}
# Looked at first: translating a page of 300 kB takes 40 ms, finding nothing to translate takes a third of one.
# All other characters, the commonest first: a class of ranges is tried range by range.
_CLEAN = re.compile(  # without the parts of letters, too
    "[ -~\n\t\r\xa0-\u02ff\u0370-\u10ff\u1113-\u2027\u202f-\u2065\u206a-\u3098\u309b-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*+"
)
_WANTED = re.compile(
    "[ -~\n\t\r\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*+"
)
# Accents apart from their letters, as macOS writes names and some programs texts; not the vowel signs of other scripts.
_ACCENTS = re.compile("[\u0300-\u036f\u3099\u309a]+")
_SYLLABLES = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")  # of Korean, in parts


def clean(text: str) -> str:
    """Return the text without such characters; line and page separators become line ends, and accents are composed."""
    if _CLEAN.fullmatch(text):
        return text
    if not _WANTED.fullmatch(text):
        text = text.translate(_UNWANTED)
    return _SYLLABLES.sub(lambda found: unicodedata.normalize("NFC", found[0]), _with_accents(text))


def _with_accents(text: str) -> str:
    """Return the text with accents composed with the letters that they stand behind."""
    parts, done = list[str](), 0
    for found in _ACCENTS.finditer(text):
        start = found.start() - 1
        if start >= done and text[start].isalpha():
            parts += [text[done:start], unicodedata.normalize("NFC", text[start : found.end()])]
            done = found.end()
    return "".join([*parts, text[done:]])
