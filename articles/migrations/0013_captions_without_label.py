"""Take the English label of captions out of the stored HTML: pages put it there in the reader's language."""

from django.db import migrations
from django.db.models import F, Max, Value
from django.db.models.functions import Replace

CHUNK = 5_000  # ids of a statement
BARE = '<figure class="caption"><figcaption>'
LABELLED = f"{BARE}<b>Caption. The picture was not in the text.</b> "


def remove_label(apps, schema_editor):
    replace(apps, schema_editor, LABELLED, BARE)


def restore_label(apps, schema_editor):
    replace(apps, schema_editor, BARE, LABELLED)


def replace(apps, schema_editor, old, new):
    articles = apps.get_model("articles", "Article").objects.using(schema_editor.connection.alias)
    last = articles.aggregate(last=Max("pk"))["last"] or 0
    for first in range(1, last + 1, CHUNK):
        captioned = articles.filter(pk__range=(first, first + CHUNK - 1), body_html__contains=old)
        captioned.update(body_html=Replace(F("body_html"), Value(old), Value(new)))


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_matching_lock")]

    operations = [migrations.RunPython(remove_label, restore_label)]
