"""Migrations stand by themselves: they import nothing of the application, and go back and forward."""

import ast
import sqlite3
from contextlib import closing, contextmanager
from importlib import import_module
from importlib.util import resolve_name
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles import migrations
from articles.documents.problems import Problem
from articles.importing.outcomes import sentence_of_outcome
from articles.importing.problem_sentences import sentence_of
from articles.migrations import _headline_words
from articles.models import Article, Document, HeadlineWord, Identity, Outcome, Source, StoryCount
from articles.models.sources import ALL_DAYS
from articles.search import parse, postgresql_index, restore_index, search, sqlite_index
from articles.text.reading import count_words
from articles.text.urls import address_key
from tests.support.factories import NOON, make_article
from tests.support.importing import import_texts
from tests.support.libraries import Library
from tests.support.texts import page

FOLDER = Path(migrations.__file__).parent
INDEX = {  # all that an index consists of
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE name LIKE '%\\_search%' ESCAPE '\\' OR type = 'view'",
    "postgresql": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE proname LIKE 'articles\\_%'
        UNION ALL SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE '%\\_search\\_%'
        UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE '%\\_search'
        UNION ALL SELECT relname, reloptions::text FROM pg_class WHERE relname LIKE '%\\_search'
        UNION ALL SELECT attname, concat_ws(' ', attrelid::regclass, atttypid::regtype, attnotnull, attstorage)
            FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid::regclass::text LIKE '%\\_search'
    """,
}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_migration_imports_nothing_of_the_application(path):
    ours = [name for name in imported_by(path) if name.split(".")[0] in ("articles", "newsreader")]

    assert [name for name in ours if not f"{name}.".startswith("articles.migrations.")] == []


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield resolve_name("." * node.level + (node.module or ""), "articles.migrations")


@pytest.mark.django_db
def test_search_index_is_created_anew_when_it_is_not_that_of_the_program():
    search_index = {"sqlite": sqlite_index, "postgresql": postgresql_index}[connection.vendor]
    created_by_migrate = index()
    make_article("Ferry returns")
    connection.check_constraints()  # PostgreSQL alters no table while some wait for the end of the transaction

    search_index.remove(connection)
    assert not search_index.is_current(connection)
    assert len(index()) < len(created_by_migrate)
    restore_index(connection)

    assert search_index.is_current(connection)
    assert index() == created_by_migrate
    assert search(parse("ferry")).total == 1


def index():
    with connection.cursor() as cursor:
        cursor.execute(INDEX[connection.vendor])
        return sorted(map(str, cursor.fetchall()))


def test_migrations_go_back_to_nothing_and_forward_to_the_same_schema(tmp_path):
    library = Library(tmp_path)
    migrate(library)
    whole = schema(library)

    migrate(library, "articles", "zero")
    nothing = schema(library)
    migrate(library)

    assert not [row for row in nothing if "articles_" in str(row)]
    assert schema(library) == whole


def migrate(library, *target):
    code, _, err = library.run("migrate", "-v0", *target)
    assert code == 0, err


def schema(library):
    (path,) = library.folder.glob("*.sqlite3")
    with closing(sqlite3.connect(path)) as database:
        return sorted(database.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))


@pytest.mark.django_db
def test_words_of_stored_headlines_fill_the_vocabulary(monkeypatch):
    monkeypatch.setattr(_headline_words, "CHUNK", 3)
    make_article("Ferry returns", related=["Bell rings", "Rope frays", "Bell falls"])

    _headline_words.fill_vocabulary(connection)

    stored = set(HeadlineWord.objects.values_list("text", flat=True))
    assert stored == {"ferry", "returns", "bell", "rings", "rope", "frays", "falls"}


@pytest.mark.django_db
def test_search_index_goes_back_to_its_former_state_and_forward():
    make_article("Ferry returns")
    migration = import_module("articles.migrations.0021_folded_search")
    created_by_migrate = index()
    connection.check_constraints()

    editor = connection.schema_editor()
    migration.install(None, editor)
    former = index()
    migration.remove(None, editor)
    restore_index(connection)

    assert former != created_by_migrate
    assert index() == created_by_migrate
    assert search(parse("ferry")).total == 1


@pytest.mark.django_db
def test_addresses_get_the_keys_of_their_canonical_form_and_no_story_is_lost():
    migration = import_module("articles.migrations.0020_canonical_addresses")
    urls = ["https://www.tide.example/a?utm_source=mail", "https://tide.example/a", "https://tide.example/b?id=2"]
    articles = [make_article(f"Story {number}") for number in range(3)]
    for article, url in zip(articles, urls, strict=True):
        Article.objects.filter(pk=article.pk).update(url=url)
        Identity.objects.filter(article=article).delete()
        Identity.objects.create(article=article, key=migration.former_key_of(url))

    migration.fold_keys(apps, connection.schema_editor())

    keys = dict(Identity.objects.values_list("article", "key"))
    assert Article.objects.count() == 3
    assert keys == {articles[1].pk: address_key(urls[0]), articles[2].pk: address_key(urls[2])}


@pytest.mark.django_db
def test_undated_stories_are_counted_apart_and_by_their_import_again():
    migration = import_module("articles.migrations.0023_published")
    make_article("Undated")
    make_article("Undated, of no source", source=None)
    make_article("Dated", published_at=NOON)
    by_migrate = counts()

    migration.count_undated_by_import(apps, connection.schema_editor())
    former = counts()
    migration.count_undated_apart(apps, connection.schema_editor())

    source = Source.objects.get().pk
    assert former == {(NOON.date(), source): 2, (NOON.date(), 0): 1, (ALL_DAYS, source): 2, (ALL_DAYS, 0): 1}
    assert counts() == by_migrate


def counts():
    return {(row.day, row.source_id): row.stories for row in StoryCount.objects.exclude(stories=0)}


@pytest.mark.django_db
def test_words_of_stories_in_scripts_without_spaces_are_counted_by_their_letters(monkeypatch):
    migration = import_module("articles.migrations.0024_words_without_spaces")
    monkeypatch.setattr(migration, "CHUNK", 2)
    texts = ["灯台の明かりが戻った。" * 20, "The ferry came back.", "เรือกลับมาแล้ว " * 20, "Die Fähre kam zurück."]
    for number, text in enumerate(texts):
        make_article(f"Story {number}", paragraphs=[text], words=len(text.split()))

    migration.fill(apps, connection.schema_editor())

    stored = Article.objects.order_by("pk").values_list("words", flat=True)
    assert list(stored) == [count_words(text) for text in texts]
    assert list(stored) != [len(text.split()) for text in texts]


@contextmanager
def with_reports():
    """The models of the last version whose imports had a report, in a database that has it again."""
    executor = MigrationExecutor(connection)
    try:
        yield executor.migrate([("articles", "0029_imports_by_state")]).apps
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_reports_of_older_versions_become_rows():
    import_texts(page("Ferry returns"))
    document = Document.objects.get()
    article = document.article
    Outcome.objects.all().delete()
    problem = {"code": "too-large", "parameters": {"limit": 2}, "line": None}
    report = [
        {"name": "1.txt", "sha256": document.sha256, "state": "created", "code": None, "article": article.pk},
        {"name": "2.txt", "sha256": "f" * 64, "state": "rejected", **problem, "article": None},
        {"name": "3.txt", "sha256": "e" * 64, "state": "rejected", "code": "old", "message": "An old sentence."},
    ]
    editor = SimpleNamespace(connection=connection)

    with with_reports() as apps_then:
        run = apps_then.get_model("articles", "Import").objects.create(started_at=NOON, state="finished", report=report)
        import_module("articles.migrations.0025_import_desk").write_outcomes(apps_then, editor)

    first, second, third = Outcome.objects.filter(import_run=run.pk).order_by("position")
    assert (first.position, first.name, first.document, first.article_number, first.headline) == (
        *(1, "1.txt", document, article.pk, "Ferry returns"),
    )
    assert (second.state, sentence_of_outcome(second)) == (
        "rejected",
        sentence_of(Problem("too-large", {"limit": 2})),
    )
    assert sentence_of_outcome(third) == "An old sentence."
