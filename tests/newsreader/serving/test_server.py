"""Tests of the web server as strangers, readers and staff meet it."""

import json
import socket

import brotli
import pytest

from articles.documents.limits import MAX_REQUEST, MAX_STRANGERS_FORM
from articles.languages.addresses import PREFIXED
from newsreader.serving.django_calls import MAX_IN_MEMORY
from tests.support.libraries import temporary_libraries
from tests.support.piles import pages, put
from tests.support.running.web_servers import web_server

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
FILES = {"Content-Type": "multipart/form-data; boundary=edge"}


@pytest.fixture(scope="module")
def library(tmp_path_factory, database_server):
    with temporary_libraries(tmp_path_factory.mktemp("libraries"), database_server) as made:
        library = made.new()
        pile = put(tmp_path_factory.mktemp("pile") / "pages", pages(20))
        assert library.run("import_articles", pile, "--workers", 1)[0] == 0
        assert library.run("collectstatic", "--noinput")[0] == 0
        yield library


@pytest.fixture(scope="module")
def server(library):
    with web_server(library) as server:
        yield server


@pytest.fixture(scope="module")
def staff(library):
    """Headers of a request by staff who may import."""
    return library.json_from("tests.support.scripts.log_in")


def temporary_files(library):
    found = [path for path in library.folder.rglob("*") if "upload" in path.name.lower() and path.is_file()]
    return [path for path in found if "static" not in path.relative_to(library.folder).parts]


