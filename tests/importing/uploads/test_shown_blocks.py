"""What the preview shows is what is stored, or the report names the lines that were taken otherwise."""

import lzma

import pytest

from articles.documents.received import Received
from articles.importing.staging import run_staged
from articles.importing.uploads.deciding import confirm
from articles.models import Article, Outcome, Preview
from tests.support.desk import stage
from tests.support.texts import page, received

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = 100  # of the corpus
STANDING = "Write to the editor of this paper with all that you know of the bay and its many ferries, by day or night."


def import_as_shown(files):
    """Preview and import these; how many stories there are, and the lines of those that differ and are not named."""
    run = stage(files)
    shown = {one.outcome_id: texts_of(one) for one in Preview.objects.select_related("outcome")}
    assert confirm(run)
    run_staged(run.pk)
    compared, unnamed = 0, {}
    articles = {row.document_id: row for row in Article.objects.all()}
    for outcome in Outcome.objects.filter(import_run=run, state="created").order_by("position"):
        if article := articles.get(outcome.document_id):
            compared += 1
            stored = [block["text"] for block in article.blocks]
            named = {line for one in outcome.details if one["code"] == "shared-lines" for line in one["lines"]}
            if differing := {*shown[outcome.pk]} ^ {*stored}:
                unnamed |= {outcome.name: differing - named} if differing - named else {}
            elif shown[outcome.pk] != stored:
                unnamed[outcome.name] = "another order"
    return compared, unnamed


def texts_of(preview):
    return [text for _, text in preview.shown.get("blocks", ())]


def test_blocks_of_pages_of_the_corpus_are_stored_as_they_are_shown(corpus):
    paths = sorted((corpus / "html").glob("*.html.xz"))
    files = [Received(path.stem, lzma.decompress(path.read_bytes())) for path in paths[:: len(paths) // PAGES][:PAGES]]
    assert len(files) == PAGES

    compared, unnamed = import_as_shown(files)

    assert unnamed == {}
    assert compared > PAGES / 2


def test_blocks_of_a_paper_with_a_standing_paragraph_are_stored_as_they_are_shown_or_named():
    texts = [
        page(
            f"Boat number {n} is found where it had been left",
            f"Nobody has counted boat number {n} since the mole was painted, which was in the year {1900 + n}.",
            f"It lies at berth {n * 7}, where the {n}th wave of each tide lifts it by a hand and sets it down.",
            STANDING,
            f"The owner of boat number {n} has been told, and has answered with a drawing of berth {n * 7}.",
        )
        for n in range(1, 31)
    ]

    compared, unnamed = import_as_shown(received(texts))

    assert (compared, unnamed) == (30, {})
    blocks = [block["text"] for article in Article.objects.all() for block in article.blocks]
    assert blocks.count(STANDING) in (0, 2)  # it is known to be no part of a story from the third on
