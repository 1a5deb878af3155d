"""The keywords of a story, which importers store from now on; found again for the stories that are held already."""

from collections import defaultdict

from django.db import migrations, models

from articles.migrations._keywords import keywords_by

CHUNK = 500  # stories held at once


def fill(apps, schema_editor):
    connection = schema_editor.connection
    articles = apps.get_model("articles", "Article").objects.using(connection.alias).order_by("pk")
    links = apps.get_model("articles", "ArticleTrait").objects.using(connection.alias)
    last = 0
    while rows := list(articles.filter(pk__gt=last).values_list("pk", "headline", "standfirst", "body_text")[:CHUNK]):
        last = rows[-1][0]
        traits = defaultdict(set)
        for pk, trait in links.filter(article__in=[pk for pk, *_ in rows]).values_list("article_id", "hash"):
            traits[pk].add(trait)
        found = [
            ("\n".join(keywords_by(traits[pk], headline, f"{first}\n{body}")), pk) for pk, headline, first, body in rows
        ]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE articles_article SET keywords = %s WHERE id = %s", found)


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_content_version")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="keywords",
            field=models.TextField(
                blank=True,
                help_text="As printed, one a line, those with the highest weight first.",
                null=True,
                verbose_name="keywords",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
