"""Corrections by hand, deletions, undone imports and stories added again, one after the other."""

from hashlib import sha256

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.importing.undoing import add_again, undo
from articles.mending.correcting import Correction, correct
from articles.mending.correcting import undo as undo_mends
from articles.models import Article, Document, Import, Mend
from tests.support.importing import assert_graph_is_true, library_digest
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "Ferry returns to the bay after a week"
CAPTION = "The boy who rings the bell stood at the landing with a rope in his hand, and waited to be asked."
STORY = page(
    HEADLINE, PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:], captured="Saturday, Nov 21, 2026", related=["Gull census"]
)
LATER = page(HEADLINE, PARAGRAPHS[0], CAPTION, PARAGRAPHS[1], OTHER[0], captured="Sunday, Nov 22, 2026")
NEIGHBOUR = page("Gull census", *OTHER, related=[HEADLINE])


def bring(*texts):
    run = Import(command="test")
    list(run_import([Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts, 1)], run))
    return run


def mend(text=STORY):
    """Take a line of the story for a caption."""
    document = Document.objects.get(sha256=sha256(text.encode()).hexdigest())
    number = text.splitlines().index(CAPTION) + 1
    correct(document, [Correction("line", "caption", "paragraph", number, CAPTION)], None, "default")
    return document


def take_back(run):
    run.refresh_from_db()
    list(undo(run, None))


@pytest.fixture
def editor():
    return User.objects.create_user("ada")


def test_mended_story_that_was_deleted_comes_back_as_it_was_mended(editor):
    bring(STORY, NEIGHBOUR)
    plain = library_digest()
    document = mend()
    mended = library_digest()
    Article.objects.filter(headline=HEADLINE).delete_by_hand(editor)
    gone = library_digest()

    again = bring(STORY, LATER)
    assert library_digest() == gone
    take_back(again)
    assert library_digest() == gone
    add_again(Document.objects.filter(pk=document.pk), editor)

    assert library_digest() == mended != plain
    call_command("understand_again", verbosity=0)
    assert library_digest() == mended
    undo_mends(Mend.objects.filter(document=document), None, "default")
    assert library_digest() == plain
    assert_graph_is_true()


def test_undone_import_takes_its_mends_along_and_comes_again_without_them(editor):
    empty = library_digest()
    first = bring(NEIGHBOUR)
    held = library_digest()
    second = bring(STORY)
    plain = library_digest()
    mend()

    take_back(second)

    assert library_digest() == held
    assert not Mend.objects.exists()
    third = bring(STORY)
    assert library_digest() == plain
    take_back(third)
    take_back(first)
    assert library_digest() == empty
    assert_graph_is_true()


def test_later_capture_goes_and_the_mend_of_the_earlier_one_stays(editor):
    bring(STORY, NEIGHBOUR)
    document = mend()
    mended = library_digest()
    later = bring(LATER)
    both = library_digest()
    assert both != mended

    take_back(later)
    assert library_digest() == mended
    bring(LATER)

    assert library_digest() == both
    undo_mends(Mend.objects.filter(document=document), None, "default")
    assert CAPTION in Article.objects.get(headline=HEADLINE).body_text
    assert_graph_is_true()


def test_deleted_story_of_an_undone_import_is_not_kept_out(editor):
    run = bring(STORY, NEIGHBOUR)
    plain = library_digest()
    mend()
    Article.objects.filter(headline=HEADLINE).delete_by_hand(editor)

    take_back(run)
    assert not Document.objects.exists()
    bring(STORY, NEIGHBOUR)

    assert library_digest() == plain
    assert_graph_is_true()
