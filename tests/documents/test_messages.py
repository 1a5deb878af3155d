"""MHTML pages and mail messages are read: the part that is the page, in its charset, with its address."""

import pytest

from articles.captures.building import document_story
from articles.documents.formats import read, receive, recognise
from articles.documents.problems import UnreadableError
from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article
from articles.understanding import Hints
from tests.support.html_pages import html_page
from tests.support.texts import PARAGRAPHS, page

SAVED = "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x"
SENT = "Message-ID: <1>\nFrom: The Tide Table\nTo: readers\nSubject: =?utf-8?q?The_caf=C3=A9?=\n"


def message(header, *parts):
    """A message of parts, each a header and a text."""
    return "\n".join([f"{header}\n", *(f"--x\n{head}\n\n{text}" for head, text in parts), "--x--\n"]).encode()


def code_of(content):
    with pytest.raises(UnreadableError) as error:
        read(content)
    return error.value.problem.code


def test_first_page_of_a_saved_page_is_read_and_its_frames_are_not():
    content = message(
        SAVED,
        ("Content-Type: text/css", "p {}"),
        ("Content-Type: text/html", "<p>First"),
        ("Content-Type: text/html", "<p>Frame"),
    )

    assert read(content).text.split() == ["First"]


@pytest.mark.parametrize(
    "header", [f'{SAVED}; start="<main>"', f"{SAVED}\nSnapshot-Content-Location: https://tide.example/main"]
)
def test_page_that_the_header_names_is_read(header):
    content = message(
        header,
        ("Content-Type: text/html\nContent-ID: <frame>", "<p>Frame"),
        ("Content-Type: text/html\nContent-ID: <main>\nContent-Location: https://tide.example/main", "<p>Main"),
    )

    found = read(content)

    assert found.text.split() == ["Main"]
    assert found.metadata.url == "https://tide.example/main"


def test_address_of_the_page_itself_comes_before_that_of_the_message():
    html = '<link rel="canonical" href="https://tide.example/ferry"><p>Ferry'
    content = message(
        SAVED, ("Content-Type: text/html\nContent-Location: https://m.tide.example/2026/11/21/ferry", html)
    )

    assert read(content).metadata.url == "https://tide.example/ferry"
    assert str(read(content.replace(b"canonical", b"other")).metadata.day) == "2026-11-21"


@pytest.mark.parametrize("location", ["file:///home/ada/ferry.html", "cid:1", "https://tide.example/", "ferry.html"])
def test_place_that_is_no_address_of_a_story_is_none(location):
    content = message(SAVED, (f"Content-Type: text/html\nContent-Location: {location}", "<p>Ferry"))

    assert read(content).metadata.url is None


def test_charset_of_the_part_holds_unless_the_text_is_utf_8():
    header = 'Content-Type: text/html; charset="koi8-r"'
    text = "<meta charset=windows-1251><p>Паром вернулся"

    for encoding in ("koi8-r", "utf-8"):
        assert (
            read(message(SAVED, (header, "PLACE")).replace(b"PLACE", text.encode(encoding))).text.strip()
            == "Паром вернулся"
        )


def test_saved_page_is_a_story_of_the_library(db):
    content = message(
        SAVED, ("Content-Type: text/html\nContent-Location: https://tide.example/ferry", html_page(url=None))
    )

    (result,) = run_import([Received("page.mhtml", content, recognise(content).media_type)])

    assert result.state == "created"
    assert Article.objects.get(pk=result.article).headline in html_page()


def test_text_of_a_mail_stands_below_its_subject():
    content = f"{SENT}Content-Type: text/plain; charset=utf-8\n\nIt is open.\n".encode()

    assert recognise(content).media_type == "message/rfc822"
    assert read(content).text == "The café\n\nIt is open.\n"


def test_html_of_a_mail_is_read_instead_of_its_text():
    content = message(
        f"{SENT}Content-Type: multipart/alternative; boundary=x",
        ("Content-Type: text/plain", "Plain"),
        ("Content-Type: text/html", "<p>Rich"),
    )

    assert read(content).text.split() == ["Rich"]


def test_newsletter_has_its_subject_its_day_and_its_sender():
    letter = (
        'List-Unsubscribe: <https://tide.example/stop>\nFrom: "The Tide Table" <news@tide.example>\n'
        "Date: Fri, 03 May 2024 08:10:00 +0200\nSubject: Ferry returns\nMessage-ID: <1>\n"
    )
    html = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    content = f"{letter}Content-Type: text/html; charset=utf-8\n\n<h1>Ferry returns</h1>{html}".encode()

    story = document_story(content, Hints(), media_type="message/rfc822").story

    assert (story.headline, story.source, str(story.published)) == (
        "Ferry returns",
        "The Tide Table",
        "2024-05-03 06:10:00+00:00",
    )
    assert read(content.replace(b"List-Unsubscribe", b"X")).metadata.sources == ()


def test_messages_of_a_mailbox_are_read_one_by_one():
    head = "From ada Thu May  9 08:00:00 2024\nMessage-ID: <1>\nFrom: Ada\nSubject: "
    content = f"{head}The ferry\n\nIt is back.\n>From here\nto there.\n\n{head}The mill\n\nIt turns.\n".encode()

    received = list(receive([content], "letters.mbox"))

    assert [one.name for one in received] == ["letters.mbox, message 1", "letters.mbox, message 2"]
    assert [read(one.content, one.media_type).text for one in received] == [
        "The ferry\n\nIt is back.\nFrom here\nto there.\n",
        "The mill\n\nIt turns.\n",
    ]
    assert list(receive([content[start : start + 1] for start in range(len(content))], "letters.mbox")) == received


def test_message_of_a_mailbox_over_the_limit_is_refused_and_the_next_goes_in():
    head = b"From ada Thu May  9 08:00:00 2024\nSubject: x\n\n"

    found = receive([head, b"x" * 31_000_000, b"\n\n" + head, b"It turns.\n"], "letters.mbox")

    assert [one.problem and one.problem.code for one in found] == ["too-large", None]


def test_attachments_are_not_read():
    content = message(
        f"{SENT}Content-Type: multipart/mixed; boundary=x",
        ("Content-Type: text/html\nContent-Disposition: attachment; filename=a.html", "<p>Attached"),
        ("Content-Type: image/png", "x"),
    )

    assert code_of(content) == "no-page-inside"


def test_broken_values_of_a_header_do_not_matter():
    header = (
        b"Message-ID: <1>\nFrom: \xff\nSubject: =?x-unknown?q?A?= =?utf-8?b?!?=\nContent-Type: text/plain; charset=x\n"
    )
    content = header + b"\nOpen\n"

    assert read(content).text.endswith("Open\n")


def test_message_of_too_many_parts_is_refused():
    assert code_of(message(SAVED, *[("", "")] * 10_001)) == "too-many-parts"
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(30))
    assert code_of(f"{SENT}{nested}".encode()) == "too-many-parts"


def test_page_of_text_with_a_header_of_its_own_is_no_message():
    assert recognise(f"Title: A b\nDate: 9 May\n\n{page()}".encode()).media_type == "text/plain"
