"""Corrections by hand of documents in the library and on the import desk, in every way that a story is made."""

import pytest
from django.core.management import call_command

from articles.documents.received import Received
from articles.importing.reprocessing import understand_again
from articles.importing.runs import run_import
from articles.importing.staging import run_staged
from articles.mending.correcting import Correction, NoStoryLeft, correct, undo
from articles.models import Article, Document, Headline, Mend, MergedArticle, UnderstandingRevision
from tests.support.desk import stage
from tests.support.importing import assert_graph_is_true, import_texts, library_digest
from tests.support.texts import OTHER, PARAGRAPHS, TEASERS, page

pytestmark = pytest.mark.django_db(transaction=True)
HEADLINE = "Ferry returns to the bay after a week"
CAPTION = "The boy who rings the bell stood at the landing with a rope in his hand, and waited to be asked."
TEXT = page(HEADLINE, PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:], related=["Gull census begins", "Coal Quay paved"])


def number_of(text, line):
    return next(number for number, one in enumerate(text.splitlines(), 1) if one == line)


def role(line, new, text=TEXT):
    return Correction("line", new, "paragraph", number_of(text, line), line)


def kinds(article=None):
    return {block["text"]: block["kind"] for block in (article or Article.objects.get()).blocks}


def document():
    return Document.objects.order_by("pk").first()


def test_correction_changes_the_story_and_undoing_it_changes_it_back():
    import_texts(TEXT)
    before = library_digest()

    correct(document(), [role(CAPTION, "caption"), Correction("headline", "Ferry is back", HEADLINE)], None, "default")

    article = Article.objects.get()
    assert (article.headline, kinds(article)[CAPTION]) == ("Ferry is back", "caption")
    assert Headline.objects.get(text="Ferry is back").article == article
    assert_graph_is_true()
    undo(Mend.objects.all(), None, "default")
    assert library_digest() == before
    assert not Mend.objects.exists()
    assert_graph_is_true()


def test_correction_survives_reprocessing_and_is_no_revision_of_the_understanding():
    import_texts(TEXT)
    correct(document(), [role(CAPTION, "caption")], None, "default")
    after = library_digest()
    Document.objects.update(understood_by="older")

    call_command("understand_again", verbosity=0)

    assert library_digest() == after
    assert kinds()[CAPTION] == "caption"
    assert not UnderstandingRevision.objects.exists()


def test_mend_reprocess_undo_gives_the_library_as_it_was():
    import_texts(TEXT, page("Gull census begins", *OTHER))
    before = library_digest()

    correct(document(), [role(CAPTION, "boilerplate"), Correction("source", "Bell Weekly")], None, "default")
    assert library_digest() != before
    list(understand_again(Document.objects.all(), dry_run=False, using="default"))
    undo(Mend.objects.all(), None, "default")

    assert library_digest() == before
    assert_graph_is_true()


def test_correction_survives_the_import_of_other_stories_and_of_the_same_bytes():
    import_texts(TEXT)
    correct(document(), [role(CAPTION, "caption"), Correction("byline", "Ada Holm")], None, "default")

    import_texts(TEXT, page("Gull census begins", *OTHER), page(HEADLINE, *OTHER))

    article = document().article
    assert kinds(article)[CAPTION] == "caption"
    assert article.byline == "Ada Holm"
    assert_graph_is_true()


def test_line_by_hand_stays_though_the_stories_of_the_source_share_it():
    import_texts(TEXT)
    correct(document(), [role(CAPTION, "caption")], None, "default")

    import_texts(*(page(name, *(f"{one[:-1]}, {name}." for one in OTHER), CAPTION) for name, _ in TEASERS[:3]))

    assert kinds(document().article).get(CAPTION) == "caption"
    assert CAPTION not in kinds(Article.objects.get(headline=TEASERS[0][0]))


def test_new_capture_of_a_corrected_story_is_read_like_it():
    import_texts(TEXT)
    correct(document(), [role(CAPTION, "caption"), Correction("headline", "Ferry is back", HEADLINE)], None, "default")

    import_texts(
        TEXT.replace("half full", "half empty").replace("Twice a day.", "Twice a day.\nSunday, 22 November 2026")
    )

    article = Article.objects.get()
    assert article.documents.count() == 2
    assert (article.headline, kinds(article)[CAPTION]) == ("Ferry is back", "caption")
    assert "half empty" in article.body_text
    assert_graph_is_true()


