"""Drops an index that nothing reads: Django makes one for LIKE beside that of a unique text, on PostgreSQL.

No one looks for the beginning of a fingerprint, and each new story wrote to one more page at random.
"""

from django.db import migrations

INDEX = "articles_article_fingerprint_319e09bd_like"


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {INDEX} ON articles_article (fingerprint text_pattern_ops)")


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_source_lines_in_parts")]
    operations = [migrations.RunPython(drop, make)]
