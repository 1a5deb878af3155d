"""Sets the straight quotation marks of a text, in pairs, and the apostrophes and primes that look like them."""

import re

from articles.text.scripts import UNSPACED_OR_GLUED
from articles.typography.quotation_marks import Marks
from articles.typography.unseen import UNSEEN

_MARK = re.compile("[\"'\n]")
_OPENERS = frozenset("([{<«„“‘‚‹¿¡「『（/—–-")
_JOINTS = frozenset("—–-/")  # after these a quotation may begin, and end as well
# Languages that put no space before a quotation within a sentence, or a prefix.
_JOINED = frozenset({"ar", "fa", "he", "ja", "km", "ko", "lo", "my", "th", "ur", "yue", "zh"})
_WIDE_LETTER = re.compile(f"[{UNSPACED_OR_GLUED}]")
# Words that begin with an apostrophe, and years without their century.
_SHORTENED = {
    "en": re.compile(r"\d\ds?\b(?! ?%)|n['’](?!\w)|(?:tis|twas|til|em|cause|bout|round|cos)\b", re.IGNORECASE),
    "nl": re.compile(r"\d\d\b|[nst]\b", re.IGNORECASE),
    "af": re.compile(r"\d\d\b|n\b"),
    "de": re.compile(r"\d\d(?:ern?)?\b|[ns]\b|(?:ne|nen|ner|rein|raus|runter)\b"),
}
_YEAR = re.compile(r"\d\ds?\b(?! ?%)")
_NOTHING = re.compile(r"(?!)")


class Quotations:
    """The marks of one text, each set when its partner is found."""

    def __init__(self, text: str, language: str, marks: Marks) -> None:
        self.text, self.language, self.marks = text, language, marks
        self.is_joined = language in _JOINED
        self.shortened = _SHORTENED.get(language, _NOTHING if self.is_joined else _YEAR)
        self.apostrophe = "׳" if language == "he" else "’"
        self.chosen: dict[int, str] = {}
        self.doubles: list[int] = []  # the places of those that are open
        self.single: int | None = None
        self.line = 0  # where the paragraph begins

    def set_text(self) -> str:
        """Return the text with its marks set."""
        for found in _MARK.finditer(self.text):
            at = found.start()
            if found[0] == "\n":
                self._end_line(at)
            else:
                (self._double if found[0] == '"' else self._single)(at, self._before(at), self._after(at))
        self._end_line(len(self.text))
        pieces: list[str] = []
        last = 0
        for at in sorted(self.chosen):
            pieces += self.text[last:at], self.chosen[at]
            last = at + 1
        return "".join(pieces) + self.text[last:]

    def _double(self, at: int, before: str, after: str) -> None:
        can_open = bool(after.strip()) and self._is_opening(at, before)
        if self.doubles and before.strip() and not (can_open and (after.isalnum() or before not in _JOINTS)):
            self._close(self.doubles.pop(), at, self.marks.inner if self.doubles else self.marks.outer)
        elif can_open or (self.is_joined and not self.doubles and after.isalnum()):
            self.doubles.append(at)
        elif not self.doubles and before.isdecimal() and not (after.isalnum() or self._ends_year(at)):
            self.chosen[at] = "″"

    def _single(self, at: int, before: str, after: str) -> None:
        can_open = after.isalnum() and self._is_opening(at, before)
        if can_open and self.shortened.match(self.text, at + 1):
            self.chosen[at] = self.apostrophe
        elif self.single is not None and before.strip() and not can_open and self._may_close(after):
            self._close(self.single, at, self.marks.inner if self._is_inside(self.single) else self.marks.single)
            self.single = None
        elif can_open or (after == '"' and self._is_opening(at, before)):
            self.single = at
        elif before.isdecimal() and not after.isalnum():
            self.chosen[at] = "′"
        elif before.isalpha():
            self.chosen[at] = self.apostrophe

    def _ends_year(self, at: int) -> bool:
        return at >= 4 and self.text[at - 4 : at].isdecimal()

    def _close(self, opened: int, at: int, pair: tuple[str, str]) -> None:
        self.chosen[opened], self.chosen[at] = pair

    def _is_inside(self, at: int) -> bool:
        """Whether a quotation that began before this place is still open."""
        return bool(self.doubles) and self.doubles[0] < at

    def _may_close(self, after: str) -> bool:
        return not after.isalnum() or bool(_WIDE_LETTER.match(after))

    def _is_opening(self, at: int, before: str) -> bool:
        """Whether what stands before a mark lets a quotation begin: a space, a bracket, a dash, or an opened mark."""
        if before in ('"', "'"):
            return self._opened(at - 1)
        return not before.strip() or before in _OPENERS

    def _opened(self, at: int) -> bool:
        while self.text[at] in UNSEEN:
            at -= 1
        return at == self.single or at in self.doubles[-1:]

    def _end_line(self, end: int) -> None:
        """Set a mark that opens a paragraph, or one that was cut, though no other closes it: the quotation goes on."""
        is_cut = self.text.endswith("…", self.line, end)
        for depth, opened in enumerate(self.doubles if is_cut else self.doubles[:1]):
            if is_cut or not self.text[self.line : opened].strip(UNSEEN):
                self.chosen[opened] = (self.marks.inner if depth else self.marks.outer)[0]
        self.doubles.clear()
        self.single, self.line = None, end + 1

    def _before(self, at: int) -> str:
        """The character before a place in its line, or ""."""
        at -= 1
        while at >= self.line and self.text[at] in UNSEEN:
            at -= 1
        return self.text[at] if at >= self.line else ""

    def _after(self, at: int) -> str:
        """The character after a place, or ""; the end of the line is white space."""
        at += 1
        while at < len(self.text) and self.text[at] in UNSEEN:
            at += 1
        return self.text[at] if at < len(self.text) else ""
