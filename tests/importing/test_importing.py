"""TODO"""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.importing.staging import discard, run_staged
from articles.models import Article, Document, Headline, Import, RelatedHeadline, Revision, Source
from articles.operations.exporting import export_lines
from tests.support.desk import stage
from tests.support.importing import assert_graph_is_true, import_texts
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db
CUT = "Two women have counted every gull that stands on the mole."


def states(*texts):
    return [result.state for result in import_texts(*texts)]


def test_document_becomes_an_article_with_its_links():
    (result,) = import_texts(page(related=["Who owns the second bell?", "Gull census begins"], byline="By Ada Holm"))

    article = Article.objects.get(pk=result.article)
    assert (result.state, article.source.name, article.byline) == ("created", "The Tide Table", "By Ada Holm")
    assert article.document.content.startswith(b"The Tide Table")
    assert article.body_html.startswith("<p>The ferry came back")
    assert list(article.related.values_list("headline__text", "headline__wanted")) == [
        ("Who owns the second bell?", 1),
        ("Gull census begins", 1),
    ]
    assert_graph_is_true()


def test_same_document_twice_changes_nothing():
    text = page(related=["Gull census begins"])
    before = states(text), list(export_lines())

    after = states(text), list(export_lines())

    assert (before[0], after[0]) == (["created"], ["unchanged"])
    assert before[1] == after[1]
    assert Document.objects.count() == 1


def test_same_document_twice_in_one_run_is_created_once():
    assert states(page(), page()) == ["created", "unchanged"]


def test_arrival_of_a_story_turns_every_mention_of_it_live():
    import_texts(page(related=["Gull census finds one gull too many"]))
    waiting = Headline.objects.get(text="Gull census finds one gull too many")
    assert waiting.is_waiting

    import_texts(page("GULL CENSUS finds one gull too many!", *OTHER))

    waiting.refresh_from_db()
    assert waiting.article.headline == waiting.text == "GULL CENSUS finds one gull too many!"
    assert_graph_is_true()


def test_deleted_story_makes_its_headline_wait_again_and_import_heals_it():
    text, naming = page("Gull census begins", *OTHER, related=["Third thing"]), page(related=["Gull census begins"])
    import_texts(text, naming)
    whole = list(export_lines())

    Article.objects.get(headline="Gull census begins").delete()

    assert Headline.objects.get(text="Gull census begins").is_waiting
    assert Headline.objects.get(text="Third thing").wanted == 0
    assert_graph_is_true()
    assert Document.objects.count() == 2
    assert states(text) == ["created"]
    assert list(export_lines()) == whole
    assert_graph_is_true()


def test_changed_text_is_a_revision():
    old = page(captured="Saturday, Nov 21, 2026")
    new = page("Ferry returns to the bay after a week", *PARAGRAPHS[:2], OTHER[0], captured="Sunday, Nov 22, 2026")

    assert states(old, new) == ["created", "updated"]

    article = Article.objects.get()
    assert OTHER[0] in article.body_text
    assert [PARAGRAPHS[2] in json.dumps(r.blocks) for r in article.revisions.all()] == [True]


def test_older_capture_that_comes_later_is_the_revision():
    old = page(captured="Saturday, Nov 21, 2026")
    new = page("Ferry returns to the bay after a week", *PARAGRAPHS[:2], OTHER[0], captured="Sunday, Nov 22, 2026")

    assert states(new, old) == ["created", "updated"]

    assert OTHER[0] in Article.objects.get().body_text
    assert Revision.objects.get().captured_on.day == 21


def test_spacing_quotes_boilerplate_and_list_make_no_revision():
    one = page("A bell is “heard”", *PARAGRAPHS, related=["One headline here"])
    other = page("A bell is 'heard'", *(p.replace(" ", "  ") for p in PARAGRAPHS), related=["Another headline here"])

    assert states(one, other) == ["created", "updated"]  # by its list and its marks, not by its words

    assert Revision.objects.count() == 0
    assert RelatedHeadline.objects.count() == 2


def test_capture_that_is_only_the_beginning_changes_nothing():
    whole, cut = page("Two halves", *PARAGRAPHS, *OTHER), page("Two halves", PARAGRAPHS[0], PARAGRAPHS[1][:40])

    assert states(whole, cut) == ["created", "unchanged"]

    assert Revision.objects.count() == 0


def test_fuller_text_takes_the_place_of_its_beginning():
    whole, cut = page("Two halves", *PARAGRAPHS, *OTHER), page("Two halves", PARAGRAPHS[0], PARAGRAPHS[1][:40])

    assert states(cut, whole) == ["created", "updated"]

    assert Revision.objects.count() == 0
    assert OTHER[2] in Article.objects.get().body_text


