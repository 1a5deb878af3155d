"""How far an upload is staged, previews without a publication, and the right to see the imports of others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0027_mend")]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="documents",
            field=models.PositiveIntegerField(
                default=0, help_text="How many of its documents are staged already.", verbose_name="documents"
            ),
        ),
        migrations.AddField(
            model_name="preview",
            name="has_source",
            field=models.BooleanField(default=True, verbose_name="has a source"),
        ),
        migrations.AddField(
            model_name="preview",
            name="key",
            field=models.BigIntegerField(
                blank=True, db_index=True, help_text="Of its headline.", null=True, verbose_name="key"
            ),
        ),
        migrations.AlterModelOptions(
            name="import",
            options={
                "ordering": ["-started_at", "-pk"],
                "permissions": [
                    ("run_import", "Can import documents"),
                    ("see_every_import", "Can see, add and discard what others import"),
                ],
                "verbose_name": "import",
                "verbose_name_plural": "imports",
            },
        ),
    ]
