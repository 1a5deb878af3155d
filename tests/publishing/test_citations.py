"""Citations say what is known of where a story comes from, and nothing else."""

import datetime as dt

import pytest

from articles.publishing.citations import as_bibtex, as_text, provenance_of
from tests.support.factories import NOON, make_article

pytestmark = pytest.mark.django_db

ADDRESS = "https://news.example.org/stories/7/ferry/"


def cited(**fields):
    return provenance_of(make_article("Ferry & bell: 50% late", **fields), ADDRESS, "The Reader")


def test_text_names_author_source_day_original_and_capture():
    story = cited(
        byline="By Ada Moor", published_at=NOON, url="https://tide.example/ferry", captured_on=dt.date(2026, 11, 23)
    )

    assert as_text(story) == (
        "Ada Moor. Ferry & bell: 50% late. The Tide Table, 22 November 2026. "
        "https://tide.example/ferry (captured on 23 November 2026). "
        f"Read at The Reader: {ADDRESS}"
    )


def test_text_leaves_out_what_is_not_known():
    assert as_text(cited(source=None)) == f"Ferry & bell: 50% late. undated. Read at The Reader: {ADDRESS}"


def test_day_of_the_import_is_not_called_that_of_a_capture():
    assert "(imported on 22 November 2026)" in as_text(cited(url="https://tide.example/ferry"))


def test_bibtex_escapes_what_tex_would_read_as_commands():
    story = cited(byline="Ada_Moor {x}", published_at=NOON, url="https://tide.example/a_b")

    entry = as_bibtex(story)

    assert entry.startswith("@article{thetidetable2026-7,\n  author = {{Ada\\_Moor \\{x\\}}},\n")
    assert "  title = {{Ferry \\& bell: 50\\% late}},\n" in entry
    assert "  url = {https://tide.example/a_b},\n" in entry
    assert "  month = {11},\n  day = {22},\n" in entry
    assert entry.count("{") == entry.count("}")


def test_bibtex_of_a_story_without_source_and_day_is_misc():
    entry = as_bibtex(cited(source=None))

    assert entry.startswith("@misc{story-7,\n  title")
    assert "year" not in entry and "journal" not in entry and "author" not in entry
    assert f"  url = {{{ADDRESS}}},\n" in entry
