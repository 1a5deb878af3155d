"""Whether a line says who holds the rights in a page."""

import re
from collections.abc import Sequence

from articles.lexicon import around_stories
from articles.text.dates.folding import words_of
from articles.text.scripts import UNSPACED_OR_GLUED_LETTER

MAX_RIGHTS = 300  # characters; longer lines are prose
MAX_BARE = 5  # words of a line that is such a noun and a name
_SIGN = re.compile(r"[©℗ⓒⒸ]|\([cC]\)\s*(?:(?:19|20)\d\d|[A-ZÀ-Þ])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _keys(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(words_of(text)) for text in texts)


_STATEMENTS, _NOUNS = _keys(around_stories.RIGHTS), _keys(around_stories.RIGHTS_NOUNS)
_FIRST_WORDS = frozenset(phrase.split()[0] for phrase in (*_STATEMENTS, *_NOUNS))
_GLUED = frozenset(phrase for phrase in (*_STATEMENTS, *_NOUNS) if UNSPACED_OR_GLUED_LETTER.search(phrase))


def is_rights_notice(text: str) -> bool:
    """Whether the line says who holds the rights in the page: by a sign or by words in many languages.

    A headline may hold the noun: "Copyright case goes to court" is none, "Copyright The Gazette" is one.
    """
    if len(text) > MAX_RIGHTS:
        return False
    if has_rights_sign(text):
        return True
    words = words_of(text)
    is_plain = _FIRST_WORDS.isdisjoint(words)  # but for scripts that write words together
    if is_plain and text.isascii():
        return False
    form = " ".join(words)
    if any(phrase in form for phrase in _STATEMENTS if not is_plain or phrase in _GLUED):
        return True
    nouns = [noun for noun in _NOUNS if noun in form and (not is_plain or noun in _GLUED)]
    return bool(nouns) and (bool(_YEAR.search(text)) or _is_bare(text, form, nouns))


def has_rights_sign(text: str) -> bool:
    return bool(_SIGN.search(text))


def _is_bare(text: str, form: str, nouns: Sequence[str]) -> bool:
    """Whether the line begins with such a noun, and hardly more than a name stands behind it, or a colon or "by"."""
    noun = next((noun for noun in nouns if form.startswith(noun) and noun not in _GLUED), "")
    first, *behind = text.split()[len(noun.split()) - 1 :] if noun else text.split()
    is_marked = first.endswith(":") or behind[:1] == ["by"]
    is_name = all(not word[0].islower() for word in behind)
    return bool(noun) and len(behind) < MAX_BARE and (is_marked or is_name)
