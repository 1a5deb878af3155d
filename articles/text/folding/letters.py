r"""Characters that are folded, as they stand inside [...] of a regular expression of Python and of PostgreSQL.

Source: Unicode Standard 16, chapters 7 (Latin), 9.1 (Hebrew), 9.2 (Arabic) and 23 (format characters).
"""

import unicodedata

# Format characters, which no reader sees: soft hyphens, joiners, zero-width spaces, signs of direction, variants.
# The tatweel only lengthens a word.
INVISIBLE = (
    r"\u00ad\u034f\u061c\u0640\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\U000e0100-\U000e01ef"
)
# Accents, and the vowel marks of Hebrew and Arabic with their signs for recitation; the nukta of Indian scripts.
ACCENTS = (
    r"\u0300-\u0305\u0307-\u036f\u0483-\u0489"
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    r"\u093c\u09bc\u0a3c\u0abc\u0b3c"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
MARKS = rf"\u0306{ACCENTS}"
# The breve is an accent, but not on the Cyrillic й, which is a letter of its own, as unlike и as j is unlike i.
ACCENT = rf"[{ACCENTS}]|(?<![иИ])\u0306"
MAX_MARKS = 30  # in a row; Stream-Safe Text Format, UAX #15. Normalising 64,000 of them takes seconds

# Texts of nothing else need no folding of letters: ASCII, and the punctuation that papers set.
PLAIN = (
    r"\u0001-\u007f\u00a0\u00a3\u00a7\u00a9\u00ab\u00b0\u00b7\u00bb\u2010-\u2015\u2018-\u201f\u2022\u2026\u2030\u20ac"
)

DIGITS = {  # of all scripts
    chr(code): str(unicodedata.decimal(chr(code)))
    for code in range(0x80, 0x10000)
    if unicodedata.category(chr(code)) == "Nd"
}
# Letters that Unicode does not decompose: with strokes, ligatures, without dots, final forms, of Arabic and Persian.
# Signs that would be decomposed to letters of the word before them, and punctuation inside the ranges of `UNSPACED`.
LETTERS = {
    **dict(zip("łŁøØđĐðħĦŧŦıȷəƏŋŊĸ", "lLoOdDdhHtTijeEnNk", strict=True)),
    **{"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH"},
    **dict(zip("ςىیےکھہۀةٱ", "σيييكهههها", strict=True)),
    **dict(zip("׳״", "''", strict=True)),
    **dict.fromkeys("・゠฿๏๚๛ฯຯ។៕៖ៗ៘៙៚៛၊။၌၍၎၏", " "),
}
SIGNS = dict.fromkeys("™℠", " ")
