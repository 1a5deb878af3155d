"""The check of a running instance, against the site as tests run it."""

import pytest
from django.contrib.auth.models import User

from benchmarks.instance import headers, observatory, requests, sessions, throttle
from benchmarks.instance.__main__ import show
from benchmarks.instance.client import Answer, Instance
from benchmarks.instance.rows import ROWS, Failed, Given, Row, require

PASSWORD = "a lamp in the window"
# Rows about the web server and its static files, which the server of the tests is not; tests/faults asks them.
NOT_HERE = {*("H1", "H4", "H5", "H6", "H7", "H8", "H9", "H12", "H13"), *("K2", "K4", "O2", "R3", "E2", "S6")}
NOT_HERE |= {"U1", "U1b", "U1c", "W1", "W2"}
POLICY = "; ".join(f"{name} {value}" for name, value in headers.POLICY.items())


@pytest.fixture
def given(live_server, transactional_db):
    User.objects.create_superuser("lampkeeper", password=PASSWORD)
    return Given(Instance(live_server.url), "lampkeeper", PASSWORD)


def test_rows_hold_on_the_site_of_the_tests(given, capsys):
    assert {headers, requests, sessions, throttle}  # each has added its rows

    results = {row.id: show(row, given, as_markdown=False) for row in ROWS if row.id not in NOT_HERE}

    assert [id for id, result in results.items() if result == "FAILED"] == [], capsys.readouterr().out
    assert sum(result == "ok" for result in results.values()) > 20


def test_row_that_does_not_hold_is_shown_with_what_was_seen(given, capsys):
    def check(given):
        require(False, "something else")

    assert show(Row("X1", "asked", "this", check), given, as_markdown=True) == "FAILED"
    assert capsys.readouterr().out == "| X1 | asked | this | something else | FAILED |\n"


@pytest.mark.parametrize(
    ("given_headers", "points"),
    [
        ({"content-security-policy": POLICY}, 10),
        ({"content-security-policy": POLICY.replace("default-src 'none'", "default-src 'self'")}, 5),
        ({"content-security-policy": f"{POLICY}; media-src 'unsafe-inline'"}, -20),
        ({}, -25),
    ],
)
def test_policy_has_the_points_that_the_observatory_gives(given_headers, points):
    assert observatory.policy(Answer(200, tuple(given_headers.items()), b"")) == points


def test_login_that_is_refused_fails_the_rows_that_need_one(given):
    with pytest.raises(Failed, match="can't log in"):
        Given(given.instance, "lampkeeper", "wrong").logged_in()
