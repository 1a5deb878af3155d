"""How many paragraphs each new version changed, which importers store from now on; counted for those held already."""

from django.db import migrations, models

from articles.migrations._changed_paragraphs import changed_paragraphs

TEXT = ("headline", "standfirst", "blocks")
CHUNK = 100  # revisions held at once


def fill(apps, schema_editor):
    using = schema_editor.connection.alias
    revisions = apps.get_model("articles", "Revision").objects.using(using).order_by("article_id", "position")
    articles = apps.get_model("articles", "Article").objects.using(using)
    rows = revisions.values_list("pk", "article_id", *TEXT).iterator(chunk_size=CHUNK)
    before = next(rows, None)
    while before:
        after = next(rows, None)
        is_last = after is None or after[1] != before[1]
        text = articles.values_list(*TEXT).get(pk=before[1]) if is_last else after[2:]
        changed = changed_paragraphs(paragraphs(*before[2:]), paragraphs(*text))
        revisions.filter(pk=before[0]).update(changed_paragraphs=changed)
        before = after


def paragraphs(headline, standfirst, blocks):
    opening = [("headline", headline), ("standfirst", standfirst)]
    return [one for one in opening if one[1]] + [(block["kind"], block["text"]) for block in blocks]


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_article_keywords")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="changed_paragraphs",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="How many paragraphs the text that took its place changed, put in or took out.",
                null=True,
                verbose_name="changed paragraphs",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
