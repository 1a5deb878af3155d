"""Log lines as text and as JSON: one line an event, whatever strangers typed."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.observing.logs import Json, Observation, Text, current
from tests.support.environments import bare_environment

ROOT = Path(__file__).resolve().parents[2]
FORGED = "anna\r\n2026-11-27T00:00:00.000Z INFO articles.operations.events logged in user=\x1b[31mroot\u202e\u2028"


def record(event="logged in", error=None, **fields):
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("articles.operations.events", logging.INFO, "", 0, event, None, exc_info)
    made.created = 1795791600.5  # 2026-11-27 15:00 UTC
    made.fields = fields
    return made


@pytest.fixture
def observed():
    token = current.set(Observation("0123456789abcdef", "192.0.2.7", lambda: "anna"))
    yield
    current.reset(token)


def test_text_names_time_in_utc_level_logger_event_and_fields():
    assert Text().format(record(user="anna", first="Lamp lit again", count=2, label="")) == (
        '2026-11-27T15:00:00.500Z INFO articles.operations.events logged in user=anna first="Lamp lit again" count=2'
    )


def test_json_is_the_same_as_an_object():
    assert json.loads(Json().format(record(user="anna", count=2))) == {
        "time": "2026-11-27T15:00:00.500Z",
        "level": "INFO",
        "logger": "articles.operations.events",
        "event": "logged in",
        "user": "anna",
        "count": 2,
    }


@pytest.mark.usefixtures("observed")
def test_line_of_a_request_has_its_user_address_and_id_and_its_own_fields_first():
    line = json.loads(Json().format(record("login failed", user="berta")))

    assert (line["user"], line["address"], line["request"]) == ("berta", "192.0.2.7", "0123456789abcdef")


@pytest.mark.parametrize("formatter", [Text(), Json()])
@given(text=st.text() | st.just(FORGED))
def test_no_text_makes_a_second_line_or_hides_one(formatter, text):
    line = formatter.format(record(f"not found: {text}", user=text, error=ValueError(text)))

    first, *traceback = line.split("\n")
    assert first.isprintable() and all(part.isprintable() for part in traceback)
    assert all(part.startswith("    ") for part in traceback)
    assert isinstance(formatter, Text) or not traceback


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_json_gives_back_what_was_typed(text):
    assert json.loads(Json().format(record(typed=text))).get("typed", "") == text


def test_long_values_are_cut():
    assert len(Text().format(record("x" * 100_000, user="y" * 100_000))) < 12_000


def test_full_disk_of_the_log_stops_nothing(tmp_path):
    script = (
        "import django; django.setup(); import logging; from articles.operations.events import log_event\n"
        "for _ in range(10_000): log_event('imported', file='x' * 100)\n"
        "print('went on')"
    )
    environment = {"NEWSREADER_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"}

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=bare_environment(**environment),
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
        )

    assert done.stdout == "went on\n"
