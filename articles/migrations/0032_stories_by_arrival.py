"""An index of each source's stories in the order in which they were imported, for the feed of a source."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0031_daily_counts")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index("source", models.F("id").desc(), name="article_source_arrived"),
        ),
    ]
