"""What of HTML, and of URLs in plain text, a line keeps."""

import bleach
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.sanitising import MAX_NESTED, MAX_TAGS, PROTOCOLS, TAGS, inline_html, is_clean, linked

PIECES = (
    *("A ", "ferry", "&amp;", "&lt;", "&#x27;", "&quot;", "&nbsp;", "&", ">", "<b>", "</b>", "<i>", "</i>", "</a>"),
    *("<a>", "<img>", '<a href="https://tide.example/b?c=1&amp;d=2">', '<a href="https://u:p@tide.example/">'),
)
REL = 'rel="nofollow noopener noreferrer"'


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('A <a href="https://tide.example/b">ferry</a>', f'A <a {REL} href="https://tide.example/b">ferry</a>'),
        ('A <a href="javascript:alert(1)">ferry</a>', ""),
        ('A <b onclick="x()">ferry</b>', "A <b>ferry</b>"),
        ('A <a href="https://user:pw@tide.example/">ferry</a>', ""),
        ('A <b><a href="https://tide.example&#64;evil.example/">ferry</a></b>', "A <b>ferry</b>"),
        ('A <b><a href="https:///tide.example/">ferry</a></b>', "A <b>ferry</b>"),
        ('A <b><a href="https://tide.example\\@evil.example/">ferry</a></b>', "A <b>ferry</b>"),
        ('A <a href="https://tide.example/@b">ferry</a>', f'A <a {REL} href="https://tide.example/@b">ferry</a>'),
        ("A <em></em> <i>ferry</i>", "A <i>ferry</i>"),
        ("A <img src=x> ferry", ""),
        ("A <i>boat</i>", ""),  # another text
        ("A " + "<i>" * MAX_NESTED + "<i>ferry", ""),
        ("A " + "<i></i>" * MAX_TAGS + "<i>ferry</i>", ""),
    ],
)
def test_links_and_emphasis_of_a_line_are_kept_and_nothing_else(html, kept):
    assert inline_html(html, "A ferry") == kept


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Fish & <b>chips</b>", "Fish &amp; &lt;b&gt;chips&lt;/b&gt;"),
        ("See https://example.org/a", f'See <a href="https://example.org/a" {REL}>https://example.org/a</a>'),
        ("See www.example.org", f'See <a href="http://www.example.org" {REL}>www.example.org</a>'),
        ("See ftp://example.org/a", "See ftp://example.org/a"),
        ("See https://user:pw@example.org/a", "See https://user:pw@example.org/a"),
        ("See https:///example.org/a", "See https:///example.org/a"),
        (
            "<script>https://example.org</script>",
            f'&lt;script&gt;<a href="https://example.org" {REL}>https://example.org</a>&lt;/script&gt;',
        ),
    ],
)
def test_urls_of_plain_text_become_links(text, html):
    assert linked(text) == html


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_bleach_would_change_nothing_in_what_is_called_clean(pieces):
    html = "".join(pieces)

    if is_clean(html):
        assert bleach.clean(html, tags=TAGS, attributes={"a": ["href"]}, protocols=PROTOCOLS, strip=True) == html


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('A <b>ferry</b> &amp; <a href="https://tide.example/b?c=1&amp;d=2">a <i>bell</i></a>', True),
        ("A <b>ferry", False),
        ("A <b>fe<i>rr</b>y</i>", False),
        ('A <a href="https://tide.example/" onclick="x()">ferry</a>', False),
        ('A <a href="javascript:x">ferry</a>', False),
        ("A ferry &nbsp;", False),
        ("A ferry >", False),
    ],
)
def test_html_that_needs_no_bleach_is_known(html, clean):
    assert is_clean(html) == clean
