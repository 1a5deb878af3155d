"""Imports at a wrong time, with little memory, without power, two at once; each test is marked with its row."""

import http.client
import json
import random
import re
import resource
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.faults.test_damage import broken, libraries, whole  # noqa: F401
from tests.support.piles import pages, put
from tests.support.running.sites import Site
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.fault
MEMORY = 256_000_000  # bytes
CUTS = 10


def database_of(library):
    (path,) = library.folder.glob("*.sqlite3")
    return path


@pytest.mark.row("F3")
def test_power_lost_in_an_import(libraries, tmp_path, figure):  # noqa: F811
    """What the disk has after a power cut is the file as it was last synced, and a beginning of the log.

    synchronous=NORMAL syncs the log before it is copied into the file, never at a commit: the last ones may be lost.
    """
    clean, library = libraries.new(), libraries.new()
    pile = put(tmp_path / "pile", pages(400))
    assert clean.run("import_articles", pile, "--workers", 1)[0] == 0
    path = database_of(library)
    synced = path.read_bytes()  # before the connection, whose locks would end with any other handle of the file
    with closing(sqlite3.connect(path, autocommit=True)) as reader:
        assert reader.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
        reader.execute("BEGIN")  # while somebody reads, the log is not copied into the file
        reader.execute("SELECT count(*) FROM articles_article").fetchone()
        assert library.run("import_articles", pile, "--workers", 1)[0] == 0
        log = path.with_name(f"{path.name}-wal").read_bytes()
        reader.execute("ROLLBACK")
    chance, stories = random.Random(1), []
    for length in sorted(chance.randrange(len(log)) for _ in range(CUTS)):
        cut = libraries.new()
        database_of(cut).write_bytes(synced)
        for end in ("-wal", "-shm"):
            database_of(cut).with_name(f"{path.name}{end}").unlink(missing_ok=True)
        database_of(cut).with_name(f"{path.name}-wal").write_bytes(log[:length])
        assert broken(cut) == {}
        stories.append(whole(cut).count('"kind": "story"'))
    assert cut.run("import_articles", pile, "--workers", 1)[0] == 0
    figure(f"{CUTS} cut logs, each a whole library of {stories} stories; the last, run again, that of a clean run")
    assert stories == sorted(stories) and stories[-1] > stories[0]
    assert whole(cut) == whole(clean)


@pytest.mark.row("F11")
def test_clock_that_is_wrong(libraries, tmp_path, figure):  # noqa: F811
    if not shutil.which("faketime"):
        pytest.skip("faketime, which gives a process another clock, is not installed")
    library = libraries.new()
    texts, codes = pages(60), []
    for number, shift in enumerate(("-1y", "+10y", "+0")):
        library.before = ["faketime", "-f", shift]
        code, _, err = library.run("import_articles", put(tmp_path / shift, texts[20 * number : 20 * number + 20]))
        codes.append((code, err))
    library.before = []
    with Site(tmp_path, NEWSREADER_DATA=str(library.folder)) as site:
        site.wait_for("Ctrl-C")
        texts = [text_of(site, path) for path in ("/", "/wanted/", "/feeds/changes/")]
        assert "Traceback" not in site.output
    negative = re.findall(r"-\d+ (?:second|minute|hour|day|week|year)", " ".join(texts))
    figure(f"three imports: exit codes {[code for code, _ in codes]}, pages 200, {len(negative)} negative ages")
    assert codes == [(0, "")] * 3
    assert broken(library) == {} and negative == []


def text_of(site, path):
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200, path
        return answer.read().decode()


