"""URLs of stories: which varied ones are one story's, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.urls import address_key, canonical_address, story_address

STORY = "https://www.gazette.example/news/2026/harbour-wall"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gazette.example/news/2026/harbour-wall",
        "https://gazette.example/news/2026/harbour-wall/",
        "https://m.gazette.example/news/2026/harbour-wall",
        "https://amp.gazette.example/news/2026/harbour-wall",
        "https://www.mobile.gazette.example/news/2026/harbour-wall",
        "https://WWW.Gazette.Example./news/2026/harbour-wall",
        "https://www.gazette.example:443/news/2026/harbour-wall",
        "http://www.gazette.example:80//news/./2026/harbour-wall",
        "https://www.gazette.example/old/../news/2026/harbour-wall",
        "https://web.archive.org/web/20260310120000/https://www.gazette.example/news/2026/harbour-wall",
        "https://archive.example/20260310120000id_/http://gazette.example/news/2026/harbour-wall",
        "https://www.gazette.example/news/2026/harbour-wall?print=1",
        "https://www.gazette.example/news/2026/harbour-wall/amp",
        "https://www.gazette.example/news/2026/harbour-wall/amp/index.html",
        "https://www.gazette.example/amp/news/2026/harbour-wall",
        "https://www.gazette.example/news/2026/harbour-wall.amp",
        "https://www.google.com/amp/s/www.gazette.example/news/2026/harbour-wall",
        "https://www-gazette-example.cdn.ampproject.org/c/s/www.gazette.example/news/2026/harbour-wall?usqp=mq331AQ",
        "https://www.gazette.example/news/2026/harbour-wall?amp=1",
        "https://www.gazette.example/news/2026/harbour-wall?outputType=amp&m=1",
        "https://www.gazette.example/news/2026/harbour-wall?amp",
        "https://www.gazette.example/news/2026/harbour-wall/index.php",
        "https://www.gazette.example/news/2026/harbour-wall/default.aspx?",
        "https://www.gazette.example/n%65ws/2026/harbour%2Dwall",
        "https://www.gazette.example/news/2026/harbour-wall#comments",
        "https://www.gazette.example/news/2026/harbour-wall?utm_source=mail&UTM_Medium=x&fbclid=Iw3",
        "https://www.gazette.example/news/2026/harbour-wall?gclid=1&mc_cid=2&igshid=3&at_campaign=4&cmpid=5&ref=home",
        "https://www.gazette.example/news/2026/harbour-wall?&&",
    ],
)
def test_varied_url_is_the_same_story(url):
    assert canonical_address(url) == canonical_address(STORY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/story?id=1&page=2", "/story?page=2&id=1"),
        ("/story?id=1&utm_id=7", "/story?id=1"),
        ("/story?id=1&empty=", "/story?id=1&empty"),
        ("/bl%c3%a5b%c3%a6r", "/blåbær"),
        ("/story?q=two+words", "/story?q=two%20words"),
        ("/index.php?p=12", "/?p=12"),
        ("/amp?id=4", "/amp/?id=4"),
    ],
)
def test_order_and_spelling_make_no_other_story(one, other):
    assert address_key(f"https://gazette.example{one}") == address_key(f"https://gazette.example{other}")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gazette.example/news/2026/harbour-walls",
        "https://www.gazette.example/news/2026/Harbour-Wall",
        "https://news.gazette.example/news/2026/harbour-wall",
        "https://www.gazette.example:8080/news/2026/harbour-wall",
        "https://www.gazette.example/news/2026/harbour-wall?id=2",
        "https://www.gazette.example/news/2026/harbour-wall?p=2",
        "https://www.gazette.example/news/2026/harbour-wall?article=2",
        "https://www.gazette.example/news/2026/harbour-wall?m=202605",
        "https://www.gazette.example/news/2026/harbour-wall?view=gallery",
        "https://www.gazette.example/news/2026/harbour%2Fwall",
        "https://www.gazette.example/news/2026/harbour-wall/index-2.html",
        "https://www.gazette.example/news/2026",
    ],
)
def test_what_names_another_page_is_another_story(url):
    assert address_key(url) != address_key(STORY)


def test_parameters_that_name_the_story_count():
    keys = {address_key(f"https://gazette.example/show?{name}={n}") for name in ("id", "p", "article") for n in (1, 2)}

    assert len(keys) == 6


def test_url_stays_as_it_was_given():
    assert story_address(f"{STORY}?utm_source=mail#top") == f"{STORY}?utm_source=mail"


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/",
        "https://www.gazette.example/?utm_source=mail",
        "https://gazette.example/index.html",
        "https://gazette.example//?amp=1",
        "ftp://gazette.example/story",
        "https:///story",
        "https://gazette.example:x/story",
    ],
)
def test_front_page_and_what_is_no_page_are_no_story(url):
    assert story_address(url) is None


@given(st.text(), st.text())
def test_no_url_makes_it_raise(path, query):
    address = story_address(f"https://gazette.example/{path}?{query}")

    if address:
        joint = "&" if "?" in address else "?"
        varied = f"http://m.gazette.example:80/{address[24:]}{joint}fbclid=1"
        assert canonical_address(address) == canonical_address(varied)


@given(st.from_regex(r"[a-z0-9.%\[\]:@-]{0,20}", fullmatch=True))
def test_no_host_makes_it_raise(host):
    if address := story_address(f"https://{host}/story"):
        assert isinstance(address_key(address), int)
