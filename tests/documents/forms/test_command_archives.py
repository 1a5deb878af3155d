"""The import command reads tar, gzip, Zstandard, WARC and WET, in any length; the import desk refuses them by name."""

import gzip
import json
import os
import tarfile
import tracemalloc
from io import BytesIO
from itertools import repeat

import pytest
import zstandard

from articles.documents.formats import extensions, read, receive
from articles.documents.sources.archives import receive_unpacked
from articles.documents.sources.paths import read_paths
from articles.importing.runs import run_import
from articles.models import Article
from tests.documents.forms.test_zip_archives import archive
from tests.support.html_pages import html_page
from tests.support.texts import page

TEXT, HTML = page().encode(), html_page(url=None).encode()
ADDRESS = "https://tide.example/2024/05/03/ferry"


def documents(content, name="pages", size=65_536):
    chunks = (content[start : start + size] for start in range(0, len(content), size))
    return list(receive_unpacked(chunks, name, receive))


def codes(content, name="pages"):
    return [(one.name.removeprefix(name), one.problem and one.problem.code) for one in documents(content, name)]


def tar(*members):
    file = BytesIO()
    with tarfile.open(fileobj=file, mode="w") as made:
        for name, content, *kind in members:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = (kind or [tarfile.REGTYPE])[0], "/etc/passwd"
            member.size = len(content) if member.isreg() else 0
            made.addfile(member, BytesIO(content))
    return file.getvalue()


def warc(*records, is_packed=True):
    """A web archive: each record is its kind, address, status, type of content and content."""
    made = b""
    for kind, address, status, media_type, content in records:
        block = content
        if status:
            block = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + content
        header = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-19T21:10:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {len(block)}\r\n"
            f"Content-Type: {'application/http; msgtype=response' if status else media_type}\r\n\r\n"
        )
        record = header.encode() + block + b"\r\n\r\n"
        made += gzip.compress(record) if is_packed else record
    return made


PAGE = ("response", ADDRESS, "200 OK", "text/html; charset=utf-8", HTML)
PACKED = {
    "gz": gzip.compress(TEXT),
    "gz of two members": gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:]) + b"\0" * 512,
    "zst": zstandard.compress(TEXT),
    "zst of two frames": zstandard.compress(TEXT[:100]) + zstandard.compress(TEXT[100:]),
}


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("size", [1, 1_000, 65_536])
def test_compressed_file_is_read_as_what_it_holds(kind, size):
    (received,) = documents(PACKED[kind], "ferry.txt.gz", size)

    assert (received.name, received.content, received.problem) == ("ferry.txt", TEXT, None)


def test_short_data_set_that_was_cut_off_gives_what_stands_before():
    lines = "\n".join(json.dumps({"title": f"Ferry {n}", "text": os.urandom(99).hex()}) for n in range(60))

    found = documents(gzip.compress(lines.encode())[:-400])

    assert len(found) > 40
    assert [one.problem and one.problem.code for one in found[-2:]] == [None, "cut-off"]


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("cut", [1, 5, 40])
def test_compressed_file_that_was_cut_off_is_refused(kind, cut):
    content = PACKED[kind].rstrip(b"\0")[:-cut]

    assert [code for _, code in codes(content)] == ["cut-off"]


