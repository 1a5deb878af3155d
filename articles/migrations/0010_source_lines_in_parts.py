from hashlib import blake2b

from django.db import migrations, models


def name_bases(apps, schema_editor):
    """What was counted so far is the base of what comes."""
    rows = apps.get_model("articles", "SourceLines").objects.using(schema_editor.connection.alias)
    for row in rows.all():
        if row.counts:
            row.base = int.from_bytes(blake2b(bytes(row.counts), digest_size=8).digest(), "big", signed=True)
            row.save(update_fields=["base"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_revision_changed"),
    ]

    operations = [
        migrations.AddField(
            model_name="sourcelines",
            name="base",
            field=models.BigIntegerField(default=0, verbose_name="digest of the counts"),
        ),
        migrations.AddField(
            model_name="sourcelines",
            name="recent",
            field=models.BinaryField(default=b"", verbose_name="changed since"),
        ),
        migrations.RunPython(name_bases, migrations.RunPython.noop),
    ]