def test_same_headline_over_a_different_text_is_another_article():
    assert states(page("Letters to the editor", *PARAGRAPHS), page("Letters to the editor", *OTHER)) == [
        "created",
        "created",
    ]

    assert Headline.objects.count() == 1
    assert_graph_is_true()


@pytest.mark.parametrize("backwards", [False, True])
def test_text_that_breaks_off_joins_the_one_whole_story_and_changes_nothing(backwards):
    whole = page("Gulls of the north mole are counted twice", *OTHER)
    cut = page("Gulls of the north mole are counted twice", CUT, "The last gull was found on the sec")

    assert states(*([cut, whole] if backwards else [whole, cut])) == [
        "created",
        "updated" if backwards else "unchanged",
    ]

    assert OTHER[2] in Article.objects.get().body_text
    assert Revision.objects.count() == 0


def test_text_that_breaks_off_under_a_short_headline_is_another_article():
    texts = [page("Letters to us", *OTHER), page("Letters to us", CUT, "The last gull was found on the sec")]

    assert states(*texts) == ["created", "created"]


def test_same_story_of_two_sources_is_two_articles():
    assert states(page(), page(masthead="The Bell Weekly", tagline="On Fridays.")) == ["created", "created"]

    assert Source.objects.count() == 2


@pytest.mark.parametrize("backwards", [False, True])
def test_page_without_masthead_joins_the_held_story(backwards):
    texts = [page(), page(masthead="", twice=False)]

    second = "updated" if backwards else "unchanged"  # the publication is added
    assert states(*(reversed(texts) if backwards else texts)) == ["created", second]

    assert Article.objects.get().source.name == "The Tide Table"


def test_page_without_masthead_and_without_home_has_no_source():
    import_texts(page(masthead="", twice=False))

    assert Article.objects.get().source is None


def test_source_given_names_pages_without_masthead():
    import_texts(page(masthead="", twice=False), source_name="The Bell Weekly")

    assert Article.objects.get().source.name == "The Bell Weekly"


def test_story_never_links_to_itself():
    import_texts(page("Gull census begins", *OTHER, related=["gull census begins", "Ferry returns to the bay"]))

    assert [link.headline.text for link in RelatedHeadline.objects.all()] == ["Ferry returns to the bay"]


def test_link_once_seen_is_kept_and_the_newest_list_leads():
    old = page(captured="Saturday, Nov 21, 2026", related=["Old headline here", "Shared headline here"])
    new = page(captured="Sunday, Nov 22, 2026", related=["Shared headline here", "New headline here"])

    import_texts(new, old)

    texts = [link.headline.text for link in Article.objects.get().related.all()]
    assert texts == ["Shared headline here", "New headline here", "Old headline here"]


def test_waiting_headline_has_its_smallest_spelling_in_any_order():
    import_texts(page("First story of two", *PARAGRAPHS, related=["the second bell"]))

    import_texts(page("Second story of two", *OTHER, related=["The Second Bell"]))

    assert Headline.objects.get(wanted=2).text == "The Second Bell"


def test_capture_between_two_articles_makes_them_one():
    """Captures alike to both, though the two aren't alike: the set decides, not the order."""
    first, middle, last = PARAGRAPHS, (*PARAGRAPHS[1:], *OTHER[:2]), OTHER
    texts = [page("One long day", *paragraphs) for paragraphs in (first, last, middle)]

    assert states(*texts[:2]) == ["created", "created"]
    import_texts(texts[2])

    assert Article.objects.count() == 1
    assert Article.objects.get().documents.count() == 3
    assert_graph_is_true()


def test_dry_run_says_what_would_happen_and_stores_nothing():
    results = list(run_import([Received("1.txt", page().encode())], dry_run=True))

    assert [result.state for result in results] == ["created"]
    assert (Article.objects.count(), Document.objects.count(), Import.objects.count()) == (0, 0, 0)


def test_import_row_tells_of_its_run():
    import_texts(page(), "   ", page())

    run = Import.objects.get()
    assert (run.state, run.created, run.unchanged, run.rejected, run.done) == ("finished", 1, 1, 1, 3)
    assert [outcome.state for outcome in run.outcomes.order_by("position")] == ["created", "rejected", "unchanged"]
    assert run.finished_at >= run.started_at


def test_staged_documents_are_imported_when_asked_and_only_once():
    run = stage([Received("a.txt", page().encode()), Received("b.txt", b"  ")], user=None, label="desk")
    assert (Article.objects.count(), run.state) == (0, "staged")

    run = run_staged(run.pk)

    assert (run.state, run.created, run.rejected) == ("finished", 1, 1)
    assert run_staged(run.pk).created == 1
    assert Document.objects.filter(state="staged").count() == 0


def test_discarded_import_leaves_nothing():
    run = stage([Received("a.txt", page().encode())], user=None)

    discard(run.pk)

    assert (Import.objects.get().state, Document.objects.count()) == ("discarded", 0)


