"""Reports are rows of their own since 0025: the first thousand results go from the import's row."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_imports_by_state")]

    operations = [migrations.RemoveField(model_name="import", name="report")]
