"""The built static files as the site serves them, in a process with the site's own settings."""

import subprocess
import sys
from pathlib import Path

from tests.support.environments import bare_environment

ROOT = Path(__file__).resolve().parents[2]
ASK = """
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
call_command("migrate", interactive=False, verbosity=0)  # the page of what is not there reads the library
call_command("collectstatic", interactive=False, verbosity=0)
from django.templatetags.static import static
from django.test import Client
address = static("css/base.css")
for path in (address, "/static/staticfiles.json"):
    answer = Client(headers={"host": "localhost", "origin": "https://evil.example"}).get(path)
    is_shared, is_immutable = "Access-Control-Allow-Origin" in answer, "immutable" in answer.get("Cache-Control", "")
    print(path, answer.status_code, is_shared, is_immutable)
"""


def test_files_are_hashed_and_neither_their_manifest_nor_other_sites_get_at_them(tmp_path):
    old = tmp_path / "static" / "staticfiles.json"  # of an earlier version
    old.parent.mkdir()
    old.write_text("{}")
    given = bare_environment(NEWSREADER_DATA=str(tmp_path), DJANGO_SETTINGS_MODULE="newsreader.settings")

    answer = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=given, capture_output=True, text=True)

    assert answer.returncode == 0, answer.stderr
    style, manifest = (line.split() for line in answer.stdout.splitlines())
    assert style[0].startswith("/static/css/base.") and style[0] != "/static/css/base.css"
    assert style[1:] == ["200", "False", "True"]
    assert manifest[1] == "404"
    assert (tmp_path / "staticfiles.json").exists()
