"""Metrics: what is counted over all processes, who may read it, and that counting stops nothing."""

import http.client
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from articles.operations.metrics import FOLDER
from articles.operations.shared_counts import RESERVED
from tests.support.desk import PAGE
from tests.support.environments import bare_environment
from tests.support.importing import import_texts, wait_until
from tests.support.libraries import ROOT, temporary_libraries
from tests.support.running.web_servers import TEST_SETTINGS, TOKEN, web_server

DOCS = ROOT / "docs" / "observing.md"
JOIN = """
import os, sys, time, resource
from pathlib import Path
from articles.operations.shared_counts import join, shared_counts
from prometheus_client import Counter
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    join(Path(sys.argv[1]))
except OSError as error:
    sys.exit(f"refused: {error}")
Counter("things", "Things.", ["kind"], registry=None).labels("one").inc()
print(sum(sample.value for metric in shared_counts(Path(sys.argv[1])) for sample in metric.samples), flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def libraries(tmp_path_factory, database_server):
    with temporary_libraries(tmp_path_factory.mktemp("libraries"), database_server) as made:
        yield made


@pytest.fixture
def counted(tmp_path):
    """Starts a process that counts one thing and waits; `most` bytes are what it may write to a file."""
    started = []

    def start(most=1 << 30):
        command = [sys.executable, "-c", JOIN, str(tmp_path / "m"), str(most)]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        process = subprocess.Popen(command, cwd=ROOT, env=bare_environment(), text=True, **pipes)
        started.append(process)
        return process

    yield start
    for process in started:
        kill(process)


def kill(process):
    if process.returncode is None:
        process.kill()
        process.communicate()


def test_all_workers_count_together_and_a_new_worker_counts_on(libraries):
    respawning = {"GRANIAN_RESPAWN_FAILED_WORKERS": "true", "GRANIAN_RESPAWN_INTERVAL": "0.1"}
    wanted = 'newsreader_requests_total{method="GET",status="200",view="articles:wanted"}'
    cookie = {"Cookie": "sessionid=of-nobody"}  # so that Django is asked, and not the page cache
    with web_server(libraries.new(), **TEST_SETTINGS, **respawning) as server:
        wait_until(lambda: starts(server) == 2)
        for _ in range(30):
            assert server.get("/wanted/", **cookie)[0] == 200
        before = server.metrics()

        killed = server.workers()[0]
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: starts(server) == 3)
        for _ in range(30):
            assert server.get("/wanted/", **cookie)[0] == 200
        after = server.metrics()

    assert (before[wanted], after[wanted]) == (30, 60)
    assert after['newsreader_request_seconds_count{view="articles:wanted"}'] == 60
    assert after['newsreader_database_queries_total{view="articles:wanted"}'] >= 60
    assert after['newsreader_request_seconds_bucket{le="+Inf",view="articles:wanted"}'] == 60


def test_answers_of_the_page_cache_are_counted_by_outcome(libraries):
    def outcomes():
        server.get("/wanted/")
        counts = server.metrics()
        return [counts.get(f'newsreader_cache_answers_total{{outcome="{name}"}}', 0) for name in ("miss", "hit")]

    with web_server(libraries.new(), **TEST_SETTINGS) as server:
        wait_until(
            lambda: outcomes()[1]
        )  # each worker makes the page, and on PostgreSQL has to learn the version first
        before = outcomes()
        after = outcomes()

    assert before[0] >= 1
    assert sum(after) == sum(before) + 1


def starts(server):
    """The number of web workers started so far; None while a dying one resets connections."""
    with suppress(OSError, http.client.HTTPException):
        return server.metrics()['newsreader_process_starts_total{process="web"}']


def test_one_line_says_that_there_are_no_metrics_and_pages_are_served(libraries):
    library = libraries.new()
    (library.folder / FOLDER).write_text("a file where the folder should be")

    with web_server(library, **TEST_SETTINGS) as server:
        statuses = [server.get(path)[0] for path in ("/", "/wanted/") for _ in range(4)]
        counts = server.metrics()
        wait_until(lambda: server.log.read_text().count("metrics are off") >= 2)  # each worker says it as it starts
        lines = server.log.read_text()

    assert statuses == [200] * 8
    assert counts["newsreader_counts_shared"] == 0 and counts['newsreader_ready{check="database"}'] == 1
    assert lines.count("metrics are off") == 2  # one a worker
    assert "Traceback" not in lines


def test_server_serves_with_a_full_disk_under_its_log(libraries):
    with web_server(libraries.new(), log=Path("/dev/full"), **TEST_SETTINGS) as server:
        refused = [server.ask("/admin/login/", method="POST").status for _ in range(20)]  # each is a line
        statuses = [server.get(path)[0] for path in ("/", "/wanted/") for _ in range(10)]

    assert (refused, statuses) == ([403] * 20, [200] * 20)


def test_lines_of_the_web_server_have_the_same_format(libraries):
    with web_server(libraries.new(), **TEST_SETTINGS, NEWSREADER_LOG_FORMAT="json") as server:
        os.kill(server.workers()[0], signal.SIGKILL)
        wait_until(lambda: "worker" in server.log.read_text())
        lines = server.log.read_text().splitlines()

    assert lines and all(re.match(r'\{"time": "[-0-9T:.]+Z", "level": "[A-Z]+", "logger": ', line) for line in lines)


def test_process_takes_the_number_of_a_dead_one_and_counts_on(tmp_path, counted):
    first = counted()
    assert first.stdout.readline() == "1.0\n"
    assert counted().stdout.readline() == "2.0\n"

    kill(first)

    assert counted().stdout.readline() == "3.0\n"
    assert len(list((tmp_path / "m").glob("*.db"))) == 4  # two processes of two files


def test_first_process_after_all_have_ended_begins_anew(counted):
    for _ in range(2):
        process = counted()
        assert process.stdout.readline() == "1.0\n"
        kill(process)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\x00", b"\xff\x00\x00\x00" + b"\xff" * (RESERVED - 4), b"\xff\x00\x00\x00" + bytes(RESERVED - 4)],
    ids=["empty", "short", "of ones", "of zeros"],
)
def test_damaged_file_of_a_dead_process_is_made_anew(tmp_path, counted, damaged):
    assert counted().stdout.readline() == "1.0\n"
    second = counted()
    assert second.stdout.readline() == "2.0\n"
    kill(second)
    (tmp_path / "m" / "counter_1.db").write_bytes(damaged)

    assert counted().stdout.readline() == "2.0\n"


def test_disk_space_is_taken_before_it_is_mapped(tmp_path, counted):
    """A write to a mapped file for which the disk has no room kills the process."""
    counted().stdout.readline()

    taken = [path.stat().st_blocks * 512 for path in (tmp_path / "m").glob("*.db")]

    assert len(taken) == 2 and min(taken) >= RESERVED


def test_file_that_cannot_be_written_whole_is_refused_and_not_left_behind(tmp_path, counted):
    _, error = counted(most=RESERVED // 2).communicate()

    assert error.startswith("refused: ")
    assert list((tmp_path / "m").glob("*.db")) == []


def test_all_counts_of_a_web_worker_fit_into_the_space_taken(tmp_path):
    script = """
