"""The groups Viewer, Importer and Editor, and a name in plain words for links by hand."""

from django.db import migrations

VIEWER = tuple(
    f"view_{model}" for model in ("article", "document", "headline", "import", "revision", "source", "verdict")
)
IMPORTER = (*VIEWER, "run_import")
EDITOR = (
    *IMPORTER,
    "see_every_import",
    "delete_article",
    *("change_source", "delete_source"),
    *("add_verdict", "delete_verdict"),
    "add_mend",
)
GROUPS = {"Viewer": VIEWER, "Importer": IMPORTER, "Editor": EDITOR}
OF_IMPORTS = {
    "run_import": "Can import documents",
    "see_every_import": "Can see, add and discard what others import",
}


def make_groups(apps, schema_editor):
    """A group that has one of these names already stays as it is: its members get no rights that nobody gave them."""
    using = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name, rights in GROUPS.items():
        group, is_new = groups.get_or_create(name=name)
        if is_new:
            group.permissions.set(permission(apps, codename, using) for codename in rights)


def permission(apps, codename, using):
    """The permission, which Django itself makes only when all migrations are done."""
    verb, _, model = codename.partition("_")
    model = "import" if codename in OF_IMPORTS else model
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(using)
    kind, _ = kinds.get_or_create(app_label="articles", model=model)
    label = apps.get_model("articles", model)._meta.verbose_name
    found, _ = (
        apps.get_model("auth", "Permission")
        .objects.using(using)
        .get_or_create(
            content_type=kind,
            codename=codename,
            defaults={"name": OF_IMPORTS.get(codename, f"Can {verb} {label}")},
        )
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_import_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="verdict",
            options={"verbose_name": "link by hand", "verbose_name_plural": "links by hand"},
        ),
        migrations.AlterModelOptions(
            name="import",
            options={
                "ordering": ["-started_at", "-pk"],
                "permissions": list(OF_IMPORTS.items()),
                "verbose_name": "import",
                "verbose_name_plural": "imports",
            },
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
