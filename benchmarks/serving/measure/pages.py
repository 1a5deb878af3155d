"""What is asked for of each kind of page, and what the answers are like."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.serving.measure.load import Request
from benchmarks.serving.setup.newsreader_site import Site
from benchmarks.serving.setup.servers import Server

FRAGMENT = "fragment, all related"
ANY_STORY, EVERY_STORY = "story, all stories", "story, every one"
NOT_CACHED = ("404", "static file", ANY_STORY)  # by the page cache; the stories are too many to stay in it
SEEN = 10  # answers of a kind
ENCODINGS = {"plain": "identity", "gzip": "gzip", "brotli": "br"}


def headers_of(kind: str, encoding: str = "br") -> dict[str, str]:
    """Return the headers that a browser would send, as far as they matter."""
    return {"Accept-Encoding": encoding, **({"HX-Request": "true"} if kind == FRAGMENT else {})}


def requests_of(kind: str, paths: Sequence[str], encoding: str = "br") -> list[Request]:
    return [Request(path, headers_of(kind, encoding)) for path in paths]


def known_requests(server: Server, kind: str, paths: Sequence[str]) -> list[Request]:
    """Return requests of a client that has the answers already; none if they can't be had as a 304."""
    requests = []
    for path in paths:
        headers = headers_of(kind)
        etag = server.get(path, headers).headers.get("etag")
        if not etag:
            return []
        requests.append(Request(path, {**headers, "If-None-Match": etag}))
    first = requests[0]
    return requests if server.get(first.path, first.headers).status == 304 else []


def descriptions(site: Site, server: Server, kinds: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Yield for each kind the number of queries, the bytes sent, and whether it can be had as a 304."""
    asked = {kind: paths for kind, paths in kinds.items() if kind not in (ANY_STORY, EVERY_STORY)}
    queries = site.script("queries", {"kinds": asked, "fragments": [FRAGMENT]})
    for kind, paths in asked.items():
        answers = {
            name: [server.get(path, headers_of(kind, encoding)) for path in paths[:SEEN]]
            for name, encoding in ENCODINGS.items()
        }
        one = answers["brotli"][0]
        yield {
            "kind": "page",
            "database": site.database,
            "page": kind,
            "status": one.status,
            "queries": queries[kind],
            "bytes": {name: statistics.median(len(one.body) for one in found) for name, found in answers.items()},
            "may_be_kept": "cache-control" in one.headers,
            "is_304": bool(known_requests(server, kind, paths[:1])),
        }
