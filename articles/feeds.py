"""Feeds: the stories whose text has changed."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition

from articles.context import origin_of
from articles.models import Revision
from articles.pages.versions import LatestChange, latest_changes
from articles.requests import public

EMPTY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the date of a feed without entries


class DatedFeed(Atom1Feed):
    """An Atom feed with the date of its newest entry; Django would date an empty one by the clock."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else EMPTY

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of the headline; the summary, in that of the site, says its own."""
        return {**super().item_attributes(item), "xml:lang": item["lang"]}


class ChangedStories(Feed[LatestChange, str]):
    """An entry for each of the latest changes, leading to the place where it is shown word by word."""

    feed_type = DatedFeed
    title = format_lazy(_("{site}: changed stories"), site=settings.SITE_NAME)
    subtitle = _("Stories whose text or headline is another now than in an earlier capture.")
    author_name = settings.SITE_NAME

    def get_object(self, request: HttpRequest) -> str:
        """The origin of the site's absolute addresses."""
        return origin_of(request)

    def link(self, origin: str) -> str:
        return origin + reverse("articles:front")

    def feed_url(self, origin: str) -> str:
        return origin + reverse("articles:changes")

    def feed_guid(self, origin: str) -> str:
        return _tag_uri("feeds/changes")

    def items(self) -> list[LatestChange]:
        return latest_changes()

    def item_title(self, change: LatestChange) -> str:
        return _in_xml(change.headline)

    def item_description(self, change: LatestChange) -> str:
        return _in_xml(format_html('<p lang="{}">{}</p>', get_language() or settings.LANGUAGE_CODE, change.summary))

    def item_extra_kwargs(self, change: LatestChange) -> dict[str, Any]:
        return {"lang": change.lang}

    def item_link(self, change: LatestChange) -> str:
        return f"{settings.ORIGIN}{change.href}"

    def item_guid(self, change: LatestChange) -> str:
        return _tag_uri(f"changes/{change.key}")

    def item_author_name(self, change: LatestChange) -> str | None:
        return _in_xml(change.source) or None

    def item_updateddate(self, change: LatestChange) -> dt.datetime:
        return change.changed_at


def _tag_uri(name: str) -> str:
    """An id that never changes and is the same under each address of the site (RFC 4151)."""
    authority = urlsplit(settings.ORIGIN).hostname or "localhost"
    return f"tag:{authority},2026:{name}"


def _in_xml(text: str) -> str:
    """The text without characters that XML can't have."""
    return "".join(character for character in text if character.isprintable())


def _newest(request: HttpRequest) -> str:
    """An ETag that differs after each change: a change rewrites all earlier texts of its story."""
    newest = Revision.objects.latest_first().values_list("pk", "changed_at").first()
    return f"{newest[0]}-{newest[1].timestamp()}" if newest else ""


changes = public(condition(etag_func=_newest)(ChangedStories()))
