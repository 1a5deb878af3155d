"""Back the library up."""

import sqlite3
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.management.signals import Stopped, stop_on_signals
from articles.operations.backups.backing_up import back_up
from articles.operations.backups.restoring import SHOWN, in_words
from articles.operations.backups.whole_file import BackupError
from articles.operations.events import log_event


class Command(BaseCommand):
    help = (
        "Write the whole library, with its users, to one verified file, while the site runs and imports go on. "
        "On PostgreSQL it needs pg_dump and pg_restore. manage.py restore reads the file."
    )
    requires_system_checks = []  # a damaged library gets a sentence

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
        parser.add_argument("--force", action="store_true", help="replace FILE if it is there")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        path = options["file"]
        with stop_on_signals():
            try:
                counts = back_up(path, force=options["force"])
            except Stopped as stopped:
                self.stderr.write(f"Stopped. {path} was not written.")
                sys.exit(stopped.exit_code)
            except (BackupError, DatabaseError, sqlite3.Error, OSError) as error:
                raise CommandError(f"{path} was not written: {' '.join(str(error).split())}") from error
        log_event("backup written", file=str(path), bytes=path.stat().st_size)
        held = {words: counts.get(table, 0) for table, words in SHOWN.items()}
        self.stdout.write(f"{path} holds {in_words(held)}: {path.stat().st_size:,} bytes, read again and found whole.")
