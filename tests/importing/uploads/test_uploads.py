"""Uploads: lots that come again, files split into documents that wait, previews, and what interrupts them."""

import json

import pytest
from django.utils import timezone

from articles.importing.staging import discard, run_staged
from articles.importing.uploads.claims import abandoned, is_being_prepared
from articles.importing.uploads.deciding import EXPIRY, choose, confirm, expire
from articles.importing.uploads.preparing import prepare
from articles.importing.uploads.previewing import make_previews
from articles.importing.uploads.receiving import Incomplete, Part, finish, start, take, take_file
from articles.importing.uploads.splitting import split
from articles.importing.workers.claims import ClaimLost
from articles.importing.workers.ending_signals import PROCESS_ENDS
from articles.models import Article, Document, Headline, Import, Outcome, Preview, Source, Upload, UploadPart
from articles.operations.exporting import export_lines
from tests.support.importing import import_texts
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db(transaction=True)


def received(*texts, source_name=""):
    run = start(None, source_name=source_name)
    for position, text in enumerate(texts, start=1):
        take_file(run, position, f"{position}.txt", [text if isinstance(text, bytes) else text.encode()])
    finish(run)
    return run


def waiting(*texts, **given):
    run = received(*texts, **given)
    assert prepare(run.pk)
    run.refresh_from_db()
    return run


def stories(number, **values):
    return [page(f"Story number {n} of the bay", f"{PARAGRAPHS[0]} It was day {n}.", **values) for n in range(number)]


def expected(run):
    previews = Preview.objects.filter(outcome__import_run=run).order_by("outcome__position")
    return list(previews.values_list("expected", flat=True))


def test_a_lot_that_comes_again_changes_nothing():
    run = start(None)
    lot = [Part(1, "a.txt", 1, b"one "), Part(1, "a.txt", 2, b"two"), Part(2, "b.txt", 1, b"")]

    take(run, lot)
    take(run, lot)

    assert [(one.name, one.size, b"".join(one.chunks())) for one in run.uploads.all()] == [
        ("a.txt", 7, b"one two"),
        ("b.txt", 0, b""),
    ]


def test_parts_may_come_in_any_order():
    run = start(None)

    take(run, [Part(1, "a.txt", 2, b"two")])
    take(run, [Part(1, "a.txt", 1, b"one ")])

    assert b"".join(run.uploads.get().chunks()) == b"one two"


def test_a_file_is_recognised_by_its_content_and_kept_in_parts(monkeypatch):
    monkeypatch.setattr("articles.importing.uploads.receiving.PART", 10)

    run = received(f"<!doctype html><title>Saved</title><pre>{page()}</pre>", "", "0123456789")
    sizes = [[len(bytes(part.content)) for part in one.parts.order_by("position")] for one in run.uploads.all()]
    prepare(run.pk)

    assert max(sizes[0]) == 10 and sizes[1:] == [[0], [10]]
    assert Document.objects.order_by("pk")[0].media_type == "text/html"


def test_what_has_not_arrived_is_not_read():
    run = start(None)
    take(run, [Part(1, "a.txt", 1, b"one")])

    with pytest.raises(Incomplete):
        finish(run, files=2, size=6)

    run.refresh_from_db()
    assert run.state == Import.State.RECEIVING
    assert finish(run, files=1, size=3)
    assert not finish(run)


def test_files_are_rows_of_the_preview_duplicates_and_refused_ones_included():
    first, second = stories(2)

    run = waiting(first, second, first, "", b"\x89PNG\r\n\x1a\n" + bytes(3_000_000))

    rows = list(Outcome.objects.filter(import_run=run).values_list("name", "state"))
    assert rows == [(f"{n}.txt", "waiting") for n in (1, 2, 3, 4)] + [("5.txt", "rejected")]
    assert expected(run) == ["created", "created", "unchanged", "rejected"]
    assert run.total == 5 and not is_being_prepared(run)
    assert Document.objects.count() == 3  # the same bytes wait once
    double = Preview.objects.get(outcome__position=3).shown["details"]
    assert double == [{"code": "same-bytes", "name": "1.txt"}]


@pytest.mark.parametrize("batch", [100, 1])
def test_bytes_that_can_not_be_added_are_expected_to_be_refused_under_each_name(monkeypatch, batch):
    monkeypatch.setattr("articles.importing.uploads.previewing.BATCH", batch)

    run = waiting("A line.", page(), "A line.")
    before = expected(run)
    changed = choose(run, [1], [])
    confirm(run)
    run_staged(run.pk)

    assert (before, changed) == (["rejected", "created", "rejected"], [])
    assert list(Outcome.objects.values_list("state", flat=True)) == ["left out", "created", "rejected"]


def test_nothing_is_left_of_an_upload_that_is_split():
    waiting(*stories(3))

    assert (Upload.objects.count(), UploadPart.objects.count()) == (0, 0)