def test_new_story_of_the_same_headline_inherits_nothing():
    import_texts(TEXT)
    correct(document(), [Correction("byline", "Ada Holm")], None, "default")

    import_texts(page(HEADLINE, *OTHER), page(HEADLINE, *PARAGRAPHS, masthead="Bell Weekly"))

    assert sorted(Article.objects.values_list("byline", flat=True)) == ["", "", "Ada Holm"]


def test_other_captures_of_the_story_are_corrected_too():
    import_texts(TEXT, TEXT.replace("half full", "half empty"))
    assert Article.objects.get().documents.count() == 2

    correct(document(), [role(CAPTION, "caption"), Correction("headline", "Ferry is back", HEADLINE)], None, "default")

    article = Article.objects.get()
    assert (article.headline, kinds(article)[CAPTION]) == ("Ferry is back", "caption")
    revision = article.revisions.get()
    assert {"kind": "caption", "text": CAPTION} in revision.blocks
    undo(Mend.objects.filter(document=document()), None, "default")
    assert not Mend.objects.exists()


def test_headline_by_hand_merges_the_story_with_the_one_that_has_it():
    import_texts(page("Ferry retrns after a week away", *PARAGRAPHS))
    import_texts(page("Ferry returns after a week away", *PARAGRAPHS))
    assert Article.objects.count() == 2

    correct(document(), [Correction("headline", "Ferry returns after a week away")], None, "default")

    assert Article.objects.get().documents.count() == 2
    assert MergedArticle.objects.count() == 1
    assert_graph_is_true()
    undo(Mend.objects.filter(document=document()), None, "default")
    assert set(Article.objects.values_list("headline", flat=True)) == {
        "Ferry retrns after a week away",
        "Ferry returns after a week away",
    }
    assert_graph_is_true()


def test_correction_that_leaves_no_story_is_refused():
    import_texts(TEXT)
    before = library_digest()
    texts = [PARAGRAPHS[0], CAPTION, *PARAGRAPHS[1:]]

    with pytest.raises(NoStoryLeft) as refused:
        correct(document(), [role(one, "boilerplate") for one in texts], None, "default")

    assert refused.value.problem.code == "no-story"
    assert library_digest() == before
    assert not Mend.objects.exists()


def test_refused_document_becomes_a_story():
    (result,) = run_import([Received("page.txt", b"Page not found\n\nThe page you are looking for does not exist.\n")])
    assert result.state == "rejected"
    lines = [Correction("line", "headline", "", 1, "Page not found")]
    lines.append(Correction("line", "paragraph", "", 3, "The page you are looking for does not exist."))

    correct(document(), lines, None, "default")

    assert Article.objects.get().headline == "Page not found"
    assert (document().state, document().problem) == ("created", None)
    undo(Mend.objects.all(), None, "default")
    assert not Article.objects.exists()
    assert document().state == "rejected"


def test_correction_in_the_preview_holds_when_it_is_imported():
    run = stage([Received("a.txt", TEXT.encode()), Received("b.txt", page("Gulls", *OTHER).encode())], user=None)
    correct(document(), [role(CAPTION, "caption"), Correction("byline", "Ada Holm")], None, "default")
    assert not Article.objects.exists()

    run_staged(run.pk)

    article = Article.objects.get(headline=HEADLINE)
    assert (article.byline, kinds(article)[CAPTION]) == ("Ada Holm", "caption")
    assert set(Mend.objects.values_list("document", flat=True)) == {article.document_id}
    assert not Document.objects.filter(state="staged").exists()
    Document.objects.update(understood_by="older")
    call_command("understand_again", verbosity=0)
    assert Article.objects.get(headline=HEADLINE).byline == "Ada Holm"


def test_correction_in_the_preview_holds_though_another_import_was_faster():
    run = stage([Received("a.txt", TEXT.encode())], user=None)
    correct(document(), [Correction("byline", "Ada Holm")], None, "default")
    import_texts(TEXT)

    run_staged(run.pk)

    assert Article.objects.get().byline == "Ada Holm"
    assert Mend.objects.get().document.state != "staged"


def test_correction_of_a_deleted_story_does_not_bring_it_back():
    import_texts(TEXT)
    held = document()
    Article.objects.all().delete()

    correct(held, [Correction("byline", "Ada Holm")], None, "default")

    assert not Article.objects.exists()
    assert Mend.objects.get().new == "Ada Holm"
