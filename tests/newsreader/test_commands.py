"""The commands that run the site and its tests."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from newsreader.run import Address, Refused, asked_address, claim
from tests.support.environments import NEVER
from tests.support.running.sites import Site

ROOT = Path(__file__).resolve().parents[2]
PROMPTLY = 25  # seconds; nothing runs, and what runs would have 30


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_site_comes_up_from_nothing_and_ends_cleanly(tmp_path, number):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")
        assert f"http://127.0.0.1:{site.port}/" in site.output
        assert "createsuperuser" in site.output
        assert site.status_of("/") == 200

        os.killpg(site.process.pid, number)  # as a terminal does, and as `kill -TERM -- -GROUP` does

        assert site.process.wait(timeout=PROMPTLY) == 0
        assert "Traceback" not in site.output


def test_signal_to_the_first_process_alone_ends_all(tmp_path):
    with Site(tmp_path) as site:
        site.wait_for("Ctrl-C")

        site.process.terminate()

        assert site.process.wait(timeout=PROMPTLY) == 0
        with pytest.raises(ConnectionRefusedError):
            site.status_of("/")
        assert "Traceback" not in site.output


def test_port_in_use_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with Site(tmp_path, PORT=str(port)) as site:
            assert site.process.wait(timeout=NEVER) == 1
            assert site.output.count("\n") == 1
            assert f"port {port} of 127.0.0.1 can't be had (address already in use)" in site.output


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"NEWSREADER_ORIGIN": "news.example.org"}, "it should look like https://news.example.org, without a path."),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}, "the database can't be made ready"),
    ],
)
def test_reason_not_to_run_is_shown_without_a_traceback(tmp_path, environment, sentence):
    with Site(tmp_path, **environment) as site:
        assert site.process.wait(timeout=NEVER) == 1
        assert sentence in site.output
        assert "Traceback" not in site.output


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80 80", "²"])
def test_invalid_port_is_refused(port):
    with pytest.raises(Refused, match="PORT is"):
        asked_address({"PORT": port})


def test_address_is_local_by_default():
    assert asked_address({}) == Address("127.0.0.1", 8000)
    assert asked_address({"HOST": "", "PORT": ""}) == Address("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "is_local", "url"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:80/"),
        ("localhost", True, "http://localhost:80/"),
        ("::1", True, "http://[::1]:80/"),
        ("0.0.0.0", False, "http://127.0.0.1:80/"),
        ("::", False, "http://[::1]:80/"),
        ("news.example.org", False, "http://news.example.org:80/"),
    ],
)
def test_address_knows_whether_it_is_local(host, is_local, url):
    assert Address(host, 80).is_local is is_local
    assert Address(host, 80).url == url


def test_host_that_does_not_resolve_is_refused():
    with pytest.raises(Refused, match="no address of this machine"):
        claim(Address("no.such.host.invalid", 8000))


def test_help_names_every_command():
    answer = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True)

    commands = " ".join(line.split()[1] for line in answer.stdout.splitlines())
    assert commands == (
        "help run test test-faults coverage lint bench bench-understanding bench-scale bench-serving check-instance "
        "messages lock clean"
    )


def test_no_python_new_enough_is_one_sentence(tmp_path):
    """PATH holds what the script needs of the shell, and a Python that is too old."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "environment").write_text((ROOT / ".ci" / "environment").read_text())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "bin" / "python3").chmod(0o755)
    (tmp_path / "bin" / "dirname").symlink_to("/usr/bin/dirname")

    answer = subprocess.run(
        ["/bin/sh", ".ci/environment", "requirements.txt"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
    )

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("newsreader needs Python 3.12 or newer") and answer.stderr.count("\n") == 1
