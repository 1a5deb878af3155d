"""The parts of the benchmarks that need neither a corpus nor the peers."""

import json
import lzma

from benchmarks.understanding.samples import missing, read_samples
from benchmarks.understanding.tables import filled, rows


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
