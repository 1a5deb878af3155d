"""Runs the measurements in this folder, each a module that prints its figures: `make bench`."""

import pkgutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main(chosen: list[str]) -> int:
    """Each in a process of its own, so that none warms another's caches. Exit code: 0 when all went well."""
    known = sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]) if is_runnable(module))
    unknown = set(chosen) - set(known)
    if unknown:
        print(f"No such measurement: {', '.join(sorted(unknown))}. There are: {', '.join(known) or 'none yet'}.")
        return 2
    print(f"Measurements: {', '.join(known) or 'none yet'}")
    codes = [measure(name) for name in chosen or known]
    return max(codes, default=0)


def is_runnable(module: pkgutil.ModuleInfo) -> bool:
    if module.ispkg:  # a package without it holds what the measurements share
        return (FOLDER / module.name / "__main__.py").exists()
    return not module.name.startswith("_")


def measure(name: str) -> int:
    print(f"\n== {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=FOLDER.parent).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
