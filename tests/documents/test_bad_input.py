"""Hostile and broken input by command: refused by name with a reason, or imported; its neighbours go in."""

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.documents.formats.exported_library import MEDIA_TYPE
from articles.documents.formats.plain_text import decode
from articles.documents.problems import UnreadableError
from articles.documents.received import Received
from articles.documents.sources.paths import read_paths
from articles.importing.problem_sentences import sentence_of
from articles.importing.runs import run_import
from articles.models import Article, Document, Headline
from articles.operations.exporting import export_lines
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40


def run_command(*arguments):
    """The exit code, the objects about documents by name, and the summary."""
    out, code = StringIO(), 0
    try:
        call_command("import_articles", *map(str, arguments), "--json", stdout=out)
    except SystemExit as stop:
        code = stop.code
    *documents, summary = map(json.loads, out.getvalue().splitlines())
    return code, {document["name"]: document for document in documents}, summary["summary"]


@pytest.fixture
def pile(tmp_path):
    """A folder of everything that goes wrong, and one good page."""
    files = {
        "bad/binary.bin": PNG,
        "bad/boilerplate.txt": b"Home\nNews\nNewsletter\nClose\n0:00\n",
        "bad/controls.txt": bytes(range(32)) * 50,
        "bad/empty.txt": b"",
        "bad/html.txt": b"<!doctype html><html><body><p>Hello</p></body></html>",
        "bad/long-line.txt": b"x" * 3_000_000,
        "bad/medium-line.txt": b"x " * 60_000,
        "bad/no-headline.txt": "\n\n".join([" ".join(PARAGRAPHS), " ".join(OTHER)]).encode(),
        "bad/spaces.txt": b"  \n\t\n   ",
        "good/nul.txt": page("Nul bytes are dropped here").replace("ferry", "fe\0rry").encode(),
        "good/page.txt": page().encode(),
        "good/utf16.txt": page("Sixteen bits to a letter").encode("utf-16"),
        "good/utf16-unmarked.txt": page("Sixteen bits and no mark").encode("utf-16-le"),
        "good/windows.txt": page("A café, “quoted” – and £5").encode("cp1252"),
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    os.mkfifo(tmp_path / "bad" / "pipe.txt")
    (tmp_path / "bad" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "bad" / "nowhere.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "notes.md").write_text("# Not a page")
    return tmp_path


def test_pile_of_bad_input_is_refused_by_name_and_the_rest_goes_in(pile):
    code, documents, summary = run_command(pile)

    codes = {name: document["code"] for name, document in documents.items() if document["state"] == "rejected"}
    assert codes == {
        "bad/binary.bin": "binary",
        "bad/boilerplate.txt": "no-story",
        "bad/controls.txt": "binary",
        "bad/empty.txt": "empty",
        "bad/html.txt": "no-story",
        "bad/long-line.txt": "too-large",
        "bad/loop": "link",
        "bad/medium-line.txt": "line-too-long",
        "bad/no-headline.txt": "no-headline",
        "bad/nowhere.txt": "unreadable",
        "bad/pipe.txt": "not-a-file",
        "bad/spaces.txt": "empty",
    }
    assert all(documents[name]["message"].endswith((".", "?")) for name in codes)
    assert {name for name, document in documents.items() if document["state"] == "created"} == {
        f"good/{name}.txt" for name in ("nul", "page", "utf16", "utf16-unmarked", "windows")
    }
    assert (code, summary["created"], summary["rejected"]) == (1, 5, 12)
    assert Headline.objects.filter(text="A café, “quoted” – and £5").exists()
    assert not any("\0" in text for text in Article.objects.values_list("body_text", flat=True))


def test_refused_documents_are_kept_and_refused_again(pile):
    first = run_command(pile / "bad")[1]
    kept = Document.objects.filter(state="rejected").count()

    code, again, summary = run_command(pile / "bad")

    assert again == first
    assert (code, summary["created"]) == (1, 0)
    assert Document.objects.filter(state="rejected").count() == kept
    assert set(Document.objects.values_list("state", "article")) == {("rejected", None)}


def test_exit_code_is_0_when_all_is_in(pile):
    assert run_command(pile / "good")[0] == 0
    assert run_command(pile / "good")[0] == 0


def test_path_that_is_not_there_stops_the_run_before_it_starts(tmp_path):
    with pytest.raises(CommandError, match="There is nothing at") as error:
        call_command("import_articles", str(tmp_path / "gone"))

    assert error.value.returncode == 2


def test_standard_input_is_one_document_or_a_library():
    (text,) = read_paths(["-"], BytesIO(page().encode()))
    lines = list(read_paths(["-"], BytesIO(b'{"kind": "story", "x": 1}\n{"kind": "waiting"}\n{"kind": "story"}\n')))

    assert (text.name, text.content) == ("standard input", page().encode())
    assert [line.name for line in lines] == ["standard input, line 1", "standard input, line 3"]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b'{"kind": "story"}',
        b'{"kind": "story", "revisions": 3}',
        b"[" * 100_000,
        b'{"kind": "story", "revisions": [], "source": null, "captured_on": null, "published": null, "url": null,'
        b' "blocks": [{"kind": "script", "text": "x"}], "related": [], "headline": "A b c", "standfirst": "",'
        b' "byline": "", "language": ""}',
    ],
)
def test_broken_line_of_an_export_is_refused(line):
    (result,) = run_import([Received("x.jsonl, line 1", line, media_type=MEDIA_TYPE)])

    assert (result.state, result.problem.code) == ("rejected", "library")


