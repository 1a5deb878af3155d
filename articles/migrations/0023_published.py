"""Indexes of the dates of publication; stories without one are counted under a day of their own."""

from django.db import migrations, models
from django.db.models import F

UNDATED = "9999-12-31"
DAY = {"sqlite": "date(dated_at)", "postgresql": "CAST(dated_at AT TIME ZONE 'UTC' AS date)"}
MOVE = """
INSERT INTO articles_storycount AS held (day, source_id, stories)
SELECT {day}, coalesce(source_id, 0), {sign}count(*) FROM articles_article WHERE published_at IS NULL GROUP BY 1, 2
ON CONFLICT (day, source_id) DO UPDATE SET stories = held.stories + excluded.stories
"""


def move(schema_editor, sign_of_undated, sign_of_import):
    vendor = schema_editor.connection.vendor
    undated = f"DATE '{UNDATED}'" if vendor == "postgresql" else f"'{UNDATED}'"
    for day, sign in ((undated, sign_of_undated), (DAY[vendor], sign_of_import)):
        schema_editor.execute(MOVE.format(day=day, sign=sign))


def count_undated_apart(apps, schema_editor):
    move(schema_editor, "", "-")


def count_undated_by_import(apps, schema_editor):
    move(schema_editor, "-", "")


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_merged_articles")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(F("published_at").desc(), F("id").desc(), name="article_published"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index("source", F("published_at").desc(), F("id").desc(), name="article_source_published"),
        ),
        migrations.AlterField(
            model_name="storycount",
            name="day",
            field=models.DateField(
                help_text="1 January of the year 1 stands for all days, 31 December 9999 for stories without a date.",
                verbose_name="day",
            ),
        ),
        migrations.RunPython(count_undated_apart, count_undated_by_import),
    ]
