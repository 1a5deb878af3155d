"""Imports as processes: killed, stopped, locked out, several at once; the library is that of one clean run."""

import datetime as dt
import json
import os
import random
import signal
import sqlite3
import subprocess
import threading
from contextlib import closing
from functools import partial
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.db.models.signals import pre_delete
from django.utils import timezone

from articles.importing.runs import run_import
from articles.importing.staging import run_staged
from articles.importing.workers.heartbeat import heartbeat
from articles.models import Article, Document, Import
from tests.support.desk import stage
from tests.support.environments import NEVER
from tests.support.importing import wait_until
from tests.support.libraries import server_of_tests, temporary_libraries
from tests.support.piles import pages, put
from tests.support.texts import received

COUNT = 420  # documents; the first batch of a hundred is in long before the last
ON_POSTGRESQL = bool(server_of_tests())


@pytest.fixture(scope="module")
def libraries(tmp_path_factory, database_server):
    with temporary_libraries(tmp_path_factory.mktemp("libraries"), database_server) as made:
        yield made


@pytest.fixture(scope="module")
def pile(tmp_path_factory):
    return put(tmp_path_factory.mktemp("pile") / "pages", pages(COUNT))


@pytest.fixture(scope="module")
def clean(libraries, pile):
    """The export after one undisturbed run."""
    library = libraries.new()
    code, out, err = library.run("import_articles", pile, "--workers", 1)
    assert (code, err) == (0, ""), out
    assert_whole(library)
    return library.export()


def assert_whole(library):
    assert {name: found for name, found in library.json_from("tests.support.scripts.oracle").items() if found} == {}


def runs_of(library):
    return library.json_from("tests.support.scripts.oracle", "runs")


def is_gone(process):
    """Whether nothing is left of the session that the process began."""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_workers_give_the_library_of_one_process(libraries, pile, clean):
    library = libraries.new()

    code, out, err = library.run("import_articles", pile, "--workers", 2)

    assert (code, err) == (0, "")
    assert library.export() == clean
    assert out.splitlines()[-1].endswith(" s.")


@pytest.mark.parametrize("seed", range(3))
def test_killed_and_run_again_is_one_clean_run(libraries, pile, clean, seed):
    library, chance = libraries.new(), random.Random(seed)
    for _ in range(2):
        process = library.start("import_articles", pile, "--workers", 2)
        for _ in range(chance.randrange(1, 250)):
            process.stdout.readline()
        process.kill()
        process.communicate()
        wait_until(partial(is_gone, process))
        assert_whole(library)

    code, _, err = library.run("import_articles", pile, "--workers", 2)

    assert (code, err) == (0, "")
    assert library.export() == clean
    assert_whole(library)
    assert runs_of(library)[-1]["state"] == "finished"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)])
@pytest.mark.parametrize("workers", [1, 2])
def test_stopped_in_mid_run_it_says_how_far_it_came(libraries, pile, clean, number, code, workers):
    library = libraries.new()
    process = library.start("import_articles", pile, "--json", "--workers", workers)
    process.stdout.readline()

    os.killpg(process.pid, number)  # as a terminal does: to the workers too
    out, err = process.communicate(timeout=NEVER)

    summary = json.loads(out.splitlines()[-1])["summary"]
    assert (process.returncode, err, summary["stopped"]) == (code, "", True)
    (run,) = runs_of(library)
    assert run["state"] == "stopped"
    assert run["created"] + run["updated"] + run["unchanged"] == run["documents"]
    assert {state: summary[state] for state in ("created", "updated")} == {s: run[s] for s in ("created", "updated")}
    assert 0 < run["documents"] < COUNT
    wait_until(lambda: is_gone(process))
    assert library.run("import_articles", pile)[0] == 0
    assert library.export() == clean


def test_started_by_nohup_it_outlives_its_terminal(libraries, pile, clean):
    library = libraries.new()
    library.before = ["nohup"]
    process = library.start("import_articles", pile, "--workers", 2, stdin=subprocess.DEVNULL)
    process.stdout.readline()

    os.killpg(process.pid, signal.SIGHUP)
    process.communicate()

    assert process.returncode == 0
    assert library.export() == clean


def test_stopped_while_it_waits_for_standard_input(libraries, clean):
    library, lines = libraries.new(), [line for line in clean.splitlines() if '"kind": "story"' in line]
    process = library.start("import_articles", "-", "--workers", 2, stdin=subprocess.PIPE)
    for line in lines[:350]:
        process.stdin.write(line + "\n")
    process.stdin.flush()
    process.stdout.readline()

    process.terminate()
    out, err = process.communicate(timeout=NEVER)

    assert (process.returncode, err) == (143, "")
    assert out.splitlines()[-1].startswith("Stopped: ")
    assert "Run the same command again to go on." in out


