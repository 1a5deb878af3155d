import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.migrations import _sqlite_index as sqlite


def restore(apps, schema_editor):
    """SQLite makes tables anew, and with them go the search index's triggers."""
    sqlite.restore(schema_editor.connection)


def fill_pages_of_headlines(apps, schema_editor):
    """Room on PostgreSQL's pages for the new counters of headlines, which an import changes by the thousand."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE articles_headline SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_headline_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, restore),
        migrations.CreateModel(
            name="ArticleTrait",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hash", "article", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hash", models.BigIntegerField(verbose_name="hash")),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="traits",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "trait of an article",
                "verbose_name_plural": "traits of articles",
            },
        ),
        migrations.CreateModel(
            name="StoryCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(help_text="1 January of the year 1 stands for all days.", verbose_name="day")),
                (
                    "source_id",
                    models.BigIntegerField(help_text="0 stands for stories without a source.", verbose_name="source"),
                ),
                ("stories", models.IntegerField(default=0, verbose_name="stories")),
            ],
            options={
                "verbose_name": "count of stories",
                "verbose_name_plural": "counts of stories",
            },
        ),
        migrations.CreateModel(
            name="Unmatched",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "has_turned",
                    models.BooleanField(
                        help_text="Its neighbours may match otherwise now, too.", verbose_name="has turned"
                    ),
                ),
            ],
            options={
                "verbose_name": "unmatched headline",
                "verbose_name_plural": "unmatched headlines",
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_same", models.BooleanField(verbose_name="tells the same story")),
                ("made_at", models.DateTimeField(verbose_name="made")),
            ],
            options={
                "verbose_name": "verdict",
                "verbose_name_plural": "verdicts",
            },
        ),
        migrations.DeleteModel(name="HeadlineSignature"),  # nothing has written any so far
        migrations.CreateModel(
            name="HeadlineSignature",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hash", "headline", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("hash", models.BigIntegerField(verbose_name="hash")),
                (
                    "headline",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="articles.headline",
                        verbose_name="headline",
                    ),
                ),
            ],
            options={"verbose_name": "headline signature", "verbose_name_plural": "headline signatures"},
        ),
        migrations.RemoveConstraint(
            model_name="import",
            name="import_state",
        ),
        migrations.RemoveConstraint(
            model_name="relatedheadline",
            name="related_how",
        ),
        migrations.RemoveIndex(
            model_name="headline",
            name="headline_most_wanted",
        ),
        migrations.RemoveIndex(
            model_name="headline",
            name="headline_most_linked",
        ),
        migrations.RemoveIndex(
            model_name="relatedheadline",
            name="related_in_order",
        ),
        migrations.RemoveIndex(
            model_name="relatedheadline",
            name="related_backlinks",
        ),
        migrations.AddField(
            model_name="headline",
            name="how",
            field=models.TextField(
                choices=[("exact", "exact"), ("variant", "variant"), ("fuzzy", "fuzzy"), ("by hand", "by hand")],
                default="exact",
                help_text="How it leads to its article: by its own words or not.",
                verbose_name="how",
            ),
        ),
        migrations.AddField(
            model_name="headline",
            name="listed_on",
            field=models.DateField(
                blank=True,
                help_text="The earliest day of a page that lists it, where known.",
                null=True,
                verbose_name="listed on",
            ),
        ),
        migrations.AddField(
            model_name="headline",
            name="lists",
            field=models.PositiveIntegerField(
                default=0,
                help_text="In how many lists it stands; pages saved together share one.",
                verbose_name="lists",
            ),
        ),
        migrations.AddField(
            model_name="headline",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="The headline of other words through which it leads to an article.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="spellings",
                to="articles.headline",
                verbose_name="same as",
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="seen_at",
            field=models.DateTimeField(
                blank=True, help_text="When its last batch was stored.", null=True, verbose_name="last sign of life"
            ),
        ),
        migrations.AddField(
            model_name="relatedheadline",
            name="list_key",
            field=models.BigIntegerField(
                default=0,
                help_text="The smallest key of its list: a min-hash, shared by lists with nearly the same headlines.",
                verbose_name="list",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.TextField(
                choices=[
                    ("staged", "staged"),
                    ("running", "running"),
                    ("finished", "finished"),
                    ("stopped", "stopped"),
                    ("failed", "failed"),
                ],
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="headline",
            index=models.Index(
                models.OrderBy(models.F("lists"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("article", None)),
                name="headline_most_wanted",
            ),
        ),
        migrations.AddIndex(
            model_name="headline",
            index=models.Index(
                models.OrderBy(models.F("wanted"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("article__isnull", False), ("same_as", None)),
                name="headline_most_linked",
            ),
        ),
        migrations.AddIndex(
            model_name="headline",
            index=models.Index(
                models.F("same_as"), condition=models.Q(("same_as__isnull", False)), name="headline_same_as"
            ),
        ),
        migrations.AddIndex(
            model_name="relatedheadline",
            index=models.Index(fields=["headline", "list_key", "article"], name="related_backlinks"),
        ),
        migrations.AddConstraint(
            model_name="headline",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["exact", "variant", "fuzzy", "by hand"])), name="headline_how"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["staged", "running", "finished", "stopped", "failed"])),
                name="import_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="storycount",
            constraint=models.UniqueConstraint(fields=("day", "source_id"), name="story_count_once"),
        ),
        migrations.AddField(
            model_name="unmatched",
            name="headline",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.headline",
                verbose_name="headline",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="headline",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="verdicts",
                to="articles.headline",
                verbose_name="headline",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="verdicts_of_others",
                to="articles.headline",
                verbose_name="other headline",
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.RemoveField(
            model_name="relatedheadline",
            name="how",
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.UniqueConstraint(fields=("headline", "other"), name="verdict_once"),
        ),
        migrations.RunPython(fill_pages_of_headlines, migrations.RunPython.noop),
        migrations.RunPython(restore, migrations.RunPython.noop),
    ]
