#!/usr/bin/env python
"""Django's command line, for newsreader."""

import os
import sys
from contextlib import suppress


def main() -> None:
    if sys.version_info < (3, 12):  # noqa: UP036  an older Python gets a sentence, not a traceback
        sys.exit("newsreader needs Python 3.12 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import Error

    from articles.database.failure_sentences import sentence_for

    with suppress(ImproperlyConfigured):  # Django says it better
        settings.DATABASES["default"].get("OPTIONS", {}).pop("pool", None)  # it tries half a minute for a lost database
    try:
        execute_from_command_line(sys.argv)
    except Error as error:
        if settings.DEBUG or not (sentence := sentence_for(error, settings.DATABASES["default"])):
            raise
        sys.exit(sentence)
    except BrokenPipeError:  # whoever read our output has enough, such as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


if __name__ == "__main__":
    main()
