"""The versions of a story, each compared with the one before it; and the latest changes of all stories."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Max, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.captures.word_diff import Paragraph, Passage, changed_paragraphs, compare, paragraphs_of, whole
from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Revision
from articles.pages.cards import story_href
from articles.pages.stories.excerpts import count_changed, excerpts
from articles.text.normal_form import normal_form
from articles.typography.languages import language_of_line

MOST_CHANGES = 50  # in the feed
MOST_VERSIONS = 10  # on a page; to compare two long texts takes 25 ms


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a story: the first whole, and of each other one what changed since the one before.

    `summary` says in a sentence of HTML what changed, "" in the first; `left_out` counts the changes that are not
    among the passages.
    """

    number: int
    headline: str
    seen_at: dt.datetime
    captured_on: dt.date | None
    passages: list[Passage]
    left_out: int
    summary: str
    is_current: bool

    @property
    def paragraphs(self) -> int:
        """How many paragraphs of the text are shown below its headline."""
        return sum(passage.kind not in ("headline", "standfirst") for passage in self.passages)

    @property
    def day(self) -> dt.date:
        """The day of its capture, or else of its import."""
        return self.captured_on or self.seen_at.date()


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Versions in a row, the newest first; `earlier` and `later` are the last versions of the pages beside it."""

    versions: list[Version]
    earlier: int | None
    later: int | None


@dataclass(frozen=True, slots=True)
class LatestChange:
    """A text that replaced an earlier one; `href` shows the two compared, `summary` says what changed, in HTML."""

    key: str  # the story's primary key and the version's number, which never change
    href: str
    headline: str
    lang: str
    source: str
    summary: str
    changed_at: dt.datetime


def versions_of(article: Article, until: int | None = None) -> VersionsPage:
    """The last versions up to number `until`, of all by default; two queries.

    The story's first version is whole, each other shows what changed since the one before, and what stands around it.
    """
    newest = (article.revisions.aggregate(last=Max("position"))["last"] or 0) + 1
    last = min(until or newest, newest)
    first = max(1, last - MOST_VERSIONS + 1)
    texts: list[Revision | Article] = list(
        article.revisions.filter(position__gte=first - 1, position__lte=last).order_by("position")
    )
    texts += [article] if last == newest else []
    before = texts.pop(0) if first > 1 else None
    versions = [
        _version(number, text, older, article)
        for number, (older, text) in enumerate(pairwise([before, *texts]), start=first)
        if text is not None
    ]
    return VersionsPage(
        versions[::-1],
        earlier=first - 1 if first > 1 else None,
        later=min(last + MOST_VERSIONS, newest) if last < newest else None,
    )


def _version(number: int, text: Revision | Article, older: Revision | Article | None, article: Article) -> Version:
    paragraphs = _paragraphs(text)
    compared = compare(_paragraphs(older), paragraphs) if older else whole(paragraphs)
    shown, changed = excerpts(compared, paragraphs) if older else compared, changed_paragraphs(compared)
    return Version(
        number=number,
        headline=text.headline,
        seen_at=seen_at(text),
        captured_on=text.captured_on,
        passages=shown,
        left_out=count_changed(compared) - count_changed(shown),
        summary=_summary(older.headline, text.headline, changed, article.lang) if older else "",
        is_current=text is article,
    )


def headlines_of(versions: Sequence[Version]) -> list[Version]:
    """For each headline that a story had in these versions, given the newest first, the first version with it."""
    first: dict[str, Version] = {}
    for version in reversed(versions):
        first.setdefault(normal_form(version.headline), version)
    return list(first.values())


def latest_changes() -> list[LatestChange]:
    """The newest changes of all stories, the newest first; one query."""
    return list(map(_latest, _newest_first()))


@CompiledQuery
def _newest_first() -> QuerySet[Revision, Row]:
    return Revision.objects.latest_first().for_feed()[:MOST_CHANGES]


def _latest(row: Row) -> LatestChange:
    article, position, before, after, changed, changed_at, source, newest, language = row
    number = position + 1
    is_on_newest_page = number > newest + 1 - MOST_VERSIONS
    until = "" if is_on_newest_page else f"?until={number}"
    return LatestChange(
        key=f"{article}/{number}",
        href=f"{story_href(article, 'revisions')}{until}#v{number}",
        headline=after,
        lang=language_of_line(after, language),
        source=source or "",
        summary=_summary(before, after, changed or 0, language),
        changed_at=changed_at,
    )


def _summary(before: str, after: str, changed: int, language: str) -> SafeString:
    """What changed in a text with these headlines, in a sentence of HTML that says the former headline's language."""
    sentence = ngettext("%(n)d paragraph changed", "%(n)d paragraphs changed", changed) % {"n": changed}
    if normal_form(before) == normal_form(after):
        return format_html("{}.", sentence)
    former = format_html('<span lang="{}" dir="auto">{}</span>', language_of_line(before, language), before)
    was = _("the headline was “{headline}”") if changed else _("The headline was “{headline}”")
    return format_html("{}, {}." if changed else "{1}.", sentence, format_html(was, headline=former))


def _paragraphs(text: Article | Revision) -> list[Paragraph]:
    return paragraphs_of(text.headline, text.standfirst, ((block["kind"], block["text"]) for block in text.blocks))


def seen_at(text: Article | Revision) -> dt.datetime:
    """When a text was imported."""
    if isinstance(text, Revision):
        return text.seen_at
    return text.document.received_at if text.document else text.imported_at
