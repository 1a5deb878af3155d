"""A feed as Atom (RFC 4287), by Django's own writer."""

import datetime as dt
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from articles.publishing.feeds.feed import Entry, Feed, in_xml, tag_uri

MEDIA_TYPE = "application/atom+xml"


def atom(feed: Feed, origin: str) -> str:
    """The feed as a text; addresses begin with the origin."""
    written = _Atom(
        title=in_xml(feed.title),
        link=origin + feed.page,
        description="",
        subtitle=in_xml(feed.subtitle),
        language=get_language(),
        author_name=settings.SITE_NAME,
        feed_url=origin + feed.path,
        feed_guid=tag_uri(feed.key),
        following=origin + feed.following if feed.following else "",
        updated=feed.updated,
    )
    for entry in feed.entries:
        written.add_item(
            title=in_xml(entry.title),
            link=origin + entry.href,
            description=in_xml(entry.summary),
            unique_id=tag_uri(entry.key),
            pubdate=entry.published,
            updateddate=entry.updated,
            entry=entry,
        )
    return written.writeString("utf-8")


class _Atom(Atom1Feed):
    """With what Django's writer leaves out: full texts, several authors, the page read from, hub and next part."""

    def latest_post_date(self) -> dt.datetime:
        """Django would date a feed without entries by the clock."""
        updated: dt.datetime = self.feed["updated"]
        return updated

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """The language of the headline and of the text; a summary of another language says its own."""
        return {**super().item_attributes(item), "xml:lang": item["entry"].lang}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if settings.HUB:
            handler.addQuickElement("link", "", {"rel": "hub", "href": settings.HUB})
        if self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["following"]})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name in filter(None, map(in_xml, entry.authors)):
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if entry.html:
            handler.addQuickElement("content", in_xml(entry.html), {"type": "html"})
        if entry.original:
            handler.addQuickElement("link", "", {"rel": "via", "href": entry.original})
