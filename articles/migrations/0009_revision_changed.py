import django.utils.timezone
from django.db import migrations, models

FILL = """
UPDATE articles_revision SET changed_at = {greatest}(seen_at, coalesce(
    (
        SELECT after.seen_at FROM articles_revision after
        WHERE after.article_id = articles_revision.article_id AND after.position = articles_revision.position + 1
    ),
    (
        SELECT document.received_at FROM articles_article article
        JOIN articles_document document ON document.id = article.document_id
        WHERE article.id = articles_revision.article_id
    ),
    seen_at
))
"""


def fill(apps, schema_editor):
    greatest = "max" if schema_editor.connection.vendor == "sqlite" else "greatest"
    schema_editor.execute(FILL.format(greatest=greatest))


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_fill_headline_graph")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="changed_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="When both this text and the one that took its place had been imported.",
                verbose_name="changed",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                models.OrderBy(models.F("changed_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="revision_latest",
            ),
        ),
    ]
