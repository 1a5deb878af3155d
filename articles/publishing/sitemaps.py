"""Sitemaps (sitemaps.org): an index, a file of lists, and files of stories by number, gzipped as they are written."""

import datetime as dt
import gzip
import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article, Revision, StoryCount
from articles.pages.cards import source_href, story_href

MAX_URLS = 50_000  # in one file, by the protocol; a file has the stories of as many numbers
READ = 2_000  # stories at once, so that memory does not grow with their number
FASTEST = 1  # gzip's level: half the time of the default, and a tenth larger
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_index(origin: str) -> str:
    """The index: the file of lists, and each file that has a story. One short query for each of them."""
    paths = [reverse("articles:sitemap_lists")]
    paths += [reverse("articles:sitemap_stories", args=[number]) for number in _files()]
    files = "".join(f"<sitemap><loc>{escape(origin + path)}</loc></sitemap>\n" for path in paths)
    return f'{_XML}<sitemapindex xmlns="{_NAMESPACE}">\n{files}</sitemapindex>\n'


def sitemap_lists(origin: str) -> str:
    """The front page, the index of sources, and the page of each source."""
    sources = StoryCount.objects.largest_sources()[: MAX_URLS - 2]
    paths = [reverse("articles:front"), reverse("articles:sources")]
    paths += [source_href(row["slug"]) for row in sources if row["slug"]]
    return "".join(_urlset(_url(origin + path) for path in paths))


def sitemap_stories(number: int, origin: str) -> bytes:
    """A file of stories, gzipped; b"" when the library holds none of its numbers."""
    written = io.BytesIO()
    is_empty = True
    with gzip.GzipFile(fileobj=written, mode="wb", compresslevel=FASTEST, mtime=0) as file:
        for text in _urlset(_story_urls(number, origin)):
            is_empty = is_empty and not text.startswith("<url>")
            file.write(text.encode())
    return b"" if is_empty else written.getvalue()


def _files() -> Iterator[int]:
    """The numbers of the files that have a story."""
    after = 0
    while found := _next(after):
        number = (found[0][0] - 1) // MAX_URLS
        yield number
        after = (number + 1) * MAX_URLS


def _story_urls(number: int, origin: str) -> Iterator[str]:
    """A file's stories by number, the next ones read after the last one's."""
    after, last = number * MAX_URLS, (number + 1) * MAX_URLS
    while rows := _stories(after, last):
        for pk, slug, imported_at, changed_at in rows:
            yield _url(origin + story_href(pk, slug), max(imported_at, changed_at or imported_at))
        after = rows[-1][0]


@CompiledQuery
def _next(after: int) -> QuerySet[Article, Row]:
    return Article.objects.filter(pk__gt=after).order_by("pk").values_list("pk")[:1]


@CompiledQuery
def _stories(after: int, last: int) -> QuerySet[Article, Row]:
    changes = Revision.objects.filter(article=OuterRef("pk")).order_by("-position").values("changed_at")
    stories = Article.objects.filter(pk__gt=after, pk__lte=last).order_by("pk")
    return stories.values_list("pk", "slug", "imported_at", Subquery(changes[:1]))[:READ]


def _urlset(urls: Iterable[str]) -> Iterator[str]:
    yield f'{_XML}<urlset xmlns="{_NAMESPACE}">\n'
    yield from urls
    yield "</urlset>\n"


def _url(address: str, changed_at: dt.datetime | None = None) -> str:
    """A page; `lastmod` only where it is known."""
    changed = f"<lastmod>{changed_at.isoformat(timespec='seconds')}</lastmod>" if changed_at else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>\n"
