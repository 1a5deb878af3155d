"""Failures of the database as sentences for operators: which database it was, and what can be done."""

from collections.abc import Mapping
from typing import Any

from django.db import Error

from articles.database.sqlite_access import sqlite_path

MISSING_TABLE = ("no such table", "no such column", "does not exist")
CHOSEN = "It was chosen by DATABASE_URL, by NEWSREADER_DATA, or by what `make run` was last given."
MAKE_ONE = "If it is the right one, run `manage.py migrate`, or `make run`, which does that by itself."
UNREACHABLE = ("connection", "connect", "unable to open", "couldn't get a connection", "starting up", "shutting down")


def database_name(settings: Mapping[str, Any]) -> str:
    """The database as an operator knows it, without user and password; `settings` as in DATABASES."""
    if path := sqlite_path(settings):
        return f"SQLite file {path}"
    place = f"{settings.get('HOST') or 'this machine'}:{settings.get('PORT') or 5432}"
    return f"PostgreSQL database {settings['NAME']} at {place}"


def sentence_for(error: Error, settings: Mapping[str, Any]) -> str | None:
    """What a command says instead of a traceback when there is no library to work on; None for other errors."""
    text = str(error).lower()
    if any(part in text for part in UNREACHABLE):  # first: a role or a database that does not exist is no missing table
        reason = " ".join(str(error).split())
        return f"The {database_name(settings)} can't be reached ({reason}). {CHOSEN}"
    if any(part in text for part in MISSING_TABLE):
        return f"The {database_name(settings)} has no library yet, or one of an older newsreader. {CHOSEN} {MAKE_ONE}"
    return None


def absence_of(settings: Mapping[str, Any]) -> str | None:
    """What a command says when its SQLite file isn't there, which connecting would create; None otherwise."""
    if (path := sqlite_path(settings)) and not path.exists():
        return f"The {database_name(settings)} has no library yet: there is no such file. {CHOSEN} {MAKE_ONE}"
    return None