def test_a_preview_changes_nothing_in_the_library():
    import_texts(page(related=["Gull census begins"]))
    before = list(export_lines())
    tables = [Article, Headline, Source]
    counts = [model.objects.count() for model in tables]

    waiting(
        page(HEADLINE, *PARAGRAPHS, *OTHER[:1], captured="Sunday, Nov 22, 2026"),
        *stories(2, related=["A new headline"]),
    )

    assert list(export_lines()) == before
    assert [model.objects.count() for model in tables] == counts


HEADLINE = "Ferry returns to the bay after a week"
DAY = {"captured": "Sunday, Nov 22, 2026"}
HELD = page(HEADLINE, *PARAGRAPHS, **DAY)
LATER = {"captured": "Monday, Nov 23, 2026"}
CASES = {  # what is held before, and what comes
    "new": ([], [page("Another story altogether", *OTHER)]),
    "twice in one upload": ([], [HELD, HELD]),
    "the same bytes": ([HELD], [HELD]),
    "other line ends": ([HELD], [HELD.replace("\n", "\r\n")]),
    "as an HTML page": ([HELD], [f"<!doctype html><title>{HEADLINE}</title><pre>{HELD}</pre>"]),
    "longer": ([page(HEADLINE, *PARAGRAPHS[:1], **DAY)], [page(HEADLINE, *PARAGRAPHS, **LATER)]),
    "shorter": ([page(HEADLINE, *PARAGRAPHS, **DAY)], [page(HEADLINE, *PARAGRAPHS[:1], **LATER)]),
    "a correction at the end": (
        [page(HEADLINE, *PARAGRAPHS, **DAY)],
        [page(HEADLINE, *PARAGRAPHS, "Correction: an earlier version of this story named the wrong ferry.", **LATER)],
    ),
    "changed inside": (
        [page(HEADLINE, *PARAGRAPHS, **DAY)],
        [page(HEADLINE, PARAGRAPHS[0], OTHER[0], *PARAGRAPHS[2:], **LATER)],
    ),
    "of another paper": ([HELD], [page(HEADLINE, *PARAGRAPHS, masthead="The Dry Dock", **DAY)]),
    "older after newer": (
        [page(HEADLINE, PARAGRAPHS[0], OTHER[0], *PARAGRAPHS[2:], **LATER)],
        [page(HEADLINE, *PARAGRAPHS, **DAY)],
    ),
    "with more headlines": ([HELD], [page(HEADLINE, *PARAGRAPHS, related=["Gull census begins"], **DAY)]),
    "the same text twice": ([], [HELD, HELD.replace("\n", "\r\n")]),
}


@pytest.mark.parametrize(("held", "texts"), CASES.values(), ids=CASES)
def test_a_preview_expects_what_the_import_then_does(held, texts):
    import_texts(*held)
    run = waiting(*texts)
    rows = Preview.objects.filter(outcome__import_run=run).order_by("outcome__position")
    foreseen = [(one.expected, one.shown["details"]) for one in rows]

    confirm(run)
    run_staged(run.pk)

    outcomes = Outcome.objects.filter(import_run=run).order_by("position")
    assert foreseen == list(outcomes.values_list("state", "details"))


def test_a_preview_expects_a_deleted_story_to_stay_out():
    import_texts(HELD)
    Article.objects.all().delete()
    Document.objects.update(deleted_at=timezone.now())
    run = waiting(HELD)
    foreseen = [(one.expected, one.shown["details"]) for one in Preview.objects.all()]

    confirm(run)
    run_staged(run.pk)

    assert foreseen == list(Outcome.objects.filter(import_run=run).values_list("state", "details"))
    assert not Article.objects.exists()


def test_a_story_that_comes_twice_in_one_upload_is_expected_as_it_comes_also_in_a_later_batch(monkeypatch):
    monkeypatch.setattr("articles.importing.uploads.previewing.BATCH", 2)
    first, second, third = stories(3)

    run = waiting(first, second, third, first.replace("\n", "\r\n"))
    foreseen = expected(run)
    confirm(run)
    run_staged(run.pk)

    assert foreseen == list(Document.objects.order_by("pk").values_list("state", flat=True))


def test_a_preview_shows_the_lines_as_they_are_stored_where_a_paper_repeats_one():
    standing = (
        "Write to the editor of this paper with all that you know of the bay and its many ferries, by day or night."
    )
    run = waiting(*[f"{text}\n\n{standing}\n" for text in stories(6)])
    shown = [one.shown for one in Preview.objects.order_by("outcome__position")]

    confirm(run)
    run_staged(run.pk)

    stored = {one.headline: [block["text"] for block in one.blocks] for one in Article.objects.all()}
    assert {one["story"]["headline"]: [text for _, text in one["blocks"]] for one in shown} == stored
    assert len(stored) == 6


def test_where_each_value_came_from_is_kept():
    run = waiting(page(byline="By Ada Holm", related=["Gull census begins"]), source_name="The Dry Dock")

    shown = Preview.objects.get(outcome__import_run=run).shown
    assert shown["from"]["source"] == 1
    assert isinstance(shown["from"]["byline"], int)
    assert (shown["related"], shown["live"]) == (1, 0)


