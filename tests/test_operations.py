"""docs/operations.md: its commands exist, and its files are taken by the programs that read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from tests.support.running.web_servers import free_port

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "operations.md").read_text()
UNIT = ROOT / "deploy" / "newsreader.service"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
MANAGE = sorted(
    set(re.findall(r"manage\.py ([a-z_]+[^\n`|]*)", "".join(code for kind, code in BLOCKS if kind == "sh")))
)


@pytest.mark.parametrize("line", MANAGE)
def test_command_exists_and_takes_what_the_text_gives_it(line):
    name, *arguments = line.split()

    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)

    assert parser.parse_args(arguments)


def test_shell_takes_every_block():
    for kind, code in BLOCKS:
        if kind == "sh":
            subprocess.run(["/bin/sh", "-n"], input=code, text=True, check=True)


def test_files_that_the_text_names_are_there():
    named = re.findall(r"/opt/newsreader/((?:deploy|docs)/[\w.-]+)", TEXT + UNIT.read_text())

    assert named
    assert [name for name in [*named, ".ci/environment"] if not (ROOT / name).exists()] == []


def test_unit_and_text_agree():
    unit = UNIT.read_text()

    for words in ("User=newsreader", "WorkingDirectory=/opt/newsreader", "NEWSREADER_DATA=/var/lib/newsreader"):
        assert words in unit
    assert "ln -sfn /var/lib/newsreader var" in TEXT
    assert "EnvironmentFile=-/etc/newsreader.env" in unit and "/etc/newsreader.env" in TEXT


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
def test_systemd_takes_the_unit(tmp_path):
    """The program is not installed here, so another stands for it."""
    shown = UNIT.read_text().replace("/opt/newsreader/.venv/bin/python", "/bin/true")
    (tmp_path / UNIT.name).write_text(shown)

    answer = subprocess.run(["systemd-analyze", "verify", tmp_path / UNIT.name], capture_output=True, text=True)

    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.skipif(not (shutil.which("nginx") and shutil.which("openssl")), reason="there is no nginx or openssl")
def test_nginx_takes_its_server(tmp_path):
    """With a certificate and ports of its own."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=news.example.org"]
    subprocess.run([*new, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    (server,) = [code for kind, code in BLOCKS if kind == "nginx"]
    server = re.sub(r"listen \[::\]:\d+[^;]*;", "", server)
    server = re.sub(r"listen (\d+)", lambda _: f"listen 127.0.0.1:{free_port()}", server)
    server = server.replace("/etc/letsencrypt/live/news.example.org/fullchain.pem", str(certificate))
    server = server.replace("/etc/letsencrypt/live/news.example.org/privkey.pem", str(key))
    folders = "".join(f"{kind}_temp_path {tmp_path};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {folders} {server} }}"
    )

    command = ["nginx", "-t", "-e", "stderr", "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
    answer = subprocess.run(command, capture_output=True, text=True)

    assert answer.returncode == 0, answer.stderr
