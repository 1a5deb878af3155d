"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

import json
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

from articles.publishing.feeds.feed import Entry, Feed, tag_uri
from articles.text.sanitising import plain_text

MEDIA_TYPE = "application/feed+json"


def json_feed(feed: Feed, origin: str) -> str:
    """The feed as a text; addresses begin with the origin."""
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": origin + feed.page,
        "feed_url": origin + feed.path,
        "description": feed.subtitle,
        "favicon": origin + static("favicon.svg"),
        "authors": [{"name": settings.SITE_NAME, "url": f"{origin}/"}],
        "language": get_language() or settings.LANGUAGE_CODE,
        "items": [_item(entry, origin) for entry in feed.entries],
    }
    if feed.following:
        written["next_url"] = origin + feed.following
    if settings.HUB:
        written["hubs"] = [{"type": "WebSub", "url": settings.HUB}]
    return json.dumps(written, ensure_ascii=False)


def _item(entry: Entry, origin: str) -> dict[str, Any]:
    """What is known of an entry; a key without a value is left out."""
    item = {
        "id": tag_uri(entry.key),
        "url": origin + entry.href,
        "external_url": entry.original,
        "title": entry.title,
        "content_html": entry.html or entry.summary or "<p></p>",
        "summary": plain_text(entry.summary) if entry.html else "",
        "date_published": entry.published.isoformat() if entry.published else "",
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in entry.authors if name],
        "language": entry.lang,
    }
    return {name: value for name, value in item.items() if value}