def test_two_importers_of_the_same_files_at_once(libraries, pile, clean):
    for _ in range(3):
        library = libraries.new()

        ends = together(library, [pile], [pile])

        assert ends == [(0, ""), (0, "")]
        assert library.export() == clean
        assert_whole(library)


def test_two_importers_of_files_that_name_each_other(libraries, pile, clean, tmp_path):
    texts = pages(COUNT)
    first, second = put(tmp_path / "1", texts[::2]), put(tmp_path / "2", texts[1::2])
    for _ in range(3):
        library = libraries.new()

        ends = together(library, [first], [second])

        assert ends == [(0, ""), (0, "")]
        assert library.export() == clean
        assert_whole(library)


def together(library, *paths):
    """Import each of them at the same time; exit codes and what was said on standard error."""
    processes = [library.start("import_articles", *some, "--workers", 2) for some in paths]
    return [(process.returncode, err) for process, (_, err) in [(p, p.communicate()) for p in processes]]


@pytest.mark.skipif(ON_POSTGRESQL, reason="it is about SQLite's one writer")
def test_readers_and_writers_beside_an_import_on_sqlite(libraries, pile, clean):
    library = libraries.new()
    process = library.start("import_articles", pile, "--workers", 2)
    written, counts, failures = [], [], []

    def beside(work):
        try:
            while process.poll() is None:
                work()
        except Exception as error:
            failures.append(error)

    def write():
        with connected(library) as connection:
            connection.execute("BEGIN IMMEDIATE")
            key = f"session-{len(written)}"
            connection.execute("INSERT INTO django_session VALUES (?, '', '2030-01-01')", [key])
            connection.execute("COMMIT")
            written.append(key)

    def read():
        with connected(library) as connection:
            counts.append(connection.execute("SELECT count(*) FROM articles_article").fetchone()[0])

    threads = [threading.Thread(target=beside, args=[work]) for work in (write, read)]
    for thread in threads:
        thread.start()
    _, err = process.communicate()
    for thread in threads:
        thread.join()

    assert (process.returncode, err, failures) == (0, "", [])
    assert counts == sorted(counts)
    with connected(library) as connection:
        assert connection.execute("SELECT count(*) FROM django_session").fetchone()[0] == len(written) > 0
    assert library.export() == clean


def stories_in(library):
    statement = "SELECT count(*) FROM articles_article"
    with psycopg.connect(library.url) if library.url else connected(library) as connection:
        return connection.execute(statement).fetchone()[0]


def connected(library):
    return closing(sqlite3.connect(library.folder / "newsreader.sqlite3", timeout=20, isolation_level=None))


@pytest.mark.skipif(ON_POSTGRESQL, reason="it is about SQLite's one writer")
def test_import_waits_for_another_writer_of_sqlite(libraries, pile, clean):
    library = libraries.new()
    with connected(library) as connection:
        connection.execute("BEGIN IMMEDIATE")
        process = library.start("import_articles", pile, "--workers", 2)
        with pytest.raises(Exception, match="timed out"):
            process.communicate(timeout=3)
        connection.execute("COMMIT")

    _, err = process.communicate()

    assert (process.returncode, err) == (0, "")
    assert library.export() == clean


@pytest.mark.skipif(ON_POSTGRESQL, reason="it is about SQLite's one writer")
def test_stopped_while_it_waits_for_another_writer_of_sqlite(libraries, pile):
    library = libraries.new()
    with connected(library) as connection:
        process = library.start("import_articles", pile, "--workers", 2)
        process.stdout.readline()
        connection.execute("BEGIN IMMEDIATE")

        process.terminate()
        out, _ = process.communicate(timeout=NEVER)
        connection.execute("COMMIT")

    assert process.returncode == 143
    assert out.splitlines()[-1].startswith("Stopped: ")