def test_page_comes_compressed_with_an_etag_and_then_as_304(server):
    whole = server.ask("/")
    packed = server.ask("/", headers={"Accept-Encoding": "gzip, br"})
    again = server.ask("/", headers={"Accept-Encoding": "br", "If-None-Match": packed.headers["ETag"]})

    assert brotli.decompress(packed.body) == whole.body
    assert packed.headers["ETag"] == whole.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "HX-Request" in packed.headers["Vary"]
    assert packed.headers["Cache-Control"].startswith("public, max-age=0")
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == packed.headers["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/wanted/", "/wanted.csv", "/wanted.txt", "/search/?q=quayside", "/stories/1/revisions/"),
        *("/feeds/changes/", "/statistics/", "/api/v1/", "/api/v1/openapi.json"),
        *("/api/v1/stories?limit=2", "/api/v1/search?q=quayside"),
        *("/feeds/stories.atom", "/feeds/stories.json?after=2", "/headlines/1/feed.json"),
        *("/sitemap.xml", "/sitemaps/lists.xml", "/sitemaps/stories-0.xml.gz", "/robots.txt", "/opensearch.xml"),
        "/stories/1/share.png",
    ],
)
def test_every_public_page_can_be_kept(server, path):
    answer = server.ask(path)
    again = server.ask(path, headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.status == 200
    assert "Set-Cookie" not in answer.headers
    assert again.status == 304


def test_head_has_the_headers_of_get_and_no_body(server):
    get, head = server.ask("/wanted/"), server.ask("/wanted/", method="HEAD")

    assert head.body == b""
    assert [head.headers[name] for name in ("ETag", "Content-Length")] == [get.headers["ETag"], str(len(get.body))]


def test_unknown_parameters_lead_to_the_same_page(server):
    assert server.ask("/?utm_source=x&utm_medium=y").body == server.ask("/").body


def test_every_parameter_of_the_api_is_part_of_the_key(server):
    paths = ["stories", "stories?limit=2", "stories?limit=2&fields=headline", "headlines?state=live", "headlines"]
    first = server.ask("/api/v1/stories?limit=2")
    following = json.loads(first.body)["next"].partition("/api/v1/")[2]

    bodies = [server.ask(f"/api/v1/{path}").body for path in (*paths, following)]

    assert len(set(bodies)) == len(bodies)
    assert server.ask("/api/v1/stories?limit=2", headers={"Origin": "https://other.example"}).body == first.body
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_fragment_and_page_are_kept_apart(server):
    page = server.ask("/")
    fragment = server.ask("/", headers={"HX-Request": "true"})
    restored = server.ask("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert b"<html" not in fragment.body
    assert restored.body == page.body


def test_request_with_a_session_is_never_answered_from_the_cache(server, staff):
    assert server.ask("/admin/", headers=staff).status == 200
    assert server.ask("/admin/").status == 302
    assert "ETag" not in server.ask("/", headers=staff).headers


def test_unknown_host_is_refused_though_the_page_is_kept(server):
    server.ask("/")

    assert server.ask("/", headers={"Host": "evil.example"}).status == 400


@pytest.mark.parametrize("path", ["/", "/wanted/", "/nowhere/"])
def test_body_where_none_belongs_is_not_read(server, path):
    assert server.ask(path, method="POST", body=b"x" * 1_000_000, headers=FORM).status in (404, 405)


def test_stranger_gets_saved_stories_as_a_book_and_may_send_no_large_form_for_it(server):
    book = server.ask("/saved/stories.epub", method="POST", body=b"n=1,2", headers=FORM)
    large = server.ask("/saved/stories.epub", method="POST", body=b"n=" + b"1" * 1_000_000, headers=FORM)
    files = server.ask("/saved/stories.epub", method="POST", body=b"x" * 1_000, headers=FILES)

    assert (book.status, book.headers["Content-Type"], book.body[:2]) == (200, "application/epub+zip", b"PK")
    assert (large.status, files.status) == (404, 404)


@pytest.mark.parametrize("headers", [FORM, FILES])
def test_large_body_of_a_stranger_is_refused_at_the_login(library, server, headers):
    answer = server.ask("/admin/login/", method="POST", body=b"x" * 20_000_000, headers=headers)

    assert answer.status == 413
    assert b"100 kB" in answer.body
    assert answer.headers["Content-Security-Policy"]
    assert temporary_files(library) == []


def test_large_body_without_a_length_is_refused(server):
    chunks = (b"x" * 10_000 for _ in range(MAX_STRANGERS_FORM // 10_000 + 2))

    assert server.ask("/admin/login/", method="POST", body=chunks, headers=FORM).status == 413


def test_stranger_with_files_at_the_desk_is_led_to_the_login(server):
    answer = server.ask("/admin/import/", method="POST", body=b"x" * 1_000_000, headers=FILES)

    assert answer.status == 302
    assert answer.headers["Location"].startswith("/admin/login/")


def test_invented_session_makes_nobody_staff(server):
    headers = {**FILES, "Cookie": "sessionid=0123456789abcdef0123456789abcdef"}

    assert server.ask("/admin/login/", method="POST", body=b"x" * 1_000_000, headers=headers).status == 413


def test_staff_may_send_files_with_and_without_a_length(server, staff):
    body = multipart(
        staff, b"Bell Weekly\n\nQuayside walk opens\n\n" + b"The walk opened on Sunday, and nobody fell in. " * 40
    )
    for sent in (body, iter([body[:1000], body[1000:]])):
        answer = server.ask("/admin/import/", method="POST", body=sent, headers={**FILES, **staff})

        assert answer.status == 302, answer.body.decode()
        assert answer.headers["Location"].startswith("/admin/import/")


def test_upload_that_is_too_large_is_refused_with_the_limit(server, staff):
    headers = {**FILES, **staff, "Content-Length": str(MAX_REQUEST + 1)}

    answer = server.ask("/admin/import/", method="POST", body=b"", headers=headers)

    assert answer.status == 413
    assert b"too much at once" in answer.body


def multipart(staff, text):
    """A form with a file and the token against forgery."""
    token = staff["Cookie"].partition("csrftoken=")[2]
    parts = [
        b'--edge\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n' + token.encode() + b"\r\n",
        b'--edge\r\nContent-Disposition: form-data; name="files"; filename="walk.txt"\r\n\r\n' + text + b"\r\n",
        b"--edge--\r\n",
    ]
    return b"".join(parts)


def test_two_hosts_are_refused_though_the_page_is_kept(server):
    server.ask("/")
    head = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(head.encode())

        assert client.recv(100).startswith(b"HTTP/1.1 400 ")


def test_download_in_the_panel_is_sent_whole_however_long_it_is(library, server, staff):
    import_id = library.json_from("tests.support.scripts.long_report")

    short, long = (server.ask(f"/admin/import/{pk}/report.csv", headers=staff) for pk in (1, import_id))
    head = server.ask(f"/admin/import/{import_id}/report.csv", method="HEAD", headers=staff)

    assert (short.status, short.body.count(b"\r\n")) == (200, 21)
    assert (long.status, long.body.count(b"\r\n")) == (200, 12_001)
    assert len(long.body) > MAX_IN_MEMORY
    assert (head.status, head.body) == (200, b"")


def test_kept_page_is_never_given_in_another_language(server):
    """Whoever asks first; with a cookie, a header, both or neither, as a page, a fragment or a page of the history."""
    german, english = {"Accept-Language": "de"}, {"Cookie": "language=en-gb"}
    asked = [{}, german, english, {**german, **english}, {"Cookie": "language=fr"}, {**german, "HX-Request": "true"}]

    for _ in range(2):
        answers = [server.ask("/sources/", headers=headers) for headers in asked]
        own = [server.ask(f"/{code}/sources/", headers=headers) for code, headers in zip(PREFIXED, asked, strict=False)]

        assert [(one.status, one.headers.get("Location")) for one in answers] == [
            *((200, None), (302, "/de/sources/"), (200, None), (200, None), (302, "/fr/sources/"), (200, None)),
        ]
        assert answers[0].body == answers[2].body == answers[3].body
        assert b'<html lang="en-gb"' in answers[0].body
        assert [one.body.partition(b'<html lang="')[2][:2] for one in own] == [code.encode() for code in PREFIXED]
        assert {"Accept-Language", "Cookie"} <= set(answers[0].headers["Vary"].split(", "))


def test_kept_page_in_english_is_given_to_no_reader_of_another_language_from_elsewhere(server):
    """Such a reader gets the page in English only on the way from another page of the site, and no cache keeps it."""
    german = {"Accept-Language": "de"}
    from_here = {**german, "Referer": f"http://127.0.0.1:{server.port}/"}

    for _ in range(2):
        plain, staying, led = (server.ask("/wanted/", headers=headers) for headers in ({}, from_here, german))

        assert [(one.status, one.headers.get("Location")) for one in (plain, staying, led)] == [
            *((200, None), (200, None), (302, "/de/wanted/")),
        ]
        assert staying.body == plain.body
        assert ["Referer" in one.headers["Vary"] for one in (plain, staying, led)] == [False, True, True]
