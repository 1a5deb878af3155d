"""Plain texts: a wrapped one gives the lines of the text before it was wrapped, any other the lines that it has."""

import textwrap
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.understanding import Role, understand
from articles.understanding.lines import lines_of
from articles.understanding.plain_text.reading import plain_lines
from tests.support.texts import OTHER, PARAGRAPHS, TEXTS

PAGES = sorted((Path(__file__).parent / "pages").glob("*/browser.txt"))
COLUMNS = (60, 72, 80, 96)
RESTORED = 0.85  # share of the characters; lists whose entries fill the line stay in doubt
MAX_SECONDS = 5  # for 2 MB


def wrapped(text, column):
    """The text with each line broken at the column, as an editor breaks it."""
    return "\n".join("\n".join(textwrap.wrap(line, column)) for line in text.split("\n"))


def texts_of(lines):
    return [line.text for line in lines]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_text_of_a_browser_keeps_its_lines(path):
    text = path.read_text(encoding="utf-8")

    assert plain_lines(text) == lines_of(text)


@pytest.mark.parametrize("column", COLUMNS)
def test_wrapped_page_gets_its_lines_back(column):
    total = restored = 0
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        lines = set(texts_of(lines_of(text)))
        for line in texts_of(plain_lines(wrapped(text, column))):
            total, restored = total + len(line), restored + len(line) * (line in lines)

    assert restored >= RESTORED * total


@pytest.mark.parametrize("column", COLUMNS)
def test_paragraphs_are_parted_by_blank_lines_or_indents(column):
    blank = "\n\n".join(wrapped(text, column) for text in (*PARAGRAPHS, *OTHER))
    indented = "\n".join(textwrap.fill(text, column, initial_indent="   ") for text in (*PARAGRAPHS, *OTHER))

    assert texts_of(plain_lines(blank)) == texts_of(plain_lines(indented)) == [*PARAGRAPHS, *OTHER]


def test_joined_line_has_the_number_of_its_first_line():
    text = f"The Tide Table\n\n{wrapped(PARAGRAPHS[0], 60)}\n\n{wrapped(PARAGRAPHS[1], 60)}\n"

    numbers = [line.number for line in plain_lines(text)]

    assert numbers == [1, 3, 6]
    assert [line.number for line in understand(text).story.lines] == numbers


@given(TEXTS, st.sampled_from(COLUMNS))
def test_no_text_loses_a_line(text, column):
    lines = plain_lines(wrapped(text, column))

    assert [line.number for line in lines] == sorted({line.number for line in lines})
    assert all(line.text.strip() for line in lines)
    assert len(understand(text).story.lines) == len(plain_lines(text))


@pytest.mark.parametrize(
    "line", ["> " * 40 + "x", "*a_b`" * 12, "[a](" * 15, "![x](" * 12, "&amp;" * 12, "T", "long-", "- x", "==="]
)
def test_two_megabytes_of_marks_are_quick(line):
    text = "# A heading\n\n" + "\n".join(
        [line, "he said that it would be enough for everybody"] * (1_000_000 // (len(line) + 46))
    )
    before = process_time()

    plain_lines(text)

    assert process_time() - before < MAX_SECONDS


def test_copy_of_the_whole_story_repeats_it():
    text = "\n\n".join(["Ferry returns to the bay", *PARAGRAPHS, *OTHER, *PARAGRAPHS, *OTHER])

    story = understand(text).story

    assert story.body.count(PARAGRAPHS[1]) == 1
    assert sum(line.role is Role.REPEAT for line in story.lines) == len(PARAGRAPHS) + len(OTHER)