@pytest.mark.row("F12")
def test_dates_that_cannot_be_or_are_far_away(libraries, tmp_path, figure):  # noqa: F811
    days = [
        *("Tuesday, Feb 31, 2026", "Monday, Jan 1, 0001", "Friday, Dec 31, 9999", "Saturday, Nov 21, 2126"),
        *("Monday, Jan 1, 1601", "Sunday, Feb 29, 2025", "Thursday, Jan 0, 2026", "Friday, 99 Nov 99999", ""),
    ]
    texts = [
        page(f"The {name} came home at last", *(PARAGRAPHS if number % 2 else OTHER), f"It was number {number}.",
             captured=days[number % len(days)], published=days[number // 2 % len(days)])
        for number, name in enumerate(f"boat called {first}{second}" for first in "abcdefgh" for second in "klmnopqr")
    ]  # fmt: skip
    library = libraries.new()
    code, out, err = library.run("import_articles", put(tmp_path / "pile", texts), "--json")
    summary = json.loads(out.splitlines()[-1])["summary"]
    seen, path = [], "/"
    with Site(tmp_path, NEWSREADER_DATA=str(library.folder)) as site:
        site.wait_for("Ctrl-C")
        while path:
            text = text_of(site, path)
            front = text.partition('class="front"')[2].partition("<aside")[0]
            seen += re.findall(r'<h[23][^>]*><a href="/stories/(\d+)/', front)
            more = re.search(r'class="more" rel="next" href="([^"]+)"', text)
            path = f"/{more[1].replace('&amp;', '&')}" if more else ""
    figure(f"{summary['created']} of {len(texts)} imported; the list reaches {len(set(seen))}, none twice")
    assert (code, err, summary["created"]) == (0, "", len(texts))
    assert len(seen) == len(set(seen)) == len(texts)


@pytest.mark.row("F14")
def test_two_imports_of_files_that_name_each_other(libraries, tmp_path, figure):  # noqa: F811
    names = [f"Story number {number} of the ring" for number in range(60)]
    texts = [page(name, *PARAGRAPHS, f"This is about {name}.", related=names) for name in names]
    halves = put(tmp_path / "1", texts[::2]), put(tmp_path / "2", texts[1::2])
    clean = libraries.new()
    assert clean.run("import_articles", *halves, "--workers", 1)[0] == 0
    expected, same = whole(clean), 0
    for _ in range(10):
        library = libraries.new()
        both = [library.start("import_articles", half, "--workers", 1) for half in halves]
        ends = [(process.returncode, err) for process, (_, err) in [(one, one.communicate()) for one in both]]
        assert ends == [(0, "")] * 2
        assert broken(library) == {}
        same += whole(library) == expected
        libraries.drop(library)
    figure(f"{same} of 10 times the library of one import, without an error")
    assert same == 10


def hostile():
    """Documents near or over a limit, as text and HTML."""
    line = "By Ada Holm, and on Sunday the ferry came back. "
    yield "lines.txt", "By Ada Holm\n" * 49_000
    yield "one-line.txt", "x" * 1_900_000
    yield "paragraph.txt", page("A long day", line * 2_000)
    yield "marks.txt", page("Marks", "e" + "\u0301" * 900_000)
    yield "related.txt", page("A long list", related=[f"Headline number {number}" for number in range(20_000)])
    yield "deep.html", "<div>" * 100_000 + "deep"
    yield "tags.html", "<p>" + "<b><i>a</i></b>" * 150_000
    yield "attributes.html", "<p " + " ".join(f"a{number}=1" for number in range(8_000)) + ">one</p>"
    yield "text.html", f"<article><h1>One</h1>{f'<p>{line}</p>' * 35_000}</article>"
    yield "json.html", '<script type="application/ld+json">' + '[{"a":' * 100_000 + "</script><p>One</p>"
    yield "big.html", "<p>x</p>" * 2_000_000
    yield "good.txt", page()


@pytest.mark.row("F21")
def test_hostile_documents_in_little_memory(libraries, tmp_path, figure):  # noqa: F811
    """The limit is on the memory of a process's data, which is the nearest to a group of its own that needs no root."""
    library, pile = libraries.new(), tmp_path / "pile"
    pile.mkdir()
    names = [name for name, text in hostile() if (pile / name).write_text(text)]
    library.before = ["prlimit", f"--data={MEMORY}"]
    code, out, _ = library.run("import_articles", pile, "--workers", 1, "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    states = {line["name"].rpartition("/")[2]: line["state"] for line in lines if "state" in line}
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    codes = {line["name"].rpartition("/")[2]: line["code"] for line in lines if "state" in line}
    too_little = [name for name, code in codes.items() if code == "internal"]
    figure(
        f"exit {code}, {len(states)} of {len(names)} named in the report, the good one is {states['good.txt']}; "
        f"did not fit: {', '.join(too_little) or 'none'}; largest process of these tests {peak:.0f} MB"
    )
    assert code == 1 and states.keys() == set(names)
    assert states["good.txt"] == states["paragraph.txt"] == "created"
    assert broken(library) == {}
