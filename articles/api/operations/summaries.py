"""Stories in lists: pages of them by keyset, and their values."""

from typing import Any

from django.http import HttpRequest

from articles.api.answering import Addresses, next_address
from articles.api.asking import PageAsked
from articles.api.schemas import SourceLink, StoryPage, StorySummary
from articles.models import Article
from articles.models.articles import ArticleQuerySet
from articles.pages.cards import story_href
from articles.pages.river import Cursor
from articles.text.urls import story_address

COLUMNS = (
    *("slug", "headline", "standfirst", "byline", "words", "language"),
    *("published_at", "imported_at", "dated_at", "url", "source__slug", "source__name"),
)


def newest_page(stories: ArticleQuerySet, asked: PageAsked, request: HttpRequest) -> StoryPage:
    """The page of these stories that a request asks for, by the date under which they are listed."""
    place = asked.place(Cursor.read)
    after = stories.before(*place.place) if place else stories
    return story_page(list(shown(after.newest())[: asked.limit + 1]), asked, request)


def latest_page(stories: ArticleQuerySet, asked: PageAsked, request: HttpRequest) -> StoryPage:
    """The page of these stories that a request asks for, by their date of publication."""
    place = asked.place(Cursor.read)
    after = stories.published_before(*place.place) if place else stories
    return story_page(list(shown(after.published())[: asked.limit + 1]), asked, request)


def story_page(found: list[Article], asked: PageAsked, request: HttpRequest) -> StoryPage:
    """The page of stories of which one more was read than it has."""
    addresses, items = Addresses.of(request), found[: asked.limit]
    following = None
    if len(found) > len(items):
        following = next_address(request, "after", Cursor(items[-1].dated_at, items[-1].pk))
    return StoryPage(items=[StorySummary(**summary_of(one, addresses)) for one in items], next=following)


def shown(stories: ArticleQuerySet) -> ArticleQuerySet:
    """The stories with what a summary shows, and no more."""
    return stories.select_related("source").only(*COLUMNS)


def summary_of(story: Article, addresses: Addresses) -> dict[str, Any]:
    """The fields of a story's summary."""
    return {
        "id": story.pk,
        "url": addresses.page(story_href(story.pk, story.slug)),
        "api_url": addresses.api(f"stories/{story.pk}"),
        "headline": story.headline,
        "standfirst": story.standfirst or None,
        "byline": story.byline or None,
        "source": source_link(story, addresses),
        "language": story.language or None,
        "published_at": story.published_at,
        "imported_at": story.imported_at,
        "words": story.words,
        "original_url": story_address(story.url),
    }


def source_link(story: Article, addresses: Addresses) -> SourceLink | None:
    if not story.source:
        return None
    slug = story.source.slug
    return SourceLink(slug=slug, name=story.source.name, api_url=addresses.api(f"sources/{slug}"))
