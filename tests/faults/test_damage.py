"""Full disks, locked and damaged files, backups under load; each test is marked with its row of the table."""

import http.client
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager

import pytest

from articles.database.sqlite_file import damage_of
from articles.operations.integrity import quick_check
from tests.faults.readers import PATHS, Readers, readers
from tests.newsreader.test_settings import python
from tests.newsreader.test_start_checks import PASSWORD, log_in
from tests.support.importing import wait_until
from tests.support.libraries import ROOT, temporary_libraries
from tests.support.piles import pages, put
from tests.support.running import logins
from tests.support.running.sites import Site

pytestmark = pytest.mark.fault


@pytest.fixture
def libraries(tmp_path):
    (tmp_path / "libraries").mkdir()
    with temporary_libraries(tmp_path / "libraries") as made:
        yield made


@contextmanager
def small_disk(path, size):
    """A file system of so many bytes."""
    path.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", path], capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield path
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)


def broken(library):
    return {name: found for name, found in library.json_from("tests.support.scripts.oracle").items() if found}


def whole(library):
    code, out, err = library.run("export_library")
    assert code == 0, err
    return out


@pytest.mark.row("F4")
def test_disk_full_in_an_import(libraries, tmp_path, figure):
    clean = libraries.new()
    pile = put(tmp_path / "pile", pages(1_500))
    with small_disk(tmp_path / "disk", "14m") as disk, Site(tmp_path, NEWSREADER_DATA=str(disk)) as site:
        site.wait_for("Ctrl-C")
        library = libraries.new()
        library.environment["NEWSREADER_DATA"] = str(disk)
        demo = ROOT / "articles" / "demo"
        assert clean.run("import_articles", demo, pile, "--workers", 1)[0] == 0
        with readers(site.port, 3) as group:
            code, _, err = library.run("import_articles", pile, "--workers", 1)
            full = [Readers(site.port).ask(path) for path in PATHS]
        assert code == 2 and "database or disk is full" in err, err
        assert broken(library) == {}
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        assert library.run("import_articles", pile, "--workers", 1)[0] == 0
        assert broken(library) == {}
        assert whole(library) == whole(clean)
    figure(
        f"exit {code}; readers {dict(group.statuses)}, pages while the disk is full {full}; "
        "with room again, the library of a clean run"
    )
    assert full == [200] * len(PATHS) and set(group.statuses) == {200}


@pytest.mark.row("F5")
def test_disk_full_in_an_upload(tmp_path, figure):
    with small_disk(tmp_path / "disk", "20m") as disk, Site(tmp_path, NEWSREADER_DATA=str(disk)) as site:
        site.wait_for("Ctrl-C")
        made = python(disk, "manage.py", "createsuperuser", "--noinput", "--username=ann", "--email=", **PASSWORD)
        assert made.returncode == 0, made.stderr
        _, cookies = logins.log_in(site.port, "ann", PASSWORD["DJANGO_SUPERUSER_PASSWORD"])
        before = shutil.disk_usage(disk).free
        with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as connection:
            connection.request("POST", "/admin/import/", upload(cookies, 40_000_000), {**FILES, "Cookie": cookies})
            answer = connection.getresponse()
            status, text = answer.status, answer.read().decode()
        sentence = " ".join(re.sub(r"<[^>]+>", " ", text[text.find("<main") :]).split())
        wait_until(lambda: shutil.disk_usage(disk).free >= before - 100_000)
        taken = before - shutil.disk_usage(disk).free
        pages_after = [Readers(site.port).ask(path) for path in PATHS]
    figure(f"{status}, “{sentence[:72]}…”; {max(taken, 0) / 1e3:.0f} kB left on the disk; pages {pages_after}")
    assert status in (413, 503, 507) and "Traceback" not in text
    assert pages_after == [200] * len(PATHS)


FILES = {"Content-Type": "multipart/form-data; boundary=edge"}


def upload(cookies, size):
    """A form of the import desk with one large file."""
    token = re.search(r"csrftoken=(\w+)", cookies)[1]
    head = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n'
    parts = [head.format("csrfmiddlewaretoken", "") + token, head.format("files", '; filename="a.txt"') + "x" * size]
    return "".join(f"--edge\r\n{part}\r\n" for part in parts) + "--edge--\r\n"


