"""Which tables a whole export has, and how their values are written as JSON."""

import base64
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.apps.registry import Apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

APP = "articles"  # every model of it is moved but those left out, so that none is forgotten
OTHERS = (
    "admin.logentry",
    "auth.group",
    "auth.group_permissions",
    "auth.user",
    "auth.user_groups",
    "auth.user_user_permissions",
)
_OF_AXES = ("accessattempt", "accessattemptexpiration", "accessfailurelog", "accesslog")
LEFT_OUT = {  # by label, with the reason
    "articles.contentversion": "a number for caches, which loading moves",
    "articles.contentmove": "marks within transactions",
    "articles.taskworker": "signs of life of processes",
    **{f"axes.{name}": "wrong passwords of the last minutes" for name in _OF_AXES},
    "auth.permission": "migrate makes them; rows that refer to one give its name",
    "contenttypes.contenttype": "migrate makes them; rows that refer to one give its name",
    "sessions.session": "whoever has the file must not be able to take over a login",
    "django_tasks_database.dbtaskresult": "work under way; the import desk starts it again",
}
NAMED = ("auth.permission", "contenttypes.contenttype")  # referred to by names, as their ids differ between databases

type Model = type[models.Model]
type Field = models.Field[Any, Any]


def moved_models(apps: Apps) -> list[Model]:
    """The models whose rows are moved, in the order of their labels."""
    found = [model for model in apps.get_models(include_auto_created=True) if is_moved(model)]
    return sorted(found, key=lambda model: model._meta.label_lower)


def is_moved(model: Model) -> bool:
    label = model._meta.label_lower
    is_ours = model._meta.app_label == APP and not model._meta.proxy and model._meta.managed
    return label not in LEFT_OUT and (is_ours or label in OTHERS)


def fields_of(model: Model) -> list[Field]:
    """The fields that are columns, in the order in which the model has them."""
    return [field for field in model._meta.concrete_fields if field.column]


def writer_of(field: Field, using: str) -> Callable[[Any], Any] | None:
    """What makes a JSON value of a column's value; None where they are the same."""
    if label := named_by(field):
        return _names(label, using).__getitem__
    if isinstance(field, models.BinaryField):
        return lambda value: base64.b64encode(value).decode("ascii")
    if isinstance(field, models.DateTimeField):
        return lambda moment: moment.astimezone(dt.UTC).isoformat()
    return dt.date.isoformat if isinstance(field, models.DateField) else None


def reader_of(field: Field, connection: BaseDatabaseWrapper) -> Callable[[Any], Any] | None:
    """What makes a database value of a JSON value; None where they are the same."""
    if label := named_by(field):
        return _Ids(label, connection.alias).of
    if isinstance(field, models.BinaryField):
        return lambda text: field.get_db_prep_save(base64.b64decode(text), connection)
    if isinstance(field, models.DateTimeField):
        return lambda text: field.get_db_prep_save(dt.datetime.fromisoformat(text), connection)
    if isinstance(field, models.DateField):
        return lambda text: field.get_db_prep_save(dt.date.fromisoformat(text), connection)
    if isinstance(field, models.TextField | models.IntegerField | models.FloatField | models.ForeignKey):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def named_by(field: Field) -> str:
    """The label of the model that a foreign key refers to by names, or ""."""
    target = field.remote_field and field.remote_field.model._meta.label_lower
    return target if target in NAMED else ""


def _names(label: str, using: str) -> dict[int, list[str]]:
    """The names of all content types or permissions, by id."""
    if label == "contenttypes.contenttype":
        kinds = ContentType.objects.using(using)
        return {pk: [app, model] for pk, app, model in kinds.values_list("pk", "app_label", "model")}
    rows = Permission.objects.using(using).values_list(
        "pk", "content_type__app_label", "content_type__model", "codename"
    )
    return {pk: list(names) for pk, *names in rows}


class _Ids:
    """The ids of content types or permissions by their names; those that aren't there are made."""

    def __init__(self, label: str, using: str) -> None:
        self.label, self.using = label, using
        self.ids = {tuple(names): pk for pk, names in _names(label, using).items()}

    def of(self, names: list[str]) -> int:
        if tuple(names) not in self.ids:
            self.ids[tuple(names)] = self._make(*names)
        return self.ids[tuple(names)]

    def _make(self, app: str, model: str, codename: str = "") -> int:
        kind, _ = ContentType.objects.using(self.using).get_or_create(app_label=app, model=model)
        if not codename:
            return kind.pk
        return Permission.objects.using(self.using).create(content_type=kind, codename=codename, name=codename).pk
