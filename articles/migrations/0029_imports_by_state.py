"""An index of imports by state, for the desk's list of those that run or wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_intake")]

    operations = [
        migrations.AddIndex(model_name="import", index=models.Index(fields=["state"], name="import_by_state")),
    ]
