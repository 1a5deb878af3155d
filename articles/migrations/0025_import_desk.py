"""The import desk: uploads, previews, outcomes of documents, and corrections by hand."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def write_outcomes(apps, editor):
    """Write the rows of reports that older versions stored with the import, and of what waits on the desk."""
    imports = apps.get_model("articles", "Import").objects.using(editor.connection.alias)
    for run in imports.order_by("pk").iterator(chunk_size=10):
        _write_outcomes(run, apps, editor.connection.alias)


def _write_outcomes(run, apps, using):
    Outcome = apps.get_model("articles", "Outcome")
    documents = apps.get_model("articles", "Document").objects.using(using)
    articles = apps.get_model("articles", "Article").objects.using(using)
    stored = documents.exclude(state="staged").filter(sha256__in=[entry["sha256"] for entry in run.report])
    held = dict(stored.values_list("sha256", "pk"))
    numbers = [entry["article"] for entry in run.report if entry.get("article")]
    headlines = dict(articles.filter(pk__in=numbers).values_list("pk", "headline"))
    names = ("code", "parameters", "line", "message")
    rows = [
        Outcome(
            import_run=run,
            name=entry["name"],
            sha256=entry["sha256"],
            state=entry["state"],
            problem={name: entry[name] for name in names if name in entry} if entry.get("code") else None,
            article_number=entry.get("article"),
            headline=headlines.get(entry.get("article"), ""),
            document_id=held.get(entry["sha256"]),
        )
        for entry in run.report
    ]
    staged = documents.filter(import_run=run, state="staged").order_by("pk").values_list("pk", "name", "sha256")
    rows += [
        Outcome(import_run=run, name=name, sha256=sha256, state="waiting", document_id=pk)
        for pk, name, sha256 in staged
    ]
    for position, row in enumerate(rows, start=1):
        row.position = position
    Outcome.objects.using(using).bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0024_words_without_spaces"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mend",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("line", "line"),
                            ("headline", "headline"),
                            ("standfirst", "standfirst"),
                            ("byline", "byline"),
                            ("published", "published"),
                            ("source", "source"),
                        ],
                        verbose_name="kind",
                    ),
                ),
                (
                    "line",
                    models.PositiveIntegerField(
                        default=0, help_text="Its number, from 1; 0 for a value.", verbose_name="line"
                    ),
                ),
                ("text", models.TextField(blank=True, default="", verbose_name="text of the line")),
                (
                    "old",
                    models.TextField(
                        blank=True, default="", help_text="The role or the value as understood.", verbose_name="before"
                    ),
                ),
                (
                    "new",
                    models.TextField(
                        blank=True, default="", help_text="The role or the value given by hand.", verbose_name="mended"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made")),
            ],
            options={
                "verbose_name": "correction by hand",
                "verbose_name_plural": "corrections by hand",
                "ordering": ["document", "kind", "line"],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveIntegerField(
                        help_text="From 1, in the order of the import.", verbose_name="position"
                    ),
                ),
                ("name", models.TextField(verbose_name="name")),
                ("sha256", models.TextField(blank=True, default="", verbose_name="SHA-256")),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waiting", "waiting"),
                            ("created", "created"),
                            ("updated", "updated"),
                            ("unchanged", "unchanged"),
                            ("rejected", "rejected"),
                            ("left out", "left out"),
                        ],
                        verbose_name="state",
                    ),
                ),
                (
                    "problem",
                    models.JSONField(
                        blank=True, help_text="Code, parameters and line.", null=True, verbose_name="problem"
                    ),
                ),
                (
                    "details",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What changed, or why nothing did: codes and parameters.",
                        verbose_name="details",
                    ),
                ),
                (
                    "article_number",
                    models.BigIntegerField(
                        blank=True,
                        help_text="Kept when the article is deleted.",
                        null=True,
                        verbose_name="number of the article",
                    ),
                ),
                (
                    "headline",
                    models.TextField(
                        blank=True, default="", help_text="As it was after the import.", verbose_name="headline"
                    ),
                ),
            ],
            options={
                "verbose_name": "outcome of a document",
                "verbose_name_plural": "outcomes of documents",
                "ordering": ["import_run", "position"],
            },
        ),
        migrations.CreateModel(
            name="Preview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "expected",
                    models.TextField(
                        choices=[
                            ("waiting", "waiting"),
                            ("created", "created"),
                            ("updated", "updated"),
                            ("unchanged", "unchanged"),
                            ("rejected", "rejected"),
                            ("left out", "left out"),
                        ],
                        help_text="What the library would do with it.",
                        verbose_name="expected state",
                    ),
                ),
                (
                    "sureness",
                    models.FloatField(
                        blank=True,
                        help_text="Confidence of the part that is least sure, from 0 to 1.",
                        null=True,
                        verbose_name="sureness",
                    ),
                ),
                (
                    "packed",
                    models.BinaryField(
                        default=b"",
                        help_text="Lines with their roles, and the story, as JSON compressed by zlib.",
                        verbose_name="as shown",
                    ),
                ),
            ],
            options={
                "verbose_name": "preview of a document",
                "verbose_name_plural": "previews of documents",
            },
        ),
        migrations.CreateModel(
            name="SourceBoilerplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField(help_text="Its key.", verbose_name="source")),
                ("digest", models.BigIntegerField(verbose_name="digest of the line")),
                ("text", models.TextField(verbose_name="line")),
                ("made_at", models.DateTimeField(verbose_name="made")),
            ],
            options={
                "verbose_name": "boilerplate of a source",
                "verbose_name_plural": "boilerplate of sources",
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveIntegerField(help_text="From 1, in the order of sending.", verbose_name="position"),
                ),
                (
                    "name",
                    models.TextField(help_text="With its path within the folder that was chosen.", verbose_name="name"),
                ),
                ("size", models.PositiveBigIntegerField(default=0, help_text="Bytes.", verbose_name="size")),
            ],
            options={
                "verbose_name": "upload",
                "verbose_name_plural": "uploads",
                "ordering": ["import_run", "position"],
            },
        ),
        migrations.CreateModel(
            name="UploadPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(help_text="From 1.", verbose_name="position")),
                ("content", models.BinaryField(verbose_name="bytes")),
            ],
            options={
                "verbose_name": "part of an upload",
                "verbose_name_plural": "parts of uploads",
            },
        ),
        migrations.RemoveConstraint(
            model_name="import",
            name="import_state",
        ),
        migrations.AddField(
            model_name="document",
            name="deleted_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When its story was deleted by hand; it stays out until it is added again.",
                null=True,
                verbose_name="deleted",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="deleted_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="deleted by",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("deleted_at__isnull", False)), fields=["key"], name="document_deleted"
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="left_out",
            field=models.PositiveIntegerField(default=0, verbose_name="left out"),
        ),
        migrations.AddField(
            model_name="import",
            name="source_name",
            field=models.TextField(
                blank=True, default="", help_text="For documents without a masthead.", verbose_name="source given"
            ),
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
                    ("receiving", "being received"),
                    ("discarded", "discarded"),
                    ("expired", "given up unconfirmed"),
                    ("taken back", "taken back"),
                ],
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "staged",
                            "running",
                            "finished",
                            "stopped",
                            "failed",
                            "receiving",
                            "discarded",
                            "expired",
                            "taken back",
                        ],
                    )
                ),
                name="import_state",
            ),
        ),
        migrations.AddField(
            model_name="mend",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mends",
                to="articles.document",
                verbose_name="document",
            ),
        ),
        migrations.AddField(
            model_name="mend",
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
        migrations.AddField(
            model_name="outcome",
            name="document",
            field=models.ForeignKey(
                blank=True,
                help_text="The document that waits, or that was stored.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="outcomes",
                to="articles.document",
                verbose_name="document",
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="import_run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="outcomes",
                to="articles.import",
                verbose_name="import",
            ),
        ),
        migrations.AddField(
            model_name="preview",
            name="outcome",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="preview",
                to="articles.outcome",
                verbose_name="outcome",
            ),
        ),
        migrations.AddField(
            model_name="sourceboilerplate",
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
        migrations.AddField(
            model_name="upload",
            name="import_run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uploads",
                to="articles.import",
                verbose_name="import",
            ),
        ),
        migrations.AddField(
            model_name="uploadpart",
            name="upload",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="articles.upload",
                verbose_name="upload",
            ),
        ),
        migrations.AddConstraint(
            model_name="mend",
            constraint=models.UniqueConstraint(fields=("document", "kind", "line"), name="mend_once"),
        ),
        migrations.AddConstraint(
            model_name="mend",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["line", "headline", "standfirst", "byline", "published", "source"])),
                name="mend_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="outcome",
            index=models.Index(fields=["import_run", "state", "position"], name="outcome_by_state"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(fields=("import_run", "position"), name="outcome_once"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "created", "updated", "unchanged", "rejected", "left out"])
                ),
                name="outcome_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourceboilerplate",
            constraint=models.UniqueConstraint(fields=("source", "digest"), name="source_boilerplate_once"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.UniqueConstraint(fields=("import_run", "position"), name="upload_once"),
        ),
        migrations.AddConstraint(
            model_name="uploadpart",
            constraint=models.UniqueConstraint(fields=("upload", "position"), name="upload_part_once"),
        ),
        migrations.RunPython(write_outcomes, migrations.RunPython.noop),
    ]
