"""Each row of an import's report is what the import did: compared with the difference of the export."""

import json
import random
from itertools import batched

import pytest

from articles.documents.received import Received
from articles.importing.import_row import begin
from articles.importing.outcomes import label_of, sentence_of_outcome
from articles.importing.runs import run_import
from articles.importing.staging import confirm, run_staged
from articles.importing.workers.batching import BatchSize
from articles.importing.workers.prefetching import Prefetcher
from articles.importing.writer import Writer
from articles.models import Article, Document, Import, Outcome, Revision, SourceLines
from articles.operations.exporting import export_lines
from tests.importing.test_order import random_captures
from tests.support.desk import stage
from tests.support.html_pages import html_page
from tests.support.importing import empty_library
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db

HEADLINE = "Ferry returns to the bay after a week"
SATURDAY, SUNDAY = "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026"
HELD = page(HEADLINE, *PARAGRAPHS, captured=SATURDAY)
CORRECTION = "Correction: An earlier version of this story gave the ferry two funnels. It has one, painted twice."


def brought(*texts, name="{}.txt"):
    """The rows of one import of these texts, and whether the export of the library differs after it."""
    before = list(export_lines())
    run = Import(command="test")
    received = [
        Received(name.format(n), text if isinstance(text, bytes) else text.encode()) for n, text in enumerate(texts, 1)
    ]
    list(run_import(received, run))
    rows = list(run.outcomes.order_by("position"))
    assert [row.position for row in rows] == list(range(1, len(texts) + 1))
    assert run.done == len(texts)
    return rows, before != list(export_lines())


def codes(row):
    return [detail["code"] for detail in row.details]


CASES = {
    "same bytes": (HELD, ["held"]),
    "CRLF": (HELD.replace("\n", "\r\n"), ["same-text"]),
    "only the beginning": (page(HEADLINE, PARAGRAPHS[0], PARAGRAPHS[1][:40], captured=SATURDAY), ["part"]),
    "longer": (page(HEADLINE, *PARAGRAPHS, *OTHER, captured=SATURDAY), ["fuller"]),
    "correction at the end": (page(HEADLINE, *PARAGRAPHS, CORRECTION, captured=SUNDAY), ["text", "values-changed"]),
    "short paragraph at the end": (
        page(HEADLINE, *PARAGRAPHS, "The bell has since been rung.", captured=SUNDAY),
        ["text", "values-changed"],
    ),
    "inside": (page(HEADLINE, *PARAGRAPHS[:2], OTHER[0], captured=SUNDAY), ["text", "values-changed"]),
    "older": (page(HEADLINE, *PARAGRAPHS[:2], OTHER[0], captured="Friday, Nov 20, 2026"), ["earlier-text"]),
    "later day": (page(HEADLINE, *PARAGRAPHS, captured=SUNDAY), ["values-changed"]),
    "with a list": (
        page(HEADLINE, *PARAGRAPHS, captured=SATURDAY, related=["Gull counted twice", "Bell heard"]),
        ["related-added"],
    ),
    "other paper": (page(HEADLINE, *PARAGRAPHS, captured=SATURDAY, masthead="The Morning Buoy"), []),
}


@pytest.mark.parametrize("case", CASES)
def test_row_says_what_the_export_shows(case):
    text, expected = CASES[case]
    brought(HELD)

    (row,), changed = brought(text)

    assert codes(row) == expected
    assert changed == (row.state in ("created", "updated"))
    assert row.article_number in set(Article.objects.values_list("pk", flat=True))
    assert row.headline == HEADLINE
    assert expected == [] or sentence_of_outcome(row)


@pytest.mark.parametrize("case", CASES)
def test_row_says_the_same_of_one_import_that_brings_both(case):
    """What a document changes does not depend on whether it came with the one before or after it."""
    text, expected = CASES[case]

    (first, row), _ = brought(HELD, text)

    assert first.state == "created"
    assert codes(row) == (["same-bytes"] if case == "same bytes" else expected)


def test_lines_that_stories_of_a_paper_share_are_named_whichever_document_came_first():
    """The third story makes the line boilerplate, and the first two lose it with it."""
    standing = "The Tide Table is read by people who have missed the ferry, and by those who are about to."
    texts = [
        page(f"Boat number {n} is found", f"Nobody has counted boat number {n} since the year {1900 + n}.", standing)
        for n in range(1, 6)
    ]
    for size in (1, 2, 5):  # documents a batch
        Article.objects.all().delete()
        Document.objects.all().delete()
        SourceLines.objects.all().delete()
        run = Import(command="test")
        writer = Writer(run, "", "default")
        begin(run, "default")
        with Prefetcher(1, "default") as prefetcher:
            for some in batched(texts, size):
                received = [Received(f"{texts.index(text)}.txt", text.encode()) for text in some]
                for batch in prefetcher.ahead(received, "", BatchSize()):
                    writer.store_batch(batch)

        rows = list(run.outcomes.order_by("position"))

        assert [row.details for row in rows] == [[{"code": "shared-lines", "lines": [standing], "count": 1}]] * 5
        assert standing in sentence_of_outcome(rows[0])
        assert not Article.objects.filter(body_text__contains=standing).exists()


