"""An import that is taken back leaves the library as if it had never come, whatever came before and after it."""

import random

import pytest

from articles.captures.line_counts import BaseCounts, LineCounts
from articles.documents.received import Received
from articles.documents.sources.paths import read_paths
from articles.importing.runs import run_import
from articles.importing.undoing import CannotUndo, consequences, undo
from articles.models import Article, Document, Headline, Import, MergedArticle, Source, SourceLines
from articles.operations.exporting import export_lines
from tests.importing.test_order import random_captures
from tests.support.importing import assert_graph_is_true, empty_library
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db

HEADLINE = "Ferry returns to the bay after a week"
FRIDAY, SATURDAY, SUNDAY = "Friday, Nov 20, 2026", "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026"
STANDING = "The Tide Table is read by people who have missed the ferry, and by those who are about to."


def bring(*texts, source_name=""):
    run = Import(command="test")
    received = [Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts, 1)]
    list(run_import(received, run, source_name=source_name))
    return run


def take_back(run):
    run.refresh_from_db()
    return list(undo(run, None))


def state():
    """What the library shows, and what it has counted of lines."""
    counted = {}
    for row in SourceLines.objects.all():
        counts = LineCounts(BaseCounts(bytes(row.counts)), bytes(row.recent))
        entries = counts.entries(set(BaseCounts(counts.base()).rows["digest"].tolist()))
        counted[row.source] = {digest: as_set(entry) for digest, entry in entries.items()}
    headlines = Headline.objects.filter(wanted__gt=0) | Headline.objects.filter(article__isnull=False)
    known = headlines.values_list("text", "listed_as", "listed_on", "wanted", "lists", "how", "article__headline")
    sources = Source.objects.filter(articles__isnull=False).values_list("name", "tagline", "seen_on")
    lines = {source: entries for source, entries in counted.items() if entries}
    return list(export_lines()), lines, set(known), set(sources)


def as_set(entry):
    """An entry whatever the order of its two stories."""
    _, first, second, flags = entry
    return frozenset({(first, bool(flags & 1)), (second, bool(flags & 2))} - {(0, False)}), bool(flags & 4)


def story(number, *more, captured=SATURDAY, related=()):
    first = (
        f"Nobody has counted boat number {number} since the mole was painted, which was in the year {1900 + number}."
    )
    second = (
        f"It lies at berth {number * 7}, where the {number}th wave of each tide lifts it by a hand and sets it down."
    )
    return page(
        f"Boat number {number} is found where it had been left",
        first,
        second,
        *more,
        captured=captured,
        related=related,
    )


def held(n):
    """Stories of one paper."""
    return [story(i, related=["Gull counted twice", f"Bell number {i} is heard again"]) for i in range(n)]


# What is in the library before, what the import to be taken back brings, and what comes after.
CASES = {
    "nothing else": ([], [page(), story(1)], []),
    "other stories": (
        held(2),
        [page(related=["Gull counted twice", "Boat number 1 is found where it had been left"])],
        [story(5)],
    ),
    "a revision": ([page(captured=SATURDAY)], [page(HEADLINE, *PARAGRAPHS[:2], OTHER[0], captured=SUNDAY)], []),
    "a longer capture": ([page(HEADLINE, *PARAGRAPHS)], [page(HEADLINE, *PARAGRAPHS, *OTHER)], []),
    "the first capture": ([], [page(captured=SATURDAY)], [page(HEADLINE, *PARAGRAPHS[:2], OTHER[0], captured=SUNDAY)]),
    "the same bytes after": ([], [page(), story(3)], [page()]),
    "the same bytes before": ([page()], [page(), story(3)], []),
    "a spelling": (
        [story(1, related=["Gull Counted Twice"])],
        [story(2, related=["GULL COUNTED TWICE"])],
        [story(3, related=["Gull counted twice"])],
    ),
    "the first day of a list": (
        [story(1, captured=SUNDAY, related=["Gull counted twice"])],
        [story(2, captured=FRIDAY, related=["Gull counted twice"])],
        [],
    ),
    "a line of the paper": ([story(1, STANDING), story(2, STANDING)], [story(3, STANDING)], []),
    "a line of the paper, with one after": (
        [story(1, STANDING)],
        [story(2, STANDING), story(3, STANDING)],
        [story(4, STANDING)],
    ),
    "a line of the paper that stays one": (
        [story(n, STANDING) for n in range(4)],
        [story(9, STANDING)],
        [story(10, STANDING)],
    ),
    "the name of the paper": ([page(tagline="Once a day.", captured=SATURDAY)], [story(1, captured=SUNDAY)], []),
    "a live headline": ([story(1, related=[HEADLINE, "The ferry returns to the bay after a week"])], [page()], []),
    "a publication": ([page(masthead="", twice=False)], [page()], []),
    "both of two captures": (
        [],
        [page(captured=SATURDAY), page(HEADLINE, *PARAGRAPHS[:2], OTHER[0], captured=SUNDAY)],
        [story(1, related=[HEADLINE])],
    ),
    "a cut text that has two homes": (
        [page(HEADLINE, PARAGRAPHS[0], PARAGRAPHS[1][:40]), page(HEADLINE, *PARAGRAPHS)],
        [page(HEADLINE, *OTHER)],
        [],
    ),
    "refused documents": ([page()], ["", "\n\n", story(2)], [""]),
}


