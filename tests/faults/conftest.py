"""Each fault test gives its figure for a row of the table; the run ends with the table, or writes it into a page."""

import os
import platform
import re
from pathlib import Path

import pytest

from benchmarks.report.tables import filled, rows
from tests.faults.rows import ROWS

HEAD = ("", "Done to the site", "Must hold", "Seen", "")
FIGURES = "fault figures"
SECTION = "faults"


def pytest_addoption(parser):
    parser.addoption(
        "--write", type=Path, metavar="PAGE", help="write the table of faults into this page; rows not run stay"
    )


@pytest.fixture
def figure(request):
    """Prints what was seen, and keeps it for the row of the table that the test is marked with."""
    (row,) = request.node.get_closest_marker("row").args
    kept = []
    request.node.user_properties.append((FIGURES, (row, kept)))

    def show(text):
        print(f"\n{row}: {text}")
        kept.append(text)

    return show


def pytest_terminal_summary(terminalreporter, config):
    run = lines_of_run(terminalreporter.stats)
    if not run:
        return
    page = getattr(config.option, "write", None)
    found = {**(lines_of(page) if page else {}), **run}
    table = rows(*HEAD, body=[found.get(row, [row, *ROWS[row][:2], *(unseen(row))]) for row in ROWS])
    terminalreporter.section("Faults")
    terminalreporter.write_line(table)
    if page:
        load = " ".join(f"{one:.1f}" for one in os.getloadavg())
        about = f"{os.cpu_count()} cores, Python {platform.python_version()}, load at the end {load}."
        section = f"{table}\n\nThe last run was of {len(run)} rows, on {about}"
        page.write_text(filled(page.read_text(), {SECTION: section}))


def unseen(row):
    """The last two cells of a row that was not run."""
    elsewhere = ROWS[row].elsewhere
    return (f"`{elsewhere.replace('::', '`, `')}`", "in `make test`") if elsewhere else ("", "not run")


def lines_of_run(stats):
    """The cells of each row that tests of this run were about."""
    seen = {}
    for outcome in ("passed", "failed", "error"):
        for report in stats.get(outcome, []):
            for row, kept in [value for name, value in getattr(report, "user_properties", []) if name == FIGURES]:
                texts, outcomes = seen.setdefault(row, ([], set()))
                texts += kept
                outcomes.add(outcome)
    return {
        row: [row, *ROWS[row][:2], "; ".join(texts).replace("|", "/"), "ok" if outcomes == {"passed"} else "**failed**"]
        for row, (texts, outcomes) in seen.items()
    }


def lines_of(page):
    """The cells of each row that has been run before, from the page; what is done and must hold is as it is now."""
    section = re.search(f"<!-- {SECTION} -->(.*?)<!-- /{SECTION} -->", page.read_text(), re.DOTALL)[1]
    lines = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in section.splitlines()]
    return {
        cells[0]: [cells[0], *ROWS[cells[0]][:2], *cells[3:]]
        for cells in lines
        if len(cells) == len(HEAD) and cells[0] in ROWS and cells[-1] in ("ok", "**failed**")
    }
