"""Extracts: the best part of a whole body, though PostgreSQL is given only the parts that decide on it."""

import random
import re

import pytest
from django.db import connection

from articles.search import parse, postgresql, search, sqlite
from articles.search.folded.marks import CUT
from articles.search.highlight import EXTRACT_WORDS, OPEN, plain
from articles.search.postgresql_extracts import MAX_READ, PIECE, relevant, shortened, word_starts
from articles.text.folding.folding import folded
from tests.support.factories import make_article

FILLER = "It was a long and even week on the water, and nobody said a thing about any of this to us or to them.\n\n"
WORDS = ["lantern", "lanterns", "Lantern,", "lanced", "wick", "wicks", "harbour", "die", "dying", "ferries.", "cafés"]
OF_WHOLE_BODIES = {  # the extracts of all bodies, made by the database's own function
    "sqlite": "SELECT rowid, snippet(articles_article_search, 2, %s, '', '…', %s), '' "
    "FROM articles_article_search WHERE articles_article_search MATCH %s",
    "postgresql": "SELECT id, ts_headline('articles_words', articles_folded(body_text), "
    "to_tsquery('articles_words', %s), %s), articles_folded(body_text) FROM articles_article",
}


def bodies(count):
    """Texts of 400 words, in which a few other words stand at random places, often near the end."""
    chance = random.Random(11)
    for _ in range(count):
        words = (FILLER * 17).split(" ")
        for _ in range(chance.randrange(1, 7)):
            place = chance.choice([chance.randrange(len(words)), -chance.randrange(1, 20)])
            words[place] = chance.choice(WORDS)
        yield " ".join(words)


def extracts_of_whole_bodies(query):
    """The words of the extracts, by article."""
    parameters = {
        "sqlite": [OPEN, EXTRACT_WORDS, sqlite.match_of(query)],
        "postgresql": [postgresql.match_of(query), PIECE],
    }
    with connection.cursor() as cursor:
        cursor.execute(OF_WHOLE_BODIES[connection.vendor], parameters[connection.vendor])
        return {
            pk: words_of(plain(text) if not body or body.startswith(plain(text)) else f"…{plain(text)}")
            for pk, text, body in cursor.fetchall()
        }


def words_of(text):
    """The folded words, and an ellipsis at the beginning."""
    return ["…"] * text.startswith("…") + re.findall(r"\w+", folded(text))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["lantern", "lantern OR wick", "wick lantern", "die", "ferry", '"even week"', "lantern -wick", "lan*", "cafe"],
)
def test_extract_is_that_of_the_whole_body(text):
    for number, body in enumerate(bodies(60)):
        make_article(f"Story {number}", paragraphs=[body])
    whole = extracts_of_whole_bodies(parse(text))

    hits = search(parse(text)).hits

    assert len(hits) > 5
    assert {hit.article_id: words_of(plain(hit.extract)) for hit in hits} == {
        hit.article_id: whole[hit.article_id] for hit in hits
    }


@pytest.mark.django_db
def test_match_near_the_end_of_a_long_body_is_shown():
    make_article("A long story", paragraphs=["word " * 15_000, "At last a lantern.", "word " * 50])

    (hit,) = search(parse("lantern")).hits

    assert f"{OPEN}lantern" in hit.extract


def test_parts_are_the_beginning_and_what_follows_a_match():
    text = f"{FILLER * 20}A lantern was lit. {FILLER * 20}"

    first, second = relevant(text, word_starts(["lantern"]), has_spans=False).split(CUT)

    assert text.startswith(first)
    assert second.startswith("lantern was lit. It was a long")
    assert len(first) + len(second) < 600


def test_all_between_two_matches_is_kept_when_a_match_may_need_both():
    between = f"lantern {FILLER * 20} wick"

    parts = relevant(f"{FILLER * 20}{between} {FILLER * 20}", word_starts(["lantern", "wick"]), has_spans=True)

    assert between in parts
    assert len(parts) < len(between) + 1_000


def test_marks_of_punctuation_are_no_words():
    text = f"lantern {'/ – ' * 40}wick {FILLER * 20}"

    parts = relevant(text, word_starts(["lantern"]), has_spans=False)

    assert "wick It was a long and even week on the water" in parts


@pytest.mark.parametrize("has_spans", [False, True])
@pytest.mark.parametrize(
    "text", ["lantern " * 20_000, "lantern" * 20_000, f"{FILLER}İ lantern " * 5_000, "", "灯" * 50_000, "/ " * 50_000]
)
def test_bodies_of_a_page_are_bounded(text, has_spans):
    parts = [relevant(text, word_starts(["lantern", "灯"]), has_spans=has_spans)] * 20

    assert sum(map(len, shortened(parts))) <= MAX_READ
    assert all(shortened([part, "short"])[1] == "short" for part in parts)
    assert all(map(bool, shortened(parts))) == bool(text)


def test_long_bodies_are_cut_to_one_length_and_short_ones_stay_whole():
    texts = ["a" * MAX_READ, "b" * 10, "c" * (MAX_READ // 2)]

    lengths = [len(text) for text in shortened(texts)]

    assert lengths == [(MAX_READ - 10) // 2, 10, (MAX_READ - 10) // 2]
    assert shortened(texts[1:]) == texts[1:]


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("ferri", ["ferry", "ferries"]),
        ("hope", ["hope", "hoped", "hoping"]),
        ("possibl", ["possible", "possibly", "possibilities"]),
        ("die", ["die", "dying"]),
        ("sky", ["sky", "skies"]),
        ("x", ["x"]),
    ],
)
def test_words_begin_as_their_stem_says(stem, words):
    assert [word for word in words if not word.startswith(word_starts([stem]))] == []