def test_export_comes_back_without_loss(tmp_path):
    import_texts(
        page(captured="Saturday, Nov 21, 2026", related=["Gull census begins", "The second bell rings"]),
        page("Ferry returns to the bay after a week", *PARAGRAPHS[:2], OTHER[0], captured="Sunday, Nov 22, 2026"),
        page("Gull census begins", *OTHER, byline="By Ada Holm", published="21 November 2026, 07:10"),
        page("A page without a name", *OTHER[:2], masthead="", twice=False),
    )
    file = tmp_path / "library.jsonl"
    file.write_text("".join(f"{line}\n" for line in export_lines()))
    for model in (Article, Document, Import, Headline, Source):
        model.objects.all().delete()

    out = StringIO()
    call_command("import_articles", str(file), "--json", stdout=out)

    assert "".join(f"{line}\n" for line in export_lines()) == file.read_text()
    assert json.loads(out.getvalue().splitlines()[-1])["summary"]["created"] == 3
    assert_graph_is_true()


def test_deleting_many_stories_at_once_keeps_the_graph_true():
    import_texts(
        page("Letters to the editor", *PARAGRAPHS, related=["Gull census begins"]),
        page("Letters to the editor", *OTHER, related=["Gull census begins"]),
        page("Gull census begins", *OTHER[:2], related=["Letters to the editor", "Nothing yet"]),
    )

    Article.objects.filter(key=Article.objects.filter(headline="Letters to the editor")[0].key)[:1].get().delete()
    assert_graph_is_true()
    Article.objects.all().delete()

    assert_graph_is_true()
    assert Headline.objects.filter(wanted__gt=0).count() == 0


def test_healed_headline_waits_in_the_spelling_of_the_lists():
    import_texts(page("First story of two", *PARAGRAPHS, related=["A Wet Winter For Us All"]))
    alone = list(export_lines())

    import_texts(page("a wet winter for us all", *OTHER))
    Article.objects.get(headline="a wet winter for us all").delete()

    assert list(export_lines()) == alone


def test_date_of_publication_later_than_the_capture_is_unknown():
    import_texts(page(published="31 December 2999 at 23:59"), page("Another one", *OTHER, published="21 November 2020"))

    assert set(Article.objects.values_list("headline", "published_at__year")) == {
        ("Ferry returns to the bay after a week", None),
        ("Another one", 2020),
    }


def test_source_can_be_given_afterwards():
    bare = page(masthead="", twice=False)
    import_texts(bare)

    (result,) = import_texts(bare, source_name="The Bell Weekly")

    assert (result.state, Article.objects.get().source.name) == ("updated", "The Bell Weekly")
    assert [r.state for r in import_texts(bare, source_name="Someone Else")] == ["unchanged"]


def test_bare_page_moves_to_the_paper_it_is_most_like_and_nothing_is_lost():
    """Paper A holds it first; B's story, which comes later, is more like it."""
    bare = page("A day in three parts", *PARAGRAPHS, *OTHER, masthead="", related=["Only the bare page names this"])
    one = page(
        "A day in three parts", *PARAGRAPHS, "A sentence that nobody else has printed.", captured="Friday, Nov 20, 2026"
    )
    other = page(
        "A day in three parts", *PARAGRAPHS, *OTHER[:2], masthead="Bell Weekly", captured="Saturday, Nov 21, 2026"
    )
    held = []
    for order in ([one, bare, other], [bare, one, other], [other, one, bare]):
        Article.objects.all().delete()
        Document.objects.all().delete()
        for text in order:
            import_texts(text)
        assert not Document.objects.filter(article=None).exists()
        assert_graph_is_true()
        held.append(list(export_lines()))

    assert held[0] == held[1] == held[2]
    assert Headline.objects.get(text="Only the bare page names this").wanted == 1


def test_texts_of_a_column_are_understood_again_only_when_one_is_alike():
    import_texts(page("Letters to the editor", *PARAGRAPHS), page("Letters to the editor", *OTHER))
    with CaptureQueriesContext(connection) as unlike:
        import_texts(
            page("Letters to the editor", "The goose has written to us again.", "She wants her island back by Easter.")
        )
    with CaptureQueriesContext(connection) as alike:
        import_texts(
            page("Letters to the editor", *OTHER[:-1], "And there was more of it.", captured="Sunday, Nov 22, 2026")
        )

    assert not reads_documents(unlike)
    assert reads_documents(alike)
    assert sorted(len(story.revisions.all()) for story in Article.objects.all()) == [0, 0, 1]


def reads_documents(queries):
    """Whether bytes of documents were read, besides those of stories that were deleted by hand."""
    read = [query["sql"] for query in queries if re.match(r'SELECT [^()]*"articles_document"."raw"', query["sql"])]
    return any('"deleted_at" IS NOT NULL' not in sql for sql in read)
