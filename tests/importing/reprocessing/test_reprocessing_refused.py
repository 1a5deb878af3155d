"""What an earlier understanding took for a story and today's refuses: it stands in nobody's way. All invented."""

import zlib
from io import StringIO

import pytest
from django.core.management import call_command

from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article, Document, Import
from tests.support.html_pages import html_page
from tests.support.importing import assert_graph_is_true
from tests.support.texts import PARAGRAPHS

WALL = html_page("Ferry returns to the bay", "Log in to continue reading. Already a subscriber? Sign in.")
FULL = html_page("Ferry returns to the bay", *PARAGRAPHS)


def load(text):
    return next(iter(run_import([Received("page.html", text.encode(), "text/html")])))


def wall_held_as_a_story():
    load(FULL.replace("Ferry", "Boat"))
    Document.objects.update(raw=zlib.compress(WALL.encode()), understood_by="older", sha256="of the wall")


@pytest.mark.django_db
def test_full_page_comes_after_its_wall():
    wall_held_as_a_story()

    result = load(FULL)

    assert result.state == "created"
    assert Article.objects.get(pk=result.article).url
    assert_graph_is_true()


@pytest.mark.django_db
def test_address_passes_from_a_refused_document_to_a_story():
    wall_held_as_a_story()
    Document.objects.create(
        sha256="of the full page",
        name="full.html",
        media_type="text/html",
        raw=zlib.compress(FULL.encode()),
        size=len(FULL),
        state="rejected",
        problem={"code": "no-story", "message": "", "line": None},
        received_at="2026-11-22T00:00Z",
        import_run=Import.objects.get(),
        understood_by="older",
    )

    call_command("understand_again", stdout=StringIO())

    assert Article.objects.get().documents.get().sha256 == "of the full page"
    assert Document.objects.get(sha256="of the wall").problem["code"] == "wall"
    assert_graph_is_true()


@pytest.mark.django_db
def test_links_days_and_addresses_are_changes_too():
    load(FULL.replace("Nobody", '<a href="https://a.example/x">Nobody</a>'))
    blocks = [{k: v for k, v in block.items() if k != "html"} for block in Article.objects.get().blocks]
    Article.objects.update(blocks=blocks, body_html="x", captured_on="2020-01-01", url=None)
    Document.objects.update(understood_by="older")
    out = StringIO()

    call_command("understand_again", "--dry-run", stdout=out)

    assert "1 changed" in out.getvalue()
    for line in ("-captured: 2020-01-01", "+address: https://tide.example/ferry-returns", "Nobody</a>"):
        assert line in out.getvalue()