import django, itertools, struct
django.setup()
from django.conf import settings
from django.urls import get_resolver
from articles.operations import metrics
metrics.share("web")
names = [f"articles:{name}" for name in get_resolver("articles.urls").reverse_dict if isinstance(name, str)]
views = [*names, "articles.views.detail", "admin", "static", "probe", "none"]
statuses = (200, 301, 302, 304, 400, 403, 404, 405, 413, 429, 500, 503)
for kind in itertools.product(views, ("GET", "HEAD", "POST", "OPTIONS", "other"), statuses):
    metrics.count_request(metrics.Kind(*kind), 0.1, 0.1, 1)
files = (settings.DATA_DIR / metrics.FOLDER).glob("*.db")
print(len(views), *(struct.unpack_from("i", file.read_bytes())[0] for file in files))
"""
    environment = bare_environment(NEWSREADER_DATA=str(tmp_path), DJANGO_SETTINGS_MODULE="tests.settings")

    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)

    views, *used = map(int, done.stdout.split())
    assert views > 15 and len(used) == 2
    assert all(RESERVED / 10 < size < RESERVED for size in used), used


def test_metrics_without_the_token_are_a_page_that_is_not_there(client, settings, db):
    settings.METRICS_TOKEN = TOKEN
    nowhere = client.get("/nowhere").content.replace(b"nowhere", b"metrics")  # the words of the address, to search for

    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": TOKEN}, {"Authorization": f"Bearer {TOKEN}é"}):
        answer = client.get("/metrics", headers=headers)
        assert (answer.status_code, answer.content) == (404, nowhere)


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer"])
def test_without_a_token_set_nobody_has_it(client, settings, db, given):
    settings.METRICS_TOKEN = ""

    assert client.get("/metrics", headers={"Authorization": given}).status_code == 404


def samples(client, settings):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_documents_are_counted_by_what_became_of_them(client, settings, monkeypatch):
    from articles.operations import metrics
    from articles.operations.health import Kept
    from articles.operations.numbers import look_up_all

    monkeypatch.setattr(metrics, "kept_numbers", Kept(look_up_all))
    import_texts(PAGE, PAGE, "x")

    text = samples(client, settings)

    for outcome, count in (("created", 1), ("unchanged", 1), ("rejected", 1), ("updated", 0)):
        assert f'newsreader_documents_total{{outcome="{outcome}"}} {count}.0\n' in text
    assert re.search(r"newsreader_database_bytes [1-9]", text) and re.search(r"disk_free_bytes [1-9]", text)


@pytest.mark.django_db(transaction=True)
def test_every_metric_is_explained_and_every_explained_one_exists(client, settings):
    exist = set(re.findall(r"^# TYPE (\w+)", samples(client, settings), re.MULTILINE))
    exist |= declared()

    explained = set(re.findall(r"^\| `(newsreader_\w+)", DOCS.read_text(), re.MULTILINE))
    named = set(re.findall(r"\bnewsreader_\w+", DOCS.read_text()))

    assert explained == exist
    assert {re.sub(r"_(bucket|sum|count)$", "", name) for name in named} <= exist


def declared():
    """The counts of the processes by name, those included that nothing has counted yet."""
    from prometheus_client.metrics import Counter, MetricWrapperBase

    from articles.operations import metrics

    found = [value for value in vars(metrics).values() if isinstance(value, MetricWrapperBase)]
    return {f"{one._name}_total" if isinstance(one, Counter) else one._name for one in found}