def test_every_file_of_an_upload_has_a_row():
    files = [
        (f"{n}.txt", page(f"Boat number {n} is found", f"Boat {n} lay at berth {n * 7}.", *OTHER)) for n in range(27)
    ]
    files += [("again.txt", files[3][1]), ("once more.txt", files[3][1]), ("empty.txt", "")]
    received = [Received(name, text.encode()) for name, text in files]
    run = stage(received, user=None)
    assert (run.outcomes.count(), run.total) == (30, 30)

    confirm(run.pk)
    run = run_staged(run.pk)

    rows = list(run.outcomes.order_by("position"))
    assert [row.name for row in rows] == [name for name, _ in files]
    assert (run.created, run.unchanged, run.rejected, run.done, run.total) == (27, 2, 1, 30, 30)
    assert [label_of(row)[0] for row in rows[27:]] == ["Twice in this import", "Twice in this import", "Not added"]
    assert sentence_of_outcome(rows[28]) == "The same file, byte for byte, as “3.txt” of this import."
    assert all(row.document_id for row in rows[:29])
    assert not Document.objects.filter(state="staged").exists()


def test_row_stays_true_when_the_story_goes():
    (row,), _ = brought(HELD)
    Article.objects.all().delete()

    row.refresh_from_db()

    assert (row.state, row.headline, label_of(row)) == ("created", HEADLINE, ("Added", "ok"))


def test_publication_and_address_that_html_adds_are_named():
    brought(page(HEADLINE, *PARAGRAPHS, masthead="", twice=False))

    (row,), changed = brought(html_page(HEADLINE, *PARAGRAPHS))

    assert changed
    assert row.state == "updated"
    assert "Added: publication" in sentence_of_outcome(row)


@pytest.mark.parametrize("cut", [True, False])
def test_what_is_added_to_a_text_that_broke_off_is_no_revision(cut):
    start = PARAGRAPHS[2][: 40 if cut else None]
    brought(page(HEADLINE, *PARAGRAPHS[:2], start, captured=SATURDAY))

    (row,), _ = brought(page(HEADLINE, *PARAGRAPHS, *OTHER, captured=SUNDAY))  # the rest of a story

    assert codes(row) == ["fuller", "values-changed"]
    assert not Revision.objects.exists()


def test_correction_at_the_end_is_a_revision_in_any_order():
    corrected = page(HEADLINE, *PARAGRAPHS, CORRECTION, captured=SUNDAY)
    brought(corrected)

    (row,), changed = brought(HELD)

    assert (codes(row), changed) == (["earlier-text"], True)
    assert CORRECTION in Article.objects.get().body_text
    assert CORRECTION not in json.dumps(Revision.objects.get().blocks)


def exported():
    """What an export shows of each story, by its number."""
    numbers = Article.objects.order_by("key", "fingerprint").values_list("pk", flat=True)
    return dict(zip(numbers, export_lines(), strict=False))  # what waits comes after the stories


@pytest.mark.parametrize("seed", range(20))
def test_state_is_whether_the_export_of_the_story_changed(seed):
    """Tangled captures, one after the other: joined stories, earlier texts, bare pages, lists."""
    for received in random_captures(random.Random(seed)):
        before = exported()
        run = Import(command="test")
        list(run_import([received], run))
        after, row = exported(), run.outcomes.get()

        number = row.article_number
        assert number in after
        if row.state == "created":
            assert number not in before
        elif row.state == "updated":
            assert before[number] != after[number] or len(after) < len(before)
            assert sentence_of_outcome(row)
        else:
            assert before[number] == after[number]
            assert sentence_of_outcome(row).endswith("Nothing changed.")


@pytest.mark.parametrize("seed", range(20))
def test_rows_do_not_depend_on_what_came_in_one_batch(seed):
    received = random_captures(random.Random(seed))
    list(run_import(received))
    expected = [(row.state, row.headline, row.details) for row in Outcome.objects.order_by("pk")]
    empty_library()

    for one in received:
        list(run_import([one]))

    assert [(row.state, row.headline, row.details) for row in Outcome.objects.order_by("pk")] == expected


def test_many_captures_of_one_story_in_one_batch_say_that_they_changed_it_together():
    start = [f"It was hour {n} of the watch, and nobody on the quay had seen the ferry's lamp." for n in range(8)]
    texts = [page(HEADLINE, *start, f"At {n} o'clock the bell rang once and then no more.") for n in range(60)]

    rows, _ = brought(*texts)

    assert [row.state for row in rows] == ["created", *["updated"] * 59]
    assert Revision.objects.count() == 59
    assert "together with the captures beside it, 3 in all: " in sentence_of_outcome(rows[1])
