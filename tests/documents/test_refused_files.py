"""Files that are no page are refused by name, under any name and of any size; a page that looks like one is read."""

import json
import time

import pytest

from articles.documents.formats import FORMATS, HEAD, read, receive, recognise
from articles.documents.formats.exported_library import MEDIA_TYPE
from articles.documents.problems import UnreadableError
from articles.importing.problem_sentences import sentence_of
from tests.support.html_pages import html_page
from tests.support.texts import page

FIELDS = {"name": "The ferry", "notes": 'It said: "Wait!"\n' * 300}
FILES = {
    "json": json.dumps([FIELDS] * 300).encode(),
    "rtf": b"{\\rtf1\\ansi " + b"The ferry is back\\par " * 4_000,
    "web-archive": b"WARC/1.1\r\nWARC-Type: response\r\n\r\n" + b"<html>" * 20_000,
    "xml": b'<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf.dtd">\n<nitf>' + b"<p>The ferry</p>" * 6_000,
    "table": b"id;name;notes\n" + b'1;The ferry;"It is back;\nit is late."\n' * 3_000,
    "subtitles": b"1\n00:00:01,000 --> 00:00:04,200\nThe ferry is back.\n\n" * 2_000,
    "log": b"2026-05-09 14:05:01,233 INFO ferry started\n  at pier\n" * 2_000,
    "source-code": b"def ferry(is_back):\n    return 7 if is_back else None\n\n\n" * 2_000,
    "binary": b"SQLite format 3\0" + bytes(range(256)) * 400,
}


def code_of(content):
    try:
        read(content)
    except UnreadableError as error:
        return error.problem.code
    return None


def test_mustard_where_an_archive_has_its_mark_is_text():
    text = b"They left the m".rjust(257, b".") + b"ustard.\n\nRangers have moved the bins.\n"
    archive = b"The ferry".ljust(257, b"\0") + b"ustar\0" + b"00" + bytes(248)

    assert code_of(text) is None
    assert code_of(archive) == "archive"


@pytest.mark.parametrize("code", FILES)
@pytest.mark.parametrize("name", ["page.txt", "page.html", "x"])
def test_file_is_refused_by_its_name_whatever_it_is_called(code, name):
    (received,) = receive([FILES[code]], name)

    assert code_of(received.content) == code
    assert len(FILES[code]) > HEAD


@pytest.mark.parametrize("code", FILES)
def test_file_over_the_limit_is_refused_by_its_name_too(code):
    (received,) = receive([FILES[code], b" " * 2_000_000], "page.txt")

    assert (received.content, received.problem.code) == (b"", code)


def test_refused_formats_have_no_extensions():
    refused = [one for one in FORMATS if one.refusal]

    assert {one.refusal(FILES["binary"]).code for one in refused} == set(FILES)
    assert not any(one.extensions for one in refused)


def test_file_that_was_refused_is_recognised_once_more_when_it_is_read_again():
    assert read(page().encode(), "application/rtf").text.strip() == page().strip()
    assert read(html_page().encode(), "text/csv").metadata.is_article


@pytest.mark.parametrize(
    ("begin", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\3\4" + bytes(26) + b"[Content_Types].xml", "an office document (DOCX, XLSX, PPTX, ODT or DOC)"),
        (b"PK\3\4" + bytes(26) + b"mimetypeapplication/epub+zip", "an e-book (EPUB)"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\0\0\0\x18ftypmp42", "a sound or a video"),
        (b"\1\2\3\4", "a picture, a program or other data"),
    ],
)
def test_sentence_of_a_binary_file_names_what_it_is(begin, what):
    with pytest.raises(UnreadableError) as error:
        read(begin + bytes(range(256)) * 9)

    assert sentence_of(error.value.problem).startswith(f"It is {what}, not a text. ")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("\\documentclass{article}\n\\begin{document}\nThe ferry is back.\n\\end{document}\n", "a LaTeX document"),
        ("title: The ferry\ntags:\n  - sea\n  - ship\nby: Ada\n", "YAML data"),
        ("[ferry]\nname = Ada\nseats = 40\n", "a file of settings"),
        ("#include <stdio.h>\n\nint main(void) {\n    return 0;\n}\n", "the source code of a program"),
        ("body {\n  margin: 0;\n  color: red;\n}\n", "the source code of a program"),
        ("import os\n\nprint(os.sep)\n", "the source code of a program"),
    ],
)
def test_sentence_of_a_text_for_machines_names_what_it_is(text, what):
    with pytest.raises(UnreadableError) as error:
        read(text.encode())

    assert sentence_of(error.value.problem).startswith(f"It is {what}, not a page. ")


