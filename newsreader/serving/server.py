"""The application that the web server calls: kept pages from the event loop, everything else from Django in threads."""

import asyncio
import io
import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error, close_old_connections
from django.http import HttpResponse
from django.urls import reverse
from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]  # it doesn't mark what it exports

from articles.documents.limits import MAX_REQUEST, MAX_STRANGERS_FORM
from articles.operations.metrics import count_cache_answer, share
from newsreader.middleware import REFUSAL
from newsreader.serving.answers import Answer, Page, chosen_encoding, encoded
from newsreader.serving.bodies import Incoming, TooLarge, TooSlow
from newsreader.serving.django_calls import Environ, call, environ_of, for_everybody, with_body, without_body
from newsreader.serving.keys import Key, Keys, scheme_of
from newsreader.serving.pages import Outcome, PageCache
from newsreader.serving.versions import Observed, versions

THREADS = 4  # in which Django answers, a process
WAITING = 64  # requests that may wait for a thread; more are answered with 503
LOGINS_WAITING = 8  # logins that may wait for the one thread in which passwords are hashed
SWITCH = 0.001  # seconds after which a thread lets the event loop go on; Python's five are long for a kept page
UPLOADS = 4  # at once, a process
PIECE = 1 << 16  # bytes of a download that are sent at once

logger = logging.getLogger("newsreader.serving")

BUSY = Answer(
    503,
    [
        *(("content-type", "text/plain; charset=utf-8"), ("retry-after", "5"), ("cache-control", "no-store")),
        *(("x-content-type-options", "nosniff"), ("content-security-policy", "default-src 'none'")),
    ],
    b"Too many people are asking at once. Try again in a few seconds.\n",
)


class Busy(Exception):
    """Too many requests wait for a thread."""


class Threads:
    """A pool of threads with a bounded queue."""

    def __init__(self, name: str, number: int, waiting: int, *, niceness: int = 0) -> None:
        """`niceness` is how far the threads stand back behind others, where the system can tell threads apart."""
        self._pool = ThreadPoolExecutor(
            number, thread_name_prefix=name, initializer=partial(stand_back, niceness) if niceness else None
        )
        self._free = number + waiting

    async def run[T](self, function: "partial[T]") -> T:
        """Run the function in a thread. Raises Busy at once when the queue is full."""
        if not self._free:
            raise Busy
        self._free -= 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, function)
        finally:
            self._free += 1