def test_a_document_without_a_publication_is_marked_and_a_given_name_is_said_to_be_given():
    text = page(masthead="", twice=False)

    without, given = waiting(text), waiting(text, source_name="The Dry Dock")

    assert not Preview.objects.get(outcome__import_run=without).has_source
    preview = Preview.objects.get(outcome__import_run=given)
    assert preview.has_source and preview.shown["from"]["source"] == "given"


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_another_worker_goes_on_where_one_died(monkeypatch, steps):
    monkeypatch.setattr("articles.importing.uploads.splitting.BATCH", 2)
    monkeypatch.setattr("articles.importing.uploads.previewing.BATCH", 2)
    run = received(*stories(5))
    broken_off(run, steps)

    assert abandoned("default") == [run.pk]
    assert abandoned("default") == []
    assert prepare(run.pk)

    run.refresh_from_db()
    assert (run.total, Outcome.objects.count(), Document.objects.count()) == (5, 5, 5)
    assert expected(run) == ["created"] * 5
    assert not is_being_prepared(run)


def broken_off(run, steps):
    """Prepare some batches as a worker that then dies, long ago."""
    Import.objects.filter(pk=run.pk).update(claimed_by="dead")
    run.refresh_from_db()
    for work in (split, make_previews):
        for _ in work(run, "default"):
            steps -= 1
            if not steps:
                break
        if not steps:
            break
    Import.objects.filter(pk=run.pk).update(seen_at=timezone.now() - EXPIRY)


def test_a_worker_that_is_asked_to_end_hands_the_import_on():
    run = received(*stories(2))
    PROCESS_ENDS.set()
    try:
        assert not prepare(run.pk)
    finally:
        PROCESS_ENDS.clear()

    assert prepare(run.pk)
    assert expected(run) == ["created", "created"]


def test_a_worker_stops_when_the_import_is_discarded_meanwhile(monkeypatch):
    monkeypatch.setattr("articles.importing.uploads.splitting.BATCH", 1)
    run = received(*stories(2))
    Import.objects.filter(pk=run.pk).update(claimed_by="one")
    run.refresh_from_db()
    work = split(run, "default")
    next(work)

    assert discard(run.pk)
    with pytest.raises(ClaimLost):
        list(work)

    assert (Document.objects.count(), Outcome.objects.count(), Upload.objects.count()) == (0, 0, 0)
    assert Import.objects.get().state == Import.State.DISCARDED


def test_what_is_left_out_is_not_imported_and_its_bytes_go():
    first, second, third = stories(3)
    run = waiting(first, second, third, second)

    choose(run, positions=[1, 2, 3], kept=[1, 3])
    assert confirm(run)
    run_staged(run.pk)

    run.refresh_from_db()
    assert (run.left_out, Article.objects.count()) == (1, 3)  # the bytes come under another name, too
    choose(run, positions=[1], kept=[])
    assert Outcome.objects.filter(state="left out").count() == 1


def test_what_is_ticked_again_is_imported():
    run = waiting(*stories(2))

    choose(run, positions=[1, 2], kept=[])
    choose(run, positions=[1], kept=[1])
    confirm(run)
    run_staged(run.pk)

    assert Article.objects.count() == 1
    assert not Document.objects.filter(state="staged").exists()


def test_an_import_that_is_still_being_read_is_not_confirmed():
    run = received(*stories(1))

    assert not confirm(run)

    assert Import.objects.get().state == Import.State.STAGED


def test_an_import_that_nobody_confirms_goes_after_seven_days_and_says_so():
    old, new = waiting(*stories(2)), waiting(page())
    Import.objects.filter(pk=old.pk).update(started_at=timezone.now() - EXPIRY)

    assert expire() == [old.pk]

    old.refresh_from_db()
    assert old.state == Import.State.EXPIRED
    assert list(Document.objects.values_list("import_run", flat=True)) == [new.pk]
    assert not Outcome.objects.filter(import_run=old).exists()


def test_an_export_is_previewed_with_its_story_and_without_lines():
    import_texts(page())
    line = next(iter(export_lines()))
    given = json.loads(line)
    Article.objects.all().delete()

    run = waiting(line)
    preview = Preview.objects.get(outcome__import_run=run)

    assert (preview.expected, preview.has_source) == ("created", True)
    assert preview.shown["story"]["headline"] == given["headline"] != ""
    assert preview.shown["blocks"] == [[block["kind"], block["text"]] for block in given["blocks"]]
    assert (preview.shown["related"], "lines" in preview.shown) == (len(given["related"]), False)


def test_value_of_a_text_is_said_to_come_from_its_line_and_not_from_metadata():
    title = "Ferry returns to the bay after a week | The Tide Table | 2025-02-11"
    lines = [title, "News", "Sport", "Ferry returns to the bay after a week", "By Ada Holm", *PARAGRAPHS]
    text = "\n\n".join(lines)
    run = start(None)
    take_file(run, 1, "ferry.txt", [text.encode()])
    finish(run)

    prepare(run.pk)

    shown = Preview.objects.get().shown
    assert (shown["story"]["source"], shown["story"]["published"][:10]) == ("The Tide Table", "2025-02-11")
    assert shown["from"] == {"headline": 7, "source": 1, "byline": 9, "published": 1}
