"""The search index: FTS5 tables with triggers on SQLite, tables of tsvectors with triggers on PostgreSQL."""

from django.db import migrations

from articles.migrations import _postgresql_index as postgresql
from articles.migrations import _sqlite_index as sqlite


def on(vendor, change):
    """The change, made on databases of this vendor only."""

    def run(apps, schema_editor):
        if schema_editor.connection.vendor == vendor:
            change(schema_editor.connection)

    return run


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_library")]

    operations = [
        migrations.RunPython(on("sqlite", sqlite.install), on("sqlite", sqlite.remove)),
        migrations.RunPython(on("postgresql", postgresql.install), on("postgresql", postgresql.remove)),
    ]
