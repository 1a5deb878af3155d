"""The stories that a reader has saved, as a book. Only the browser knows which; nothing of it is stored here."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.models import Article, MergedArticle
from articles.pages.cards import grouped
from articles.pages.river import MAX_ID
from articles.publishing.epub.book import Book

MOST_STORIES = 500  # in one book
MOST_TEXT = 20_000_000  # characters of HTML in one book; five hundred usual stories have two million
_NUMBER = re.compile(r"\d{1,19}", re.ASCII)


class Known(NamedTuple):
    """What is known of a story before its text is read; `size` is the length of its HTML."""

    imported_at: dt.datetime
    size: int


@dataclass(frozen=True, slots=True)
class SavedBook:
    """A book and the numbers of its stories, in the order in which they were saved."""

    book: Book
    numbers: list[int]


def numbers_in(texts: Iterable[str]) -> list[int]:
    """The numbers that these texts hold, separated by anything; each once, in order."""
    found = (int(number) for text in texts for number in _NUMBER.findall(text))
    return list(dict.fromkeys(number for number in found if 0 < number <= MAX_ID))


def saved_book(asked: Sequence[int], origin: str) -> SavedBook | None:
    """The book of these stories, as many of them as there are and as fit; None if there are none. Two queries."""
    asked_first = list(asked[:MOST_STORIES])
    known = _known(asked_first)
    missing = set(asked_first) - set(known)
    merged = dict(MergedArticle.objects.filter(number__in=missing).values_list("number", "article"))
    if merged:
        known |= _known(merged.values())
    present = [pk for number in asked_first if (pk := merged.get(number, number)) in known]
    there = list(dict.fromkeys(present))
    sizes = accumulate(known[pk].size for pk in there)
    numbers = [pk for pk, size in zip(there, sizes, strict=True) if size <= MOST_TEXT] or there[:1]
    if not numbers:
        return None
    book = Book(
        identifier=str(uuid5(NAMESPACE_URL, f"{origin}{reverse('articles:saved_epub')}?{sorted(numbers)}")),
        title=_("Saved stories"),
        subtitle=_count(len(numbers)),
        language=get_language() or settings.LANGUAGE_CODE,
        modified=max(known[pk].imported_at for pk in numbers),
        end=_("These are all the stories of this book."),
        notes=_notes(len(asked_first) - len(present), len(there) - len(numbers), len(asked) - len(asked_first)),
    )
    return SavedBook(book, numbers)


def _known(numbers: Iterable[int]) -> dict[int, Known]:
    stories = Article.objects.filter(pk__in=numbers).order_by()
    rows = stories.values_list("pk", "imported_at", Length("body_html"))
    return {pk: Known(imported_at, size) for pk, imported_at, size in rows}


def _count(n: int) -> str:
    return ngettext("%(count)s story", "%(count)s stories", n) % {"count": grouped(n)}


def _notes(gone: int, large: int, more: int) -> tuple[str, ...]:
    """What isn't in the book, and why."""
    reasons = {
        ngettext(
            "%(count)s story that you saved is no longer in the library.",
            "%(count)s stories that you saved are no longer in the library.",
            gone,
        ): gone,
        ngettext(
            "%(count)s further story is left out, because the book would be too large.",
            "%(count)s further stories are left out, because the book would be too large.",
            large,
        ): large,
        ngettext(
            "%(count)s further story is left out: a book holds %(most)s at most.",
            "%(count)s further stories are left out: a book holds %(most)s at most.",
            more,
        ): more,
    }
    most = grouped(MOST_STORIES)
    return tuple(text % {"count": grouped(count), "most": most} for text, count in reasons.items() if count)
