"""The vocabulary of headlines, filled from those stored; and the search index in its present form."""

from django.db import migrations, models

from articles.migrations import _headline_words as headline_words
from articles.migrations import _postgresql_index as postgresql
from articles.migrations import _sqlite_index as sqlite


def renew_index(apps, schema_editor):
    """PostgreSQL's is in tables of its own now; FTS5's gathers more before it writes."""
    connection = schema_editor.connection
    if connection.vendor == "postgresql":
        postgresql.remove(connection)
        postgresql.install(connection)
    else:
        sqlite.tune(connection)


def fill_vocabulary(apps, schema_editor):
    headline_words.fill_vocabulary(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_confidence")]

    operations = [
        migrations.RunPython(renew_index, migrations.RunPython.noop),
        migrations.CreateModel(
            name="HeadlineWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(unique=True, verbose_name="word")),
            ],
            options={"verbose_name": "word of headlines", "verbose_name_plural": "words of headlines"},
        ),
        migrations.RunPython(fill_vocabulary, migrations.RunPython.noop),
    ]
