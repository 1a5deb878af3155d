"""The requirements files: every package pinned with its hashes, and in the same version everywhere."""

import re
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*ROOT.glob("requirements*.in"), *ROOT.glob("benchmarks/*/requirements.in")])
WITH_THE_SITE = [source for source in SOURCES if "-r " in source.read_text()]
PIN = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.!+]+)", re.MULTILINE)
LOCKED = re.compile(r"[\w.-]+==[\w.!+]+( ; [^\\]+)?( --hash=sha256:[0-9a-f]{64})+")

each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))


def pins(path):
    return {canonicalize_name(name): version for name, version in PIN.findall(path.read_text())}


@each_source
def test_compiled_file_has_the_versions_that_its_source_names(source):
    assert pins(source)
    assert pins(source).items() <= pins(source.with_suffix(".txt")).items()


@each_source
def test_every_line_is_one_version_with_hashes(source):
    text = source.with_suffix(".txt").read_text()

    without_comments = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)
    lines = re.sub(r" *\\\n *", " ", without_comments).splitlines()
    assert [line for line in lines if not LOCKED.fullmatch(line)] == []
    assert "://" not in text


@pytest.mark.parametrize("source", WITH_THE_SITE, ids=lambda path: str(path.relative_to(ROOT)))
def test_tests_and_benchmarks_have_the_versions_that_the_site_runs_with(source):
    assert pins(ROOT / "requirements.txt").items() <= pins(source.with_suffix(".txt")).items()
