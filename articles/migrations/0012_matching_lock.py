from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_without_like_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchingLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "matching lock",
                "verbose_name_plural": "matching locks",
            },
        ),
    ]
