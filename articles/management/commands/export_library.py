"""Write the library as JSON lines."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.operations.backups.whole_export import whole_library_lines
from articles.operations.exporting import export_lines


class Command(BaseCommand):
    help = "Write every story and every waiting headline to standard output, as JSON lines in a fixed order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            help="every row with its id: documents, imports, links by hand and users too; manage.py restore reads it",
        )

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        for line in whole_library_lines() if options["all"] else export_lines():
            self.stdout.write(line)
