"""What the names of files in folders and archives tell: which are read, passed over, or parts of a saved page."""

import re
from collections.abc import Collection, Iterable
from posixpath import dirname, splitext

# Files that often lie beside documents: not opened unless a format has their extension, and then refused only if named.
COMPANIONS = frozenset(
    {
        *(".md", ".json", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".rst"),
        *(".py", ".js", ".css", ".sh", ".log", ".sqlite3"),
    }
)
# What browsers add to the name of a page for the folder of its pictures, in the languages of Windows.
FOLDER_ENDINGS = (
    *("_files", ".files", "-Dateien", "_fichiers", "_bestanden", "_archivos", "_file", "-filer", "_tiedostot"),
    *("_pliki", "_soubory", "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid"),
    *("_fails", "_bylos", "_fajlovi", "_fitxategiak", "_archives", "_data"),
)
PAGE_ENDINGS = (".html", ".htm")
MAX_SHOWN = 200  # characters of a member's name
_SYSTEM = frozenset({"__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db"})
_DRIVE = re.compile(r"[A-Za-z]:")


def ending_of(name: str) -> str:
    """Return the extension of a name in lower case, with its dot; "" without one."""
    return splitext(name)[1].lower()


def is_passed_over(name: str) -> bool:
    """Return whether a member is hidden, or one of a system's own."""
    return any(part.startswith(".") or part.lower() in _SYSTEM for part in _parts(name) if part != "..")


def leaves(name: str) -> bool:
    """Return whether the name leads out of the archive."""
    return ".." in _parts(name) or name.startswith(("/", "\\")) or bool(_DRIVE.match(name))


def page_folders(names: Iterable[str]) -> frozenset[str]:
    """Return the folders that may hold the pictures of the pages among these names."""
    pages = (name[: -len(ending)] for name in names for ending in PAGE_ENDINGS if name.lower().endswith(ending))
    return frozenset(page + ending for page in pages for ending in FOLDER_ENDINGS)


def is_part_of_a_page(name: str, folders: Collection[str]) -> bool:
    """Return whether a file is in one of these folders."""
    while folder := dirname(name):
        if folder in folders or folder == name:
            return folder in folders
        name = folder
    return False


def shown(name: str) -> str:
    """Return a name as printable text of bounded length, its end rather than its beginning."""
    text = "".join(character if character.isprintable() else "�" for character in name)
    return text if len(text) <= MAX_SHOWN else f"…{text[1 - MAX_SHOWN :]}"


def _parts(name: str) -> list[str]:
    return re.split(r"[/\\]", name)