@pytest.mark.parametrize(
    "text",
    [
        "Title: The ferry is back\nDate: 9 May 2026\nBy: Ada Finch\nText: It came on Saturday.\n",
        "Ada Finch:\n  I was there.\nTidings:\n  When was it?\nAda Finch:\n  On Saturday.\n",
        "The ferry: as it happened\n\n14:05: It is back.\n\n13:40: It is late.\n\n13:12: It is lost.\n",
        "The ferry\n\nThe wheel goes round;\nthe water falls;\nthe bell will sound;\nthe skipper calls;\n",
        "Count lines in Python\n\nThese two lines read the names of all the ferries that you have:\n\nimport sys\n"
        "print(1)\n\n"
        "Run them in the folder where your ferries are, and wait for the answer.\n",
    ],
)
def test_text_for_people_is_no_text_for_machines(text):
    assert recognise(text.encode(), "x.txt").media_type == "text/plain"


@pytest.mark.parametrize(
    "begin",
    [
        '{"@context": "https://schema.org"}\n',
        "[Updated] ",
        '["We are glad," she said]\n',
        "News,Sport,Weather\n",
        "Home\tNews\n",
        "From Monday 14 May at 09:30 2024 on\nThe ferry: back\n",
        "From: our correspondent\nDate: 14 May\n\n",
        "{\\rt is no RTF\n",
        "WEBVTT is a format\n",
        "14:05:10 Ferry back\n14:06:10 Mill turns\n14:07:10 Wind falls\n",
        "title: The ferry\ndate: 2026-05-09\ntags:\n  - sea\n",
        "---\ntitle: The ferry\ndate: 2026-05-09\nby: Ada\n---\n",
        "[Ferry]\nname = Ada\nport = Osker\n",
        "\\begin is a command\n",
        "print(1);\nx = 2;\n",
        "<b>Tags</b> in a text are text\n",
        '<link href="a.css" rel="stylesheet">\n<p><img src="a"></p>\n',
    ],
)
def test_page_that_begins_like_such_a_file_is_a_text(begin):
    content = (begin + page()).encode()

    assert recognise(content, "x.txt").media_type == "text/plain"
    assert code_of(content) is None


@pytest.mark.parametrize(
    "begin",
    [
        "<?xml version='1.0'?>\n<?xml-stylesheet href='a.css'?>\n<!-- saved -->\n",
        "<br />\n<b>Warning</b>: none<br />\n",
        "<style>p { color: red }</style>\n",
    ],
)
def test_page_is_html_whatever_stands_before_it(begin):
    assert recognise((begin + html_page()).encode(), "x.txt").media_type == "text/html"


@pytest.mark.parametrize(
    ("line", "media_type"),
    [
        ('{"kind": "sto', MEDIA_TYPE),
        ('{"headline": "A b", "kind": "story"}', MEDIA_TYPE),
        ('{"title": "A b", "kind": "news"}', "application/json"),
        ('{"title": "A b"}', "application/json"),
    ],
)
def test_json_lines_are_an_export_only_when_they_may_be_one(line, media_type):
    assert recognise(f"{line}\n{line}\n".encode(), "x.jsonl").media_type == media_type