def stand_back(niceness: int) -> None:
    """Let this thread give way to others; on Linux, a thread has a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)


class Server:
    """An RSGI application."""

    def __init__(self, django: Callable[..., Any]) -> None:
        self._django = django
        self._keys = Keys()
        self._versions = versions()
        self._cache = PageCache(settings.PAGE_CACHE, self._versions)
        self._threads = Threads("page", THREADS, WAITING)
        self._login_thread = Threads("login", 1, LOGINS_WAITING, niceness=10)
        self._form_thread = Threads("login form", 1, WAITING)  # a flood of logins leaves the others to the pages
        self._uploads = asyncio.Semaphore(UPLOADS)
        self._panel, self._login = reverse("admin:index"), reverse("admin:login")
        self._saved_epub = reverse("articles:saved_epub")

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called in each worker process before its first request."""
        sys.setswitchinterval(SWITCH)
        share("web")

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        try:
            key = self._keys.key_of(scope) if settings.PAGE_CACHE else None
            if key is None:
                await send_whole(protocol, await self._pass_on(scope, protocol))
            else:
                await self._give(key, scope, protocol)
        except Busy:
            send(protocol, BUSY)

    async def _give(self, key: Key, scope: Scope, protocol: HTTPProtocol) -> None:
        """Send a page that may be kept, or 304 when the client has it."""
        found = self._cache.kept(key) or await self._cache.made(key, partial(self._make, scope, key))
        page, outcome = found
        if isinstance(page, Answer):
            send(protocol, page)
        elif page.is_known(scope.headers.get("if-none-match") or ""):
            outcome = Outcome.UNCHANGED
            protocol.response_empty(304, page.unchanged)
        else:
            encoding = chosen_encoding(scope.headers.get("accept-encoding") or "")
            if not page.has_form(encoding):
                await self._threads.run(partial(page.form, encoding))
            protocol.response_bytes(200, *page.form(encoding))
        count_cache_answer(outcome)

    async def _make(self, scope: Scope, key: Key, since: Observed | None) -> tuple[Page | Answer, bool]:
        environ = for_everybody(without_body(environ_of(scope, key.scheme)), key)
        return await self._threads.run(partial(self._make_in_thread, environ, since))

    def _make_in_thread(self, environ: Environ, since: Observed | None) -> tuple[Page | Answer, bool]:
        answer = call(self._django, environ)
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        if not answer.is_public:
            return encoded(answer, accepted), since is None
        has_moved = since is None or self._versions.has_moved(since)
        page = Page.of(answer)
        page.form(chosen_encoding(accepted))
        return page, has_moved

    async def _call(self, environ: Environ, threads: Threads | None = None) -> Answer:
        """Django's answer, made and compressed in a thread."""
        return await (threads or self._threads).run(partial(self._call_in_thread, environ))

    def _call_in_thread(self, environ: Environ) -> Answer:
        """What only one user may see stays as it is: it could be guessed by its compressed length."""
        answer = call(self._django, environ)
        return answer if "HTTP_COOKIE" in environ else encoded(answer, environ.get("HTTP_ACCEPT_ENCODING", ""))

    async def _pass_on(self, scope: Scope, protocol: HTTPProtocol) -> Answer:
        """Django's answer to a request that is for nobody else; its body is read first."""
        environ = environ_of(scope, scheme_of(scope))
        if not has_body(environ):
            return await self._call(environ, self._form_thread if environ["PATH_INFO"] == self._login else None)
        takes_a_body = scope.path.startswith(self._panel) or scope.path.endswith(self._saved_epub)
        if not takes_a_body:
            return await self._call_without_body(environ, Incoming(protocol))
        return await self._answer_form(environ, Incoming(protocol))

    async def _answer_form(self, environ: Environ, incoming: Incoming) -> Answer:
        """Django's answer to a form. Strangers may send small ones only: files come after the login."""
        is_login = environ["PATH_INFO"] == self._login
        is_large = not 0 <= declared_length(environ) <= MAX_STRANGERS_FORM or is_multipart(environ)
        is_trusted = is_large and not is_login and await self._threads.run(partial(is_staff, environ))
        if is_trusted:
            return await self._answer_upload(environ, incoming)
        if is_multipart(environ) or declared_length(environ) > MAX_STRANGERS_FORM:
            if is_login:
                return await self._refuse(environ, incoming, 413)
            return await self._call_without_body(environ, incoming)  # which leads to the login
        try:
            body, length = await incoming.receive(MAX_STRANGERS_FORM)
        except TooLarge:
            return await self._refuse(environ, incoming, 413)
        except TooSlow:
            return await self._refuse(environ, incoming, 408)
        threads = self._login_thread if is_login else self._threads
        return await self._call(with_body(environ, body, length), threads)

    async def _answer_upload(self, environ: Environ, incoming: Incoming) -> Answer:
        if self._uploads.locked():
            return await self._refuse(environ, incoming, 503)
        async with self._uploads:
            try:
                if declared_length(environ) > MAX_REQUEST:
                    raise TooLarge
                body, length = await incoming.receive(MAX_REQUEST)
            except TooLarge:  # an empty body of this length: Django's view refuses it and names the limit
                await incoming.drain()
                body, length = io.BytesIO(), MAX_REQUEST + 1
            except TooSlow:
                return await self._refuse(environ, incoming, 408)
            except OSError:
                logger.exception("An upload could not be received.")
                return await self._refuse(environ, incoming, 503)
            return await self._call(with_body(environ, body, length))

    async def _refuse(self, environ: Environ, incoming: Incoming, status: int) -> Answer:
        """The page of a status, without reading the body."""
        return await self._call_without_body(environ | {REFUSAL: status}, incoming)

    async def _call_without_body(self, environ: Environ, incoming: Incoming) -> Answer:
        await incoming.drain()
        return await self._call(without_body(environ))


async def send_whole(protocol: HTTPProtocol, answer: Answer) -> None:
    """Send an answer; one in a file piece by piece, as fast as the client takes it."""
    if not answer.file:
        send(protocol, answer)
        return
    with answer.file:
        stream = protocol.response_stream(answer.status, answer.headers)
        while piece := answer.file.read(PIECE):
            await stream.send_bytes(piece)


def send(protocol: HTTPProtocol, answer: Answer) -> None:
    if answer.status in (204, 304):
        protocol.response_empty(answer.status, answer.headers)
    else:
        protocol.response_bytes(answer.status, answer.headers, answer.body)


def declared_length(environ: Environ) -> int:
    """The length that the request declares for its body; -1 when it declares none."""
    length = environ.get("CONTENT_LENGTH", "")
    return int(length) if length.isdecimal() else -1


def has_body(environ: Environ) -> bool:
    return "HTTP_TRANSFER_ENCODING" in environ or declared_length(environ) > 0


def is_multipart(environ: Environ) -> bool:
    return str(environ.get("CONTENT_TYPE", "")).lower().startswith("multipart/")


def is_staff(environ: Environ) -> bool:
    """Whether the request's session is that of a user who may see the admin panel; read from the database."""
    request = WSGIRequest(without_body(dict(environ)))
    SessionMiddleware(lambda request: HttpResponse()).process_request(request)
    try:
        user = get_user(request)
        return bool(user.is_active and user.is_staff)
    except Error:
        return False
    finally:
        close_old_connections()
