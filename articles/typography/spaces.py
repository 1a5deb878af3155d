"""Sets the dashes and spaces of a text: those that don't end a line are no-break spaces."""

import re

_FIRST_DASH = re.compile(r"^([\ue000\uf8f1\uf8f2]*)--? (?=\S)", re.MULTILINE)
_BEFORE_SIGN = re.compile(r" (?<=\d )(?=[%‰€£$](?!\w))")

_FRENCH = (
    (re.compile(r"(?<=\S)[ \u00a0]+(?=[;!?»])"), "\u202f"),
    (re.compile(r"«[ \u00a0]*(?=\S)"), "«\u202f"),
    (re.compile(r"(?<=[^\s\u202f])(?=»)"), "\u202f"),
    (re.compile(r"(?<=\S) +(?=:(?:\s|$))", re.MULTILINE), "\u00a0"),
)
_FRENCH_MARK = re.compile("[;!?»«:]")
# Words of one letter, which good printers of these languages never leave at the end of a line.
_ONE_LETTER = {"cs": "aikosuvz", "sk": "aikosuvz", "pl": "aiouwz", "ru": "авикосуя", "uk": "авзійоуєя", "be": "авзіуя"}
_BOUND = {
    language: re.compile(rf"(?<![^\s(„«—–])([{letters}{letters.upper()}]) (?=\S)")
    for language, letters in _ONE_LETTER.items()
}
_EM_DASH = frozenset({"be", "bg", "ru", "sr", "uk"})  # where a dash between words is a long one


def with_spaces(text: str, language: str) -> str:
    """Return the text with the dashes and spaces of its language, an ISO 639 code; a text that has them stays."""
    dash = "—" if language in _EM_DASH else "–"
    text = text.replace(" – ", "\u00a0– ").replace(" — ", "\u00a0— ")
    if "- " in text:
        text = text.replace(" - ", f"\u00a0{dash} ").replace(" -- ", f"\u00a0{dash} ")
        text = _FIRST_DASH.sub(rf"\1{dash} ", text)
    if " %" in text or " €" in text or " £" in text or " $" in text:
        text = _BEFORE_SIGN.sub("\u202f", text)
    if language == "fr" and _FRENCH_MARK.search(text):
        for place, space in _FRENCH:
            text = place.sub(space, text)
    return _BOUND[language].sub("\\1\u00a0", text) if language in _BOUND else text
