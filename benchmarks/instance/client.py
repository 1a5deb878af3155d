"""A running instance of newsreader, asked over HTTP with nothing of newsreader itself and no library."""

import contextlib
import http.client
import re
import secrets
import socket
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

TIMEOUT = 30  # seconds
FORM = "application/x-www-form-urlencoded"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with all its headers, in order and with lower-case names."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def one(self, name: str) -> str:
        return ", ".join(self.all(name))

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def cookies(self) -> dict[str, str]:
        """The attributes of each cookie that is set, by its name; the value stands first."""
        return {line.split("=", 1)[0]: line.split("=", 1)[1] for line in self.all("set-cookie")}


@dataclass
class Instance:
    """Where the instance is: its address as readers type it, and, when that is TLS, the one that redirects to it."""

    url: str
    plain_url: str = ""
    authority: str = ""  # file of the certificate to trust
    connect_to: str = ""  # host:port that is connected to instead of the address's own

    @property
    def is_tls(self) -> bool:
        return self.url.startswith("https:")

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    def connection(self, plain: bool = False) -> http.client.HTTPConnection:
        parts = urlsplit(self.plain_url if plain else self.url)
        if parts.scheme == "https":
            context = ssl.create_default_context(cafile=self.authority or None)
            connection = http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=TIMEOUT, context=context)
        else:
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT)
        if self.connect_to and not plain:
            host, _, port = self.connect_to.rpartition(":")
            connection._create_connection = lambda *_, **__: socket.create_connection((host, int(port)), TIMEOUT)  # type: ignore[attr-defined]
        return connection

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Iterable[tuple[str, str]] | Mapping[str, str] = (),
        body: bytes | None = None,
        plain: bool = False,
    ) -> Answer:
        """Send one request on a connection of its own. A Host among the headers stands instead of the right one."""
        given = list(headers.items() if isinstance(headers, Mapping) else headers)
        connection = self.connection(plain)
        try:
            has_host = any(name.lower() == "host" for name, _ in given)
            connection.putrequest(method, path, skip_host=has_host, skip_accept_encoding=True)
            for name, value in given:
                connection.putheader(name, value)
            if body is not None and not any(name.lower() == "content-length" for name, _ in given):
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders()
            with contextlib.suppress(OSError):  # it may have answered already, and closed
                connection.send(body or b"")
            return read(connection.getresponse())
        finally:
            connection.close()

    def raw(self, request: bytes) -> tuple[bytes, bool]:
        """Send bytes as they are. Returns the beginning of the answer, and whether the connection was closed."""
        connection = self.connection()
        connection.connect()
        answer = b""
        try:
            connection.sock.settimeout(10)
            with contextlib.suppress(OSError):
                connection.sock.sendall(request)
            while chunk := connection.sock.recv(65536):
                answer += chunk
            return answer, True
        except ConnectionError:
            return answer, True
        except TimeoutError:
            return answer, False
        finally:
            connection.close()


def read(response: http.client.HTTPResponse) -> Answer:
    headers = tuple((name.lower(), value) for name, value in response.getheaders())
    return Answer(response.status, headers, response.read())


@dataclass
class Visitor:
    """One browser: it keeps cookies and sends the forms that it was given."""

    instance: Instance
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        own = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        if self.instance.is_tls:
            own["Referer"] = f"{self.instance.url}/"
        answer = self.instance.ask(path, method, {**own, **(headers or {})}, body)
        for name, rest in answer.cookies.items():
            self.cookies[name] = rest.split(";", 1)[0]
        return answer

    def post(self, path: str, form: Mapping[str, str], page: str = "/admin/login/") -> Answer:
        """Send a form with the token of a page."""
        found = TOKEN.search(self.ask(page).text)
        fields = {**form, **({"csrfmiddlewaretoken": found[1]} if found else {})}
        return self.ask(path, "POST", {"Content-Type": FORM}, urlencode(fields).encode())

    def upload(self, path: str, parts: Iterable[tuple[str, str, bytes]], page: str = "/admin/import/") -> Answer:
        """Send files, as pairs of a field, a file name ("" for a plain field) and content, with the token of a page."""
        found = TOKEN.search(self.ask(page).text)
        boundary = secrets.token_hex(16)
        token = [("csrfmiddlewaretoken", "", found[1].encode())] if found else []
        body = b"".join(_part(boundary, *part) for part in [*token, *parts]) + f"--{boundary}--\r\n".encode()
        return self.ask(path, "POST", {"Content-Type": f"multipart/form-data; boundary={boundary}"}, body)

    def log_in(self, user: str, password: str, **more: str) -> Answer:
        return self.post("/admin/login/", {"username": user, "password": password, **more})

    @property
    def session(self) -> str:
        """The session id; "" without one."""
        return next((value for name, value in self.cookies.items() if name.endswith("sessionid")), "")


def _part(boundary: str, name: str, file_name: str, content: bytes) -> bytes:
    file = f'; filename="{file_name}"\r\nContent-Type: text/plain' if file_name else ""
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"
