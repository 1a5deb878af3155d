"""Answers: what Django gave for a request, and pages that are kept with their compressed forms."""

import base64
import hashlib
import time
import zlib
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile

import brotli  # type: ignore[import-untyped]  # it has no types

type Headers = list[tuple[str, str]]

BROTLI = 5  # quality: 3 % larger than the best, at a fiftieth of its time
GZIP = 6
SMALLEST = 400  # bytes; compressing less saves nothing
STALE = 86_400.0  # seconds for which a page may stand in while the database doesn't answer
OVERHEAD = 2_000  # bytes of a kept page besides its bodies: headers in three forms, key, objects
OF_THE_BODY = ("content-encoding", "content-type")


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers with lower-case names, and the whole body; that of a long download lies in a file instead."""

    status: int
    headers: Headers
    body: bytes
    file: SpooledTemporaryFile[bytes] | None = None

    def header(self, name: str) -> str:
        """The value of a header; "" when there is none."""
        return next((value for key, value in self.headers if key == name), "")

    @property
    def is_public(self) -> bool:
        """Whether anybody may get it again: a whole page, without a cookie, that a view has declared public."""
        return (
            self.status == 200
            and self.header("cache-control").startswith("public, max-age=0")
            and not self.header("set-cookie")
        )

    @property
    def is_compressible(self) -> bool:
        is_plain_text = _is_text(self.header("content-type")) and not self.header("content-encoding")
        return is_plain_text and len(self.body) >= SMALLEST


def _is_text(media_type: str) -> bool:
    return media_type.startswith(("text/", "image/svg")) or "json" in media_type or "xml" in media_type


def chosen_encoding(accepted: str) -> str:
    """The encoding for an Accept-Encoding header: "br", "gzip" or "" for none. A quality of 0 is respected."""
    for encoding in ("br", "gzip"):
        if encoding in accepted:
            for part in accepted.split(","):
                name, _, parameter = part.strip().partition(";")
                if name.strip() == encoding and parameter.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
                    return encoding
    return ""


def compressed(body: bytes, encoding: str) -> bytes:
    """The body as brotli or gzip; itself when the encoding is ""."""
    if encoding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI))
    if encoding == "gzip":
        packer = zlib.compressobj(GZIP, wbits=31)
        return packer.compress(body) + packer.flush()
    return body


def encoded(answer: Answer, accepted: str) -> Answer:
    """The answer compressed for one request, if it is a text of some length."""
    if not answer.is_compressible:
        return answer
    encoding = chosen_encoding(accepted)
    body = compressed(answer.body, encoding)
    return Answer(answer.status, _headers(answer.headers, encoding), body)


def _headers(headers: Headers, encoding: str) -> Headers:
    """The headers of a body that is given in several encodings."""
    varies = next((value for name, value in headers if name == "vary"), "")
    kept = [(name, value) for name, value in headers if name not in ("content-encoding", "vary")]
    kept.append(("vary", f"Accept-Encoding, {varies}" if varies else "Accept-Encoding"))
    return [*kept, ("content-encoding", encoding)] if encoding else kept


@dataclass(slots=True)
class Page:
    """A public answer that is kept: its body, compressed once for each encoding that is asked for, and its ETag.

    `generation` is the state of the library that it shows (see `pages`).
    """

    body: bytes
    headers: Headers
    etag: str
    unchanged: Headers
    is_compressible: bool
    generation: int = 0
    made_at: float = field(default_factory=time.monotonic)
    _forms: dict[str, tuple[Headers, bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, answer: Answer) -> "Page":
        """The page of an answer. Its ETag is weak: one for all its encodings."""
        digest = hashlib.blake2b(answer.body, digest_size=12).digest()
        etag = f'W/"{base64.urlsafe_b64encode(digest).decode()}"'
        left_out = ("etag", "last-modified", "x-request-id")
        headers = [*((name, value) for name, value in answer.headers if name not in left_out), ("etag", etag)]
        varied = _headers(headers, "") if answer.is_compressible else headers
        unchanged = [(name, value) for name, value in varied if name not in OF_THE_BODY]
        return cls(answer.body, headers, etag, unchanged, answer.is_compressible)

    def has_form(self, encoding: str) -> bool:
        """Whether `form` has no work left; otherwise it is for a thread."""
        return encoding in self._forms

    def form(self, encoding: str) -> tuple[Headers, bytes]:
        """Headers and body for an encoding, made once."""
        found = self._forms.get(encoding)
        if found is None:
            if self.is_compressible:
                found = _headers(self.headers, encoding), compressed(self.body, encoding)
            else:
                found = self.headers, self.body
            self._forms[encoding] = found
        return found

    def is_known(self, if_none_match: str) -> bool:
        """Whether the client's If-None-Match header names this page."""
        return self.etag[2:] in if_none_match or if_none_match.strip() == "*"

    @property
    def is_usable(self) -> bool:
        """Whether it may stand in while the database doesn't answer."""
        return time.monotonic() - self.made_at < STALE

    @property
    def size(self) -> int:
        """Bytes of memory, with room for the compressed forms."""
        return OVERHEAD + len(self.body) * (2 if self.is_compressible else 1)