@pytest.mark.skipif(not ON_POSTGRESQL, reason="it is about a server that ends its connections")
def test_connections_that_the_server_ends_cost_no_document(libraries, pile, clean):
    library = libraries.new()
    process = library.start("import_articles", pile, "--workers", 2)
    for _ in range(2):
        for _ in range(60):
            process.stdout.readline()
        with psycopg.connect(library.url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    _, err = process.communicate()

    assert (process.returncode, err) == (0, "")
    assert library.export() == clean
    assert_whole(library)


def test_unreachable_database_is_one_sentence(libraries, pile):
    library = libraries.new()
    library.environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"

    code, _, err = library.run("import_articles", pile)

    assert code == 2
    assert "The PostgreSQL database none at 127.0.0.1:1 can't be reached" in err and "Traceback" not in err


@pytest.mark.django_db
def test_dead_runs_of_commands_are_marked_as_failed_by_the_next_run():
    ago = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    values = {"state": "running", "started_at": ago}
    killed = Import.objects.create(command="import_articles", seen_at=ago, **values)
    at_once = Import.objects.create(command="import_articles", **values)
    by_desk = Import.objects.create(**values)
    alive = Import.objects.create(command="import_articles", seen_at=timezone.now(), **values)

    list(run_import(received(pages(1))))

    states = [Import.objects.get(pk=run.pk).state for run in (killed, at_once, by_desk, alive)]
    assert states == ["failed", "failed", "running", "running"]


@pytest.mark.django_db
def test_reprocessing_leaves_a_run_alone_that_is_alive_on_another_machine():
    list(run_import(received(pages(1))))
    Document.objects.update(understood_by="older")
    alive = Import.objects.create(
        command="understand_again", state="running", started_at=timezone.now(), seen_at=timezone.now()
    )

    call_command("understand_again", stdout=StringIO())

    alive.refresh_from_db()
    assert alive.state == "running"


@pytest.mark.django_db(transaction=True)
def test_heart_beats_while_no_batch_is_stored():
    run = Import.objects.create(state="running", claimed_by="this process", started_at=timezone.now())

    with heartbeat(run, "default", seconds=0.05):
        wait_until(lambda: Import.objects.get().seen_at)
        first = Import.objects.get().seen_at
        wait_until(lambda: Import.objects.get().seen_at > first)

    assert not [thread for thread in threading.enumerate() if thread.name == "heartbeat"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("end", "state"),
    [(SystemExit(1), "running"), (OperationalError("disk full"), "running"), (ValueError("ours"), "failed")],
)
def test_desk_import_that_is_cut_short_says_so_and_goes_on(end, state):
    def end_it(sender, **values):
        raise end

    run = stage(received(pages(3)), user=None)
    pre_delete.connect(end_it, sender=Document)  # as the stored documents leave the stage
    try:
        with pytest.raises(type(end)):
            run_staged(run.pk)
    finally:
        pre_delete.disconnect(end_it, sender=Document)

    left = Import.objects.get()
    assert (left.state, left.claimed_by, Document.objects.filter(state="staged").count()) == (state, "", 3)
    assert (run_staged(run.pk).done, Import.objects.get().state) == (3, "finished")
    assert (Article.objects.count(), Document.objects.filter(state="staged").count()) == (3, 0)


def test_desk_import_whose_worker_is_killed_goes_on_where_it_was(libraries, pile, clean):
    library = libraries.new()
    pk = library.json_from("tests.support.scripts.staged", "stage", pile)
    process = library.start("task_worker", "--interval", "0.1")
    wait_until(lambda: stories_in(library))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    left = library.json_from("tests.support.scripts.staged", "progress", pk)
    assert left["state"] == "running" and 0 < left["staged"] < COUNT

    assert not library.json_from("tests.support.scripts.staged", "go_on", pk)  # it might be alive
    library.json_from("tests.support.scripts.staged", "age", pk)
    assert library.json_from("tests.support.scripts.staged", "go_on", pk)
    code, _, err = library.run("task_worker", "--until-idle")

    assert code == 0, err
    ended = library.json_from("tests.support.scripts.staged", "progress", pk)
    assert (ended["state"], ended["staged"], ended["done"]) == ("finished", 0, COUNT)
    assert library.export() == clean
    assert_whole(library)


@pytest.mark.django_db
def test_run_that_is_not_heard_to_the_end_has_stopped():
    results = run_import(received(pages(120)))
    next(results)
    results.close()

    run = Import.objects.get()
    assert (run.state, run.created > 0, run.done < 120) == ("stopped", True, True)


@pytest.mark.django_db
def test_report_keeps_every_result_in_order():
    list(run_import(received(["   "] * 1_030)))

    run = Import.objects.get()
    assert (run.outcomes.count(), run.done) == (1_030, 1_030)
    assert [outcome.name for outcome in run.outcomes.order_by("position")] == [f"{n}.txt" for n in range(1_030)]
    assert run.seen_at <= run.finished_at


@pytest.mark.parametrize("number", ["0", "-1", "two", "1000"])
def test_number_of_workers_that_is_none_is_refused(libraries, pile, number):
    code, _, err = libraries.first.run("import_articles", pile, f"--workers={number}")

    assert code == 2
    assert f"'{number}' is no number from 1 to 256." in err
