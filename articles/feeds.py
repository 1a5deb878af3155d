"""What feed readers fetch: the stories whose text has changed."""

import datetime as dt

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition

from articles.models import Revision
from articles.pages.versions import LatestChange, latest_changes
from articles.views import public


class ChangedStories(Feed):
    """An entry for each of the latest changes, leading to the place where it is shown word by word."""

    feed_type = Atom1Feed
    title = format_lazy(_("{site}: changed stories"), site=settings.SITE_NAME)
    subtitle = _("Stories whose text or headline is another now than in an earlier capture.")
    author_name = settings.SITE_NAME
    link = reverse_lazy("articles:front")

    def get_object(self, request: HttpRequest) -> str:
        """The feed's own address, by which it is told from other feeds of the site."""
        return request.build_absolute_uri(request.path)

    def feed_guid(self, address: str) -> str:
        return address

    def items(self) -> list[LatestChange]:
        return latest_changes()

    def item_title(self, change: LatestChange) -> str:
        return _in_xml(change.headline)

    def item_description(self, change: LatestChange) -> str:
        return escape(_in_xml(change.summary))

    def item_link(self, change: LatestChange) -> str:
        return change.href

    def item_author_name(self, change: LatestChange) -> str | None:
        return _in_xml(change.source) or None

    def item_updateddate(self, change: LatestChange) -> dt.datetime:
        return change.changed_at


def _in_xml(text: str) -> str:
    """The text without characters that XML can't have."""
    return "".join(character for character in text if character.isprintable())


def _newest(request: HttpRequest) -> str:
    """Another one after each change: all earlier texts of a story are written anew with it."""
    newest = Revision.objects.latest_first().values_list("pk", "changed_at").first()
    return f"{newest[0]}-{newest[1].timestamp()}" if newest else ""


changes = public(condition(etag_func=_newest)(ChangedStories()))
