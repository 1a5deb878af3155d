"""Print the number of queries of each kind of page, as JSON; it runs with the code of the tree that is measured."""

import json
import os
import statistics
import sys
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsreader.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

ASKED = 10  # addresses of a kind
MOVES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def main(kinds: dict[str, list[str]], fragments: list[str]) -> dict[str, float]:
    """Return the median number of queries by kind; `fragments` names the kinds that htmx requests."""
    client = Client(SERVER_NAME="localhost")
    return {
        kind: statistics.median(
            queries_of(client, path, {"HX-Request": "true"} if kind in fragments else {}) for path in paths[:ASKED]
        )
        for kind, paths in kinds.items()
    }


def queries_of(client: Client, path: str, headers: dict[str, str]) -> int:
    client.get(path, headers=headers)  # fills what a process keeps
    count = 0

    def counted(execute: Callable, sql: str, *rest: object) -> object:
        nonlocal count
        count += not sql.startswith(MOVES)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        client.get(path, headers=headers)
    return count


if __name__ == "__main__":
    print(json.dumps(main(**json.loads(sys.argv[1]))))
