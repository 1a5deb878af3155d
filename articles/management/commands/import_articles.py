"""Import documents from files, folders and standard input."""

import json
import logging
import os
import signal
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import closing, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from articles.database.failures import database_name, sentence_for
from articles.database.retrying import shorten_lock_wait
from articles.documents.sources.paths import count_paths, read_paths
from articles.importing.outcomes import sentences_of_details
from articles.importing.problem_sentences import english_sentence_of, sentence_of
from articles.importing.results import Result
from articles.importing.runs import run_import
from articles.importing.workers.claims import ClaimLost
from articles.importing.workers.pool import WorkersError
from articles.management.progress_bar import Progress
from articles.management.signals import Stopped, StopRequest, stop_on_signals
from articles.models import Import

MAX_WORKERS = 256
STATES = ("created", "updated", "unchanged", "rejected")


class Command(BaseCommand):
    help = (
        "Import news pages saved as text, HTML or MHTML, data sets (JSON, CSV), feeds, mailboxes, archives "
        "(zip, tar, gz, zst, WARC), and files that export_library wrote. "
        "Exits with 0 when all are in, 1 when some were rejected, 2 when it could not run, 130 or 143 when stopped."
    )

    requires_system_checks = []  # they ask the database, and a damaged one should give a sentence

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help='files and folders; "-" is standard input')
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and store nothing")
        parser.add_argument("--json", action="store_true", help="write one JSON object a document, then a summary")
        parser.add_argument("--source", default="", metavar="NAME", help="publication of documents without a masthead")
        parser.add_argument(
            "--workers",
            type=workers_asked,
            default=cores(),
            metavar="N",
            help="processes that understand; by default as many as there are cores",
        )
        parser.add_argument(
            "--follow-links", action="store_true", help="read files outside a folder that links in it lead to"
        )
        parser.add_argument("--label", default="", metavar="TEXT", help="what to call this import")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        paths = options["paths"]
        for path in paths:
            if path != "-" and not Path(path).exists():
                raise CommandError(
                    f"There is nothing at {path}. Name files, folders, or - for standard input.", returncode=2
                )
        if sys.stderr.isatty():  # a person reads the same in the output
            logging.getLogger("articles").setLevel(logging.WARNING)
        run, started = Import(command="import_articles", label=options["label"]), time.monotonic()
        with stop_on_signals() as asked:
            try:
                self._import(run, asked, options)
                ended = None
            except Stopped as stopped:
                ended = stopped
            except ClaimLost:  # stopped at the desk
                run.refresh_from_db()
                ended = Stopped(signal.SIGTERM)
            seconds = round(time.monotonic() - started, 3)
            with suppress(OSError) if ended else nullcontext():  # the terminal may be closed
                self.stdout.write(summary(run, seconds, options, is_stopped=bool(ended)))
        if code := ended.exit_code if ended else int(run.rejected > 0):
            sys.exit(code)

    def _import(self, run: Import, asked: StopRequest, options: dict[str, Any]) -> None:
        try:
            connection.ensure_connection()  # an absent database is not retried
            shorten_lock_wait(connection.alias)
            self._print_results(run, asked, options)
        except WorkersError as error:
            raise CommandError(f"{error} Try --workers 1, which needs none.", returncode=2) from error
        except Error as error:
            asked.check()
            sentence = sentence_for(error, connection.settings_dict) or (
                f"The {database_name(connection.settings_dict)} did not take it: {error}."
            )
            raise CommandError(
                f"{sentence} What was reported is stored; run the same command again to go on.", returncode=2
            ) from error

    def _print_results(self, run: Import, asked: StopRequest, options: dict[str, Any]) -> None:
        results = run_import(
            read_paths(options["paths"], sys.stdin.buffer, follow_links=options["follow_links"]),
            run,
            source_name=options["source"],
            dry_run=options["dry_run"],
            workers=options["workers"],
        )
        with closing(results):
            for result in Progress.over(results, partial(count_paths, options["paths"]), quiet=options["json"]):
                asked.check()
                self.stdout.write(as_json(result, options) if options["json"] else line_of(result))


def as_json(result: Result, options: dict[str, Any]) -> str:
    """The result for programs; in a dry run without the article, which is gone again."""
    values = {
        "name": result.name,
        "sha256": result.sha256,
        "state": result.state,
        "code": result.problem.code if result.problem else None,
        "message": english_sentence_of(result.problem) if result.problem else None,
        "details": result.details,
        "article": None if options["dry_run"] else result.article,
    }
    return json.dumps(values, ensure_ascii=False)


def line_of(result: Result) -> str:
    """One document's fate, for people."""
    why = sentence_of(result.problem) if result.problem else " ".join(sentences_of_details(result.details))
    return f"{result.state:9}  {result.name}" + (f": {why}" if why else "")


def summary(run: Import, seconds: float, options: dict[str, Any], *, is_stopped: bool) -> str:
    """The last line of output: the counts of what the run has stored, and whether it was stopped."""
    counts, dry_run = {state: getattr(run, state) for state in STATES}, options["dry_run"]
    if options["json"]:
        marks = {name: True for name, holds in (("dry_run", dry_run), ("stopped", is_stopped)) if holds}
        return json.dumps({"summary": {**counts, "seconds": seconds, **marks}})
    if not run.done and not is_stopped:
        return "There is no document there. Folders are searched for all formats that are read; see docs/importing.md."
    text = ", ".join(f"{count:,} {state}" for state, count in counts.items()) + f" in {seconds:.1f} s."
    if is_stopped:
        text = f"Stopped: {text} Run the same command again to go on."
    return f"{text} Nothing was stored: this was a dry run." if dry_run else text


def workers_asked(text: str) -> int:
    """The number of worker processes in a command-line argument."""
    if not text.isdecimal() or not 1 <= int(text) <= MAX_WORKERS:
        raise ArgumentTypeError(f"{text!r} is no number from 1 to {MAX_WORKERS}.")
    return int(text)


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
