"""What is known of a story besides its text, as its page prints it."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from django.utils.encoding import uri_to_iri
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from articles.models import Article
from articles.pages.cards import source_href
from articles.text.normal_form import normal_form
from articles.text.reading import reading_minutes
from articles.text.urls import story_address
from articles.typography.languages import language_of_line


@dataclass(frozen=True, slots=True)
class Facts:
    """Each is "" if it is not known; the byline also if it only repeats the source.

    `iso` and `date` are those of the publication, `minutes` is how long it takes to read, `address` is that of the
    original page, `original` the same with its letters unescaped, which paper shows, and `host` its host.
    """

    source: str
    href: str
    byline: str
    iso: str
    date: str
    minutes: int
    address: str
    original: str
    host: str
    captured: str
    imported: str
    source_lang: str
    byline_lang: str


def facts_of(article: Article) -> Facts:
    """The facts of a story that was read with its source."""
    source = article.source.name if article.source else ""
    address = (story_address(article.url) or "") if article.url else ""
    published = article.published_at
    return Facts(
        source=source,
        href=source_href(article.source.slug) if article.source else "",
        byline=article.byline if says_more(article.byline, source) else "",
        iso=published.isoformat() if published else "",
        date=_long_date(published.date()) if published else "",
        minutes=reading_minutes(article.words),
        address=address,
        original=uri_to_iri(address),
        host=(urlsplit(address).hostname or "").removeprefix("www."),
        captured=_long_date(article.captured_on) if article.captured_on else "",
        imported=_long_date(article.imported_at.date()),
        source_lang=language_of_line(source, article.lang),
        byline_lang=language_of_line(article.byline, article.lang),
    )


def says_more(byline: str, source: str) -> bool:
    """Whether the byline has more to say than the source."""
    return bool(byline) and normal_form(byline) != normal_form(source)


def _long_date(day: dt.date) -> str:
    return _written_out(day, get_language())


@lru_cache(maxsize=4_096)
def _written_out(day: dt.date, language: str | None) -> str:
    return date_format(day, gettext("j F Y"))
