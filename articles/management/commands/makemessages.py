"""Gathers the strings of the interface into locale/, one catalogue for each language."""

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand

from articles.languages.addresses import PREFIXED
from articles.languages.catalogues import TEXT
from articles.languages.strings import gathered, renewed


class Command(BaseCommand):
    help = "Gathers the strings of templates and code into the catalogues in locale/. Needs no GNU gettext."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        strings = gathered(settings.BASE_DIR)
        for language in PREFIXED:
            path = settings.CATALOGUES / language / TEXT
            held = Catalog(locale=language)
            if path.exists():
                with path.open("rb") as file:
                    held = read_po(file, locale=language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_as_text(renewed(held, strings)), encoding="utf-8")
            missing = sum(not message.string or not all(message.string) for message in held if message.id)
            self.stdout.write(f"{language}: {len(held)} strings, {missing} of them without a translation.")


def _as_text(catalogue: Catalog) -> str:
    """The catalogue without what changes at every run, as dates do, so that merges are quiet."""
    text = io.BytesIO()
    write_po(text, catalogue, width=0, no_location=True, omit_header=True)
    header = [
        *('msgid ""', 'msgstr ""', f'"Language: {catalogue.locale_identifier}\\n"'),
        *('"Content-Type: text/plain; charset=UTF-8\\n"', '"Content-Transfer-Encoding: 8bit\\n"'),
        f'"Plural-Forms: {catalogue.plural_forms}\\n"',
    ]
    return "\n".join([*header, "", text.getvalue().decode().strip(), ""])
