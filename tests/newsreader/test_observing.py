"""What is observed of requests: ids, refusals, logins, slow ones, addresses."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.documents.limits import MAX_FORM
from tests.support.factories import make_article
from tests.support.observing.log_lines import log_lines

pytestmark = pytest.mark.django_db
PASSWORD = "forty boats and a lamp"


@pytest.fixture
def lines():
    with log_lines() as found:
        yield found


@pytest.fixture
def staff():
    return User.objects.create_user("anna", password=PASSWORD, is_staff=True)


def log_in(client, name, password, **headers):
    return client.post("/admin/login/", {"username": name, "password": password}, headers=headers)


def test_every_answer_has_an_id_of_its_own(client):
    ids = {client.get(path).headers["X-Request-ID"] for path in ("/", "/", "/nowhere/", "/healthz")}

    assert len(ids) == 4
    assert all(len(one) == 16 for one in ids)


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("0f8e-a.b_c9", True), ("short", False), ("x" * 65, False), ("with space1", False), ("line\r\nend1", False)],
)
def test_id_of_a_proxy_is_taken_if_it_is_well_formed(client, settings, given, is_taken):
    settings.BEHIND_PROXY = True

    assert (client.get("/", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given) is is_taken


def test_id_of_a_stranger_is_not_taken(client):
    assert client.get("/", headers={"X-Request-ID": "0f8e-a.b_c9"}).headers["X-Request-ID"] != "0f8e-a.b_c9"


def test_login_failed_login_and_logout_are_one_line_each(client, staff, lines):
    log_in(client, "anna", "wrong " + PASSWORD)
    log_in(client, "anna", PASSWORD)
    session = client.cookies["sessionid"].value
    client.post("/admin/logout/")

    assert [(line["event"], line["user"], line["address"]) for line in lines] == [
        ("login failed", "anna", "127.0.0.1"),
        ("logged in", "anna", "127.0.0.1"),
        ("logged out", "anna", "127.0.0.1"),
    ]
    assert session and session not in str(lines)
    assert PASSWORD not in str(lines)


def test_logout_of_nobody_is_no_line(client, lines):
    client.post("/admin/logout/")

    assert lines == []


def test_refused_form_is_one_line_with_the_reason(lines):
    Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna"})

    assert [(line["event"], line["status"], line["reason"], line["path"]) for line in lines] == [
        ("refused", 403, "CSRF cookie not set.", "/admin/login/")
    ]


@pytest.mark.parametrize("path", ["/admin/articles/article/", "/admin/import/"])
def test_permission_refused_is_one_line_with_the_user(client, staff, lines, path):
    client.force_login(staff)
    lines.clear()

    client.get(path)

    assert [(line["event"], line["status"], line["user"], line["address"]) for line in lines] == [
        ("refused", 403, "anna", "127.0.0.1")
    ]


def test_upload_that_is_too_large_is_one_line(client, admin_user, lines):
    client.force_login(admin_user)
    lines.clear()

    client.post("/admin/import/", {"text": "x" * (MAX_FORM + 1)})

    assert [(line["event"], line["status"]) for line in lines] == [("refused", 413)]


def test_what_is_not_there_and_wrong_hosts_are_no_line(client, lines):
    assert client.get("/nowhere/").status_code == 404
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400

    assert lines == []


def test_pages_for_readers_ask_for_no_user(client, lines, settings):
    settings.SLOW_REQUEST = 0.000001
    client.force_login(User.objects.create_user("berta"))
    lines.clear()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/wanted/")

    assert [line["event"] for line in lines] == ["slow request"]
    assert not [query for query in queries.captured_queries if "auth_user" in query["sql"]]


def test_slow_request_is_one_line_with_its_queries(client, lines, settings):
    story = make_article()
    settings.SLOW_REQUEST = 0.000001

    client.get(story.get_absolute_url())

    [line] = lines
    assert (line["event"], line["view"], line["path"]) == ("slow request", "articles:detail", story.get_absolute_url())
    assert line["queries"] > 3 and line["ms"] >= line["query_ms"] >= 0


def test_slow_query_is_logged_without_what_was_searched_for(client, lines, settings):
    make_article("Herons share a chimney")
    settings.SLOW_QUERY = 0.000001

    client.get("/search/", {"q": "chimney"})

    slow = [line for line in lines if line["event"] == "slow query"]
    assert slow and all(line["view"] == "articles:search" and line["sql"] for line in slow)
    assert "chimney" not in str([line["sql"] for line in slow])


def test_quick_requests_are_no_line(client, lines, settings):
    settings.SLOW_REQUEST = settings.SLOW_QUERY = 0

    client.get("/")

    assert lines == []


@pytest.mark.parametrize(
    ("is_behind_proxy", "forwarded", "address"),
    [
        (False, "192.0.2.1", "127.0.0.1"),
        (True, "192.0.2.1", "192.0.2.1"),
        (True, "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (True, "2001:db8::7", "2001:db8::7"),
        (True, "no address\r\n", "127.0.0.1"),
        (True, "", "127.0.0.1"),
    ],
)
def test_address_is_what_the_proxy_has_added(client, staff, lines, settings, is_behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = is_behind_proxy

    log_in(client, "anna", PASSWORD, **{"X-Forwarded-For": forwarded})

    assert [line["address"] for line in lines] == [address]
