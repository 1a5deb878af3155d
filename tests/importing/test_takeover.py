"""Runs that are taken over, stopped and gone on with: one process at a time, and every document counted once."""

import signal
import subprocess

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.importing.import_row import running
from articles.importing.runs import run_import
from articles.importing.staging import confirm, run_staged, stop
from articles.importing.workers.claims import ClaimLost
from articles.importing.workers.heartbeat import SILENCE
from articles.importing.workers.takeover import take_over
from articles.importing.writer import Writer
from articles.management.task_worker import TaskRunner
from articles.models import Document, Import, TaskWorker
from tests.importing.test_runs import COUNT, assert_whole, clean, libraries, pile, runs_of, stories_in  # noqa: F401
from tests.support.desk import stage
from tests.support.environments import NEVER
from tests.support.importing import wait_until
from tests.support.piles import pages
from tests.support.texts import received

LONG_AGO = timezone.now() - 2 * SILENCE


def staged_run(count=3):
    return stage(received(pages(count)), user=None)


@pytest.mark.django_db
def test_run_at_which_nobody_works_is_taken_over_once():
    run = staged_run()
    assert confirm(run.pk)
    assert take_over() == []  # it may be waiting for a worker

    Import.objects.update(seen_at=LONG_AGO)

    assert (take_over(), take_over()) == ([run.pk], [])
    assert (run_staged(run.pk).created, Import.objects.get().state) == (3, "finished")


@pytest.mark.django_db
def test_run_that_somebody_may_watch_is_counted_in_many_steps():
    run, steps = staged_run(100), []

    with running(run, "default"):
        for _ in Writer(run, "", "default").store_all(received(pages(100)), workers=1):
            steps.append(Import.objects.get().done)

    assert len(set(steps)) >= 5
    assert steps == sorted(steps) and steps[-1] == 100


@pytest.mark.django_db
def test_run_that_another_process_works_at_is_left_alone():
    run = staged_run()
    Import.objects.update(state="running", claimed_by="another", seen_at=timezone.now())

    run_staged(run.pk)

    assert (Import.objects.get().claimed_by, Import.objects.get().done) == ("another", 0)
    assert Document.objects.filter(state="staged").count() == 3


@pytest.mark.django_db
def test_stopped_or_finished_import_is_not_taken_over():
    run = staged_run()
    Import.objects.update(state="stopped", seen_at=LONG_AGO)

    assert take_over() == []
    run_staged(run.pk)
    Import.objects.update(seen_at=LONG_AGO)
    assert take_over() == []


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["", "import_articles"])
def test_process_that_lost_its_run_commits_nothing_more(command):
    run = Import(command=command)
    results = run_import(received(pages(250)), run)
    next(results)
    done = Import.objects.get().done
    assert stop(run.pk)

    with pytest.raises(ClaimLost):
        list(results)

    left = Import.objects.get()
    assert (left.state, left.done, Document.objects.count()) == ("stopped", done, done)


@pytest.mark.django_db
def test_process_that_was_paused_does_not_count_beside_the_one_that_took_over():
    run = staged_run(120)
    paused = Import.objects.get()
    with pytest.raises(ClaimLost), running(paused, "default", can_be_taken_over=True):
        Import.objects.update(seen_at=LONG_AGO)  # it is paused here
        assert take_over() == [run.pk]
        assert run_staged(run.pk).done == 120
        list(Writer(paused, "", "default").store_all(received(pages(120)), workers=1))

    assert (Import.objects.get().done, Import.objects.get().state) == (120, "finished")


@pytest.mark.django_db
def test_command_taken_for_dead_on_a_machine_that_slept_goes_on():
    run = Import(command="import_articles")
    results = run_import(received(pages(150)), run)
    next(results)
    Import.objects.update(seen_at=LONG_AGO)
    list(run_import(received(pages(1)), Import(command="import_articles")))
    assert Import.objects.get(pk=run.pk).state == "failed"

    list(results)

    assert (Import.objects.get(pk=run.pk).state, Import.objects.get(pk=run.pk).done) == ("finished", 150)


def test_killed_worker_is_followed_by_another_and_the_library_is_that_of_one_run(libraries, pile, clean):  # noqa: F811
    library = libraries.new()
    pk = library.json_from("tests.support.scripts.staged", "stage", pile)
    first = library.start("task_worker", "--interval", "0.1")
    wait_until(lambda: stories_in(library))
    first.kill()
    first.communicate()
    library.json_from("tests.support.scripts.staged", "age", pk)

    code, _, err = library.run("task_worker", "--until-idle")

    assert code == 0 and "import taken over" in err
    ended = library.json_from("tests.support.scripts.staged", "progress", pk)
    assert (ended["state"], ended["staged"], ended["done"]) == ("finished", 0, COUNT)
    assert library.export() == clean
    assert_whole(library)


def test_worker_that_is_asked_to_end_leaves_the_import_to_the_next(libraries, pile, clean):  # noqa: F811
    library = libraries.new()
    pk = library.json_from("tests.support.scripts.staged", "stage", pile)
    first = library.start("task_worker", "--interval", "0.1")
    wait_until(lambda: stories_in(library))

    first.send_signal(signal.SIGTERM)
    _, err = first.communicate(timeout=NEVER)

    assert first.returncode == 0 and "Traceback" not in err
    left = library.json_from("tests.support.scripts.staged", "progress", pk)
    assert left["state"] == "running" and 0 < left["staged"] < COUNT
    assert library.run("task_worker", "--until-idle")[0] == 0
    assert library.json_from("tests.support.scripts.staged", "progress", pk)["done"] == COUNT
    assert library.export() == clean


def test_command_that_is_stopped_at_the_desk_says_so(libraries, clean):  # noqa: F811
    library, lines = libraries.new(), [line for line in clean.splitlines() if '"kind": "story"' in line]
    process = library.start("import_articles", "-", "--workers", 1, stdin=subprocess.PIPE)
    process.stdin.write("\n".join(lines[:150]) + "\n")
    process.stdin.flush()
    process.stdout.readline()

    stopped = library.json_from("tests.support.scripts.staged", "stop", 1)
    out, err = process.communicate("\n".join(lines[150:]) + "\n", timeout=NEVER)

    assert stopped

    assert (process.returncode, err) == (143, "")
    assert out.splitlines()[-1].startswith("Stopped: ")
    (run,) = runs_of(library)
    assert (run["state"], run["documents"]) == ("stopped", run["created"] + run["updated"] + run["unchanged"])


@pytest.mark.django_db(transaction=True)
def test_task_of_a_dead_worker_does_not_run_for_ever(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    now = timezone.now()
    TaskWorker.objects.create(name="alive", beat_at=now)
    TaskWorker.objects.create(name="dead", beat_at=now - 2 * SILENCE)
    for worker in ("alive", "dead", "never seen"):
        DBTaskResult.objects.create(
            status="RUNNING", worker_ids=[worker], task_path="articles.tasks.import_staged", run_after=now,
            args_kwargs={"args": [0], "kwargs": {}}, backend_name="default",
        )  # fmt: skip

    TaskRunner(interval=0.1, until_idle=True).run()

    states = {task.worker_ids[-1]: task.status for task in DBTaskResult.objects.all()}
    assert states == {"alive": "RUNNING", "dead": "FAILED", "never seen": "FAILED"}
    assert not TaskWorker.objects.exclude(name__in=["alive", "dead"]).exists()  # its own sign of life ended with it