@pytest.mark.parametrize("rule", ["-----", "==========", "* * *\n*****", "=== two.txt ===", "\f"])
def test_pages_that_begin_alike_after_a_rule_are_several(rule):
    head = "The Tide Table\nTwice a day.\n\n"

    content = f"{head}{page('The ferry is back')}\n{rule}\n{head}{page('The lamp is lit')}".encode()

    with pytest.raises(UnreadableError) as error:
        read(content)
    problem = error.value.problem
    assert (problem.code, problem.parameters["count"]) == ("several-pages", 2)
    assert content.decode().split("\n")[problem.line - 1].endswith("The Tide Table")
    received = list(receive([content], "two.txt"))
    assert [one.name for one in received] == ["two.txt, page 1", "two.txt, page 2"]
    texts = [one.content.decode().strip() for one in received]
    assert texts[0].startswith(f"{head}{page('The ferry is back')}".strip())
    assert texts[1] == f"{head}{page('The lamp is lit')}".strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_pages_in_one_text_are_read_whatever_its_encoding(encoding):
    head = "Die Fähre\nZweimal am Tag.\n\n"
    content = f"{head}{page('The ferry is back')}\r\n=====\r\n{head}{page('The lamp is lit')}".encode(encoding)

    texts = [read(one.content).text for one in receive([content], "two.txt")]

    assert ["ferry is back" in texts[0], "lamp is lit" in texts[1], "=====" in "".join(texts)] == [True, True, False]
    assert all(text.startswith("Die Fähre") for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "{head}{story}\n-----\nAnother beginning\n{other}",
        "{head}{story}\n-----\n{head}About us\nContact",
        "Sponsored\n{story}\n-----\nSponsored\n{other}",
        "The Tide Table\n14 May 2024\n{story}\f\nThe Tide Table\n15 May 2024\n{other}",
        "{head}{story}\n{head}{other}",
        "{head}14 May 2024\n{story}\n{head}14 May 2024\n{other}",
    ],
)
def test_one_page_with_rules_is_read(text):
    story, other = page("The ferry is back"), "A line of prose that is long enough to be the one of a story.\n" * 5

    assert code_of(text.format(head="The Tide Table\nTwice a day.\n\n", story=story, other=other).encode()) is None


def test_pages_with_dates_of_their_own_are_several_where_nothing_parts_them():
    head = "The Fen Herald\nOnce a week.\n"
    pages = [f"{head}{day} May 2024\n{page(f'The ferry is back on day {day}')}\n" for day in (14, 15, 16)]

    assert code_of("".join(pages).encode()) == "several-pages"
    assert code_of(pages[0].encode()) is None


def test_pages_of_html_that_follow_each_other_are_several():
    content = f"{html_page()}\n-----\n{html_page('The mill turns')}".encode()

    assert code_of(content) == "several-pages"
    assert [one.name for one in receive([content], "a.html")] == ["a.html, page 1", "a.html, page 2"]
    assert ["mill" in one.content.decode() for one in receive([content], "a.html")] == [False, True]
    assert code_of(html_page().replace("<p>", "<p>&lt;/html&gt;&lt;html&gt;", 1).encode()) is None


@pytest.mark.parametrize(
    "content",
    [
        *(b"{" * HEAD, b'{"a":' * 13_000, b'["' * 32_000, b'"' * HEAD, b"\\" * HEAD, b'{"a":"\\' + b"\\" * HEAD),
        *(b"<?xml " * 10_000, b"<!--" * 16_000, b"<!doctype [" * 6_000, b"a:\n " * 20_000, b"a,\n" * 20_000),
        *(b"From " * 13_000, b"\n" * HEAD, b"</html>\n" * 200_000, b"</html><!-- " * 100_000, b"\f" * 1_000_000),
        *(b"a\n=====\n" * 100_000, b"--- a" * 200_000, b"=== aaaaaaaaaaaaaaa\n" * 50_000, b"\xff\n" * 40_000),
    ],
    ids=range(20),
)
def test_hostile_file_is_recognised_and_read_or_refused_soon(content):
    started = time.process_time()

    code_of(content)

    assert time.process_time() - started < 5
