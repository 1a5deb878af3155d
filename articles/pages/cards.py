"""A headline in a list, as the values that a template prints."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext

from articles.database.compiled_queries import Row
from articles.languages.addresses import page_prefix
from articles.text.reading import reading_minutes
from articles.typography.languages import direction_of, language_of_line
from articles.typography.setting import typeset

LONG = 80  # characters; past them the design sets a large headline smaller
DEK = 150  # characters of a body that stand in for a standfirst
SUMMARY = 300  # characters of a body that do under the lead
BRIEF = 200  # bytes of a body: two lines, in scripts of few signs and of many
LONG_READ = 4  # minutes from which a list says how long a story takes
_A_TIME_OF_DAY = dt.time()  # a publication date without a time is kept as midnight


@dataclass(frozen=True, slots=True, kw_only=True)
class InLanguage:
    """A headline with the language tag of its words, "" when not known, and its direction."""

    lang: str

    @property
    def dir(self) -> str:
        return direction_of(self.lang)


@dataclass(frozen=True, slots=True)
class Card(InLanguage):
    """A story in a list. `date` and `time` are written out, and "" where they are not known.

    `minutes` is 0 for a story that is soon read, since a row says only what tells it from others. Few cards print more
    than a headline: a `dek` or `summary`, or below the summary the `opening` of the body. So these are set when asked.
    """

    pk: int
    href: str
    headline: str
    standfirst: str
    beginning: str
    source: str
    minutes: int
    links: int
    dated_at: dt.datetime
    is_dated: bool
    is_brief: bool
    date: str
    time: str
    dek_lang: str
    source_lang: str

    @property
    def dek(self) -> str:
        return typeset(self.standfirst or cut(self.beginning, DEK), self.dek_lang)

    @property
    def summary(self) -> str:
        return typeset(self.standfirst or cut(self.beginning, SUMMARY), self.dek_lang)

    @property
    def opening(self) -> str:
        """How the body begins, where it isn't the summary."""
        return typeset(cut(self.beginning, SUMMARY), self.dek_lang) if self.standfirst else ""

    @property
    def dek_dir(self) -> str:
        return direction_of(self.dek_lang)

    @property
    def day(self) -> dt.date:
        return self.dated_at.date()

    @property
    def iso(self) -> str:
        return iso_minute(self.dated_at)

    @property
    def is_long(self) -> bool:
        return len(self.headline) > LONG


@dataclass(frozen=True, slots=True)
class StoryLink(InLanguage):
    """A story that another page names, with its source and its date of publication, each "" if it isn't known."""

    pk: int
    href: str
    headline: str
    source: str
    dated_at: dt.datetime
    date: str
    source_lang: str

    @property
    def iso(self) -> str:
        return iso_minute(self.dated_at)


def cards(rows: Iterable[Row]) -> list[Card]:
    """One card for each row of `ArticleQuerySet.for_cards`, in order."""
    language, prefix = get_language(), page_prefix()
    return [_card(row, language, prefix) for row in rows]


def story_links(rows: Iterable[Row]) -> list[StoryLink]:
    """One link for each row of `ArticleQuerySet.for_links`, in order; further columns are left out."""
    language, prefix = get_language(), page_prefix()
    return [_story_link(row, language, prefix) for row in rows]


def _story_link(row: Row, language: str | None, prefix: str) -> StoryLink:
    pk, slug, headline, source, published_at, dated_at, own, *_ = row
    lang = language_of_line(headline, own)
    return StoryLink(
        pk=pk,
        href=_href(pk, slug, prefix),
        headline=typeset(headline, lang),
        source=source or "",
        dated_at=dated_at,
        date=_short_date(dated_at.date(), language) if published_at else "",
        lang=lang,
        source_lang=language_of_line(source or "", own),
    )


def _card(row: Row, language: str | None, prefix: str) -> Card:
    pk, slug, headline, standfirst, words, source, published_at, dated_at, opening, links, own = row
    beginning, minutes = opening.split("\n", 1)[0], reading_minutes(words)
    own = language_of_line(standfirst or beginning, own)
    lang = language_of_line(headline, own)
    return Card(
        pk=pk,
        href=_href(pk, slug, prefix),
        headline=typeset(headline, lang),
        standfirst=standfirst,
        beginning=beginning,
        source=source or "",
        minutes=minutes if minutes >= LONG_READ else 0,
        links=links,
        dated_at=dated_at,
        is_dated=published_at is not None,
        is_brief=len(opening.encode()) < BRIEF,
        date=_short_date(dated_at.date(), language) if published_at else "",
        time=clock(published_at) if published_at else "",
        lang=lang,
        dek_lang=own,
        source_lang=language_of_line(source or "", own),
    )


def iso_minute(at: dt.datetime) -> str:
    return at.isoformat(timespec="minutes").replace("+00:00", "Z")


def clock(at: dt.datetime) -> str:
    """Hours and minutes, or "" for midnight, which stands for a date without a time."""
    return "" if at.time() == _A_TIME_OF_DAY else f"{at:%H:%M}"


def story_href(pk: int, slug: str) -> str:
    """The address of a story's page, as `Article.get_absolute_url` gives it, at a tenth of its cost."""
    return _href(pk, slug, page_prefix())


def _href(pk: int, slug: str, prefix: str) -> str:
    return f"{prefix}stories/{pk}/{slug}/"


def cite_href(pk: int) -> str:
    """The address of the page that cites a story, at a tenth of the cost of `reverse`."""
    return f"{page_prefix()}stories/{pk}/cite/"


def headline_href(pk: int) -> str:
    """The address of a headline's page, as `Headline.get_absolute_url` gives it, at a tenth of its cost."""
    return f"{page_prefix()}headlines/{pk}/"


def source_href(slug: str) -> str:
    """The address of a source's page, as `Source.get_absolute_url` gives it, at a tenth of its cost."""
    return f"{page_prefix()}sources/{slug}/"


def grouped(number: int) -> str:
    """The number with its thousands set apart, as in 1,000: as Django's intcomma writes it, at a tenth of its cost."""
    return _grouped(number, get_language())


@lru_cache(maxsize=4_096)
def _grouped(number: int, language: str | None) -> str:
    return number_format(number, force_grouping=True)


def short_date(day: dt.date) -> str:
    """A day as lists print it: 22 Nov 2026."""
    return _short_date(day, get_language())


@lru_cache(maxsize=4_096)
def _short_date(day: dt.date, language: str | None) -> str:
    return date_format(day, gettext("j M Y"))


def cut(text: str, length: int) -> str:
    """The text in at most `length` characters: cut between two words, with an ellipsis at the cut."""
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    space = kept.rfind(" ")
    return kept[: space if space > length // 2 else None].rstrip(" ,;:–—-") + "…"
