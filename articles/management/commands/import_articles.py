"""Import documents from files, folders and standard input."""

import json
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.importing.reading import count_paths, read_paths
from articles.importing.runs import run_import
from articles.importing.storing import Result
from articles.management.progress import Progress

STATES = ("created", "updated", "unchanged", "rejected")


class Command(BaseCommand):
    help = (
        "Import news pages saved as plain text, and files that export_library wrote. "
        "Exits with 0 when all are in, 1 when some were rejected, 2 when it could not run."
    )

    requires_system_checks = []  # they ask the database, and a damaged one should give a sentence

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help='files and folders; "-" is standard input')
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and store nothing")
        parser.add_argument("--json", action="store_true", help="write one JSON object a document, then a summary")
        parser.add_argument("--source", default="", metavar="NAME", help="publication of documents without a masthead")
        parser.add_argument("--label", default="", metavar="TEXT", help="what to call this import")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        paths = options["paths"]
        for path in paths:
            if path != "-" and not Path(path).exists():
                raise CommandError(
                    f"There is nothing at {path}. Name files, folders, or - for standard input.", returncode=2
                )
        started, counts = time.monotonic(), Counter()
        try:
            for result in Progress.over(self._results(paths, options), count_paths(paths), quiet=options["json"]):
                counts[result.state] += 1
                self.stdout.write(
                    json.dumps(result.as_json(), ensure_ascii=False) if options["json"] else line_of(result)
                )
        except DatabaseError as error:
            raise CommandError(
                f"The database did not take it: {error}. Is it there, and migrated (manage.py migrate)? "
                "What was reported is stored.",
                returncode=2,
            ) from error
        seconds = round(time.monotonic() - started, 3)
        self.stdout.write(summary(counts, seconds, as_json=options["json"], dry_run=options["dry_run"]))
        if counts["rejected"]:
            sys.exit(1)

    def _results(self, paths: list[str], options: dict[str, Any]) -> Iterator[Result]:
        return run_import(
            read_paths(paths, sys.stdin.buffer),
            command="import_articles",
            label=options["label"],
            source_name=options["source"],
            dry_run=options["dry_run"],
        )


def line_of(result: Result) -> str:
    """One document's fate, for people."""
    return f"{result.state:9}  {result.name}" + (f": {result.problem.message}" if result.problem else "")


def summary(counts: Counter, seconds: float, *, as_json: bool, dry_run: bool) -> str:
    if as_json:
        return json.dumps({"summary": {**{state: counts[state] for state in STATES}, "seconds": seconds}})
    said = ", ".join(f"{counts[state]:,} {state}" for state in STATES)
    return f"{said} in {seconds:.1f} s." + (" Nothing was stored: this was a dry run." if dry_run else "")
