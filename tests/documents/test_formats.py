"""One table of formats: the desk, the commands and the reading of folders go by it."""

import datetime as dt
import json
from io import StringIO
from itertools import count, repeat
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

import articles.documents.formats
from articles.admin.desk.forms import UploadForm
from articles.documents.formats import FORMATS, READ, read, receive, recognise
from articles.documents.formats.exported_library import read_line, story_line, waiting_line
from articles.documents.limits import MAX_DOCUMENT, MAX_MESSAGE, shown_size
from articles.documents.page import Page
from articles.documents.sources.folders import found_in
from articles.documents.streams import read_lines, read_whole
from articles.documents.structured_story import Link, StructuredStory, StructuredText
from articles.understanding import Block, Confidence
from tests.support.html_pages import html_page
from tests.support.texts import page

FOLDER = Path(articles.documents.formats.__file__).parent
STORY = StructuredStory(
    current=StructuredText("The ferry is back", "It was late.", (Block("paragraph", "It came at six."),)),
    revisions=(StructuredText("The ferry is late", "", (Block("quote", "Wait!"),), dt.date(2026, 11, 20)),),
    source="The Tide Table",
    tagline="Twice a day.",
    source_url="https://tide.example/",
    byline="Ada Holm",
    language="en",
    published=dt.datetime(2026, 11, 21, 6, 10, tzinfo=dt.UTC),
    url="https://tide.example/ferry",
    confidence=Confidence(0.9, 0.8, 0.7),
    related=(Link("Two herons share a chimney", True, "exact"), Link("A lamp is lit", False, "exact")),
)
FILES = {
    "page.txt": page().encode(),
    "page.html": html_page().encode(),
    "wide.txt": page().encode("utf-16"),
    "empty.txt": b"",
    "library.jsonl": f"{story_line(STORY)}\n\n{waiting_line('A b', 1)}\n{story_line(STORY)}".encode(),
}


def chunks(content, size):
    return (content[start : start + size] for start in range(0, len(content), size))


def test_every_format_of_the_folder_is_in_the_table():
    modules = {path for path in FOLDER.rglob("*.py") if "\nFORMAT = " in path.read_text()}

    assert len(modules) == len(FORMATS)


def test_every_file_has_a_format_and_every_format_its_own_media_type_and_extensions():
    extensions = [extension for one in FORMATS for extension in one.extensions]

    assert FORMATS[-1].matches(b"", "") and FORMATS[-1].matches(b"\xff\x00", "x.y")
    assert len({one.media_type for one in FORMATS}) == len(FORMATS)
    assert len(set(extensions)) == len(extensions)
    assert all(extension.startswith(".") and extension == extension.lower() for extension in extensions)


def test_desk_accepts_and_names_every_format_that_is_read():
    form = UploadForm()

    accepted = form.fields["files"].widget.attrs["accept"].split(",")

    assert {*accepted} == {name for one in READ for name in (*one.extensions, one.media_type)}
    assert all(f"{one.name} up to {shown_size(one.max_size)}" in form.formats for one in READ)
    assert not any(one.name in form.formats for one in FORMATS if one not in READ)


def test_folders_are_read_with_the_files_of_every_format(tmp_path):
    names = [f"page{extension}" for one in FORMATS for extension in one.extensions]
    for name in [*names, "notes.md", "rows.sqlite3"]:
        (tmp_path / name).touch()

    assert sorted(found.path.name for found in found_in(tmp_path)) == sorted(names)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [1, 7, 1_000, 65_536])
def test_chunks_of_any_size_give_the_same_documents(name, size):
    whole = list(receive([FILES[name]], name))

    assert list(receive(chunks(FILES[name], size), name)) == whole
    assert [one.media_type for one in whole] == [recognise(FILES[name], name).media_type] * len(whole)


@pytest.mark.parametrize(("begin", "limit"), [(b"x", MAX_DOCUMENT), (b"<html>", MAX_MESSAGE)])
def test_endless_file_is_refused_after_its_limit(begin, limit):
    taken = count()
    endless = (chunk for chunk, _ in zip(repeat(begin.ljust(100_000)), taken, strict=False))

    (received,) = receive(endless, "endless")

    assert (received.content, received.problem.code) == (b"", "too-large")
    assert next(taken) * 100_000 <= limit + 200_000


@given(st.lists(st.binary(max_size=9)), st.integers(0, 12))
def test_lines_are_those_of_the_whole_and_none_is_over_the_limit(parts, limit):
    lines = b"".join(parts).split(b"\n")
    lines = lines[:-1] if not lines[-1] else lines

    assert list(read_lines(parts, limit)) == [line if len(line) <= limit else None for line in lines]


@given(st.lists(st.binary(max_size=9)), st.integers(0, 30))
def test_whole_is_read_up_to_its_limit(parts, limit):
    content = b"".join(parts)

    assert read_whole(parts, limit) == (content if len(content) <= limit else None)


def test_line_of_a_library_is_read_as_it_was_written():
    assert read_line(story_line(STORY).encode()) == STORY
    assert read_line(story_line(StructuredStory(STORY.current)).encode()) == StructuredStory(STORY.current)


def test_waiting_headlines_of_a_library_are_passed_over():
    received = receive([FILES["library.jsonl"]], "library.jsonl")

    assert [one.name for one in received] == ["library.jsonl, line 1", "library.jsonl, line 4"]


def test_page_that_was_stored_as_plain_text_is_read_by_its_content():
    found = read(FILES["page.html"], "text/plain")

    assert isinstance(found, Page) and found.metadata.is_article


@pytest.mark.parametrize("media_type", ["text/html", "application/of-the-future"])
def test_text_is_read_whatever_its_media_type(media_type):
    assert "ferry" in read(FILES["page.txt"], media_type).text


def test_understand_refuses_what_is_structured(tmp_path):
    (tmp_path / "library.jsonl").write_bytes(FILES["library.jsonl"])
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("understand", str(tmp_path), stdout=out)

    problem = json.loads(out.getvalue().splitlines()[0])["problem"]
    assert (problem["code"], problem["line"]) == ("nothing-to-understand", None)
    assert "Import it." in problem["message"]


def test_understand_prints_the_problem_of_a_story_that_would_be_refused(tmp_path):
    (tmp_path / "page.txt").write_text("News\n\nSport\n\nWeather\n")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("understand", str(tmp_path / "page.txt"), stdout=out)

    printed = json.loads(out.getvalue())
    assert printed["problem"]["message"]
    assert printed["roles"]
