"""Migrations stand by themselves: they import nothing of the application, and go back and forward."""

import ast
import sqlite3
from contextlib import closing
from importlib import import_module
from importlib.util import resolve_name
from pathlib import Path

import pytest
from django.db import connection

from articles import migrations
from articles.migrations import _headline_words
from articles.models import HeadlineWord
from articles.search import parse, postgresql_index, search, sqlite_index
from tests.support.factories import make_article
from tests.support.libraries import Library

FOLDER = Path(migrations.__file__).parent
INDEX = {  # all that an index consists of
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE name LIKE '%\\_search%' ESCAPE '\\'",
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
def test_search_index_of_the_application_is_the_one_that_migrations_make():
    """A change of the index needs a migration that recreates it."""
    made_by_migrations = index()
    search_index = {"sqlite": sqlite_index, "postgresql": postgresql_index}[connection.vendor]

    search_index.remove(connection)
    assert len(index()) < len(made_by_migrations)
    search_index.install(connection)

    assert index() == made_by_migrations


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
def test_search_index_without_sources_gets_them_and_loses_them():
    make_article("Ferry returns", source="The Tide Table")
    make_article("Bell rings", source=None)
    migration = import_module("articles.migrations.0019_search_source")
    editor, made_by_migrations = connection.schema_editor(), index()
    found = search(parse("ferry OR bell"))

    migration.remove_source(None, editor)
    migration.add_source(None, editor)

    assert index() == made_by_migrations
    assert search(parse("ferry OR bell")) == found
    assert {(facet.value, facet.count) for facet in found.sources} == {("the-tide-table", 1), ("", 1)}
