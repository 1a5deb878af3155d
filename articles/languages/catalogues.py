"""The catalogues of locale/ compiled as gettext reads them: into the data folder, since the code's may be read-only."""

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TEXT, COMPILED = Path("LC_MESSAGES", "django.po"), Path("LC_MESSAGES", "django.mo")


def compile_catalogues(source: Path, target: Path) -> None:
    """Compile those that have changed since they were compiled. Raises OSError."""
    for folder in sorted(source.iterdir()):
        text, compiled = folder / TEXT, target / folder.name / COMPILED
        if text.is_file() and not _is_newer(compiled, text):
            _compile(text, compiled, folder.name)


def _is_newer(compiled: Path, text: Path) -> bool:
    return compiled.is_file() and compiled.stat().st_mtime_ns > text.stat().st_mtime_ns


def _compile(text: Path, compiled: Path, language: str) -> None:
    """Write the file under a name of its own first: other processes may be reading or writing it."""
    with text.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=compiled.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write_mo(file, catalogue)
        Path(aside).replace(compiled)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
