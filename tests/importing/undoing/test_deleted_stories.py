"""Stories deleted by hand stay out when their documents come again, until somebody adds them again."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.documents.received import Received
from articles.importing.outcomes import label_of, sentence_of_outcome
from articles.importing.runs import run_import
from articles.importing.undoing import add_again, undo
from articles.models import Article, Document, Import
from articles.operations.exporting import export_lines
from tests.support.importing import assert_graph_is_true
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db

HEADLINE = "Ferry returns to the bay after a week"
SATURDAY, SUNDAY = "Saturday, Nov 21, 2026", "Sunday, Nov 22, 2026"
STORY = page(HEADLINE, *PARAGRAPHS, captured=SATURDAY, related=["Gull Counted Twice"])
LATER = page(HEADLINE, *PARAGRAPHS[:2], OTHER[0], captured=SUNDAY, related=["GULL COUNTED TWICE"])
NEIGHBOUR = page("Gull counted on the mole", *OTHER, related=[HEADLINE, "Gull counted twice"])


def bring(*texts):
    run = Import(command="test")
    list(run_import([Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts, 1)], run))
    return run


@pytest.fixture
def editor():
    return User.objects.create_user("ada")


def test_deleted_story_stays_out_by_its_bytes_and_by_its_text(editor):
    bring(STORY, NEIGHBOUR)
    Article.objects.filter(headline=HEADLINE).delete_by_hand(editor)
    without = list(export_lines())

    run = bring(STORY, LATER, STORY.replace("\n", "\r\n"), page(masthead="", twice=False))

    assert list(export_lines()) == without
    rows = list(run.outcomes.order_by("position"))
    assert [(row.state, label_of(row)[0]) for row in rows] == [("unchanged", "Kept out")] * 4
    assert all("by ada, so it stays out" in sentence_of_outcome(row) for row in rows)
    assert_graph_is_true()


def test_other_stories_of_the_same_headline_come_in(editor):
    bring(STORY)
    Article.objects.all().delete_by_hand(editor)

    run = bring(page(HEADLINE, *OTHER), page(HEADLINE, *PARAGRAPHS, masthead="The Morning Buoy"))

    assert [row.state for row in run.outcomes.all()] == ["created", "created"]


@pytest.mark.parametrize("texts", [(STORY, NEIGHBOUR), (STORY, NEIGHBOUR, LATER), (page(masthead="", twice=False),)])
def test_added_again_it_is_as_if_it_had_never_been_deleted(editor, texts):
    bring(*texts)
    before, numbers = list(export_lines()), set(Article.objects.values_list("pk", "import_run", "imported_at"))
    Article.objects.filter(headline=HEADLINE).delete_by_hand(editor)
    assert list(export_lines()) != before

    results = add_again(Document.objects.filter(name="1.txt"), editor)

    assert {result.state for result in results} == {"created"}
    assert list(export_lines()) == before
    assert set(Article.objects.values_list("pk", "import_run", "imported_at")) == numbers
    assert not Document.objects.deleted_by_hand().exists()
    assert_graph_is_true()


def test_captures_that_came_after_the_deletion_come_with_it(editor):
    bring(STORY, LATER)
    wanted = list(export_lines())
    Article.objects.all().delete_by_hand(editor)
    Document.objects.filter(name="2.txt").delete()
    bring(LATER)

    add_again(Document.objects.filter(name="1.txt"), editor)

    assert list(export_lines()) == wanted


def test_deleted_story_stays_out_when_an_import_is_taken_back(editor):
    first = bring(STORY)
    Article.objects.all().delete_by_hand(editor)
    bring(STORY)

    list(undo(first, editor))

    assert not Article.objects.exists()
    assert Document.objects.deleted_by_hand().count() == 1


def test_story_of_two_documents_is_one_story_that_was_added_again(admin_client, admin_user):
    run = bring(STORY, LATER)
    Article.objects.all().delete_by_hand(admin_user)
    document = Document.objects.first()

    page = admin_client.post(reverse("admin:import_again", args=[run.pk]), {"document": document.pk}, follow=True)

    assert "1 story was added again." in page.content.decode()
