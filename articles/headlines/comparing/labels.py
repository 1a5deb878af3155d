"""Strip what pages put before and after a headline: "LIVE:", "Watch |", " - Site Name", an ellipsis."""

import re
from dataclasses import dataclass

from articles.lexicon.headline_words import LABELS, OPPOSED, SITE_WORDS, TURNING

MIN_WORDS = 4  # that must be left; fewer may be the headline of any story
MOST_LABELS = 3  # "Watch live: Exclusive: ..."
MAX_TAIL = 4  # words of the name of a site or section
MAX_KICKER = 60  # characters before a colon or a question mark; at least MIN_WORDS + 1 words must follow
_LABEL = re.compile(rf"[\[(]?({LABELS})(?: ?[:|!\])•·]+| ?[-–—](?= )) ?(?=\S)", re.IGNORECASE)
_LABEL_BEHIND = re.compile(rf" ?[\[(]({LABELS})[\])]$", re.IGNORECASE)
_BAR = re.compile(r" [|¦·•›»] ")
_DASH = re.compile(r" (?:[-–—]|--) ")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}$")
_COLON = re.compile(r"[:：](?!\d) ?|\? ")
_NONE: frozenset[str] = frozenset()
_ELLIPSIS = re.compile(r" ?[\[(]?(?:…|\.\.\.+)[\])]?$")


@dataclass(frozen=True, slots=True)
class StrippedHeadline:
    """The rest of a headline, and what was stripped from it."""

    text: str
    labels: frozenset[str] = _NONE  # casefolded, as "live" of "LIVE: ..."
    tails: frozenset[str] = _NONE  # casefolded names of sites and sections
    kicker: str = ""  # "Home affairs" of "Home affairs: ..."; it stays in the text
    is_cut: bool = False  # ended with an ellipsis


def strip_labels(text: str) -> StrippedHeadline:
    """Strip an ellipsis, labels, sites and sections from a headline, unless fewer than MIN_WORDS would be left."""
    text, is_cut = _without_ellipsis(" ".join(text.split()))
    text, labels = _without_labels(text)
    text, tails = (
        (text, _NONE) if is_cut else _without_tails(text)
    )  # a cut headline does not end with the name of a site
    if tails:
        text, more = _without_labels(text)
        labels |= more
    return StrippedHeadline(text, labels, tails, _kicker_of(text), is_cut)


def _without_tails(text: str) -> tuple[str, frozenset[str]]:
    text, tails = _without_sections(text)
    text, sites = _without_sites(text)
    if not sites:
        return text, tails
    text, sections = _without_sections(text)  # "... | Opinion - Site Name"
    return text, tails | sites | sections


def _without_ellipsis(text: str) -> tuple[str, bool]:
    if not text.endswith(("…", "...", "]", ")")):
        return text, False
    shorter = _ELLIPSIS.sub("", text)
    return shorter, shorter != text


def _without_labels(text: str) -> tuple[str, frozenset[str]]:
    stripped: set[str] = set()
    for _ in range(MOST_LABELS):
        if not (found := _LABEL.match(text)) or not _is_enough(text[found.end() :]):
            break
        stripped.add(found[1].casefold())
        text = text[found.end() :]
    if text.endswith(("]", ")")) and (found := _LABEL_BEHIND.search(text)) and _is_enough(text[: found.start()]):
        stripped.add(found[1].casefold())
        text = text[: found.start()]
    return text, frozenset(stripped) if stripped else _NONE


def _without_sections(text: str) -> tuple[str, frozenset[str]]:
    """Return the longest part between bars and the other parts, if all of those are as short as names."""
    parts = _BAR.split(text)
    if len(parts) == 1:
        return text, _NONE
    longest = max(parts, key=lambda part: part.count(" "))
    others = [part for part in parts if part is not longest]
    if not _is_enough(longest) or any(not _is_name(part, strictly=False) for part in others):
        return text, _NONE
    return longest, frozenset(map(str.casefold, others))


def _without_sites(text: str) -> tuple[str, frozenset[str]]:
    """Strip " - Site Name" from the end, and a date after it."""
    stripped: set[str] = set()
    parts = _DASH.split(text)
    if len(parts) == 1:
        return text, _NONE
    if len(parts) > 2 and _DATE.match(parts[-1]) and _is_name(parts[-2]):
        stripped.add(parts.pop())
    while len(parts) > 1 and _is_name(parts[-1]) and _is_enough(" ".join(parts[:-1])):
        stripped.add(parts.pop().casefold())
    if not stripped or (len(parts) == 1 and not _is_enough(parts[0])):
        return text, _NONE
    return text[: _end_of(parts, text)], frozenset(stripped)


def _end_of(parts: list[str], text: str) -> int:
    """Return the position in the text where the last of its remaining parts ends."""
    end = 0
    for part in parts:
        end = text.index(part, end) + len(part)
    return end


def _is_name(part: str, *, strictly: bool = True) -> bool:
    """Return whether a part may name a site or section: few words, none a number or one that changes the meaning.

    With `strictly`, each word must also be capitalised or usual in names of sites.
    """
    words = part.split()
    if len(words) > MAX_TAIL or any(_has_meaning(word) for word in words):
        return False
    return not strictly or all(map(_is_site_word, words))


def _has_meaning(word: str) -> bool:
    folded = word.casefold()
    is_number = word[0].isdigit() and not any(map(str.isalpha, word))
    return is_number or (folded not in SITE_WORDS and (folded in TURNING or folded in OPPOSED))


def _is_site_word(word: str) -> bool:
    """Return whether a word may be part of a site's name: Harbour, 9to5Harbour, harbour.example, or a function word."""
    return word[0].isupper() or word[0].isdigit() or "." in word or word.casefold() in SITE_WORDS


def _is_enough(text: str) -> bool:
    return text.count(" ") >= MIN_WORDS - 1 or (text.count(" ") == 0 and len(text) >= 12)


def _kicker_of(text: str) -> str:
    """Return the text before the first colon or question mark, if it is short and enough words follow; else ""."""
    found = _COLON.search(text)
    if not found or found.start() > MAX_KICKER or text.count(" ", found.end()) < MIN_WORDS:
        return ""
    return text[: found.start()]
