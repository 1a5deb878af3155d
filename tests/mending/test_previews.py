"""Corrections of documents that wait: the preview shows the story as it was corrected, and as it is imported."""

import pytest

from articles.importing.staging import run_staged
from articles.importing.uploads.deciding import confirm
from articles.importing.uploads.preparing import prepare
from articles.importing.uploads.receiving import finish, start, take_file
from articles.mending.correcting import Correction, correct, undo
from articles.models import Article, Document, Import, Mend, Preview
from tests.support.importing import import_texts
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db(transaction=True)


def waiting(*texts):
    run = start(None)
    for position, text in enumerate(texts, start=1):
        take_file(run, position, f"{position}.txt", [text.encode()])
    finish(run)
    assert prepare(run.pk)
    return Import.objects.get(pk=run.pk)


def number_of(text, line):
    return text.splitlines().index(line) + 1


def test_preview_shows_the_story_as_it_was_corrected_and_will_be_stored():
    text = page("Ferry returns to the bay after a week", *PARAGRAPHS)
    run = waiting(text, page("Gull census begins", *OTHER))
    document, before = Document.objects.get(name="1.txt"), Preview.objects.get(outcome__position=1).shown

    line = Correction("line", "caption", "paragraph", number_of(text, PARAGRAPHS[1]), PARAGRAPHS[1])
    correct(document, [line, Correction("byline", "Ada Holm")], None, "default")

    shown = Preview.objects.get(outcome__position=1).shown
    assert shown["story"]["byline"] == "Ada Holm"
    assert ["caption", PARAGRAPHS[1]] in shown["blocks"]
    assert Preview.objects.count() == 2
    assert not Article.objects.exists()
    confirm(run)
    run_staged(run.pk)
    article = Article.objects.get(byline="Ada Holm")
    assert [[block["kind"], block["text"]] for block in article.blocks] == shown["blocks"]
    undo(Mend.objects.all(), None, "default")
    assert [[b["kind"], b["text"]] for b in Article.objects.get(pk=article.pk).blocks] == before["blocks"]


def test_refused_document_is_expected_as_a_story_once_it_is_corrected():
    text = "Page not found\n\nThe page you are looking for does not exist.\n"
    waiting(text)
    assert Preview.objects.get().expected == "rejected"
    lines = [Correction("line", "headline", "", 1, "Page not found")]
    lines.append(Correction("line", "paragraph", "", 3, "The page you are looking for does not exist."))

    correct(Document.objects.get(), lines, None, "default")

    assert Preview.objects.get().expected == "created"
    assert "problem" not in Preview.objects.get().shown


def test_preview_of_a_new_capture_shows_the_corrections_that_it_inherits():
    text = page("Ferry returns to the bay after a week", *PARAGRAPHS)
    import_texts(text)
    line = Correction("line", "caption", "paragraph", number_of(text, PARAGRAPHS[1]), PARAGRAPHS[1])
    correct(Document.objects.get(), [line], None, "default")

    waiting(text.replace("half full", "half empty"))

    assert ["caption", PARAGRAPHS[1]] in Preview.objects.get().shown["blocks"]
