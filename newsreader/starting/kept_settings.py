"""The settings that `make run` was given, kept in the data folder so that commands find the same library."""

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "NEWSREADER_"
DATABASE = "DATABASE_URL"
# The folder can't be kept in itself, and nobody should find debug pages switched on by an earlier run.
LEFT_OUT = ("NEWSREADER_DATA", "NEWSREADER_DEBUG")
HEADING = "# What `make run` was last given. Commands read it below their environment; each `make run` replaces it.\n"


class Unreadable(ValueError):
    """The file can't be read, or a line of it is no setting; the message says so in one sentence."""


def data_folder(environment: Mapping[str, str]) -> Path:
    """The folder of the library: NEWSREADER_DATA, or var/ beside the code."""
    return Path(environment.get("NEWSREADER_DATA") or ROOT / "var").resolve()


def settings_file(folder: Path) -> Path:
    return folder / "settings.env"


def read(path: Path) -> dict[str, str]:
    """The settings in the file by name; none when there is no file. Raises Unreadable, also when it can't be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {error.strerror}. Run this as the user who runs the site.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is no text in UTF-8. Delete it, and `make run` writes a new one.") from error
    settings = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, sign, value = line.partition("=")
        if not sign or not _is_kept(name):
            raise Unreadable(
                f"Line {number} of {path} should look like NEWSREADER_NAME=value or {DATABASE}=value. "
                "Mend or delete it; `make run` replaces the file."
            )
        settings[name] = value
    return settings


def write(path: Path, environment: Mapping[str, str]) -> None:
    """Keep the environment's settings for the file's owner only. Raises OSError; ValueError on a line break."""
    kept = {name: value for name, value in sorted(environment.items()) if _is_kept(name)}
    for name, value in kept.items():
        if value.splitlines() not in ([], [value]):
            raise ValueError(f"{name} has a line break; a setting should be one line.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}-{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines([HEADING, *(f"{name}={value}\n" for name, value in kept.items())])
    aside.replace(path)


def _is_kept(name: str) -> bool:
    return name == DATABASE or (name.startswith(PREFIX) and name.isidentifier() and name not in LEFT_OUT)
