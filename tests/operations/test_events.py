"""Lines of imports by command, and of whatever an operator's command writes."""

import getpass
import json

import pytest

from articles.operations.events import log_event
from tests.support.desk import many
from tests.support.libraries import temporary_libraries
from tests.support.observing.log_lines import log_lines


@pytest.fixture(scope="module")
def library(tmp_path_factory, database_server):
    with temporary_libraries(tmp_path_factory.mktemp("libraries"), database_server) as made:
        made.first.environment |= {"NEWSREADER_LOG_LEVEL": "INFO", "NEWSREADER_LOG_FORMAT": "json"}
        yield made.first


def test_import_by_command_is_one_line_at_its_start_and_one_at_its_end(library, tmp_path):
    for name, content in [*many(2), ("3.txt", b"nothing of a story")]:
        (tmp_path / name).write_bytes(content)

    code, _, err = library.run("import_articles", tmp_path, "--workers", 1, "--label", "Tides")

    lines = [json.loads(line) for line in err.splitlines()]
    assert code == 1
    assert [(line["event"], line["command"], line["user"]) for line in lines] == [
        ("import started", "import_articles", getpass.getuser()),
        ("import finished", "import_articles", getpass.getuser()),
    ]
    assert lines[0]["label"] == "Tides" and lines[0]["id"] == lines[1]["id"]
    assert [lines[1][name] for name in ("created", "updated", "unchanged", "rejected")] == [2, 0, 0, 1]


def test_event_has_its_fields_and_nobody_as_user():
    with log_lines() as lines:
        log_event("backup written", file="library.backup", bytes=5)

    assert [{name: line[name] for name in line if name != "time"} for line in lines] == [
        {
            "level": "INFO",
            "logger": "articles.operations.events",
            "event": "backup written",
            "file": "library.backup",
            "bytes": 5,
        }
    ]
