"""Entries of feeds: stories with their full texts, and the latest changes of stories."""

from collections.abc import Sequence

from django.db.models import Case, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Left, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Revision
from articles.models.articles import OPENING, ArticleQuerySet
from articles.pages.cards import SUMMARY, cut, story_href
from articles.pages.river import MAX_ID
from articles.pages.stories.facts import says_more
from articles.pages.versions import latest_changes
from articles.publishing.citations import without_by
from articles.publishing.feeds.feed import Entry
from articles.text.urls import story_address
from articles.typography.languages import direction_of, language_of_line
from articles.typography.setting import typeset_html

ENTRIES = 30  # in one part of a feed
MAX_TEXT = 100_000  # characters of a body, as HTML, up to which a feed has the whole text

type Part = tuple[list[Entry], int | None]  # entries, and the story after which the next part begins


def newest_arrivals(after: int | None) -> Part:
    """The stories that were imported last, or those before a story, the last one first; one query."""
    return _part(_arrived(after or MAX_ID))


def newest_arrivals_of(source: int, after: int | None) -> Part:
    """The same of one source."""
    return _part(_arrived_of(source, after or MAX_ID))


def entries_of(stories: Sequence[int]) -> list[Entry]:
    """The entries of these stories, in this order; one that was deleted meanwhile is left out. One query or none."""
    found = {row[0]: _entry(row) for row in (_these(list(stories)) if stories else ())}
    return [found[pk] for pk in stories if pk in found]


def changes() -> list[Entry]:
    """The latest changes; each leads to the place where it is shown word by word. One query."""
    return [
        Entry(
            key=f"changes/{change.key}",
            href=change.href,
            title=change.headline,
            lang=change.lang,
            authors=(change.source,) if change.source else (),
            updated=change.changed_at,
            summary=format_html('<p lang="{}">{}</p>', get_language() or "", change.summary),
        )
        for change in latest_changes()
    ]


@CompiledQuery
def _arrived(before: int) -> QuerySet[Article, Row]:
    return _last_first(Article.objects.filter(pk__lt=before))


@CompiledQuery
def _arrived_of(source: int, before: int) -> QuerySet[Article, Row]:
    return _last_first(Article.objects.filter(source=source, pk__lt=before))


@CompiledQuery
def _these(pks: list[int]) -> QuerySet[Article, Row]:
    return _for_feeds(Article.objects.filter(pk__in=pks).order_by())


def _last_first(stories: ArticleQuerySet) -> QuerySet[Article, Row]:
    return _for_feeds(stories.order_by("-pk"))[: ENTRIES + 1]


def _for_feeds(stories: ArticleQuerySet) -> QuerySet[Article, Row]:
    """The columns of an entry, as one tuple a story; the body is "" if it is longer than a feed takes."""
    revisions = Revision.objects.filter(article=OuterRef("pk")).order_by("-position")
    whole = When(LessThanOrEqual(Length("body_html"), MAX_TEXT), then="body_html")
    return stories.annotate(
        opening=Left("body_text", OPENING),
        whole=Case(whole, default=Value(""), output_field=TextField()),
        changed_at=Subquery(revisions.values("changed_at")[:1]),
    ).values_list(
        *("pk", "slug", "headline", "standfirst", "byline", "whole", "opening", "language", "source__name"),
        *("published_at", "imported_at", "changed_at", "url"),
    )


def _part(rows: Sequence[Row]) -> Part:
    shown = rows[:ENTRIES]
    return [_entry(row) for row in shown], shown[-1][0] if len(rows) > ENTRIES else None


def _entry(row: Row) -> Entry:
    pk, slug, headline, standfirst, byline, body, opening, own, source, published_at, imported_at, changed_at, url = row
    lang = language_of_line(f"{headline} {opening}", own)
    return Entry(
        key=f"stories/{pk}",
        href=story_href(pk, slug),
        title=headline,
        lang=lang,
        authors=tuple(dict.fromkeys(filter(None, (_by(byline, source), source)))),
        updated=max(imported_at, changed_at or imported_at),
        published=published_at,
        summary=format_html("<p>{}</p>", standfirst or cut(opening.split("\n", 1)[0], SUMMARY)),
        html=_text(standfirst, body, lang) if body else "",
        original=story_address(url) or "",
    )


def _by(byline: str, source: str | None) -> str:
    """The names of the byline, unless it only repeats the source."""
    names = without_by(byline)
    return names if says_more(names, source or "") else ""


def _text(standfirst: str, body: str, lang: str) -> SafeString:
    """The whole text as HTML. The sanitiser made the stored body."""
    first = format_html("<p>{}</p>", standfirst) if standfirst else ""
    text = mark_safe(typeset_html(body, lang))  # noqa: S308
    return format_html('<div lang="{}" dir="{}">{}{}</div>', lang, direction_of(lang), first, text)
