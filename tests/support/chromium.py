"""The Chromium of the browser tests: found on this machine, or brought to it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FLAGS = [
    "--no-sandbox",  # root, as in a container, can't have one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADVICE = (
    "No Chromium was found. `.venv/bin/python -m playwright install --with-deps chromium` brings one, "
    "so does the package chromium of Debian (`apt-get install chromium`); "
    "or let NEWSREADER_CHROMIUM name one."
)


def find_chromium() -> str | None:
    """The path of a Chromium that starts: the one asked for, the system's, or Playwright's own."""
    asked = os.environ.get("NEWSREADER_CHROMIUM")
    if asked:
        return asked
    candidates = [*filter(None, map(shutil.which, NAMES)), MAC, playwrights_own()]
    return next((path for path in candidates if starts(path)), None)


def bring_chromium() -> str | None:
    """Install one, by Playwright or as root on Debian by its package; its path, or None when neither could be had."""
    print("No Chromium on this machine: trying Playwright's …", flush=True)
    run(sys.executable, "-m", "playwright", "install", "chromium")
    if not find_chromium() and shutil.which("apt-get") and os.geteuid() == 0:
        print("… and Debian's …", flush=True)
        if run("apt-get", "update", "-q"):
            run("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium")
    return find_chromium()


def playwrights_own() -> str:
    """Where Playwright would keep its Chromium, whether it is there or not."""
    question = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, timeout=60)
    return answer.stdout.strip()


def starts(path: str) -> bool:
    """Whether it says its version: Ubuntu's chromium-browser is a stub that doesn't, without its snap."""
    if not path or not Path(path).exists():
        return False
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def run(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment).returncode == 0
