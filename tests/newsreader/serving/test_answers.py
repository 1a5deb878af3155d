"""Tests of answers and their compressed forms."""

import gzip

import brotli
import pytest

from newsreader.serving.answers import Answer, Page, chosen_encoding, encoded

HTML = ("content-type", "text/html; charset=utf-8")
PUBLIC = ("cache-control", "public, max-age=0, s-maxage=1")
BODY = b"<p>The ferry came back on Sunday.</p>" * 50


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0", ""),
        ("brave, gzipped", ""),
        ("identity", ""),
        ("", ""),
    ],
)
def test_best_accepted_encoding_is_chosen(accepted, encoding):
    assert chosen_encoding(accepted) == encoding


def test_page_has_one_etag_and_the_same_text_in_every_encoding():
    page = Page.of(Answer(200, [HTML, PUBLIC, ("vary", "HX-Request")], BODY))
    plain, packed, zipped = page.form(""), page.form("br"), page.form("gzip")

    assert plain[1] == brotli.decompress(packed[1]) == gzip.decompress(zipped[1]) == BODY
    assert {dict(headers)["etag"] for headers, _ in (plain, packed, zipped)} == {page.etag}
    assert {dict(headers)["vary"] for headers, _ in (plain, packed, zipped)} == {"Accept-Encoding, HX-Request"}
    assert [dict(headers).get("content-encoding") for headers, _ in (plain, packed, zipped)] == [None, "br", "gzip"]
    assert page.form("br")[1] is packed[1]


def test_answer_304_names_the_page_but_has_nothing_of_its_body():
    page = Page.of(Answer(200, [HTML, PUBLIC], BODY))

    assert dict(page.unchanged) == {"etag": page.etag, PUBLIC[0]: PUBLIC[1], "vary": "Accept-Encoding"}


@pytest.mark.parametrize("header", ["{}", '"other", {}', "*", "{strong}"])
def test_page_is_known_by_its_etag(header):
    page = Page.of(Answer(200, [HTML], BODY))

    assert page.is_known(header.format(page.etag, strong=page.etag.removeprefix("W/")))
    assert not page.is_known('W/"other"')


@pytest.mark.parametrize(
    ("status", "headers", "is_public"),
    [
        (200, [HTML, PUBLIC], True),
        (200, [HTML], False),
        (200, [HTML, PUBLIC, ("set-cookie", "a=b")], False),
        (200, [HTML, ("cache-control", "private, no-store")], False),
        (404, [HTML, PUBLIC], False),
    ],
)
def test_only_what_a_view_declares_public_may_be_kept(status, headers, is_public):
    assert Answer(status, headers, BODY).is_public is is_public


def test_what_is_packed_or_no_text_is_sent_as_it_is():
    packed = Answer(200, [HTML, ("content-encoding", "br")], BODY)
    image = Answer(200, [("content-type", "image/png")], BODY)

    assert encoded(packed, "gzip") is packed
    assert encoded(image, "gzip") is image
    assert encoded(Answer(200, [HTML], b"short"), "gzip").body == b"short"
