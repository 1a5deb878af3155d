"""/healthz and /readyz: what each check finds, who sees what, and that nothing makes them hang."""

import json
import socket
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import TaskWorker
from articles.operations import health
from articles.operations.health import Kept
from articles.operations.integrity import Integrity, keep_result
from tests.support.importing import wait_until
from tests.support.libraries import temporary_libraries
from tests.support.running.web_servers import TEST_SETTINGS, TOKEN, web_server

NAMES = {"database", "migrations", "worker", "file", "disk"}
FOREVER = 3600  # seconds
in_database = pytest.mark.django_db(transaction=True)  # checks have connections of their own


@pytest.fixture
def ready(monkeypatch, client, transactional_db, settings, tmp_path):
    """Asks /readyz without what earlier tests have left, while a task worker is alive."""
    settings.DATA_DIR = tmp_path
    TaskWorker.objects.create(name="alive", beat_at=timezone.now())
    monkeypatch.setattr(health, "CHECKS", {name: Kept(check._make) for name, check in health.CHECKS.items()})

    def ask(**headers):
        answer = client.get("/readyz", headers={"Host": "localhost", **headers})
        return answer.status_code, answer.json()

    return ask


def failing(answer):
    return {name: check["problem"] for name, check in answer["checks"].items() if not check["ok"]}


@pytest.mark.parametrize("host", ["testserver", "127.0.0.1:8123", "192.0.2.1", "evil.example"])
def test_alive_is_said_to_whatever_host_without_database_and_session(client, host):
    answer = client.get("/healthz", headers={"Host": host})  # a query would fail this test

    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (
        200,
        b"ok\n",
        "text/plain; charset=utf-8",
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies and "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_are_for_get_and_head_only(path):
    client = Client(enforce_csrf_checks=True)

    assert [client.generic(method, path).status_code for method in ("POST", "PUT", "DELETE", "FOO")] == [405] * 4


@in_database
def test_probes_on_the_machine_are_not_sent_to_https(ready, client, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get("/wanted/").status_code == 301
    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


@in_database
def test_ready_names_every_check(ready):
    assert ready() == (200, {"ready": True, "checks": {name: {"ok": True} for name in NAMES}})


@in_database
def test_migration_that_is_missing_is_named(ready):
    recorder = MigrationRecorder(connection)
    newest = max(name for app, name in recorder.applied_migrations() if app == "articles")
    recorder.record_unapplied("articles", newest)
    try:
        status, answer = ready()
    finally:
        recorder.record_applied("articles", newest)

    assert status == 503
    assert failing(answer) == {
        "migrations": f"Not all migrations are applied, the first of 1 is articles.{newest}; run manage.py migrate."
    }


@in_database
@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [(30, None), (300, "The last sign of life of a task worker is 300 seconds old; is one running?")],
)
def test_age_of_the_workers_last_sign_of_life_is_told(ready, seconds, sentence):
    TaskWorker.objects.update(beat_at=timezone.now() - timedelta(seconds=seconds))

    assert failing(ready()[1]).get("worker") == sentence


@in_database
def test_worker_that_never_ran_is_told(ready):
    TaskWorker.objects.all().delete()

    assert failing(ready()[1]).keys() == {"worker"}


@in_database
def test_damage_that_the_last_start_found_is_told(ready, tmp_path):
    keep_result(Integrity("2026-11-27T12:00:00+00:00", ("row 5 missing from index",)), tmp_path)

    status, answer = ready()

    assert status == 503
    assert "row 5 missing from index" in failing(answer)["file"]


@in_database
def test_little_disk_is_told_with_the_setting(ready, settings):
    settings.MIN_FREE_DISK = 10**9

    status, answer = ready()

    assert status == 503
    assert failing(answer)["disk"].endswith("MB of NEWSREADER_MIN_FREE_DISK.")


@in_database
@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Host": "evil.example"},
        {"Host": "localhost.evil.example:80"},
        {"Authorization": "Bearer "},
        {"X-Forwarded-For": "192.0.2.7", "Authorization": f"Bearer {TOKEN}x"},
    ],
)
def test_strangers_get_no_reasons(ready, settings, headers):
    settings.MIN_FREE_DISK, settings.METRICS_TOKEN = 10**9, TOKEN

    status, answer = ready(**headers) if "Authorization" not in headers else ready(**{"Via": "proxy", **headers})

    assert (status, answer["checks"]["disk"]) == (503, {"ok": False})


@in_database
def test_token_gets_reasons_from_anywhere(ready, settings):
    settings.MIN_FREE_DISK, settings.METRICS_TOKEN = 10**9, TOKEN

    _, answer = ready(**{"X-Forwarded-For": "192.0.2.7", "Authorization": f"Bearer {TOKEN}"})

    assert "problem" in answer["checks"]["disk"]


@in_database
def test_flood_of_requests_asks_the_database_once(ready, client):
    ready()

    with CaptureQueriesContext(connection) as queries:
        answers = {client.get("/readyz").status_code for _ in range(50)}

    assert answers == {200}
    assert len(queries) == 0


def test_result_is_made_once_for_many_at_once_and_kept():
    made, go = [], threading.Event()

    def make():
        made.append(go.wait(FOREVER))
        return "made"

    kept, found = Kept(make), []
    threads = [threading.Thread(target=lambda: found.append(kept.get())) for _ in range(8)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()

    assert found == ["made"] * 8 and made == [True]
    assert kept.get() == "made" and len(made) == 1


def test_function_that_hangs_is_not_called_again_and_its_end_is_taken():
    made, go = [], threading.Event()
    kept = Kept(lambda: made.append(go.wait(FOREVER)))

    for _ in range(3):
        with pytest.raises(TimeoutError):
            kept.get()
    go.set()
    wait_until(lambda: kept._future.done())

    assert kept.get() is None and len(made) == 1


def test_server_without_its_database_is_alive_and_says_that_it_is_not_ready(tmp_path):
    """A server that takes the connection and never answers, as behind a broken network."""
    with temporary_libraries(tmp_path) as libraries, socket.create_server(("127.0.0.1", 0)) as silent:
        library = libraries.new()
        library.environment["DATABASE_URL"] = f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none"
        with web_server(library, **TEST_SETTINGS) as server:
            alive, _ = server.get("/healthz")
            answers = [server.get("/readyz", Authorization=f"Bearer {TOKEN}") for _ in range(10)]
            counts = server.metrics()

    assert alive == 200
    assert {status for status, _ in answers} == {503}
    assert failing(json.loads(answers[-1][1])).keys() == {"database", "migrations", "worker"}
    assert counts['newsreader_ready{check="database"}'] == 0 and counts['newsreader_ready{check="disk"}'] == 1
    assert "newsreader_tasks_waiting" not in counts
