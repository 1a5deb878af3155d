"""Check the counters, and the article that each headline leads to, against the rows they are derived from."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from articles.headlines.auditing import recount


class Command(BaseCommand):
    help = (
        "Count anew by how many stories and in how many lists each headline is named, how many stories each day and "
        "source has, and whether each headline leads to a story of its own; put right what differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 when anything differs")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        found = recount(DEFAULT_DB_ALIAS, mend=not options["check"])
        self.stdout.write(f"{found.headlines:,} headlines were looked at.")
        for differing, of_what in (
            (found.wanted, "counts of the stories that name a headline"),
            (found.lists, "counts of the lists that name a headline"),
            (found.leads, "headlines that led to no story of theirs, or waited beside one"),
            (found.stories, "counts of the stories of a day or a source"),
        ):
            self.stdout.write(f"{differing:9,}  {of_what} differed")
        if found.differing and options["check"]:
            sys.exit(1)
        self.stdout.write("All were put right." if found.differing else "Nothing had to be put right.")
