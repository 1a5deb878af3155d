"""Drop the search index; from now on it is created after the migrations, when it is not that of the program.

It has folded texts since, and the folding changes more often than the tables do.
"""

from importlib import import_module

from django.db import migrations

from articles.migrations import _postgresql_index as postgresql
from articles.migrations import _sqlite_index as sqlite

INDEXES = {"sqlite": sqlite, "postgresql": postgresql}
VIEWS = [f"DROP VIEW IF EXISTS {table}_folded" for table in sqlite.INDEXES]
CONFIGURATION = [
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS articles_words",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS articles_stem",
]
# Headlines with letters or joints that are folded are compared by more blocking keys: they are matched again.
FOLDED = {
    "sqlite": "text GLOB '*[^ -~]*' OR text GLOB '*[A-Za-z][-''.][A-Za-z0-9]*'",
    "postgresql": "text ~ '[^ -~]|[A-Za-z][-''.][A-Za-z0-9]'",
}


def queue(apps, schema_editor):
    schema_editor.execute(
        "INSERT INTO articles_unmatched (headline_id, has_turned) "  # noqa: S608
        f"SELECT id, article_id IS NOT NULL FROM articles_headline WHERE {FOLDED[schema_editor.connection.vendor]}"
    )


def remove(apps, schema_editor):
    connection = schema_editor.connection
    INDEXES[connection.vendor].remove(connection)
    for statement in CONFIGURATION if connection.vendor == "postgresql" else VIEWS:
        schema_editor.execute(statement)


def install(apps, schema_editor):
    """Create the index that the migrations before this one know."""
    remove(apps, schema_editor)
    INDEXES[schema_editor.connection.vendor].install(schema_editor.connection)
    import_module("articles.migrations.0019_search_source").add_source(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_canonical_addresses")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.RunPython(queue, migrations.RunPython.noop),
    ]
