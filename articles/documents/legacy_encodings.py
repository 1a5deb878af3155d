"""Decodes bytes that are not UTF-8: in the declared encoding, as Windows-1252, or by a guess from the bytes."""

import re
from collections import Counter

from charset_normalizer import from_bytes

from articles.documents.problems import Problem, UnreadableError

MAX_WRONG = 0.02  # share of characters: with more wrong ones, a text is in another encoding
MAX_WESTERN = 0.15  # share of characters beyond ASCII; French has 6 %, other scripts over 80 %
PIECES = 8  # of a text with a few wrong bytes; most of the pieces have none
MIN_PIECE = 250  # bytes by which an encoding is recognised
_WESTERN = re.compile(r"[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122\u20ac]")
# Languages whose letters look Western in Windows-1252; charset-normalizer knows them by the frequency of letters.
_CENTRAL = frozenset({"Czech", "Slovak", "Polish", "Hungarian", "Slovene", "Croatian", "Romanian"})
_NEIGHBOURS = {
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": {"Turkish"},
    "cp1257": {"Lithuanian", "Latvian", "Estonian"},
}

# Bytes that are letters in ISO 8859-2 and signs, or rare letters, in others, beside a letter of ASCII.
_LATIN_2 = re.compile(
    rb"[A-Za-z][\xa6\xa9\xac\xae\xb1\xb3\xb6\xb9\xbc\xbe\xbf]|[\xa6\xa9\xac\xae\xb1\xb6\xb9\xbc\xbe][a-z]"
)
_CONTROLS = re.compile(rb"[\x80-\x9f]")  # letters and quotation marks in Windows-1250, never printed in ISO 8859-2

# Labels of the Encoding Standard by Python's names of the encodings. Those of UTF-8 need no entry, being tried first;
# others are ignored: not all of them are of text.
_ENCODINGS = {
    "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 latin1 latin-1 ascii us-ascii",
    **{f"cp{number}": f"windows-{number} cp{number}" for number in (1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)},
    **{f"iso8859-{number}": f"iso-8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{"cp1254": "iso-8859-9 latin5 windows-1254", "cp874": "windows-874 tis-620 iso-8859-11"},
    **{"koi8-r": "koi8-r koi8", "koi8-u": "koi8-u", "cp866": "ibm866 cp866", "mac-roman": "macintosh"},
    **{"gb18030": "gb18030 gbk gb2312 x-gbk", "big5hkscs": "big5 big5-hkscs"},
    **{"cp932": "shift_jis shift-jis sjis x-sjis windows-31j", "euc-jp": "euc-jp", "iso2022-jp": "iso-2022-jp"},
    "cp949": "euc-kr ks_c_5601-1987 windows-949",
}
_LABELS = {label: name for name, labels in _ENCODINGS.items() for label in labels.split()}


def encoding_named(label: str | None) -> str | None:
    """Return Python's name of the legacy encoding that a document declares; None for UTF-8 and unknown labels."""
    return _LABELS.get(label.strip().lower()) if label else None


def decode_legacy(content: bytes, declared: str | None = None) -> str:
    """Return the text, with U+FFFD for wrong bytes. Raises UnreadableError when the encoding can't be recognised."""
    if declared and (text := _decoded(content, declared)):
        return text
    encoding, language = _guess(content)
    if _is_latin_2(content, encoding, language):
        encoding = "iso8859-2"
    if language not in _NEIGHBOURS.get(encoding, ()) and _is_western(western := content.decode("cp1252", "replace")):
        return content.decode("cp1250", "replace") if _is_hungarian(western) else western
    if encoding and (text := _decoded(content, encoding)):
        return text
    raise UnreadableError(Problem("charset"))


def _is_latin_2(content: bytes, encoding: str, language: str) -> bool:
    """Whether a text of Central Europe is in ISO 8859-2, when the guess is a sister of it or Windows-1250."""
    is_near = language in _CENTRAL and (encoding == "cp1250" or encoding.startswith("iso8859"))
    return is_near and bool(_LATIN_2.search(content)) and not _CONTROLS.search(content)


def _is_hungarian(western: str) -> bool:
    """Whether a text shows õ and û for ő and ű: no Western language has one of these, and á, í or ú, and ö or ü."""
    letters = set(western)
    groups = ("õûÕÛ", "áíúÁÍÚ", "öüÖÜ")
    return all(letters.intersection(group) for group in groups) and letters.isdisjoint("ãçäÃÇÄñ")


def legacy_encoding(head: bytes) -> str:
    """Return the likeliest legacy encoding of a file that begins like this."""
    encoding, language = _guess(head)
    is_western = language not in _NEIGHBOURS.get(encoding, ()) and _is_western(head.decode("cp1252", "replace"))
    return "cp1252" if is_western or not encoding else encoding


def _decoded(content: bytes, encoding: str) -> str:
    """Return the text, or "" when too many of its bytes are wrong in this encoding."""
    text = content.decode(encoding, "replace")
    return text if text.count("\ufffd") <= max(1, MAX_WRONG * len(text)) else ""


def _is_western(text: str) -> bool:
    strange = [character for character in text if not character.isascii()]
    others = sum(not _WESTERN.match(character) for character in strange)
    return len(strange) < MAX_WESTERN * len(text) and others <= max(1, MAX_WRONG * len(strange))


def _guess(content: bytes) -> tuple[str, str]:
    """Return the encoding and the language of the text; empty when they can't be recognised.

    One wrong byte makes the whole text invalid in its encoding. So the pieces of a longer text have a vote each.
    """
    whole = from_bytes(content).best()
    lines = [line for line in content.splitlines(keepends=True) if not line.isascii()]
    size = -(-len(lines) // PIECES)
    pieces = [b"".join(lines[start : start + size]) for start in range(0, len(lines), size)] if len(lines) > 1 else []
    if whole and sum(map(len, lines)) < MIN_PIECE * PIECES:
        pieces = []
    guesses = [best for best in (whole, *(from_bytes(piece).best() for piece in pieces)) if best]
    encodings = Counter(guess.encoding for guess in guesses).most_common(1)
    return next(((guess.encoding, guess.language) for guess in guesses if guess.encoding == encodings[0][0]), ("", ""))
