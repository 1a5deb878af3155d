"""Understanding ten thousand held documents again: memory on the way, a kill in the middle, and what comes out."""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.importing import ROOT, documents

STORED = int(os.environ.get("NEWSREADER_BENCH_DOCUMENTS", "10000"))
KILLED_AT = 0.4  # share of the documents done


def main() -> None:
    """Import, mark everything as read by an older understanding that got bylines wrong, kill, run again, compare."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"NEWSREADER_DATA": folder, "NEWSREADER_SECRET_KEY": "only-for-this-measurement" * 3}
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsreader.settings"
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        fresh = import_all()
        print(f"{STORED:,} documents imported; SQLite")
        left = watch(KILLED_AT)
        print(f"  killed with {left:,} documents left")
        watch(1)
        print(f"  the library equals that of a fresh import: {digest() == fresh}")


def import_all() -> str:
    from django.core.management import call_command

    from articles.documents.received import Received
    from articles.importing.runs import run_import
    from articles.models import Article, Document

    call_command("migrate", verbosity=0)
    for _ in run_import(Received(f"{n}.txt", text.encode()) for n, text in enumerate(islice(documents(), STORED))):
        pass
    fresh = digest()
    Article.objects.update(byline="Somebody else")
    Document.objects.update(understood_by="older")
    return fresh


def watch(share: float) -> int:
    """Run the command until that share of the documents is done, then kill it; memory at every tenth."""
    process = subprocess.Popen([sys.executable, "manage.py", "understand_again"], cwd=ROOT)
    started, shown, most = time.monotonic(), STORED, 0
    while process.poll() is None:
        time.sleep(0.2)
        most, left = max(most, resident(process.pid)), left_to_do()
        if shown - left >= STORED // 10:
            shown = left
            print(f"  {STORED - left:7,} done, at most {most / 1024:5.0f} MB, {time.monotonic() - started:5.0f} s")
        if share < 1 and left <= STORED * (1 - share):
            process.send_signal(signal.SIGKILL)
            process.wait()
    return left_to_do()


def left_to_do() -> int:
    from articles.captures.version import UNDERSTOOD_BY
    from articles.models import Document

    return Document.objects.stale(UNDERSTOOD_BY).count()


def resident(pid: int) -> int:
    """Memory of a process in kB; 0 where the system doesn't say, or the process is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def digest() -> str:
    from articles.operations.exporting import export_lines

    found = hashlib.sha256()
    for line in export_lines():
        found.update(line.encode())
    return found.hexdigest()


if __name__ == "__main__":
    main()
