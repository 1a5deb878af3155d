"""SQLite's page cache, which is larger for importers than for pages."""

from django.db import connections

IMPORTING = 65_536  # kB; an import writes to all parts of the indexes at once


def enlarge_page_cache(using: str) -> None:
    """Give this thread's connection the page cache of an importer; PostgreSQL has one for all connections."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{IMPORTING}")
