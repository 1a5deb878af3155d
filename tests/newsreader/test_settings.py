"""The settings in different environments, each read by a Python process of its own."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.environments import bare_environment

KEY = "only-for-tests-" + "x" * 40
ROOT = Path(__file__).resolve().parents[2]
SHOW = (
    "import json; from newsreader import settings as s; "
    "print(json.dumps({name: getattr(s, name) for name in dir(s) if name.isupper() and not name.endswith('_DIR')}, "
    "default=str))"
)


def python(folder, *arguments, **environment):
    """Run Python in an environment that has the given variables only."""
    given = bare_environment(**{"NEWSREADER_DATA": str(folder), **environment})
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, env=given, capture_output=True, text=True)


def settings(folder, **environment):
    answer = python(folder, "-c", SHOW, **environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_default_settings_are_safe_and_local(tmp_path):
    read = settings(tmp_path)

    assert read["DEBUG"] is False
    assert read["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert read["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert read["DATABASES"]["default"]["NAME"] == str(tmp_path / "newsreader.sqlite3")
    assert read["SECURE_SSL_REDIRECT"] is False


def test_secret_is_created_once_and_only_its_owner_can_read_it(tmp_path):
    folder = tmp_path / "data"

    first, second = settings(folder), settings(folder)

    assert first["SECRET_KEY"] == second["SECRET_KEY"] == (folder / "secret_key").read_text()
    assert len(first["SECRET_KEY"]) >= 50
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_secret_never_stands_empty_under_its_name(tmp_path, monkeypatch):
    """A process that starts while another makes the secret must not read an empty one."""
    from newsreader import settings as module

    seen = []
    link = os.link
    monkeypatch.setattr(os, "link", lambda *names: (seen.append((tmp_path / "secret_key").exists()), link(*names)))

    secret = module.kept_secret(tmp_path)

    assert seen == [False]
    assert len(secret) >= 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_secret_of_a_process_that_was_faster_is_taken(tmp_path):
    from newsreader import settings as module

    module._write_once(tmp_path / "secret_key", KEY)

    module._write_once(tmp_path / "secret_key", "second")

    assert module.kept_secret(tmp_path) == KEY
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_secret_of_the_environment_is_not_stored(tmp_path):
    read = settings(tmp_path, NEWSREADER_SECRET_KEY=KEY)

    assert read["SECRET_KEY"] == KEY
    assert not (tmp_path / "secret_key").exists()


def test_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()

    answer = python(tmp_path / "file" / "data", "-c", SHOW)

    assert answer.returncode == 1
    assert "No NEWSREADER_SECRET_KEY is set, and none can be kept in" in answer.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "origin", ["news.example.org", "ftp://news.example.org", "https://", "https://example.org/news"]
)
def test_bad_origin_is_one_sentence(tmp_path, origin):
    answer = python(tmp_path, "-c", SHOW, NEWSREADER_ORIGIN=origin)

    assert answer.returncode == 1
    assert "it should look like https://news.example.org, without a path." in answer.stderr.splitlines()[-1]


def test_https_origin_makes_cookies_and_redirects_strict(tmp_path):
    read = settings(tmp_path, NEWSREADER_ORIGIN="https://news.example.org/")

    assert read["ALLOWED_HOSTS"] == ["news.example.org"]
    assert read["CSRF_TRUSTED_ORIGINS"] == ["https://news.example.org"]
    assert read["SECURE_SSL_REDIRECT"] and read["SESSION_COOKIE_SECURE"] and read["CSRF_COOKIE_SECURE"]
    assert read["SESSION_COOKIE_NAME"] == "__Host-sessionid" and read["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert read["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert not read["SECURE_HSTS_PRELOAD"] and not read["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert "SECURE_PROXY_SSL_HEADER" not in read


def test_other_hosts_and_preload_lists_are_included_only_when_asked(tmp_path):
    origin = "https://news.example.org"

    read = settings(tmp_path, NEWSREADER_ORIGIN=origin, NEWSREADER_HSTS_PRELOAD="1")
    plain = settings(tmp_path, NEWSREADER_ORIGIN="http://news.example.org", NEWSREADER_HSTS_PRELOAD="1")

    assert read["SECURE_HSTS_PRELOAD"] and read["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert not plain["SECURE_HSTS_PRELOAD"]


def test_proxy_is_trusted_only_when_it_is_set(tmp_path):
    read = settings(tmp_path, NEWSREADER_ORIGIN="https://news.example.org", NEWSREADER_BEHIND_PROXY="1")

    assert read["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_hosts_and_origin_are_both_allowed(tmp_path):
    read = settings(tmp_path, NEWSREADER_HOSTS="a.example,b.example", NEWSREADER_ORIGIN="http://c.example:8080")

    assert read["ALLOWED_HOSTS"] == ["a.example", "b.example", "c.example"]
    assert read["SECURE_SSL_REDIRECT"] is False


def test_postgresql_is_named_by_its_url(tmp_path):
    read = settings(tmp_path, DATABASE_URL="postgresql://reader:pass@db.example:5433/news")

    database = read["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "news")


def test_deployment_check_is_clean_behind_tls(tmp_path):
    answer = python(
        tmp_path,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level=WARNING",
        NEWSREADER_ORIGIN="https://news.example.org",
        DJANGO_SETTINGS_MODULE="newsreader.settings",
    )

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("NEWSREADER_LOG_FORMAT", "xml", "NEWSREADER_LOG_FORMAT is 'xml'; it should be one of text, json."),
        ("NEWSREADER_LOG_LEVEL", "loud", "NEWSREADER_LOG_LEVEL is 'LOUD'; it should be one of DEBUG, INFO,"),
        ("NEWSREADER_STATISTICS", "all", "NEWSREADER_STATISTICS is 'all'; it should be one of public, staff, off."),
        ("NEWSREADER_METRICS_TOKEN", "short", "NEWSREADER_METRICS_TOKEN has 5 characters; it should have 20 at least."),
    ],
)
def test_setting_of_logs_or_metrics_without_meaning_is_one_sentence(tmp_path, name, value, sentence):
    answer = python(tmp_path, "-c", SHOW, **{name: value})

    assert answer.returncode == 1
    assert sentence in answer.stderr.splitlines()[-1]
