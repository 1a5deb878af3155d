"""Worker processes: killed or hanging they cost no neighbour, and batches have the right size."""

import datetime as dt
import multiprocessing
import os
import re
import signal
import threading
import time

import pytest
from django.db import connections

from articles.documents.received import Received
from articles.importing.line_count_store import CachedLineCounts
from articles.importing.runs import run_import
from articles.importing.workers import time_limit
from articles.importing.workers.batching import FIRST, LEAST, MAX_WEIGHT, MOST, BatchSize, batches
from articles.importing.workers.pool import Workers, WorkersError
from articles.importing.workers.worker import Task
from articles.models import Document, Import
from articles.operations.exporting import export_lines
from tests.support.importing import assert_graph_is_true, empty_library
from tests.support.piles import pages
from tests.support.texts import received

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


class Deadly(bytes):
    """Content that ends the process to which it is sent."""

    def __reduce__(self):
        return os._exit, (1,)


class EndsAtStart:
    """A setting of the database that kills the first few worker processes to which it is sent."""

    def __init__(self, folder, times):
        self.folder, self.times = folder, times

    def __reduce__(self):
        return kill_this_process, (self.folder, self.times)


def kill_this_process(folder, times):
    ended = len(list(folder.iterdir()))
    if ended < times:
        (folder / str(ended)).touch()
        os.kill(os.getpid(), signal.SIGKILL)


class Hanging(bytes):
    """Content on which the process waits to which it is sent."""

    def __reduce__(self):
        return time.sleep, (3_600,)


class Endless(bytes):
    """Content of which the beginning is never read."""

    def __getitem__(self, key):
        while True:
            pass


def pids():
    return [process.pid for process in multiprocessing.active_children()]


@pytest.mark.django_db(transaction=True)
def test_workers_give_the_same_library_as_one_process():
    pile = received(pages(260))
    alone = [result.state for result in run_import(pile)], list(export_lines())
    empty_library()

    together = [result.state for result in run_import(iter(pile), workers=2)], list(export_lines())

    assert together == alone
    assert_graph_is_true()


@pytest.mark.django_db(transaction=True)
def test_document_that_kills_its_worker_is_left_out_and_its_neighbours_go_in():
    pile = received(pages(160))
    pile[130] = Received("deadly.txt", Deadly(b"Boom"))

    results = list(run_import(pile, workers=2))

    assert [result.name for result in results] == [one.name for one in pile]
    assert {result.name: result.problem.code for result in results if result.problem} == {"deadly.txt": "crashed"}
    assert not Document.objects.filter(name="deadly.txt").exists()  # so the next import tries it again
    assert Import.objects.get().rejected == 1


@pytest.mark.django_db(transaction=True)
def test_workers_killed_from_outside_cost_no_document():
    chunks = [received(pages(240))[start : start + 12] for start in range(0, 240, 12)]
    with Workers(2, "default") as workers:
        answers = [workers.submit(Task(chunk, "", NOW)) for chunk in chunks]
        answers[0].result()
        killed = pids()
        for pid in killed:
            os.kill(pid, signal.SIGKILL)

        names = [[one.name for one in answer.result()] for answer in answers]
        living = pids()

    assert names == [[one.name for one in chunk] for chunk in chunks]
    assert not set(killed) & set(living)
    assert not any(one.problem for answer in answers for one in answer.result())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ends", [2, 3])
def test_worker_killed_while_it_starts_is_started_again(tmp_path, monkeypatch, ends):
    monkeypatch.setitem(connections["default"].settings_dict, "ENDS", EndsAtStart(tmp_path, ends))

    with Workers(1, "default") as workers:
        answer = workers.submit(Task(received(pages(12)), "", NOW))

        if ends == 2:
            assert [one.problem for one in answer.result()] == [None] * 12
        else:
            with pytest.raises(WorkersError, match="3 worker processes ended"):
                answer.result()
    assert len(list(tmp_path.iterdir())) == ends


@pytest.mark.django_db(transaction=True)
def test_document_on_which_a_worker_hangs_is_refused_by_name_and_its_neighbours_are_not():
    pile = received(pages(12))
    pile[5] = Received("endless.txt", Hanging(b"Zzz"))

    with Workers(2, "default", time_limit=3) as workers:
        answer = workers.submit(Task(pile, "", NOW)).result()

    assert [one.name for one in answer] == [one.name for one in pile]
    assert {one.name: one.problem.code for one in answer if one.problem} == {"endless.txt": "too-slow"}
    assert answer[5].size == 0  # so the import does not keep it, and the next one tries it again


@pytest.mark.django_db
def test_document_that_is_never_understood_in_this_process_is_refused_by_name(monkeypatch):
    monkeypatch.setattr(time_limit, "TIME_LIMIT", 0.5)
    pile = [*received(pages(2)), Received("endless.txt", Endless(b"Zzz")), *received(pages(4)[2:])]

    results = list(run_import(pile))

    assert [result.state for result in results] == ["created", "created", "rejected", "created", "created"]
    assert results[2].problem.code == "too-slow"
    assert not Document.objects.filter(name="endless.txt").exists()


def test_time_limit_ends_a_regular_expression():
    with pytest.raises(time_limit.TooSlowError), time_limit.time_limit(0.2):
        re.match(r"(a|aa)+$", "a" * 60 + "b")


@pytest.mark.django_db(transaction=True)
def test_few_documents_start_no_process():
    list(run_import(received(pages(100)), workers=2))

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("worker")]


def test_batches_are_bounded_by_count_and_by_bytes():
    pace = BatchSize(3)
    small, large = Received("small", b"x"), Received("large", b"x" * (MAX_WEIGHT // 2))

    found = [[one.name for one in batch] for batch in batches([small] * 4 + [large] * 3 + [small], pace)]

    assert found == [["small"] * 3, ["small", "large"], ["large", "large"], ["small"]]


def test_batches_get_smaller_when_their_transactions_take_long_and_larger_again():
    pace, sizes = BatchSize(), []
    for seconds in (0.1, 0.1, 0.1, 2.0, 9.0, 9.0, 0.05):
        pace.took(pace.size, seconds)
        sizes.append(pace.size)

    assert sizes == [2 * FIRST, 4 * FIRST, MOST, 175, LEAST, LEAST, 2 * LEAST]


@pytest.mark.django_db
def test_few_documents_of_a_batch_tell_nothing_of_its_pace():
    pace = BatchSize()
    pace.took(3, 0.9)

    assert pace.size == FIRST


@pytest.mark.django_db
def test_source_is_looked_up_less_and_less_often(django_assert_num_queries):
    list(run_import(received(pages(2))))
    lately, printed = CachedLineCounts("default"), printed_of(pages(1)[0])

    with django_assert_num_queries(6):  # after 0, 1, 2, 4, 8 and 16 documents
        for _ in range(20):
            lately(printed)


def printed_of(text):
    from articles.captures.building import read_document
    from articles.understanding import Hints

    return read_document(text.encode(), Hints()).printed


def test_batches_of_a_run_that_is_watched_take_a_second_however_slow_its_documents_are():
    pace, sizes = BatchSize.watched(), []

    for seconds_a_document in (0.2, 0.2, 0.2, 3.0, 3.0, 0.01, 0.01, 0.01):
        sizes.append(pace.size)
        pace.took(pace.size, pace.size * seconds_a_document)

    assert sizes == [4, 5, 5, 5, 1, 1, 2, 4]
