"""Check counters and the articles that headlines lead to."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from articles.headlines.auditing import audit


class Command(BaseCommand):
    help = (
        "Count again how many stories and lists name each headline and how many stories each day and source has, "
        "check that each headline leads to its own story, and fix what differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when anything differs")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        report = audit(DEFAULT_DB_ALIAS, fix=not options["check"])
        self.stdout.write(f"{report.headlines:,} headlines were checked.")
        for differing, of_what in (
            (report.wanted, "counts of the stories that name a headline"),
            (report.lists, "counts of the lists that name a headline"),
            (report.targets, "headlines that led to a wrong story, or waited although their story is stored"),
            (report.story_counts, "counts of the stories of a day or a source"),
        ):
            self.stdout.write(f"{differing:9,}  {of_what} differed")
        if report.differing and options["check"]:
            sys.exit(1)
        self.stdout.write("All were fixed." if report.differing else "Nothing had to be fixed.")
