"""The members of a zip archive are received as files are; whatever is wrong with one is said of it alone."""

import stat
import struct
import zipfile
from io import BytesIO

import pytest

from articles.documents.formats import receive
from articles.documents.limits import MAX_MEMBERS
from articles.documents.sources.paths import count_paths, read_paths
from articles.importing.runs import run_import
from tests.support.html_pages import html_page
from tests.support.texts import page

TEXT, HTML = page().encode(), html_page().encode()


def archive(members, compression=zipfile.ZIP_DEFLATED):
    """The bytes of an archive of these members: their names, or entries, and contents."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in members:
            made.writestr(name, content)
    return file.getvalue()


def documents(content, size=65_536):
    return list(receive((content[start : start + size] for start in range(0, len(content), size)), "pages.zip"))


def codes(content):
    return [(one.name.removeprefix("pages.zip"), one.problem and one.problem.code) for one in documents(content)]


def entry(name, mode):
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


def test_members_are_documents_of_their_own_formats_in_the_order_of_the_archive():
    found = documents(archive([("b.txt", TEXT), ("a/c.html", HTML), ("rows.csv", "title,text\nx,y\nz,w\n")]))

    assert [(one.name, one.media_type.rpartition("/")[2]) for one in found] == [
        ("pages.zip/b.txt", "plain"),
        ("pages.zip/a/c.html", "html"),
        ("pages.zip/rows.csv, row 2", "vnd.newsreader.record+json"),
        ("pages.zip/rows.csv, row 3", "vnd.newsreader.record+json"),
    ]
    assert found[0].content == TEXT and found[1].content == HTML


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_chunks_of_any_size_give_the_same_members(size):
    content = archive([("a.txt", TEXT), ("b.html", HTML)])

    assert documents(content, size) == documents(content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("../a.txt", TEXT, "member-outside"),
        ("/etc/a.txt", TEXT, "member-outside"),
        ("C:\\a.txt", TEXT, "member-outside"),
        ("b/../../a.txt", TEXT, "member-outside"),
        (entry("a.txt", stat.S_IFLNK | 0o777), b"/etc/passwd", "member-link"),
        ("inner.zip", archive([("a.txt", TEXT)]), "nested-archive"),
        ("inner.txt", archive([("a.txt", TEXT)]), "nested-archive"),
        ("bomb.html", b"<html>" + b"<!-- -->" * 1_000_000, "archive-ratio"),
        ("bomb.jsonl", b'{"kind": "story"}' + b" " * 30_000_000, "archive-ratio"),
        ("blank.txt", b" " * 3_000_000, "archive-ratio"),
    ],
)
def test_member_is_refused_by_name_and_its_neighbours_go_in(name, content, code):
    shown = name if isinstance(name, str) else name.filename

    found = codes(archive([("first.txt", TEXT), (name, content), ("last.txt", TEXT)]))

    assert found == [("/first.txt", None), (f"/{shown}", code), ("/last.txt", None)]


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compression_is_refused_by_name(compression):
    assert codes(archive([("a.txt", TEXT)], compression)) == [("/a.txt", "member-compression")]


def test_encrypted_member_is_refused_by_name():
    content = bytearray(archive([("a.txt", TEXT), ("b.txt", TEXT)]))
    content[content.index(b"PK\1\2") + 8] |= 1  # the flags in the list of members

    assert codes(bytes(content)) == [("/a.txt", "encrypted"), ("/b.txt", None)]


def test_broken_member_is_refused_by_name():
    content = bytearray(archive([("a.txt", TEXT), ("b.txt", TEXT)]))
    content[60] ^= 0xFF

    assert codes(bytes(content)) == [("/a.txt", "broken-member"), ("/b.txt", None)]


@pytest.mark.parametrize("cut", [10, 30, 200])
def test_archive_that_was_cut_off_is_refused(cut):
    assert codes(archive([("a.txt", TEXT), ("b.txt", TEXT)])[:-cut]) == [("", "broken-archive")]


def test_archive_of_nothing_has_no_documents():
    assert documents(archive([])) == documents(archive([("folder/", b"")])) == []


def test_archive_of_too_many_members_is_refused():
    assert codes(archive([(str(number), b"") for number in range(MAX_MEMBERS + 1)])) == [("", "too-many-members")]


def test_archive_of_many_small_bombs_is_read_up_to_the_ratio_of_the_whole():
    found = codes(archive([(str(number), b"It came at six. " * 60_000) for number in range(30)]))

    assert len(found) == 30
    assert [code for _, code in found[:10]] == [None] * 10
    assert {code for _, code in found[-10:]} == {"archive-ratio"}


def test_archive_whose_list_of_members_is_a_bomb_is_refused():
    """A list of 300,000 members of 46 bytes that says it has one: reading it whole would take 200 MB."""
    directory = (
        struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 3, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) * 300_000
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), 4, 0)

    assert codes(b"PK\3\4" + directory + end) == [("", "too-many-members")]


def test_office_documents_and_books_are_refused_as_what_they_are():
    office = documents(archive([("docProps/app.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>")]))
    book = documents(archive([("a.html", HTML), ("META-INF/container.xml", b"<x/>")]))

    assert [one.problem.parameters["what"][:12] for one in [*office, *book]] == ["an office do", "an e-book (E"]


def test_hidden_files_companions_and_what_belongs_to_a_saved_page_are_passed_over():
    names = ["ferry.html", "ferry_files/a.png", "ferry_files/frame.html", "Mühle.htm", "Mühle-Dateien/b.css"]
    names += [".DS_Store", "__MACOSX/._ferry.html", "Thumbs.db", "a/.git/x", "notes.json", "site.xml"]
    contents = {"notes.json": b'{"name": "x"}', "site.xml": b'<?xml version="1.0"?><urlset></urlset>'}

    found = codes(archive([(name, contents.get(name, HTML)) for name in names]))

    assert found == [("/ferry.html", None), ("/Mühle.htm", None)]


def test_names_are_shown_as_they_were_meant():
    content = archive([("Fähre.txt", TEXT), ("bell\a.txt", TEXT)])
    unmarked = content.replace(struct.pack("<H", 0x800), struct.pack("<H", 0))

    assert [one.name for one in documents(content)] == ["pages.zip/Fähre.txt", "pages.zip/bell�.txt"]
    assert documents(unmarked)[0].name == "pages.zip/Fähre.txt"


def test_archive_in_a_folder_is_imported_and_again_nothing_is_new(db, tmp_path):
    texts = [(f"{number}.txt", page(f"The ferry is back, day {number}").encode()) for number in range(9)]
    (tmp_path / "pages.zip").write_bytes(archive([*texts, ("../x", TEXT)]))

    first, second = (list(run_import(read_paths([str(tmp_path)]))) for _ in range(2))

    assert [one.state for one in first] == ["created"] * 9 + ["rejected"]
    assert [one.state for one in second] == ["unchanged"] * 9 + ["rejected"]


def test_folder_that_a_browser_saved_beside_a_page_is_passed_over(tmp_path):
    (tmp_path / "ferry.html").write_bytes(HTML)
    for name in ("ferry_files", "mill_files"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "frame.html").write_bytes(HTML)
    (tmp_path / "notes.json").write_text('{"name": "x"}')

    found = [one.name for one in read_paths([str(tmp_path)])]

    assert found == ["ferry.html", "mill_files/frame.html"]
    assert count_paths([str(tmp_path)]) == 3  # what is in a companion is only known when it is read
    assert [one.media_type for one in read_paths([str(tmp_path / "notes.json")])] == ["application/json"]
