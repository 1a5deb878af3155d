"""What is known of a story besides its text: who wrote it, and the page from which it was read."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from articles.models import Article
from articles.text.normal_form import normal_form
from articles.text.urls import story_address


@dataclass(frozen=True, slots=True)
class Facts:
    """The byline, "" if it only repeats the source; the address of the original page and its host, "" if unknown."""

    byline: str
    original: str
    host: str


def facts_of(article: Article) -> Facts:
    """The facts of a story that was read with its source."""
    original = story_address(article.url) or ""
    host = (urlsplit(original).hostname or "").removeprefix("www.")
    source = article.source.name if article.source else ""
    return Facts("" if normal_form(article.byline) == normal_form(source) else article.byline, original, host)
