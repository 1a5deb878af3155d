"""Dumps and restores a PostgreSQL library by PostgreSQL's own pg_dump and pg_restore."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.database.snapshot import snapshot
from articles.operations.backups.whole_file import BackupError

MAGIC = b"PGDMP"
PLAIN = ("--no-owner", "--no-privileges")  # another server has other roles
COPY = re.compile(rb'^COPY (?:\w+\.)?"?(\w+)"? \(')  # as pg_restore writes it; then rows, then a line \.
SESSIONS = "django_session"  # left out: whoever has the file must not be able to take over a login

type Counts = dict[str, int]


def dump(using: str, target: Path) -> Counts:
    """Dump the library as of one moment, verify the file, and return the number of rows of each table."""
    connection = connections[using]
    command = [_tool("pg_dump", connection), "--format=custom", *PLAIN, f"--exclude-table-data={SESSIONS}"]
    with snapshot(using), connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (number,) = cursor.fetchone()
        _run([*command, f"--snapshot={number}", f"--file={target}"], connection)
        expected = _counts(connection)
    expected[SESSIONS] = 0
    if (found := counts_in(target, using)) != {table: count for table, count in expected.items() if count}:
        raise BackupError(f"The dump is not whole: it has {sum(found.values()):,} of {sum(expected.values()):,} rows.")
    return expected


def counts_in(file: Path, using: str) -> Counts:
    """The number of rows of each table that has some in a dump; all of the file is read. Raises BackupError."""
    counts: Counts = {}
    for table, _row in _rows(file, using):
        counts[table] = counts.get(table, 0) + 1
    return counts


def migrations_in(file: Path, using: str) -> set[tuple[str, str]]:
    """The migrations that a dump has behind it, as app and name; none in one that is no library."""
    rows = (row.decode().split("\t") for _, row in _rows(file, using, "--table=django_migrations"))
    return {(row[1], row[2]) for row in rows}


# The library's tables, functions and rules of searching, also those that an older backup doesn't know; the rest stays.
CLEAR = r"""
DO $$ DECLARE statement text; BEGIN
    FOR statement IN
        SELECT format('DROP TABLE IF EXISTS public.%I CASCADE', tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename ~ '^(articles|auth|axes|django)_'
        UNION ALL
        SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proname ~ '^articles_'
        UNION ALL
        SELECT format('DROP TEXT SEARCH CONFIGURATION IF EXISTS public.%I CASCADE', cfgname) FROM pg_ts_config
        WHERE cfgnamespace = 'public'::regnamespace AND cfgname ~ '^articles_'
        UNION ALL
        SELECT format('DROP TEXT SEARCH DICTIONARY IF EXISTS public.%I CASCADE', dictname) FROM pg_ts_dict
        WHERE dictnamespace = 'public'::regnamespace AND dictname ~ '^articles_'
    LOOP EXECUTE statement; END LOOP;
END $$"""


def restore_dump(file: Path, using: str) -> None:
    """Put the dump in the place of what is in the database, in one transaction. Raises BackupError."""
    connection = connections[using]
    name = connection.get_connection_params()["dbname"]
    connection.close()
    with tempfile.NamedTemporaryFile(suffix=".sql") as script:
        _run([_tool("pg_restore", connection), *PLAIN, f"--file={script.name}", str(file)], connection)
        options = ["--single-transaction", "--set=ON_ERROR_STOP=1", "--quiet", "--no-psqlrc", f"--dbname={name}"]
        steps = [f"--command={CLEAR}", f"--file={script.name}"]
        _run([_tool("psql", connection), *options, *steps], connection)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else the planner knows nothing of the new tables


def _rows(file: Path, using: str, *options: str) -> Iterator[tuple[str, bytes]]:
    """The table and the text of each row in a dump."""
    connection = connections[using]
    command = [_tool("pg_restore", connection), "--data-only", *options, "--file=-", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        try:
            assert process.stdout and process.stderr  # noqa: S101  for mypy
            table = ""
            for line in process.stdout:
                if table and line != b"\\.\n":
                    yield table, line.rstrip(b"\n")
                else:
                    found = None if table else COPY.match(line)
                    table = found[1].decode() if found else ""
            complaints = process.stderr.read().decode(errors="replace")
        finally:
            process.kill()  # when the reader stopped early; else it has ended
    if process.returncode > 0 or complaints:
        raise BackupError(f"{file} can't be read by pg_restore: {' '.join(complaints.split())}")


def _run(command: list[str], connection: BaseDatabaseWrapper) -> None:
    done = subprocess.run(command, env=_environment(connection), capture_output=True, text=True)  # noqa: S603  our own
    if done.returncode:
        complaints = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise BackupError(f"{Path(command[0]).name} failed, and nothing was changed: {complaints}")


def _environment(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """How to reach the database, as libpq's variables: a password in arguments could be read by every user."""
    from psycopg.pq import Conninfo

    given: dict[str, Any] = connection.get_connection_params()
    names = {one.keyword.decode(): one.envvar.decode() for one in Conninfo.get_defaults() if one.envvar}
    reach = {names[keyword]: str(value) for keyword, value in given.items() if keyword in names}
    return {**os.environ, "PGDATABASE": given["dbname"], **reach}


def _tool(name: str, connection: BaseDatabaseWrapper) -> str:
    """The path of a program that is as new as the server. Raises BackupError."""
    server = connection.pg_version // 10_000  # type: ignore[attr-defined]  # PostgreSQL's
    if not (path := shutil.which(name)):
        raise BackupError(f"{name} is not on the PATH. Install PostgreSQL's client programs of version {server}.")
    printed = subprocess.run([path, "--version"], capture_output=True, text=True).stdout  # noqa: S603
    version = re.search(r"(\d+)", printed)
    if not version or int(version[1]) < server:
        raise BackupError(
            f"{path} is of version {version[1] if version else 'unknown'}, older than the server's {server}, and can't "
            f"read it. Put PostgreSQL {server}'s client programs first on the PATH."
        )
    return path


def _counts(connection: BaseDatabaseWrapper) -> Counts:
    with connection.cursor() as cursor:
        tables = [table.name for table in connection.introspection.get_table_list(cursor) if table.type == "t"]
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts
