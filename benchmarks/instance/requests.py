"""Rows O, E, S, U and W: redirects, hosts, error pages, secrets, uploads, odd and slow requests."""

import contextlib
import http.client
import re
import ssl
import time
from urllib.parse import urljoin

from benchmarks.instance.client import FORM, Answer, Visitor, read
from benchmarks.instance.rows import Failed, Given, NotApplicable, elsewhere, require, row

ELSEWHERE = (
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "%2f%2fevil.example",
    "/\t/evil.example",
    "https:evil.example",
)
HIDDEN = (
    *("/secret_key", "/var/secret_key", "/newsreader.sqlite3", "/var/newsreader.sqlite3", "/.git/config", "/.env"),
    *("/static/../secret_key", "/static/%2e%2e/secret_key", "/static/..%2fnewsreader.sqlite3", "/manage.py"),
    *("/backup.zip", "/uploads/", "/media/", "/static/staticfiles.json"),
)
MULTIPART = "multipart/form-data; boundary=b"
FILE_PART = (
    b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'  # and its content, for ever
)
TOO_MUCH = 300_000_000  # bytes; over what one upload may have
SLOW = 200  # connections
CUT_WITHIN = 40  # seconds
LINE = re.compile(r"Traceback|File \"|django\.|settings|SELECT |/site-packages/")


@row("O1", "next= to other hosts", "stays here")
def redirects(given: Given) -> str:
    if not given.user:
        raise NotApplicable("needs --user and --password-file")
    for target in ELSEWHERE:
        answer = Visitor(given.instance).log_in(given.user, given.password, next=target)
        place = urljoin(f"{given.instance.url}/admin/login/", answer.one("location").replace("\\", "/"))
        is_here = answer.status == 302 and place.startswith(f"{given.instance.url}/admin/")
        require(is_here, f"{target!r} leads to {place or answer.status}")
    return f"{len(ELSEWHERE)} targets lead into the panel"


@row("O2", "Host and forwarding headers", "400 or ignored; absolute links have the set address")
def hosts(given: Given) -> str:
    ask = given.instance.ask
    require(ask("/", headers={"Host": "evil.example"}).status == 400, "another host is served")
    twice = [("Host", given.instance.host), ("Host", "evil.example")]
    require(ask("/", headers=twice).status == 400, "two hosts are served")
    for header in ("X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-URL", "X-Rewrite-URL"):
        value = "host=evil.example" if header == "Forwarded" else "evil.example"
        for path in ("/", "/feeds/changes/", "/wanted.csv"):
            require("evil.example" not in ask(path, headers={header: value}).text, f"{header} shows in {path}")
    return "400 for others and for two; forwarding headers ignored"


@row("E1", "Error pages", "our own, short, nothing of the inside")
def errors(given: Given) -> str:
    ask = given.instance.ask
    pages = {
        400: ask("/", headers={"Host": "evil.example"}),
        403: ask("/admin/login/", "POST", {"Content-Type": FORM}, b"a=b"),
        404: ask("/nothing-here/"),
    }
    for status, answer in pages.items():
        require(answer.status == status, f"{answer.status} for {status}")
        require("<h1>" in answer.text and "</html>" in answer.text, f"{status} is no page of ours")
        require(not LINE.search(answer.text), f"{status} shows {LINE.search(answer.text)}")
    return "400, 403 and 404 are"


elsewhere("E1b", "The page of status 500", "ours", "can't be forced from outside: tests/pages/test_pages.py")


@row("E2", "404 with a path of tags or 6,000 characters", "not echoed")
def echoes(given: Given) -> str:
    for path in ("/<script>alert(9)</script>/", "/%3Cscript%3Ealert(9)%3C/script%3E/", "/" + "x" * 6_000 + "/"):
        answer = given.instance.ask(path)
        require(answer.status in (400, 404), f"{path[:20]}: {answer.status}")
        require("alert(9)" not in answer.text and "x" * 50 not in answer.text, f"{path[:20]} is echoed")
    return "not echoed"


elsewhere("S1-S5", "Secret, debug mode, hosts, Django's deployment check, packages", "safe", "make lint; pip-audit")


@row("S6", "Secrets, database, repository, backups over HTTP", "404")
def hidden(given: Given) -> str:
    for path in HIDDEN:
        status = given.instance.ask(path).status
        require(status in (400, 404), f"{path}: {status}")
    return f"404 for {len(HIDDEN)} addresses"


elsewhere("S7", "User and modes of files", "not root; 0600 and 0700", "on the machine itself: docs/operations.md")


def announce(visitor: Visitor, path: str, content_type: str, length: int) -> tuple[Answer, float]:
    """Announce a long body and send its first megabyte. Returns the answer, and the seconds it took."""
    connection = visitor.instance.connection()
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    start = time.perf_counter()
    try:
        connection.putrequest("POST", path)
        for name, value in (("Content-Type", content_type), ("Content-Length", str(length)), ("Cookie", cookies)):
            connection.putheader(name, value)
        connection.endheaders()
        with contextlib.suppress(OSError):
            connection.send(FILE_PART)
            for _ in range(40):  # the desk reads and drops some 30 MB, so that a browser gets its answer
                connection.send(b"x" * 1_000_000)
        return read(connection.getresponse()), time.perf_counter() - start
    except (OSError, http.client.HTTPException) as error:
        raise Failed(f"no answer: {error}") from error
    finally:
        connection.close()


@row("U1", "Upload over the limit, by its announced length", "413 within 5 s, the limit named (by a proxy: not)")
def too_much(given: Given) -> str:
    answer, seconds = announce(given.logged_in(), "/admin/import/", MULTIPART, TOO_MUCH)
    require(answer.status == 413 and is_named(answer), f"{answer.status}")
    require(seconds < 5, f"after {seconds:.1f} s")
    return f"413 after {seconds:.2f} s" + (", with the limit" if "MB" in answer.text else ", by the proxy")


def is_named(answer: Answer) -> bool:
    """Whether an answer of newsreader names a limit; one without its headers is of a proxy in front of it."""
    return "MB" in answer.text or not answer.one("permissions-policy")


