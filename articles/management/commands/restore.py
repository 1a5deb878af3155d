"""Restore a library from a backup."""

import sqlite3
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.management.signals import Stopped, stop_on_signals
from articles.operations.backups.restoring import in_words, restore
from articles.operations.backups.whole_file import BackupError
from articles.operations.events import log_event


class Command(BaseCommand):
    help = (
        "Make the library that of a file which manage.py backup or export_library --all wrote; the file is checked "
        "first. Everybody has to log in again. A library that holds anything is replaced only with --replace."
    )
    requires_system_checks = []  # a damaged library is what it is for

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the file to read")
        parser.add_argument("--replace", action="store_true", help="put it in the place of what the library holds")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        path = options["file"]
        with stop_on_signals():
            try:
                counts = restore(path, replace=options["replace"])
            except Stopped as stopped:
                self.stderr.write("Stopped. Run the same command again, with --replace if the library holds anything.")
                sys.exit(stopped.exit_code)
            except (BackupError, DatabaseError, sqlite3.Error, OSError) as error:
                raise CommandError(f"{path} was not restored: {' '.join(str(error).split())}") from error
        log_event("library restored", file=str(path))
        self.stdout.write(f"Restored from {path}: {in_words(counts)}.")
