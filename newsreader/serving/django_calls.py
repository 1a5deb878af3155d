"""Django called by its WSGI interface, in a thread, for a request that the web server handed over."""

import io
import sys
import tempfile
from collections.abc import Callable, Iterable
from typing import IO, Any

from django.conf import settings
from granian.rsgi import Scope

from newsreader.serving.answers import Answer
from newsreader.serving.keys import Key

MAX_IN_MEMORY = 2_000_000  # bytes of a download

type Environ = dict[str, Any]

# Headers that would make Django answer with a part of a page, or with one that isn't for everybody.
NOT_FOR_PAGES = {
    *("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_LANGUAGE"),
    *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"),
}


def environ_of(scope: Scope, scheme: str) -> Environ:
    """The WSGI environ of a request, with an empty body."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        variable = name.upper().replace("-", "_")
        if variable not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            variable = f"HTTP_{variable}"
        if variable in environ:
            value = f"{environ[variable]}{'; ' if variable == 'HTTP_COOKIE' else ','}{value}"
        environ[variable] = value
    if scope.authority and "HTTP_HOST" not in environ:  # HTTP/2 has no Host header
        environ["HTTP_HOST"] = scope.authority
    return environ


def without_body(environ: Environ) -> Environ:
    environ["CONTENT_LENGTH"] = "0"
    environ.pop("CONTENT_TYPE", None)
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    return environ


def with_body(environ: Environ, body: IO[bytes], length: int) -> Environ:
    """The environ with a body that has been received."""
    environ["wsgi.input"] = body
    environ["CONTENT_LENGTH"] = str(length)
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    return environ


def for_everybody(environ: Environ, key: Key) -> Environ:
    """The environ of a request for a page that may be kept: GET, the canonical query, nothing of the reader's."""
    environ["REQUEST_METHOD"] = "GET"
    environ["QUERY_STRING"] = key.query
    return {name: value for name, value in environ.items() if name not in NOT_FOR_PAGES}


def call(application: Callable[..., Any], environ: Environ) -> Answer:
    """Django's answer, whole; a download as a file. Its length is left to the web server, which knows what it sends."""
    started: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        started.append((status, headers))

    response = application(environ, start_response)
    try:
        file = spooled(response) if "HTTP_COOKIE" in environ and is_download(started[-1][1]) else None
        body = b"" if file else b"".join(response)
    finally:
        response.close()
        environ["wsgi.input"].close()
    status, headers = started[-1]
    lowered = ((name.lower(), value) for name, value in headers)
    return Answer(int(status[:3]), [pair for pair in lowered if pair[0] != "content-length"], body, file)


def is_download(headers: Iterable[tuple[str, str]]) -> bool:
    return any(name.lower() == "content-disposition" for name, _ in headers)


def spooled(chunks: Iterable[bytes]) -> "tempfile.SpooledTemporaryFile[bytes]":
    """A file with the chunks, in memory while they are few: a report of a million rows has hundreds of megabytes."""
    file = tempfile.SpooledTemporaryFile(MAX_IN_MEMORY, "w+b", dir=str(settings.DATA_DIR))  # noqa: SIM115  # closed when it is sent
    for chunk in chunks:
        file.write(chunk)
    file.seek(0)
    return file
