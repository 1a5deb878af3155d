"""The parts of the benchmarks that need neither a corpus nor the peers."""

import json
import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article
from benchmarks.generate.documents import SEED_LIKE, SHORT, documents, stories
from benchmarks.generate.vocabulary import Vocabulary, frequencies_in
from benchmarks.report.results import Results
from benchmarks.report.tables import filled, rows
from benchmarks.scale.report.goals import goals
from benchmarks.scale.report.plot import plot
from benchmarks.scale.report.tables import sections
from benchmarks.understanding.data.samples import missing, read_samples
from benchmarks.understanding.evaluate.rounds import ROOT
from benchmarks.understanding.evaluate.speed import LOADING
from benchmarks.understanding.report.quality import trained


def test_tables_take_their_places_in_a_document_and_nothing_else_changes():
    document = "Before.\n\n<!-- speed -->\nold\n<!-- /speed -->\n\nAfter."

    table = rows("extractor", "pages/s", body=[["ours", "12"]])

    expected = "| extractor | pages/s |\n| --- | --- |\n| ours | 12 |"
    assert filled(document, {"speed": table, "sizes": "unasked"}) == document.replace("old", f"\n{expected}\n")


def test_filling_twice_is_filling_once():
    document = "<!-- speed -->\n<!-- /speed -->"

    once = filled(document, {"speed": r"a \1 table"})

    assert filled(once, {"speed": r"a \1 table"}) == once


def test_a_corpus_may_lack_a_form_of_a_page(tmp_path):
    for folder in ("truth", "documents", "html"):
        (tmp_path / folder).mkdir()
    (tmp_path / "truth" / "ferry.json").write_text(json.dumps({"id": "ferry", "lang": "sv", "body": "It came."}))
    (tmp_path / "documents" / "ferry.txt").write_text("The ferry\n\nIt came.")
    (tmp_path / "html" / "ferry.html.xz").write_bytes(lzma.compress(b"<html><p>It came."))

    (sample,) = read_samples(tmp_path)

    assert (sample.browser, sample.wet, sample.html) == ("The ferry\n\nIt came.", "", "<html><p>It came.")
    assert sample.group == "other"
    assert missing([sample]) == {"wet": 1}


def test_tables_of_the_training_come_with_the_shipped_weights():
    tables = trained()

    assert {name: text.splitlines()[0].count("|") > 3 for name, text in tables.items()} == dict.fromkeys(
        ("figures", "calibration", "refusals"), True
    )


def test_script_that_measures_loading_prints_three_times():
    printed = subprocess.run([sys.executable, "-c", LOADING], cwd=ROOT, check=True, capture_output=True).stdout

    assert len(json.loads(printed)) == 3


@pytest.fixture(scope="module")
def vocabulary():
    """The words of the demo edition, since tests don't need what the benchmark does."""
    folder = Path(__file__).resolve().parents[2] / "articles" / "demo"
    return Vocabulary.of(frequencies_in([path.read_text() for path in sorted(folder.rglob("*.txt"))]))


@pytest.mark.parametrize("size", [SEED_LIKE, SHORT])
def test_any_slice_of_the_documents_is_that_of_the_whole(vocabulary, size):
    whole = list(documents(400, seed=7, vocabulary=vocabulary, **size))

    part = list(documents(20, seed=7, start=377, vocabulary=vocabulary, **size))

    assert part == whole[377:397]
    assert len(set(whole)) == 400
    assert whole != list(documents(400, seed=8, vocabulary=vocabulary, **size))


@pytest.mark.django_db
def test_made_documents_are_imported_as_what_they_were_made_of(vocabulary):
    made = list(stories(30, seed=7, start=1_000, vocabulary=vocabulary, **SEED_LIKE))

    results = list(run_import(Received(f"{n}.txt", one.text.encode()) for n, one in enumerate(made)))

    assert {result.state for result in results} <= {"created", "updated"}
    for one, result in zip(made, results, strict=True):
        article = Article.objects.get(pk=result.article)
        assert (article.source.name, article.headline) == (one.source, one.headline)
        assert article.standfirst == one.standfirst
        assert [block["text"] for block in article.blocks] == list(one.body)
        assert article.related.count() == len(one.related) == 50


def test_what_a_run_left_is_read_though_its_last_line_was_cut_off(tmp_path):
    slices = [
        {
            "database": "sqlite",
            "kind": "growth",
            "stored": stored,
            "memory": 200,
            "bytes": 1,
            "import": {"cpu": cpu, "wall": cpu},
        }
        for stored, cpu in ((10, 1.0), (50, 1.5), (100, 2.0))
    ]
    (tmp_path / "results.jsonl").write_text("\n".join([*map(json.dumps, slices), '{"database": "sql']))

    results = Results.read(tmp_path / "results.jsonl")

    assert [row["stored"] for row in results.growth("sqlite")] == [10, 50, 100]
    assert [(goal.found, goal.is_met) for goal in goals(results) if "100" in goal.name] == [(0.5, False), (1.0, True)]
    assert sections(results).keys() == {"goals", "growth"}
    assert "polyline" in plot(results)
