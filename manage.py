#!/usr/bin/env python
"""Django's command line, for newsreader."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

# Commands that would otherwise leave an empty file where there is no library.
ON_A_LIBRARY = {
    *("backup", "changepassword", "createsuperuser", "export_library"),
    *("import_articles", "recount", "task_worker", "understand_again"),
}


def main() -> None:
    if sys.version_info < (3, 12):  # noqa: UP036  an older Python gets a sentence, not a traceback
        sys.exit("newsreader needs Python 3.12 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import Error

    from articles.database.failures import absence_of, sentence_for

    with suppress(ImproperlyConfigured):  # Django says it better
        database = settings.DATABASES["default"]
        if sys.argv[1:2] and sys.argv[1] in ON_A_LIBRARY and (sentence := absence_of(database)):
            refuse(sentence)
    try:
        execute_from_command_line(sys.argv)
    except Error as error:
        if settings.DEBUG or not (sentence := sentence_for(error, database)):
            raise
        refuse(sentence)
    except BrokenPipeError:  # whoever read our output has enough, such as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def refuse(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)  # noqa: T201
    sys.exit(2)


if __name__ == "__main__":
    main()
