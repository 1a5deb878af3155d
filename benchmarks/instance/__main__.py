"""Asks a running instance what must hold on the open internet, row by row: `make check-instance URL=https://…`."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.instance.client import Instance
from benchmarks.instance.rows import ROWS, Failed, Given, NotApplicable, Row

MODULES = ("headers", "sessions", "requests", "throttle")  # the last blocks the address from which it asks


def main(arguments: list[str]) -> int:
    """Print each row. Exit code: 1 when one fails, else 0."""
    parser = argparse.ArgumentParser(prog="make check-instance", description=__doc__)
    parser.add_argument("url", help="the site's address as readers type it")
    parser.add_argument("--user", default="", help="staff who may import; rows that need a login are left out without")
    parser.add_argument("--password-file", type=Path, help="file whose first line is the user's password")
    parser.add_argument("--plain-url", default="", help="with TLS: the address that redirects to it")
    parser.add_argument("--connect-to", default="", help="HOST:PORT to connect to instead of the URL's own")
    parser.add_argument("--ca", default="", help="file of a certificate to trust, for one that is only yours")
    parser.add_argument(
        "--no-throttle", action="store_true", help="leave out what blocks logins from here for 15 minutes"
    )
    parser.add_argument("--markdown", action="store_true", help="print a table for a document")
    options = parser.parse_args(arguments)
    password = options.password_file.read_text().splitlines()[0] if options.password_file else ""
    instance = Instance(options.url.rstrip("/"), options.plain_url.rstrip("/"), options.ca, options.connect_to)
    given = Given(instance, options.user if password else "", password)
    for module in MODULES[: -1 if options.no_throttle else None]:
        import_module(f"benchmarks.instance.{module}")
    if options.markdown:
        print("| | Asked | Expected | Seen | |\n|---|---|---|---|---|")
    results = [show(row, given, options.markdown) for row in ROWS]
    failed = results.count("FAILED")
    print(f"\n{results.count('ok')} ok, {failed} failed, {results.count('not applicable')} not applicable")
    if not options.no_throttle:
        print("Logins from this address are blocked now, for up to 15 minutes.")
    return 1 if failed else 0


def show(row: Row, given: Given, as_markdown: bool) -> str:
    """Ask one row, print it, and return "ok", "FAILED" or "not applicable"."""
    try:
        result, seen = "ok", row.check(given)
    except NotApplicable as reason:
        result, seen = "not applicable", str(reason)
    except Failed as failure:
        result, seen = "FAILED", str(failure)
    except Exception as error:  # an answer that breaks a check is one that fails it
        result, seen = "FAILED", f"{type(error).__name__}: {error}"
    seen = seen if len(seen) < 300 else f"{seen[:299]}…"
    if as_markdown:
        print(f"| {row.id} | {row.asked} | {row.expected} | {seen} | {result} |", flush=True)
    else:
        print(
            f"{row.id:6} {result:15} {row.asked}\n{'':22} expected: {row.expected}\n{'':22} seen:     {seen}",
            flush=True,
        )
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
