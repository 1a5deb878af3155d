"""The benchmark of serving, as far as it needs neither wrk, nginx nor Wagtail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.machine.libraries import ROOT
from benchmarks.machine.processes import proportional_memory
from benchmarks.report.results import Results
from benchmarks.serving.measure.load import Request, script_of
from benchmarks.serving.measure.paced import PacedClient
from benchmarks.serving.measure.pages import EVERY_STORY, FRAGMENT, descriptions, known_requests
from benchmarks.serving.report.goals import goals
from benchmarks.serving.report.plot import plot
from benchmarks.serving.report.tables import sections
from benchmarks.serving.setup.newsreader_site import Site
from benchmarks.serving.setup.servers import Failed, Server, await_answer, free_port, started
from tests.support.environments import bare_environment
from tests.support.importing import wait_until
from tests.support.piles import pages, put

BURNT = 0.3  # seconds of CPU
SLOW_SERVER = f"""
import http.server, subprocess, sys, time
subprocess.run([sys.executable, "-c", "import time\\nwhile time.process_time() < {BURNT}: pass"])

class Slow(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        time.sleep(0.1)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *rest):
        pass

http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Slow).serve_forever()
"""


@pytest.fixture
def slow_server(tmp_path):
    """A server that has had a child with a known CPU time, and answers after a tenth of a second."""
    port, log = free_port(), tmp_path / "log"
    with started([sys.executable, "-c", SLOW_SERVER, str(port)], os.environ, log, tmp_path) as process:
        await_answer(process, port, log)
        yield Server("slow", "files", port, process)


def test_cpu_of_a_server_has_that_of_its_ended_children(slow_server):
    web, postgresql = slow_server.seconds()

    assert web >= BURNT
    assert postgresql == 0


def test_late_answer_delays_the_requests_that_are_due_meanwhile(slow_server):
    with PacedClient(slow_server, ["/"], {}, rate=50) as client:
        wait_until(lambda: len(client.waits) >= 10)

    assert client.failures == 0
    assert client.waits[9] > client.waits[0] + 9 * 70  # each is due after 20 ms and takes 100


def test_server_that_ends_at_once_is_reported_with_its_output(tmp_path):
    log = tmp_path / "log"

    with (
        started([sys.executable, "-c", "print('no such folder')"], os.environ, log, tmp_path) as process,
        pytest.raises(Failed, match="no such folder"),
    ):
        await_answer(process, free_port(), log)


def test_descendants_end_with_the_server(tmp_path):
    code = (
        "import subprocess, sys, time; subprocess.Popen(['sleep', '600']); print('ready', flush=True); time.sleep(600)"
    )
    log = tmp_path / "log"

    with started([sys.executable, "-c", code], os.environ, log, tmp_path) as process:
        wait_until(lambda: "ready" in log.read_text())
        (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()

    wait_until(lambda: has_ended(child))


def has_ended(pid):
    path = Path(f"/proc/{pid}/stat")
    return not path.exists() or path.read_text().rpartition(")")[2].split()[0] == "Z"


def test_memory_of_a_process_is_read_and_that_of_an_ended_one_is_nothing():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    wait_until(lambda: proportional_memory(process.pid) > 500)  # kB; less before Python has begun

    process.communicate(b"\n")

    assert proportional_memory(process.pid) == 0


def test_script_of_requests_quotes_what_lua_would_read():
    script = script_of([Request("/search/?q=it's", {"If-None-Match": 'W/"a\\b"'})])

    assert r"wrk.format('GET', '/search/?q=it\'s', {['If-None-Match'] = 'W/" + '"a' + r"\\b" + "\"'})" in script


def test_every_kind_of_page_is_found_in_a_library_and_described(tmp_path):
    words = {name: ["ferry"] for name in ("rare", "medium", "common")}
    environment = bare_environment(NEWSREADER_DATA=str(tmp_path), NEWSREADER_DEBUG="1")  # needs no collected files
    site = Site(ROOT, environment, "sqlite", database_pid=0)
    site.manage("migrate")
    spent = site.import_articles(put(tmp_path / "pile", pages(12)))

    kinds = site.script("addresses", {"asked": 2, "words": words})
    with site.serving("cached") as server:
        described = {row["page"]: row for row in descriptions(site, server, kinds)}
        known = known_requests(server, "story", kinds["story"])

    assert spent["client"] > 0
    assert len(kinds[EVERY_STORY]) > 10
    assert {name: row["status"] for name, row in described.items() if row["status"] != 200} == {"404": 404}
    assert [name for name, row in described.items() if not row["is_304"]] == ["404"]
    assert described[FRAGMENT]["bytes"]["plain"] < described["story, all related"]["bytes"]["plain"]
    assert described["story"]["bytes"]["brotli"] < described["story"]["bytes"]["plain"]
    assert described["story"]["queries"] > 0
    assert len(known) == 2


def request_row(server, page, how, milliseconds, database="sqlite"):
    return {
        "kind": "request", "round": 1, "database": database, "server": server, "page": page, "how": how,
        "requests": 9, "web": milliseconds, "postgresql": 0.0, "per_second": 9.0, "failed": 0, "refused": 0,
    }  # fmt: skip


def wait_row(phase, what, p99):
    return {"kind": "wait", "database": "sqlite", "phase": phase, "what": what, "p50": 1.0, "p99": p99, "failures": 0}


def test_goals_tables_and_plot_are_made_of_what_was_measured():
    results = Results(
        (
            request_row("nginx", "story", "page", 0.01, database="files"),
            request_row("wagtail", "story", "page", 12.0),
            request_row("cached", "story", "hit", 0.03),
            request_row("uncached", "story", "uncached", 4.0),
            wait_row("idle", "misses", 10.0),
            wait_row("idle", "hits", 1.0),
            wait_row("importing", "misses", 40.0),
            wait_row("importing", "hits", 2.0),
            {"kind": "moves", "database": "sqlite", "moves": 30, "seconds": 10.0},
        )
    )

    found = {goal.name: (round(goal.found, 3), goal.is_met) for goal in goals(results) if goal.found is not None}

    assert found == {
        "Wagtail's story against a cached story": (400.0, True),
        "a cached story against nginx's file": (3.0, True),
        "Wagtail's story against an uncached one": (3.0, False),
        "an uncached story": (4.0, False),
        "an uncached story, stretch": (4.0, False),
        "p99 of a miss while importing against idle": (4.0, False),
    }
    assert sections(results).keys() == {"goals", "requests", "peers", "importing"}
    assert plot(results).count("<rect") == 4
