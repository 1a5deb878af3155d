"""The admin's history: what somebody did to rows of the library, in words, on the page of each of them."""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model
from django.http import HttpRequest

from articles.requests import user_of


def note(request: HttpRequest, rows: Iterable[Model], sentence: str) -> None:
    """Enter a sentence into the history of each of these rows, with the user and the time."""
    LogEntry.objects.log_actions(user_of(request).pk, list(rows), CHANGE, change_message=sentence)
