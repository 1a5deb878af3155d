"""What the documentation shows is what the code does."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from tests.doc_tables import filled, tables
from tests.faults.rows import ROWS

DOCS = Path(__file__).resolve().parent.parent / "docs"
FAULTS = DOCS.parent / "tests" / "faults"
KINDS = DOCS.parent / "tests" / "understanding" / "kinds"
IMPORTING = DOCS / "importing.md"
PAGES = [*sorted(DOCS.glob("*.md")), DOCS.parent / "README.md"]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def test_example_shows_the_roles_that_its_lines_get(capsys):
    example = DOCS / "understanding-example.txt"
    call_command("understand", str(example))
    roles = dict(json.loads(capsys.readouterr().out)["roles"])

    texts = enumerate(example.read_text().splitlines(), 1)
    table = "\n".join(f"{n:>2}  {roles[n]:11}  {shortened(text)}" if text else "" for n, text in texts)

    assert between("example", DOCS / "understanding.md") == f"```\n{table}\n```"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = LINK.findall(page.read_text())

    targets = [((page.parent / path) if path else page, part) for path, part in links]

    assert [str(path) for path, _ in targets if not path.exists()] == []
    assert [part for path, part in targets if part and part not in anchors(path)] == []


@pytest.mark.parametrize("picture", sorted(DOCS.glob("*.svg")), ids=lambda picture: picture.name)
def test_pictures_are_described_and_have_a_dark_form(picture):
    root = ElementTree.fromstring(picture.read_text())  # noqa: S314  our own file

    assert root.find("{*}title").text and root.find("{*}desc").text
    assert "prefers-color-scheme: dark" in root.find("{*}style").text


def test_screenshots_are_shown_and_small():
    shots = list(DOCS.glob("*.png"))
    shown = "".join(page.read_text() for page in PAGES)

    assert [shot.name for shot in shots if f"{shot.name})" not in shown] == []
    assert sum(shot.stat().st_size for shot in shots) < 400_000


def test_every_kind_of_page_is_described():
    text = (DOCS / "kinds.md").read_text()

    assert [folder.name for folder in KINDS.iterdir() if folder.is_dir() and f"/{folder.name})" not in text] == []


def test_tables_are_those_of_the_code():
    assert IMPORTING.read_text() == filled(IMPORTING.read_text()), "python -m tests.doc_tables writes them"
    assert all(between(name, IMPORTING) for name in tables())


def test_table_of_faults_has_each_row_and_leads_to_tests_that_are_there():
    table = between("faults", DOCS / "faults.md")

    assert re.findall(r"^\| ([A-Z]\d*) \|", table, re.MULTILINE) == list(ROWS)
    for path, name in (row.elsewhere.split("::") for row in ROWS.values() if row.elsewhere):
        assert f"def {name}(" in (DOCS.parent / path).read_text()
    marked = re.findall(r'\brow\("(\w+)"\)', "".join(path.read_text() for path in FAULTS.glob("test_*.py")))
    assert set(marked) == {key for key, row in ROWS.items() if not row.elsewhere}


def between(name, page):
    return page.read_text().split(f"<!-- {name} -->\n")[1].split(f"\n<!-- /{name} -->")[0].strip()


def shortened(text):
    return text if len(text) <= 96 else text[:95].rstrip() + "…"


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
