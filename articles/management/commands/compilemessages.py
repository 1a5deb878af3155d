"""Compiles the catalogues of the interface into the data folder, as `make run` does when it starts."""

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.languages.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compiles the catalogues in locale/ that have changed. Needs no GNU gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        compile_catalogues(settings.CATALOGUES, settings.LOCALE_PATHS[0])
