"""Settings that `make run` was given are kept for commands, which then find the same library."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.starting.kept_settings import Unreadable, read, settings_file, write
from tests.support.environments import bare_environment

ROOT = Path(__file__).resolve().parents[2]
SHOWN = "from django.conf import settings; print(settings.SITE_NAME, settings.DATABASES['default']['NAME'])"


def shown(folder, **environment):
    """The site's name and the database as a command sees them."""
    given = {"NEWSREADER_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "newsreader.settings", **environment}
    command = [sys.executable, "-c", SHOWN]
    return subprocess.run(command, cwd=ROOT, env=bare_environment(**given), capture_output=True, text=True)


def manage(folder, *arguments, **environment):
    given = bare_environment(NEWSREADER_DATA=str(folder), **environment)
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=given, capture_output=True, text=True
    )


def test_what_is_kept_is_read_below_the_environment(tmp_path):
    write(settings_file(tmp_path), {"NEWSREADER_NAME": "The Lamp = lit", "DATABASE_URL": "sqlite:////tmp/none/l.db"})

    assert shown(tmp_path).stdout == "The Lamp = lit /tmp/none/l.db\n"
    assert shown(tmp_path, NEWSREADER_NAME="Another").stdout == "Another /tmp/none/l.db\n"


def test_only_settings_are_kept_and_only_their_owner_reads_them(tmp_path):
    environment = {
        "NEWSREADER_NAME": "Lamp",
        "NEWSREADER_DEBUG": "1",
        "NEWSREADER_DATA": "/x",
        "PORT": "1",
        "HOME": "/",
    }
    path = settings_file(tmp_path / "new")

    write(path, environment)

    assert read(path) == {"NEWSREADER_NAME": "Lamp"}
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_setting_of_two_lines_is_refused(tmp_path):
    with pytest.raises(ValueError, match="NEWSREADER_NAME has a line break"):
        write(settings_file(tmp_path), {"NEWSREADER_NAME": "a\nb"})

    assert not settings_file(tmp_path).exists()


@pytest.mark.parametrize("line", ["NEWSREADER_NAME", "PATH=/bin", "NEWSREADER_DEBUG=1", "NEWSREADER NAME=x", "=x"])
def test_bad_line_is_one_sentence(tmp_path, line):
    settings_file(tmp_path).write_text(f"# a comment\n\n{line}\n")

    with pytest.raises(Unreadable, match=r"Line 3 of .* should look like NEWSREADER_NAME=value"):
        read(settings_file(tmp_path))
    assert "should look like NEWSREADER_NAME=value" in shown(tmp_path).stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "command", [["recount"], ["export_library"], ["understand_again"], ["shell", "-c", "Import.objects.get()"]]
)
def test_command_without_a_library_says_which_database_it_looked_at(tmp_path, command):
    answer = manage(tmp_path, *command)

    assert answer.returncode == 2
    assert answer.stderr.startswith(f"The SQLite file {tmp_path / 'newsreader.sqlite3'} has no library yet")
    assert "manage.py migrate" in answer.stderr and answer.stderr.count("\n") == 1
    assert (tmp_path / "newsreader.sqlite3").exists() is (command[0] == "shell")


def test_command_whose_database_is_away_says_so_without_its_password(tmp_path):
    answer = manage(tmp_path, "recount", DATABASE_URL="postgresql://user:hunter2@127.0.0.1:1/none")

    assert answer.returncode == 2
    assert "The PostgreSQL database none at 127.0.0.1:1 can't be reached" in answer.stderr
    assert "hunter2" not in answer.stderr and "Traceback" not in answer.stderr