@contextmanager
def held_for(path, seconds):
    """The write lock of the file is held so long, from before the block begins."""
    held = threading.Event()

    def hold():
        with closing(sqlite3.connect(path, autocommit=True, timeout=60)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            held.set()
            time.sleep(seconds)
            holder.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    yield
    thread.join()


@pytest.mark.row("F7")
def test_locked_database(tmp_path, figure):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        made = python(
            tmp_path / "data", "manage.py", "createsuperuser", "--noinput", "--username=ann", "--email=", **PASSWORD
        )
        assert made.returncode == 0, made.stderr
        (path,) = (tmp_path / "data").glob("*.sqlite3")
        outcomes = {}
        with readers(site.port, 4) as group:
            for held in (4, 60):
                with held_for(path, held):
                    begun = time.monotonic()
                    outcomes[held] = log_in(site)[0], round(time.monotonic() - begun, 1)
        after = log_in(site)[0]
        figure(
            f"status and seconds of a login, by seconds held: {outcomes}, then {after}; "
            f"readers {dict(group.statuses)}, slowest {group.slowest(200):.2f} s"
        )
        assert outcomes[4][0] == 302
        assert outcomes[60][0] == 503 and outcomes[60][1] < 12
        assert after == 302
        assert set(group.statuses) == {200}


@pytest.mark.row("F17")
def test_backup_in_the_middle_of_an_import_and_load(libraries, tmp_path, figure):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        library = libraries.new()
        library.environment["NEWSREADER_DATA"] = str(tmp_path / "data")
        library.environment.pop("NEWSREADER_SECRET_KEY")
        pile = put(tmp_path / "pile", pages(3_000))
        process = library.start(
            "import_articles", pile, "--workers", 1, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        made, times = [], {"alone": [], "beside": []}
        with readers(site.port, 2) as group:
            while process.poll() is None and len(made) < 3:
                start = time.monotonic()
                time.sleep(4)
                middle = time.monotonic()
                code, out, err = library.run("backup", tmp_path / f"{len(made)}.backup")
                assert (code, err) == (0, ""), out
                made.append(tmp_path / f"{len(made)}.backup")
                end = time.monotonic()
                times["alone"] += [seconds for at, seconds, *_ in group.seen if start <= at < middle]
                times["beside"] += [seconds for at, seconds, *_ in group.seen if middle <= at < end]
            assert process.wait() == 0
    restored = libraries.new()
    for path in made:
        assert restored.run("restore", path, "--replace")[0] == 0
        assert broken(restored) == {}
        assert restored.run("recount", "--check")[0] == 0
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    ratio = medians["beside"] / medians["alone"]
    figure(f"{len(made)} backups in an import, each whole; a page beside them takes {ratio:.2f} times as long")
    assert len(made) >= 2 and set(group.statuses) == {200}


@pytest.mark.row("F19")
def test_damaged_files_are_told_and_served_truthfully(libraries, tmp_path, figure):
    library = libraries.new()
    assert library.run("import_articles", put(tmp_path / "pile", pages(200)), "--workers", 1)[0] == 0
    (path,) = library.folder.glob("*.sqlite3")
    content, chance = path.read_bytes(), random.Random(1)
    seen = Counter()
    for place in [*(chance.randrange(len(content)) for _ in range(18)), 3, 100]:
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        if damage_of(path):
            seen["at start"] += 1
        else:
            whole_pages = quick_check(str(path)).is_whole
            seen["nowhere: a text or a free page, where any byte may stand" if whole_pages else "beside the site"] += 1
    for end in (0, 50, 5_000, len(content) // 2, len(content) - 4_096):
        path.write_bytes(content[:end])
        assert damage_of(path)
    path.write_bytes(content[: len(content) // 2])
    with Site(tmp_path, NEWSREADER_DATA=str(library.folder)) as site:
        code, printed = site.process.wait(timeout=60), site.output
    figure(f"of 20 flipped bytes seen {dict(seen)}; 5 of 5 cut files are refused at the start")
    assert code == 1 and "manage.py restore FILE --replace" in printed
    assert seen["at start"] >= 1


@pytest.mark.row("F20")
def test_wal_lost_or_left_over(libraries, tmp_path, figure):
    library, other = libraries.new(), libraries.new()
    assert library.run("import_articles", put(tmp_path / "pile", pages(200)), "--workers", 1)[0] == 0
    before, outcomes = whole(library), {}
    (path,) = library.folder.glob("*.sqlite3")
    (strange,) = other.folder.glob("*.sqlite3")
    with closing(sqlite3.connect(strange, autocommit=True)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("UPDATE articles_storycount SET stories = 7")
        writer.execute("CREATE TABLE stray (x)")
        left = strange.with_name(f"{strange.name}-wal").read_bytes()
    cases = {"none": (None, None), "rubbish": (b"x" * 9_000, b"y" * 32_768), "of another library": (left, None)}
    for name, files in cases.items():
        for end, data in zip(("-wal", "-shm"), files, strict=True):
            beside = path.with_name(path.name + end)
            beside.unlink(missing_ok=True)
            if data is not None:
                beside.write_bytes(data)
        if damage_of(path) or not quick_check(str(path)).is_whole:
            outcomes[name] = "reported as damaged"
        else:
            outcomes[name] = "same library" if whole(library) == before else "another library"
    figure(f"{outcomes}")
    assert outcomes == {"none": "same library", "rubbish": "same library", "of another library": "reported as damaged"}