@row("U1b", "Upload over the limit, chunked", "413 or 411, the limit named (by a proxy: not)")
def too_much_chunked(given: Given) -> str:
    visitor = given.logged_in()
    connection = visitor.instance.connection()
    connection.connect()
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    lines = ("POST /admin/import/ HTTP/1.1", f"Host: {given.instance.host}", f"Content-Type: {MULTIPART}")
    head = "\r\n".join([*lines, f"Cookie: {cookies}", "Transfer-Encoding: chunked", "", ""])
    with contextlib.suppress(OSError):
        connection.sock.sendall(head.encode())
        chunk = b"f4240\r\n" + b"x" * 1_000_000 + b"\r\n"
        for _ in range(TOO_MUCH // 1_000_000):
            connection.sock.sendall(chunk)
        connection.sock.sendall(b"0\r\n\r\n")
    response = http.client.HTTPResponse(connection.sock, method="POST")
    try:
        response.begin()
        answer = read(response)
    except (OSError, http.client.HTTPException) as error:
        raise Failed(f"no answer: {error}") from error
    finally:
        connection.close()
    require(answer.status in (411, 413) and is_named(answer), f"{answer.status}")
    return str(answer.status)


@row("U1c", "Anonymous multipart of 500 MB", "refused at once")
def anonymous(given: Given) -> str:
    visitor = Visitor(given.instance)
    visitor.ask("/admin/login/")
    answer, seconds = announce(visitor, "/admin/login/", MULTIPART, 500_000_000)
    require(answer.status in (400, 403, 411, 413) and seconds < 5, f"{answer.status} after {seconds:.1f} s")
    return f"{answer.status} after {seconds:.2f} s"


@row("U2", "101 files, 1,001 fields", "400 or 413, with the limit")
def too_many(given: Given) -> str:
    visitor = given.logged_in()
    files = visitor.upload("/admin/import/", [("files", f"{n}.txt", b"x") for n in range(101)])
    require(files.status in (400, 413) and "100" in files.text, f"101 files: {files.status}")
    fields = visitor.upload("/admin/import/", [(f"field{n}", "", b"x") for n in range(1_001)])
    require(fields.status in (400, 413), f"1,001 fields: {fields.status}")
    return f"{files.status} and {fields.status}"


@row("U3", "Pasted text of 3 MB", "taken, or refused with the limit named")
def paste(given: Given) -> str:
    visitor = given.logged_in()
    answer = visitor.upload("/admin/import/", [("text", "", b"A line of this text.\n" * 150_000)])
    if answer.status == 302:
        page = answer.one("location").partition("#")[0]
        visitor.post(f"{page}discard/", {}, page=page)
        return "taken; it was discarded again"
    require(answer.status in (400, 413) and "MB" in answer.text, f"{answer.status}")
    return f"{answer.status} with the limit"


elsewhere("U4 U5", "Content and names of files", "refused by name; ours are random", "tests/documents, tests/admin")


@row("U6", "Import form as anonymous", "302 to the login")
def import_form(given: Given) -> str:
    answer = given.instance.ask("/admin/import/")
    require(answer.status == 302, str(answer.status))
    return "302"


@row("U7", "A document as received", "text/plain, attachment, nosniff; for staff alone")
def original(given: Given) -> str:
    visitor = given.logged_in()
    found = re.search(r"/admin/articles/document/(\d+)/change/", visitor.ask("/admin/articles/document/").text)
    if not found:
        raise NotApplicable("no document, or the user may not see documents")
    answer = visitor.ask(f"/admin/articles/document/{found[1]}/original/")
    require(answer.one("content-type") == "text/plain; charset=utf-8", answer.one("content-type"))
    require(answer.one("content-disposition").startswith("attachment"), answer.one("content-disposition"))
    require(given.instance.ask(f"/admin/articles/document/{found[1]}/original/").status == 302, "anybody gets it")
    return "as expected"


elsewhere("U8", "Quota of uploads", "enforced", "would fill it: tests/admin/test_desk.py")


@row("W1", f"{SLOW} bodies sent at 1 byte a second", f"other pages within 1 s, all cut within {CUT_WITHIN} s")
def slow(given: Given) -> str:
    visitor = Visitor(given.instance)
    visitor.ask("/admin/login/")  # only with its cookie does Django read a form
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    lines = (
        "POST /admin/login/ HTTP/1.1",
        f"Host: {given.instance.host}",
        f"Content-Type: {FORM}",
        f"Cookie: {cookie}",
    )
    head = "\r\n".join([*lines, "Content-Length: 5000", "", ""])
    waiting: list[http.client.HTTPConnection] = []
    worst, start = 0.0, time.perf_counter()
    try:
        for _ in range(SLOW):
            connection = given.instance.connection()
            connection.connect()
            connection.sock.sendall(head.encode())
            waiting.append(connection)
        start = time.perf_counter()
        while waiting and time.perf_counter() - start < CUT_WITHIN:
            worst = max(worst, probe(given))
            waiting = [connection for connection in waiting if drip(connection)]
            time.sleep(1)
        left, seconds = len(waiting), time.perf_counter() - start
    finally:
        for connection in waiting:
            connection.close()
    require(worst < 1, f"a page took {worst:.1f} s")
    require(not left, f"{left} still open after {seconds:.0f} s")
    return f"slowest page {worst:.2f} s; all cut after {seconds:.0f} s"


def probe(given: Given) -> float:
    """Seconds that a page takes; those until the time-out when it doesn't come."""
    start = time.perf_counter()
    with contextlib.suppress(OSError, http.client.HTTPException):
        given.instance.ask("/wanted/")
    return time.perf_counter() - start


def drip(connection: http.client.HTTPConnection) -> bool:
    """Send one more byte. Returns whether the connection is open, and unanswered."""
    try:
        connection.sock.settimeout(0)
        with contextlib.suppress(BlockingIOError, ssl.SSLWantReadError):
            connection.sock.recv(1)  # an answer, or the end
            raise ConnectionError
        connection.sock.settimeout(5)
        connection.sock.sendall(b"a")
    except OSError:
        connection.close()
        return False
    return True


@row("W2", "100 kB header, 1 MB address, two lengths, both length and chunks", "400, 414 or 431; connection closed")
def shapes(given: Given) -> str:
    host = f"Host: {given.instance.host}\r\n"
    inner = f"GET /wanted/ HTTP/1.1\r\n{host}\r\n"
    raw = {
        "header": f"GET / HTTP/1.1\r\n{host}X-Long: {'a' * 100_000}\r\n\r\n",
        "address": f"GET /{'a' * 1_000_000} HTTP/1.1\r\n{host}\r\n",
        "two lengths": f"POST /admin/login/ HTTP/1.1\r\n{host}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "both": f"POST / HTTP/1.1\r\n{host}Content-Length: {len(inner) + 5}\r\n"
        f"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}",
    }
    seen = []
    for what, request in raw.items():
        answer, closed = given.instance.raw(request.encode())
        statuses = re.findall(rb"HTTP/1\.1 (\d{3})", answer)
        seen.append(f"{what} {'/'.join(status.decode() for status in statuses) or 'closed'}")
        right = not statuses or statuses[0] in (b"400", b"405", b"414", b"431")
        require(right and len(statuses) < 2 and closed, seen[-1] + ("" if closed else ", left open"))
    return ", ".join(seen)


elsewhere(
    "W3 W4",
    "An import under readers; SIGTERM under load",
    "pages go on; exit 0",
    "make bench-serving; make test-faults",
)
elsewhere("W5", "No connection to elsewhere", "all works", "on the machine itself, without a network")
