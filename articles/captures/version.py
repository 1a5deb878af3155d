"""The version of all code and data that decide which captures a document gives; stored as `understood_by`."""

import tokenize
from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

# A test checks that these packages hold every module that building a capture imports.
PACKAGES = ("lexicon", "text", "understanding", "documents", "captures")
LEFT_OUT = ("documents/sources", "understanding/classifier/weights.json")  # nothing reads the second at run time
_LAYOUT = frozenset({tokenize.ENCODING, tokenize.COMMENT, tokenize.NL})
_BLOCKS = {tokenize.INDENT: "indent", tokenize.DEDENT: "dedent"}  # however many spaces


def version_of(root: Traversable) -> str:
    """Digest the files of PACKAGES below `root` into twelve hexadecimal digits, equal on every machine and Python.

    Modules count without comments, docstrings, blank lines and spacing, data files byte by byte. The versions of
    Python and of libraries don't count. Raises RuntimeError where modules are installed without their source.
    """
    found, modules = blake2b(digest_size=6), 0
    for package in PACKAGES:
        for path, file in _files(root.joinpath(package), package):
            found.update(f"\n{path}\n".encode())
            if path.endswith(".py"):
                modules += 1
                found.update("\0".join(_code(file)).encode())
            else:
                found.update(file.read_bytes())
    if not modules:
        raise RuntimeError(
            "The source files (*.py) of newsreader are missing; the version of what it understands is their digest."
        )
    return found.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the path and the file of everything below a folder, in order of names."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = f"{path}/{entry.name}"
        if inner in LEFT_OUT or entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            yield from _files(entry, inner)
        elif not entry.name.endswith(".pyc"):
            yield inner, entry


def _code(module: Traversable) -> Iterator[str]:
    """Yield a module's tokens, without layout and without statements that are only a string, as docstrings are."""
    statement: list[tokenize.TokenInfo] = []
    with module.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type in _BLOCKS:
                yield _BLOCKS[token.type]
            elif token.type not in _LAYOUT:
                statement.append(token)
            if token.type == tokenize.NEWLINE:
                if any(one.type not in (tokenize.STRING, tokenize.NEWLINE) for one in statement):
                    yield from (one.string for one in statement)
                statement.clear()


# Computed on import (50 ms), not on first use: a process that was started before an upgrade must not store what its
# old code gives under the new version.
UNDERSTOOD_BY = version_of(files("articles"))
