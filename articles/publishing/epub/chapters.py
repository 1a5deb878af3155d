"""Stories as the chapters of a book."""

from collections.abc import Iterable, Iterator

from django.template.loader import render_to_string

from articles.models import Article
from articles.pages.cards import story_href
from articles.pages.stories.facts import facts_of
from articles.publishing.epub.book import Chapter
from articles.publishing.epub.xhtml import text_as_xhtml, web_address
from articles.typography.setting import typeset


def chapters_of(stories: Iterable[Article], origin: str) -> Iterator[Chapter]:
    """One chapter for each story, made when it is asked for; `origin` is the beginning of the site's addresses."""
    for story in stories:
        yield _chapter(story, origin)


def _chapter(story: Article, origin: str) -> Chapter:
    facts = facts_of(story)
    headline = typeset(story.headline, story.lang)
    context = {
        "article": story,
        "facts": facts,
        "headline": headline,
        "standfirst": typeset(story.standfirst, story.lang),
        "text": text_as_xhtml(story),
        "original": web_address(facts.original),
        "here": web_address(f"{origin}{story_href(story.pk, story.slug)}"),
    }
    page = render_to_string("epub/story.html", context)
    return Chapter(f"story-{story.pk}", headline, facts.source, story.lang, story.dir, page)