def test_broken_compressed_data_set_gives_what_stands_before_the_break():
    lines = [json.dumps({"title": f"Ferry {n}", "text": os.urandom(9_000).hex()}) for n in range(60)]
    content = bytearray(gzip.compress("\n".join(lines).encode()))
    content[len(content) // 2] ^= 0xFF

    found = documents(bytes(content))

    assert found[-1].problem.code in ("broken-archive", "cut-off")
    assert [one.content.decode() for one in found[:20]] == lines[:20]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_members_of_a_tar_archive_are_documents_and_the_bad_ones_are_refused_by_name(pack):
    content = tar(
        ("a.txt", TEXT),
        ("b/c.html", HTML),
        ("../d.txt", TEXT),
        ("link.txt", b"", tarfile.SYMTYPE),
        ("pipe", b"", tarfile.FIFOTYPE),
        ("inner.zip", archive([("a.txt", TEXT)])),
        ("b", b"", tarfile.DIRTYPE),
        (".hidden", TEXT),
        ("notes.json", b'{"name": "x"}'),
        ("packed.txt.gz", gzip.compress(TEXT)),
    )

    assert codes(pack(content)) == [
        ("/a.txt", None),
        ("/b/c.html", None),
        ("/../d.txt", "member-outside"),
        ("/link.txt", "member-link"),
        ("/pipe", "not-a-file"),
        ("/inner.zip", "nested-archive"),
        ("/packed.txt", None),
    ]


def test_tar_archive_that_was_cut_off_gives_what_stands_before():
    found = codes(tar(("a.txt", TEXT), ("b.html", HTML * 9))[: 512 * 9])

    assert found[0] == ("/a.txt", None)
    assert found[-1][1] == "broken-archive"


def test_long_name_that_is_a_bomb_is_refused():
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 2_000_000_000

    assert codes(member.tobuf() + b"\0" * 4_096) == [("", "broken-archive")]


@pytest.mark.parametrize("is_packed", [True, False])
def test_pages_of_a_web_archive_are_documents_with_their_addresses(is_packed):
    content = warc(
        ("warcinfo", "", "", "application/warc-fields", b"software: x"),
        PAGE,
        ("request", ADDRESS, "", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        ("response", "https://tide.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("response", "https://tide.example/gone", "404 Not Found", "text/html", HTML),
        ("response", "https://tide.example/mill", "200 OK", "text/html", HTML),
        is_packed=is_packed,
    )

    found = documents(content, "crawl.warc.gz")

    assert [one.name.rpartition("/")[2] for one in found] == ["ferry", "mill"]
    metadata = read(found[0].content, found[0].media_type).metadata
    assert (metadata.url, str(metadata.day), str(metadata.captured)) == (ADDRESS, "2024-05-03", "2024-05-19")


def test_texts_of_common_crawl_are_documents_with_their_addresses():
    content = warc(("conversion", ADDRESS, "", "text/plain", TEXT))

    (received,) = documents(content)
    found = read(received.content, received.media_type)

    assert found.text == TEXT.decode()
    assert (found.metadata.url, str(found.metadata.captured)) == (ADDRESS, "2024-05-19")


@pytest.mark.parametrize("is_packed", [True, False])
def test_web_archive_that_was_cut_off_gives_what_stands_before(is_packed):
    content = warc(PAGE, PAGE, is_packed=is_packed)

    found = codes(content[: len(content) * 3 // 4])

    assert (len(found), found[0][1]) == (2, None)
    assert found[1][1] == "cut-off"


def test_page_of_a_web_archive_over_the_limit_is_refused():
    large = ("response", ADDRESS, "200 OK", "text/html", b"<p>" + b"x" * 11_000_000)

    assert [code for _, code in codes(warc(large, PAGE))] == ["too-large", None]


@pytest.mark.parametrize("pack", ["gz", "zst"])
def test_bomb_is_refused_at_the_limit_of_its_format_in_bounded_memory(pack):
    block = b"x" * 1_000_000
    if pack == "gz":
        file = BytesIO()
        with gzip.GzipFile(fileobj=file, mode="w", compresslevel=1) as made:
            made.writelines(repeat(block, 300))
        content = file.getvalue()
    else:
        content = zstandard.compress(block * 300)
    tracemalloc.start()

    found = codes(content)

    assert [code for _, code in found] == ["too-large"]
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PACKED["gz"], "archive"),
        (PACKED["zst"], "archive"),
        (tar(("a", TEXT)), "archive"),
        (warc(PAGE, is_packed=False), "web-archive"),
    ],
)
def test_desk_refuses_them_by_name(content, code):
    (received,) = receive([content], "pages.zip")

    with pytest.raises(Exception, match=code):
        read(received.content, received.media_type)
    assert not {".gz", ".zst", ".tar", ".warc"} & set(extensions())


def test_files_of_the_command_are_imported_from_a_folder(db, tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(warc(PAGE))
    (tmp_path / "pages.tar.gz").write_bytes(gzip.compress(tar(("a.txt", page("The mill turns again").encode()))))

    results = list(run_import(read_paths([str(tmp_path)])))

    assert [(one.name, one.state) for one in results] == [
        (f"crawl.warc/{ADDRESS}", "created"),
        ("pages.tar/a.txt", "created"),
    ]
    assert Article.objects.filter(url=ADDRESS).exists()