def test_consequences_are_said_before_and_come_true():
    bring(page(captured=SATURDAY), story(1, related=["Boat number 2 is found where it had been left"]))
    run = bring(page(HEADLINE, *PARAGRAPHS[:2], OTHER[0], captured=SUNDAY), story(2), story(3), page(captured=SATURDAY))
    bring(story(3))

    found = consequences(run)

    assert (found.why_not, found.documents, found.staying) == ("", 2, 1)
    assert (found.stories, found.changed, found.waiting) == (1, 1, 1)
    assert len(found.sentences) == 5
    stories = Article.objects.count()
    take_back(run)
    assert stories - Article.objects.count() == found.stories
    assert consequences(run).why_not == "It was taken back already."
    with pytest.raises(CannotUndo, match="taken back already"):
        take_back(run)


def test_story_that_was_merged_gets_its_number_back():
    """Two texts without a word in common, and one that holds both."""
    one, other = page(HEADLINE, *PARAGRAPHS), page(HEADLINE, *OTHER)
    bring(one)
    bring(other)
    numbers = {article.body_text: article.pk for article in Article.objects.all()}
    before = state()

    run = bring(page(HEADLINE, *PARAGRAPHS, *OTHER))
    assert Article.objects.count() == MergedArticle.objects.count() == 1
    take_back(run)

    assert {article.body_text: article.pk for article in Article.objects.all()} == numbers
    assert state() == before
    assert not MergedArticle.objects.exists()


def test_source_given_is_taken_away_again():
    bring(page(masthead="", twice=False), story(1))
    before = state()

    run = bring(page(masthead="", twice=False), source_name="The Morning Buoy")
    assert Article.objects.filter(source__name="The Morning Buoy").count() == 1
    take_back(run)

    assert state() == before
    assert not Source.objects.filter(name="The Morning Buoy").exists()


def test_undo_that_was_broken_off_goes_on(monkeypatch):
    monkeypatch.setattr("articles.importing.undoing.taking_back.BATCH", 1)
    bring(story(1, STANDING), story(2))
    before = state()
    run = bring(story(3, STANDING), story(4, STANDING), story(5))

    steps = undo(run, None)
    next(steps)
    steps.close()
    run.refresh_from_db()
    assert consequences(run).why_not == "An import is being taken back at the moment. Try again when that is done."
    Import.objects.filter(pk=run.pk).update(seen_at=None)  # its process died
    take_back(run)

    assert state() == before


@pytest.mark.parametrize("case", CASES)
def test_as_if_it_had_never_come(case):
    before, brought, after = CASES[case]
    for texts in filter(None, (before, after)):
        bring(*texts)
    wanted = state()
    empty_library()

    if before:
        bring(*before)
    run = bring(*brought)
    if after:
        bring(*after)
    take_back(run)

    assert state() == wanted
    assert_graph_is_true()
    assert not Document.objects.filter(import_run=run).exists()
    run.refresh_from_db()
    assert (run.state, run.outcomes.count()) == ("taken back", len(brought))


def parts_of(received, chance):
    """What comes before, with and after an import, of these documents in some order; a few come twice."""
    received = chance.sample(received, len(received)) + chance.sample(received, len(received) // 5)
    first, second = sorted(chance.choices(range(len(received) + 1), k=2))
    return received[:first], received[first:second], received[second:]


def assert_taken_back(before, brought, after):
    for part in filter(None, (before, after)):
        list(run_import(part))
    wanted = state()
    empty_library()
    runs = [Import(command="test") for _ in range(3)]
    for part, run in zip((before, brought, after), runs, strict=True):
        list(run_import(part, run))
    take_back(runs[1])
    assert state() == wanted
    assert_graph_is_true()


@pytest.mark.parametrize("seed", range(20))
def test_tangled_captures(seed):
    chance = random.Random(seed)
    assert_taken_back(*parts_of(random_captures(chance), chance))


@pytest.mark.parametrize("seed", range(3))
def test_real_pages(corpus, seed):
    chance = random.Random(seed)
    received = list(read_paths([str(corpus / "seed"), str(corpus / "london-daily")]))
    assert_taken_back(*parts_of(chance.sample(received, min(len(received), 40)), chance))
