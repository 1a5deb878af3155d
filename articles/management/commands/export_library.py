"""Write the library as JSON lines."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.operations.exporting import export_lines


class Command(BaseCommand):
    help = "Write every story and every waiting headline to standard output, as JSON lines in a fixed order."

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401  as Django gives them
        for line in export_lines():
            self.stdout.write(line)