def test_markup_in_a_text_is_shown_and_never_run():
    text = page(
        "A headline <script>alert(1)</script> here",
        "Tags such as <b>this</b> and <img src=x onerror=y> stay as text & more.",
    )

    (result,) = run_import([Received("1.txt", text.encode())])

    html = Article.objects.get(pk=result.article).body_html
    assert (
        html == "<p>Tags such as &lt;b&gt;this&lt;/b&gt; and &lt;img src=x onerror=y&gt; stay as text &amp; more.</p>"
    )


def test_addresses_become_links_that_leave_no_trace():
    text = page(
        "Where to read more of it",
        "The tables stand at https://tides.example.org/a?b=1&c=2 and nowhere else, javascript:alert(1) said.",
    )

    (result,) = run_import([Received("1.txt", text.encode())])

    html = Article.objects.get(pk=result.article).body_html
    assert '<a href="https://tides.example.org/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">' in html
    assert html.count("<a ") == 1


def test_bidi_overrides_and_surrogates_do_not_reach_the_library():
    text = page("Left to right\u202e again and so on")

    (result,) = run_import([Received("1.txt", text.encode())])

    assert Article.objects.get(pk=result.article).headline == "Left to right again and so on"


def test_more_related_headlines_than_the_limit_are_refused():
    text = page(related=[f"Headline number {n} of many" for n in range(1001)])

    (result,) = run_import([Received("1.txt", text.encode())])

    assert result.problem.code == "too-many-related"
    assert "1,001" in sentence_of(result.problem)


def test_text_over_the_limit_is_refused():
    with pytest.raises(UnreadableError, match="too-large"):
        decode(b"x" * 2_000_001)


def test_database_that_cannot_be_opened_gives_one_sentence(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "newsreader.sqlite3").write_bytes(b"this is no database, and never was" * 100)
    (tmp_path / "1.txt").write_text(page())
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}

    done = subprocess.run(
        [sys.executable, "manage.py", "import_articles", str(tmp_path / "1.txt")],
        cwd=settings.BASE_DIR,
        env={**environment, "NEWSREADER_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "database" in done.stderr


def test_file_name_that_is_no_utf8_is_shown_and_its_file_goes_in(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9\x1b[31m.txt")).write_text(page())

    code, documents, _ = run_command(tmp_path)

    assert (code, list(documents)) == (0, ["caf��[31m.txt"])


def test_one_culprit_never_stops_the_others():
    """An article whose document is gone, which nothing of ours leaves behind, stands in the way of its own text."""
    texts = [page(f"Story number {n} of the batch", *PARAGRAPHS[: 1 + n]) for n in range(4)]
    received = [Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    list(run_import(received[1:2]))
    Document.objects.all().delete()

    results = list(run_import(received))

    assert [result.state for result in results] == ["created", "rejected", "created", "created"]
    assert results[1].problem.code == "internal"


def test_dry_run_gives_no_article_that_is_gone_again(tmp_path):
    (tmp_path / "1.txt").write_text(page())

    _, documents, summary = run_command(tmp_path, "--dry-run")

    assert (documents["1.txt"]["state"], documents["1.txt"]["article"], summary["dry_run"]) == ("created", None, True)


def test_lines_of_an_export_are_recognised_by_their_content(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"kind":"waiting","headline":"A b","wanted":1}\n')
    out = StringIO()

    assert run_command(tmp_path)[0] == 0
    (tmp_path / "x.jsonl").write_text('{"kind":"story"}\n')
    with pytest.raises(SystemExit):
        call_command("understand", str(tmp_path), stdout=out)

    assert json.loads(out.getvalue())["problem"]["code"] == "library"


@pytest.mark.parametrize("published", ["9999-12-31T23:59:59-12:00", "2020-01-01T00:00:00", "soon"])
def test_impossible_time_of_an_export_is_refused(published):
    list(run_import([Received("1.txt", page(published="21 November 2020").encode())]))
    line = next(export_lines()).replace("2020-11-21T00:00:00+00:00", published)

    (result,) = run_import([Received("x", line.encode(), media_type=MEDIA_TYPE)])

    assert result.problem.code == "library"
