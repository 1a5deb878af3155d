"""Stored documents understood again: what changes, what it says, and that it can be stopped at any moment."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.urls import reverse

from articles.captures.version import UNDERSTOOD_BY
from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article, Document, Import, Revision, SourceLines, UnderstandingRevision
from tests.support.importing import assert_graph_is_true, empty_library, library_digest
from tests.support.repeating_site import AUTHOR, HEADLINES, NAME, held, pages, truth
from tests.support.texts import page, received

LONG_AGO = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
MANY = 450  # documents; more than two batches


def run(*arguments):
    out = StringIO()
    call_command("understand_again", *arguments, stdout=out)
    return out.getvalue()


def import_as_an_older_understanding(texts):
    """The library as a version that doesn't count lines leaves it: with boilerplate in the bodies."""
    for one in received(texts):
        list(run_import([one]))
        SourceLines.objects.all().delete()
    Document.objects.update(understood_by="older")


@pytest.mark.django_db
def test_library_is_as_if_imported_today():
    list(run_import(received(pages())))
    fresh = library_digest()
    empty_library()
    import_as_an_older_understanding(pages())
    assert library_digest() != fresh

    said = run()

    assert library_digest() == fresh
    assert held() == [truth(number) for number in range(20)]
    assert said == f"20 documents understood by {UNDERSTOOD_BY}. Stories: 20 changed, 0 created, 0 removed.\n"
    assert_graph_is_true()


@pytest.mark.django_db
def test_change_is_one_of_understanding_not_of_the_publisher():
    import_as_an_older_understanding(pages())

    run()

    article = Article.objects.get(headline=HEADLINES[0])
    assert Revision.objects.count() == 0
    assert f"-paragraph: {AUTHOR}" in article.understandings.get().changes
    assert article.understandings.get().understood_by == UNDERSTOOD_BY
    assert Import.objects.get(command="understand_again").state == "finished"


def test_panel_shows_what_was_understood_again(admin_client):
    import_as_an_older_understanding(pages()[:3])
    run()
    article = Article.objects.first()

    page = admin_client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()

    assert "Understood again" in page
    assert f"-paragraph: {AUTHOR}" in page


@pytest.mark.django_db
def test_dry_run_shows_each_difference_and_stores_nothing():
    import_as_an_older_understanding(pages())
    before = library_digest()

    said = run("--dry-run")

    assert f"changed: {HEADLINES[0]}\n" in said
    assert f"  -paragraph: {AUTHOR}" in said
    assert "20 changed, 0 created, 0 removed. Nothing was stored" in said
    assert library_digest() == before
    assert not UnderstandingRevision.objects.exists()
    assert not Document.objects.filter(understood_by=UNDERSTOOD_BY).exists()
    assert not Import.objects.filter(command="understand_again").exists()


@pytest.mark.django_db
def test_only_what_was_asked_for():
    import_as_an_older_understanding([*pages()[:4], page(masthead="Bell Weekly")])

    assert (
        run("--since", "2100-01-01") == f"There is no such document that isn't understood by {UNDERSTOOD_BY} already.\n"
    )
    assert "1 document " in run("--source", "bell weekly")
    assert "4 documents" in run("--source", NAME)
    assert run() == f"There is no such document that isn't understood by {UNDERSTOOD_BY} already.\n"


@pytest.mark.django_db
def test_unknown_source_is_named():
    with pytest.raises(CommandError, match="no source 'Nobody'"):
        run("--source", "Nobody")


@pytest.mark.django_db
def test_deleted_stories_stay_deleted_and_refused_documents_get_another_chance():
    list(run_import([*received([page()]), Received("empty.txt", b"Menu\nNews\n")]))
    refused, story = Document.objects.order_by("size")
    Article.objects.all().delete()
    Document.objects.filter(pk=refused.pk).update(raw=story.raw, media_type=story.media_type)
    Document.objects.update(understood_by="older")

    run()

    assert set(Document.objects.values_list("state", flat=True)) == {"created"}
    assert Article.objects.get().documents.get().pk == refused.pk


@pytest.mark.django_db
def test_story_that_is_none_any_more_is_taken_out_and_its_document_says_why():
    list(run_import(received([page(), page("Another headline of the day", related=["Ferry returns to the bay"])])))
    document = Document.objects.order_by("pk").first()
    list(run_import(received(["Menu\nNews\nSport\n"])))
    Document.objects.filter(pk=document.pk).update(raw=Document.objects.get(state="rejected").raw)
    Document.objects.update(understood_by="older")

    said = run()

    document.refresh_from_db()
    assert "1 removed" in said
    assert (document.state, document.article, document.problem["code"]) == ("rejected", None, "no-story")
    assert_graph_is_true()


def database_address():
    """The test database, as DATABASE_URL names it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def start():
    environment = {**os.environ, "DATABASE_URL": database_address(), "DJANGO_SETTINGS_MODULE": "newsreader.settings"}
    command = [sys.executable, "manage.py", "understand_again"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.django_db(transaction=True)
def test_killed_and_run_again():
    texts = [page(f"Report number {n} of the ferry", f"The ferry left at {n} and came back.") for n in range(MANY)]
    list(run_import(received([*texts, *pages()])))
    fresh = library_digest()
    Article.objects.update(byline="Somebody else", language="xx")
    Document.objects.update(understood_by="older")
    connections.close_all()

    process = start()
    while (left := Document.objects.stale(UNDERSTOOD_BY).count()) == MANY + 20 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert process.returncode == -signal.SIGKILL
    assert 0 < left < MANY + 20
    assert library_digest() != fresh
    Import.objects.filter(command="understand_again").update(seen_at=LONG_AGO)
    process = start()
    out, _ = process.communicate()
    assert process.returncode == 0
    assert out.startswith(f"{Document.objects.count() - (MANY + 20 - left)} documents understood")
    assert library_digest() == fresh
    assert sorted(Import.objects.filter(command="understand_again").values_list("state", flat=True)) == [
        "failed",
        "finished",
    ]
    assert_graph_is_true()
