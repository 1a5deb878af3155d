"""The lists of the panel: how stories are found, filtered, exported and understood again. All texts are invented."""

import csv
import io
import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article, Document, Import, Source, UnderstandingRevision
from articles.operations.exporting import export_lines
from tests.support.factories import NOON, make_article
from tests.support.texts import OTHER, PARAGRAPHS, page

pytestmark = pytest.mark.django_db(transaction=True)  # matching follows the commit

LIST = "admin:articles_article_changelist"


@pytest.fixture
def panel():
    client = Client()
    client.force_login(User.objects.create_superuser("keeper"))
    return client


@pytest.fixture
def two_imports():
    """Two papers, each with a story and an import of its own."""
    ferry = Received("box/ferry.txt", page("Ferry returns to the bay in a storm", *PARAGRAPHS).encode())
    gulls = Received("gulls-17.txt", page("Gulls leave the mole", *OTHER, masthead="Bell Weekly").encode())
    for label, received in (("First box", ferry), ("Second box", gulls)):
        list(run_import([received]))
        Import.objects.filter(label="").update(label=label)
    return list(Import.objects.order_by("pk"))


def found(panel, **asked):
    return sorted(row.headline for row in panel.get(reverse(LIST), asked).context["cl"].result_list)


@pytest.mark.parametrize(
    "words", ["bell weekly", "Bell Weekl", "gulls-17.txt", "mole", "https://bell.example/news/gulls"]
)
def test_stories_are_found_by_source_file_words_and_address(panel, two_imports, words):
    Article.objects.filter(headline="Gulls leave the mole").update(url="https://bell.example/news/gulls")

    assert found(panel, q=words) == ["Gulls leave the mole"]


def test_address_is_found_in_another_form_of_it(panel):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in OTHER)
    html = (
        '<!doctype html><html><head><link rel="canonical" href="https://bell.example/news/gulls">'
        f"<title>Gulls leave the mole</title></head><body><h1>Gulls leave the mole</h1>{body}</body></html>"
    )
    list(run_import([Received("gulls.html", html.encode(), "text/html")]))

    assert found(panel, q="http://www.bell.example/news/gulls/?utm_source=x#top") == ["Gulls leave the mole"]


def test_every_list_that_is_searched_says_by_what(panel, two_imports):
    for model in ("article", "document", "headline", "import", "revision", "source", "verdict"):
        html = panel.get(reverse(f"admin:articles_{model}_changelist")).content.decode()

        assert 'id="searchbar_helptext"' in html, model


def test_stories_are_filtered_by_import(panel, two_imports):
    first, second = two_imports

    assert found(panel, **{"import": first.pk}) == ["Ferry returns to the bay in a storm"]
    assert found(panel, **{"import": second.pk}) == ["Gulls leave the mole"]
    assert found(panel, **{"import": "x"}) == ["Ferry returns to the bay in a storm", "Gulls leave the mole"]
    page_of_import = panel.get(reverse("admin:articles_import_change", args=[first.pk])).content.decode()
    assert f"{reverse(LIST)}?import={first.pk}" in page_of_import


def test_an_old_import_is_filtered_by_its_address(panel, two_imports, monkeypatch):
    monkeypatch.setattr("articles.admin.panel.filters.MAX_IMPORTS", 1)
    first, _ = two_imports

    response = panel.get(reverse(LIST), {"import": first.pk})

    assert [row.headline for row in response.context["cl"].result_list] == ["Ferry returns to the bay in a storm"]
    assert ": <b>First box</b>" in " ".join(response.content.decode().split())


def test_list_that_is_longer_than_is_counted_says_so(panel, monkeypatch):
    monkeypatch.setattr("articles.admin.panel.base.MAX_COUNT", 2)
    for number in range(3):
        make_article(f"Story {number}")

    html = panel.get(reverse(LIST)).content.decode()

    assert "The first 2 articles; there are more." in html


def act(panel, action, rows, model="article"):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return panel.post(reverse(f"admin:articles_{model}_changelist"), data)


def test_ticked_stories_are_exported_as_the_command_does(panel, two_imports):
    response = act(panel, "export_json_lines", Article.objects.filter(headline="Gulls leave the mole"))

    lines = b"".join(response.streaming_content).decode().splitlines()
    whole = [line.rstrip("\n") for line in export_lines() if "Gulls leave the mole" in line]
    assert lines == whole[: len(lines)] and len(lines) == 1
    assert json.loads(lines[0])["headline"] == "Gulls leave the mole"
    assert response["Content-Disposition"] == 'attachment; filename="stories.jsonl"'


def test_ticked_stories_are_exported_as_a_table_without_formulas(panel):
    story = make_article('=HYPERLINK("https://bad.example")', source="The Tide Table")

    response = act(panel, "export_csv", [story])

    head, row = csv.reader(io.StringIO(b"".join(response.streaming_content).decode()))
    cells = dict(zip(head, row, strict=True))
    assert cells["headline"] == '\'=HYPERLINK("https://bad.example")'
    assert cells["source"] == "The Tide Table"
    assert cells["page"] == "http://testserver" + story.get_absolute_url()


def test_ticked_stories_are_understood_again_as_an_import_of_its_own(panel, two_imports):
    story = Article.objects.get(headline="Gulls leave the mole")
    Article.objects.filter(pk=story.pk).update(blocks=story.blocks[:1], body_text="Cut.", words=1)

    response = act(panel, "understand_stories", [story])

    story.refresh_from_db()
    assert len(story.blocks) == len(OTHER)
    assert UnderstandingRevision.objects.get().article == story
    run = Import.objects.latest("pk")
    assert (run.command, run.user.username, run.state, run.updated) == ("understand_again", "keeper", "finished", 1)
    assert "1 document is being understood again." in panel.get(response["Location"]).content.decode()


def test_ticked_documents_are_understood_again(panel, two_imports):
    act(panel, "understand_chosen", Document.objects.all(), model="document")

    run = Import.objects.latest("pk")
    assert (run.unchanged, run.total) == (2, 2)


def test_too_many_documents_are_not_understood_again(panel, two_imports, monkeypatch):
    monkeypatch.setattr("articles.admin.panel.actions.MAX_UNDERSTOOD", 1)

    response = act(panel, "understand_chosen", Document.objects.all(), model="document")

    assert "Nothing was done: these are more than 1 documents." in panel.get(response["Location"]).content.decode()
    assert Import.objects.count() == 2


@pytest.mark.parametrize("changed", [{"state": Document.State.STAGED}, {"deleted_at": NOON, "article": None}])
def test_documents_that_wait_or_whose_story_was_deleted_are_not_understood_again(panel, two_imports, changed):
    Document.objects.update(**changed)

    response = act(panel, "understand_chosen", Document.objects.all(), model="document")

    assert "Nothing was done: the ticked rows have no document" in panel.get(response["Location"]).content.decode()


def test_refused_document_says_why_in_its_list(panel):
    list(run_import([Received("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500))]))

    html = panel.get(reverse("admin:articles_document_changelist")).content.decode()

    assert "rejected: It is a picture, not a text." in html


def test_sources_without_a_language_are_filtered_by_a_link_with_a_name(panel, two_imports):
    Source.objects.filter(name="Bell Weekly").update(language="en")

    html = panel.get(reverse("admin:articles_source_changelist")).content.decode()

    assert ">Unknown</a>" in html
