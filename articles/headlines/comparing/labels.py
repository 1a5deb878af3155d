"""A headline without what pages put before and after it: "LIVE:", "Watch |", " - Site Name", an ellipsis."""

import re
from dataclasses import dataclass

from articles.lexicon.headline_words import LABELS, OPPOSED, SITE_WORDS, TURNING

FEWEST_WORDS = 4  # words of what is left: less may be any story's
MOST_LABELS = 3  # "Watch live: Exclusive: ..."
LONGEST_TAIL = 4  # words of a site's or a section's name
LONGEST_KICKER = 60  # characters before a colon or a question mark; one word more than four follow
_LABELS = "|".join([r"update \d+", *map(re.escape, LABELS)])
_LABEL = re.compile(rf"[\[(]?({_LABELS})(?: ?[:|!\])•·]+| ?[-–—](?= )) ?(?=\S)", re.IGNORECASE)
_LABEL_BEHIND = re.compile(rf" ?[\[(]({_LABELS})[\])]$", re.IGNORECASE)
_BAR = re.compile(r" [|¦·•›»] ")
_DASH = re.compile(r" (?:[-–—]|--) ")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}$")
_COLON = re.compile(r"[:：](?!\d) ?|\? ")
_NOTHING: frozenset[str] = frozenset()
_ELLIPSIS = re.compile(r" ?[\[(]?(?:…|\.\.\.+)[\])]?$")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of a headline, and what was taken away.

    `kicker` is the "Home affairs" of "Home affairs: ...", which stays in the text.
    """

    text: str
    labels: frozenset[str] = _NOTHING
    tails: frozenset[str] = _NOTHING
    kicker: str = ""
    is_cut: bool = False


def clean(text: str) -> Cleaned:
    """The headline itself; nothing is taken away that would leave fewer than four words."""
    text, is_cut = _without_ellipsis(" ".join(text.split()))
    text, labels = _without_labels(text)
    text, tails = (text, _NOTHING) if is_cut else _without_tails(text)  # what ends in mid-story ends in no site's name
    if tails:
        text, more = _without_labels(text)
        labels |= more
    return Cleaned(text, labels, tails, _kicker(text), is_cut)


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
    taken: set[str] = set()
    for _ in range(MOST_LABELS):
        if not (found := _LABEL.match(text)) or not _is_enough(text[found.end() :]):
            break
        taken.add(found[1].casefold())
        text = text[found.end() :]
    if text.endswith(("]", ")")) and (found := _LABEL_BEHIND.search(text)) and _is_enough(text[: found.start()]):
        taken.add(found[1].casefold())
        text = text[: found.start()]
    return text, frozenset(taken) if taken else _NOTHING


def _without_sections(text: str) -> tuple[str, frozenset[str]]:
    """The longest of the parts that bars make, if all others are as short as names."""
    parts = _BAR.split(text)
    if len(parts) == 1:
        return text, _NOTHING
    longest = max(parts, key=lambda part: part.count(" "))
    others = [part for part in parts if part is not longest]
    if not _is_enough(longest) or any(not _is_name(part, strictly=False) for part in others):
        return text, _NOTHING
    return longest, frozenset(map(str.casefold, others))


def _without_sites(text: str) -> tuple[str, frozenset[str]]:
    """Without " - Site Name" at the end, and without a date behind that."""
    taken: set[str] = set()
    parts = _DASH.split(text)
    if len(parts) == 1:
        return text, _NOTHING
    if len(parts) > 2 and _DATE.match(parts[-1]) and _is_name(parts[-2]):
        taken.add(parts.pop())
    while len(parts) > 1 and _is_name(parts[-1]) and _is_enough(" ".join(parts[:-1])):
        taken.add(parts.pop().casefold())
    if not taken or (len(parts) == 1 and not _is_enough(parts[0])):
        return text, _NOTHING
    return text[: _end_of(parts, text)], frozenset(taken)


def _end_of(parts: list[str], text: str) -> int:
    """Where in the text the last of the parts that are left ends."""
    end = 0
    for part in parts:
        end = text.index(part, end) + len(part)
    return end


def _is_name(part: str, *, strictly: bool = True) -> bool:
    """Whether this may be a site or a section: few words, none a number or one that turns a meaning, and capitals."""
    words = part.split()
    if len(words) > LONGEST_TAIL or any(_says_something(word) for word in words):
        return False
    return not strictly or all(map(_is_site_word, words))


def _says_something(word: str) -> bool:
    folded = word.casefold()
    is_number = word[0].isdigit() and not any(map(str.isalpha, word))
    return is_number or (folded not in SITE_WORDS and (folded in TURNING or folded in OPPOSED))


def _is_site_word(word: str) -> bool:
    """Harbour, 9to5Harbour, harbour.example, or a small word."""
    return word[0].isupper() or word[0].isdigit() or "." in word or word.casefold() in SITE_WORDS


def _is_enough(text: str) -> bool:
    return text.count(" ") >= FEWEST_WORDS - 1 or (text.count(" ") == 0 and len(text) >= 12)


def _kicker(text: str) -> str:
    """What stands before the first colon or question, if that is short and enough follows."""
    found = _COLON.search(text)
    if not found or found.start() > LONGEST_KICKER or text.count(" ", found.end()) < FEWEST_WORDS:
        return ""
    return text[: found.start()]
