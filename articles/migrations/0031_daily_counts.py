"""What the library held on each day, for the page of statistics."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_reports_are_outcomes"),
    ]

    operations = [
        migrations.CreateModel(
            name="DailyCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="day")),
                ("stories", models.PositiveBigIntegerField(verbose_name="stories")),
                ("live", models.PositiveBigIntegerField(verbose_name="live headlines")),
                ("waiting", models.PositiveBigIntegerField(verbose_name="waiting headlines")),
                (
                    "figures",
                    models.JSONField(
                        blank=True,
                        help_text="Of the stories imported last; only the latest row has them.",
                        null=True,
                        verbose_name="figures",
                    ),
                ),
            ],
            options={
                "verbose_name": "count of a day",
                "verbose_name_plural": "counts of days",
            },
        ),
    ]
