"""The check of a running instance against the site as `make run` runs it; a minute, most of it slow requests."""

import subprocess
import sys

import pytest

from tests.newsreader.test_commands import ROOT, Site
from tests.support.environments import bare_environment

PASSWORD = "a lamp in the window"


@pytest.mark.fault
@pytest.mark.row("S")
def test_every_row_holds_on_the_running_site(tmp_path, figure):
    (tmp_path / "password").write_text(PASSWORD)
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        create = [sys.executable, "manage.py", "createsuperuser", "--noinput", "--username=lampkeeper", "--email="]
        given = bare_environment(NEWSREADER_DATA=str(tmp_path / "data"), DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        subprocess.run(create, cwd=ROOT, env=given, check=True)
        user = ["--user=lampkeeper", f"--password-file={tmp_path / 'password'}"]

        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks.instance", f"http://127.0.0.1:{site.port}", *user],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )

    figure(next(line for line in answer.stdout.splitlines() if " ok, " in line))
    assert answer.returncode == 0, answer.stdout
    assert " 0 failed" in answer.stdout
    assert "Traceback" not in site.output
