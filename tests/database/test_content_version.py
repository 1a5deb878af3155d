"""Tests of the content version: whatever changes what pages show moves it, and nothing else does."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from articles.database.content_version import CONTENT_TABLES, install, read_version
from articles.models import Article, ContentVersion, Headline, Import, Revision, Source, StoryCount
from tests.support.factories import NOON, make_article

NEVER_SHOWN = {
    "articles_contentmove",
    "articles_contentversion",
    "articles_headlinesignature",  # with which headlines are compared
    "articles_import",
    "articles_matchinglock",
    "articles_mend",  # what it changes is a story's row
    "articles_outcome",
    "articles_preview",
    "articles_sourceboilerplate",
    "articles_sourcelines",  # with which documents are understood
    "articles_understandingrevision",
    "articles_taskworker",
    "articles_unmatched",
    "articles_upload",
    "articles_uploadpart",
}

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_table_is_shown_or_named_as_never_shown():
    tables = {model._meta.db_table for model in apps.get_app_config("articles").get_models()}

    assert tables == set(CONTENT_TABLES) | NEVER_SHOWN


@pytest.mark.parametrize("table", CONTENT_TABLES)
def test_every_table_that_is_shown_has_its_triggers(table):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE %s", [f"{table}_moves_on_%"])
            assert cursor.fetchone() == (3,)
        else:
            cursor.execute(
                "SELECT tgtype FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'content_moved'", [table]
            )
            assert cursor.fetchall() == [(0b111100,)]  # after insert, delete, update, truncate; for each statement


CHANGES = {
    "a story stored": lambda: make_article("Harbour lights", related=["Quayside walk"]),
    "a story changed": lambda: Article.objects.update(standfirst="Half full."),
    "a story deleted": lambda: Article.objects.all().delete(),
    "a source renamed": lambda: Source.objects.update(name="Bell Weekly"),
    "a headline wanted": lambda: Headline.objects.update(wanted=7),
    "a revision": lambda: Revision.objects.create(
        article=Article.objects.get(), position=1, headline="Ferry", blocks=[], fingerprint="f", seen_at=NOON
    ),
    "a count": lambda: StoryCount.objects.update(stories=9),
    "statements of a shell": lambda: run("UPDATE articles_article SET words = 3"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_moves_the_version(change):
    make_article()
    before = read_version(connection)

    change()

    assert read_version(connection) > before


def test_change_is_seen_together_with_the_version():
    make_article()
    before = read_version(connection)

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        Article.objects.update(words=5)
        raise KeyboardInterrupt

    assert read_version(connection) == before


def test_savepoint_that_is_rolled_back_does_not_hide_a_later_change():
    make_article()
    before = read_version(connection)

    with transaction.atomic():
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            Article.objects.update(words=5)
            raise KeyboardInterrupt
        Article.objects.update(words=6)

    assert read_version(connection) > before


def test_work_that_no_page_shows_does_not_move_it():
    make_article()
    before = read_version(connection)

    run_row = Import.objects.create(command="import_articles", started_at=NOON, state=Import.State.RUNNING)
    Import.objects.filter(pk=run_row.pk).update(label="seen")

    assert read_version(connection) == before


def test_triggers_that_were_lost_come_back_with_migrate():
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON articles_article"
        name = "articles_article_moves_on_update" if connection.vendor == "sqlite" else "content_moved"
        cursor.execute(f"DROP TRIGGER {name}{on}")

    call_command("migrate", verbosity=0)

    test_change_moves_the_version(CHANGES["a story changed"])


def test_row_that_was_lost_starts_at_a_number_never_seen():
    before = read_version(connection)
    ContentVersion.objects.all().delete()

    install(connection)

    assert read_version(connection) > before


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
