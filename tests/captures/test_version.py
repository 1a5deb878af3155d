"""The version that documents are stored with: it changes with what decides their captures, and with nothing else."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

import articles
from articles.captures.version import PACKAGES, UNDERSTOOD_BY, version_of

HOME = Path(articles.__file__).parent
MODULE = '''"""Say how a line is greeted."""

LIMIT = 3  # words


def greeting(name):
    """A greeting of some words."""
    # most names are short
    return f"{{hello}} {name:{LIMIT}}" if len(name) > 0x10 else "hello"
'''


@pytest.fixture
def tree(tmp_path):
    """A copy of the packages that decide, in which files can be changed."""
    for package in PACKAGES:
        shutil.copytree(HOME / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def small(tmp_path):
    """The same packages with one small module."""
    for package in PACKAGES:
        (tmp_path / package).mkdir()
    (tmp_path / "text/greeting.py").write_text(MODULE)
    return tmp_path


def change(path, place, other):
    """Replace what first matches a pattern in a file."""
    content, count = re.subn(place, lambda _: other, path.read_bytes(), count=1)
    assert count
    path.write_bytes(content)


CONSTANT = rb"(?m)^[A-Z_]+ = [1-9]"


@pytest.mark.parametrize(
    ("file", "place", "other"),
    [
        ("lexicon/boilerplate.py", b"newsletter", b"gazette"),
        ("text/dates/finding.py", CONSTANT, b"OTHER = 7"),
        ("understanding/rules/body.py", CONSTANT, b"OTHER = 7"),
        ("documents/limits.py", CONSTANT, b"OTHER = 7"),
        ("documents/html/metadata.py", CONSTANT, b"OTHER = 7"),
        ("captures/acceptance.py", CONSTANT, b"OTHER = 7"),
        ("understanding/classifier/weights.npz", b"\x01", b"\x02"),
        ("understanding/classifier/page_weights.npz", b"\x01", b"\x02"),
    ],
)
def test_changed_word_constant_or_weight_is_another_version(tree, file, place, other):
    assert version_of(tree) == UNDERSTOOD_BY

    change(tree / file, place, other)

    assert version_of(tree) != UNDERSTOOD_BY


def test_new_word_list_is_another_version(tree):
    (tree / "lexicon/weekdays.json").write_text('["maandag"]')

    assert version_of(tree) != UNDERSTOOD_BY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"""Say how a line is greeted."""', b'"""Greetings."""\n'),
        (b"  # words", b"  # characters"),
        (b'    """A greeting of some words."""\n', b""),
        (b"    # most names are short\n", b"\n\n"),
        (b"(name):", b"( name )  :"),
        (b"LIMIT = 3", b"LIMIT = \\\n  3"),
    ],
)
def test_changed_comment_docstring_or_layout_is_the_same_version(small, before, after):
    version = version_of(small)

    change(small / "text/greeting.py", re.escape(before), after)

    assert version_of(small) == version


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'else "hello"', b'else "hallo"'),
        (b"{{hello}} ", b"{{hello}}  "),
        (b"{name:", b"{name!r:"),
        (b"LIMIT = 3", b"LIMIT = 4"),
        (b"    return", b"    if name:\n        return"),
    ],
)
def test_changed_code_is_another_version(small, before, after):
    version = version_of(small)

    change(small / "text/greeting.py", re.escape(before), after)

    assert version_of(small) != version


def test_version_is_the_same_on_every_python(small):
    assert version_of(small) == "7ca5fa9ccae0"


def test_what_no_capture_depends_on_is_left_out(tree):
    change(tree / "documents/sources/folders.py", b"import", b"import os\nimport")
    change(tree / "understanding/classifier/weights.json", rb"\{", b"{ ")
    (tree / "text/__pycache__").mkdir()
    (tree / "text/__pycache__/dates.cpython-313.pyc").write_bytes(b"compiled")

    assert version_of(tree) == UNDERSTOOD_BY


def test_installed_in_an_archive_it_is_the_same_version(tree, tmp_path_factory):
    archive = shutil.make_archive(str(tmp_path_factory.mktemp("installed") / "articles"), "zip", tree)

    assert version_of(zipfile.Path(archive)) == UNDERSTOOD_BY


def test_modules_without_their_source_are_refused(small):
    (small / "text/greeting.py").rename(small / "text/greeting.pyc")

    with pytest.raises(RuntimeError, match="source files"):
        version_of(small)
