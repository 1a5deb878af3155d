"""The keys of stories' addresses are of their canonical form: tracking parameters, www. and the like don't count.

A story keeps the key of the address that it shows. When two stories have one key by now, the one that has it already
or was imported first keeps it, and the other keeps all else: both stay, and are joined when their documents are
understood again. Keys of other addresses of a story stay as they are until then.
"""

from itertools import batched

from django.db import migrations

from articles.migrations._canonical_address import former_key_of, key_of

CHUNK = 1_000  # stories held at once


def fold_keys(apps, schema_editor):
    replace(apps, schema_editor, former_key_of, key_of)


def restore_keys(apps, schema_editor):
    replace(apps, schema_editor, key_of, former_key_of)


def replace(apps, schema_editor, old_key_of, new_key_of):
    alias = schema_editor.connection.alias
    articles = apps.get_model("articles", "Article").objects.using(alias)
    identities = apps.get_model("articles", "Identity").objects.using(alias)
    rows = articles.filter(url__isnull=False).order_by("pk").values_list("pk", "url")
    for some in batched(rows.iterator(chunk_size=CHUNK), CHUNK):
        changed = {pk: (old_key_of(url), new_key_of(url)) for pk, url in some}
        changed = {pk: keys for pk, keys in changed.items() if keys[0] != keys[1]}
        new = [key for _, key in changed.values()]
        taken = set(identities.filter(headline="", key__in=new).values_list("key", flat=True))
        own = set(identities.filter(article__in=changed).values_list("article", "key"))
        for pk, (before, after) in changed.items():
            if (pk, before) not in own:
                continue
            if after in taken or (pk, after) in own:
                identities.filter(article=pk, key=before, headline="").delete()
            else:
                identities.filter(article=pk, key=before, headline="").update(key=after)
            taken.add(after)


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_search_source")]

    operations = [migrations.RunPython(fold_keys, restore_keys)]
