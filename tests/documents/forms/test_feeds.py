"""Feeds are read item by item, where an item gives its whole story. All invented."""

import datetime as dt
import time
from html import escape

import pytest

from articles.captures.building import captures_of
from articles.documents.formats import receive, recognise
from tests.support.texts import PARAGRAPHS

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
RSS = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News | The Tide Table</title>'
    "<link>https://www.thetidetable.example/</link><language>en-GB</language>%s</channel></rss>"
)
ITEM = (
    "<item><title>{title}</title><link>https://www.thetidetable.example/ferry</link><dc:creator>Ada Holm</dc:creator>"
    "<pubDate>Fri, 03 May 2024 08:10:00 +0200</pubDate>{text}</item>"
)
FULL = f"<description>It came</description><content:encoded><![CDATA[{HTML}]]></content:encoded>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Tide Table</title><link href="https://tide.example/"/>'
    "<entry><title>Ferry returns</title><link href='https://tide.example/2024/ferry'/><author><name>Ada Holm</name>"
    "</author><published>2024-05-03T06:10:00Z</published><updated>2024-05-09T06:10:00Z</updated>%s</entry></feed>"
)
WITH_HTML = f'<content type="html">{escape(HTML)}</content>'
WITH_XHTML = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>'


def items(*texts):
    return RSS % "".join(ITEM.format(title=f"Ferry {number}", text=text) for number, text in enumerate(texts))


def documents(content):
    return list(receive([content if isinstance(content, bytes) else content.encode()], "feed.xml"))


def codes(content):
    return [one.problem and one.problem.code for one in documents(content)]


def story(received):
    (capture,) = captures_of(received.content, received.media_type, "", 0, NOW)
    return capture


@pytest.mark.parametrize("content", [items(FULL), ATOM % WITH_HTML, ATOM % WITH_XHTML])
def test_item_with_its_whole_text_is_a_story_with_the_fields_of_the_feed(content):
    (received,) = documents(content)

    found = story(received)

    assert found.story.headline.startswith("Ferry")
    assert [block.text for block in found.story.blocks] == list(PARAGRAPHS)
    assert found.story.published == dt.datetime(2024, 5, 3, 6, 10, tzinfo=dt.UTC)
    assert (found.story.byline, found.story.source) == ("Ada Holm", "The Tide Table")
    assert found.url.startswith("https://")


def test_item_is_named_with_its_number_and_title():
    assert [one.name for one in documents(items(FULL, FULL))] == [
        "feed.xml, item 1: Ferry 0",
        "feed.xml, item 2: Ferry 1",
    ]


def test_summary_is_refused_as_that_and_its_neighbours_go_in():
    long = escape("".join(f"<p>{' '.join(['It came late that day.'] * 30)}</p>"))

    assert codes(items(FULL, "<description>It came at six.</description>", "", FULL)) == [
        None,
        "summary",
        "summary",
        None,
    ]
    assert codes(items(f"<description>{long}</description>")) == [None]


def test_text_that_breaks_off_is_a_summary_too():
    (received,) = documents(items(f"<content:encoded><![CDATA[{HTML}<p>It […]</p>]]></content:encoded>"))

    with pytest.raises(Exception, match="summary"):
        story(received)


def test_last_item_of_a_feed_that_was_cut_off_is_refused():
    assert codes(items(FULL, FULL, FULL)[:-60]) == [None, None, "cut-off"]


def test_feed_that_is_no_xml_is_read():
    assert codes(items(FULL).replace("Ferry 0", "Ferry & mill")) == [None]


def test_feed_is_read_in_its_own_encoding():
    content = items(FULL).replace("utf-8", "windows-1252").replace("Ferry", "Fähre").encode("cp1252")

    assert story(documents(content)[0]).story.headline == "Fähre 0"


@pytest.mark.parametrize("content", [RSS % "", ATOM.partition("<entry>")[0] + "</feed>"])
def test_feed_without_items_is_refused_as_that(content):
    assert codes(content) == ["feed"]


def test_feed_over_a_limit_is_refused():
    assert codes(RSS % (" " * 11_000_000)) == ["too-large"]
    assert codes(RSS % ("<a>" * 400_001)) == ["too-many-tags"]


def test_address_in_a_feed_is_never_fetched_nor_a_file_opened(tmp_path):
    (tmp_path / "secret").write_text("secret")
    entity = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "{tmp_path.as_uri()}/secret">]>'

    (received,) = documents(
        items(FULL.replace("It came", "&a;")).replace('<?xml version="1.0" encoding="utf-8"?>', entity)
    )

    assert b"secret" not in received.content


@pytest.mark.parametrize("content", [b"<a>" * 190_000, b"<item>" * 190_000, b"&#x41;" * 900_000, b"<!--" * 190_000])
def test_hostile_feed_is_read_or_refused_soon(content):
    started = time.process_time()

    codes(RSS.encode().replace(b"%s", content))

    assert time.process_time() - started < 10


def test_other_xml_is_no_feed():
    assert recognise(b'<?xml version="1.0"?><urlset><url/></urlset>').media_type == "application/xml"
