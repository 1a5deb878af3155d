"""The content version; its triggers are installed after each `migrate`, by `articles.database.content_version`."""

from django.db import migrations, models


def drop_triggers(apps, schema_editor):
    """Drop the triggers, which would write to tables that this migration takes away."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%%contentversion%%'", []
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("DROP FUNCTION IF EXISTS articles_mark_content CASCADE")
            cursor.execute("DROP FUNCTION IF EXISTS articles_move_content CASCADE")


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_plainer_help_texts")]

    operations = [
        migrations.CreateModel(
            name="ContentMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_last", models.BooleanField(default=False, verbose_name="last")),
            ],
            options={
                "verbose_name": "move of the content version",
                "verbose_name_plural": "moves of the content version",
            },
        ),
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.BigIntegerField(verbose_name="version")),
            ],
            options={
                "verbose_name": "version of the content",
                "verbose_name_plural": "versions of the content",
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, drop_triggers),
    ]
