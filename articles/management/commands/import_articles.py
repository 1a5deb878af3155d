"""Import documents from files, folders and standard input."""

import json
import logging
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from functools import partial
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
        "Import news pages saved as plain text or HTML, and files that export_library wrote. "
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
        logging.getLogger("articles").setLevel(logging.WARNING)  # this command says itself what the log would
        started, counts = time.monotonic(), Counter()
        try:
            for result in Progress.over(
                self._results(paths, options), partial(count_paths, paths), quiet=options["json"]
            ):
                counts[result.state] += 1
                said = as_json(result, options) if options["json"] else line_of(result)
                self.stdout.write(said)
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


def as_json(result: Result, options: dict[str, Any]) -> str:
    """The result for programs; in a dry run without the article, which is gone again."""
    values = {**result.as_json(), "article": None} if options["dry_run"] else result.as_json()
    return json.dumps(values, ensure_ascii=False)


def line_of(result: Result) -> str:
    """One document's fate, for people."""
    return f"{result.state:9}  {result.name}" + (f": {result.problem.message}" if result.problem else "")


def summary(counts: Counter, seconds: float, *, as_json: bool, dry_run: bool) -> str:
    if as_json:
        values = {**{state: counts[state] for state in STATES}, "seconds": seconds}
        return json.dumps({"summary": {**values, "dry_run": True} if dry_run else values})
    if not counts:
        return "There is no document there. Folders are searched for text files; other kinds have to be named."
    said = ", ".join(f"{counts[state]:,} {state}" for state in STATES)
    return f"{said} in {seconds:.1f} s." + (" Nothing was stored: this was a dry run." if dry_run else "")
