"""The words of stories in scripts without spaces, counted by their letters as importers now do."""

from django.db import migrations

from articles.migrations._words import count_words

CHUNK = 500  # stories held at once


def fill(apps, schema_editor):
    connection = schema_editor.connection
    articles = apps.get_model("articles", "Article").objects.using(connection.alias).order_by("pk")
    last = 0
    while rows := list(articles.filter(pk__gt=last).values_list("pk", "words", "body_text")[:CHUNK]):
        last = rows[-1][0]
        counted = [(count_words(text), pk, words) for pk, words, text in rows if not text.isascii()]
        changed = [(count, pk) for count, pk, words in counted if count != words]
        if changed:
            with connection.cursor() as cursor:
                cursor.executemany("UPDATE articles_article SET words = %s WHERE id = %s", changed)


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_published")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
