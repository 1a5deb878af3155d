"""One log line for each write in the admin panel, of whatever model: its site gives this to every model's pages."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles.operations.events import log_rows


class LoggedWrites[M: Model](ModelAdmin[M]):
    """Logs what was added, changed or deleted, once it is committed."""

    def log_addition(self, request: HttpRequest, obj: M, message: Any) -> LogEntry:  # noqa: ANN401  as Django gives it
        transaction.on_commit(partial(log_rows, "added", [obj], [obj.pk], str(obj)))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: M, message: Any) -> LogEntry:  # noqa: ANN401
        line = partial(log_rows, "changed", [obj], [obj.pk], str(obj), what=changed_fields(message))
        transaction.on_commit(line)
        return super().log_change(request, obj, message)

    def delete_model(self, request: HttpRequest, obj: M) -> None:
        self._delete([obj], partial(super().delete_model, request, obj))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[M]) -> None:
        self._delete(list(queryset), partial(super().delete_queryset, request, queryset))

    def _delete(self, rows: list[M], delete: Callable[[], None]) -> None:
        keys, first = [row.pk for row in rows], str(rows[0]) if rows else ""  # a deleted row has no key
        delete()
        if rows:
            transaction.on_commit(partial(log_rows, "deleted", rows, keys, first))


def logged[M: Model](admin_class: type[ModelAdmin[M]]) -> type[ModelAdmin[M]]:
    """The same pages of a model, which log what they write."""
    return type(admin_class.__name__, (LoggedWrites, admin_class), {"__module__": admin_class.__module__})


def changed_fields(message: Any) -> str:  # noqa: ANN401
    """The labels of the changed fields in a message for Django's history, by commas."""
    parts = [part.get("changed", {}) for part in message] if isinstance(message, list) else []
    return ",".join(str(name) for part in parts for name in part.get("fields", ()))
