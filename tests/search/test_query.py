"""What a reader may type: no text makes parse raise, or FTS5 refuse what comes of it."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search import sqlite, sqlite_index
from articles.search.highlight import CLOSE, OPEN, plain, segments
from articles.search.query import MAX_QUERY, MAX_TERMS, MAX_UNSPACED, MAX_WORD, Query, Term, parse

TYPED = st.text() | st.text(alphabet="ab *\"-()|ORNEAT:^+{}\\'\x00’“”é東")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("ferry bay", Query(((Term(("ferry",)),), (Term(("bay",)),)))),
        ("ferry OR boat bay", Query(((Term(("ferry",)), Term(("boat",))), (Term(("bay",)),)))),
        ("ferry | boat", Query(((Term(("ferry",)), Term(("boat",))),))),
        ("ferry -bay", Query(((Term(("ferry",)),),), (Term(("bay",)),))),
        ('ferry -"harbour tax"', Query(((Term(("ferry",)),),), (Term(("harbour", "tax")),))),
        ('"bay of winds"', Query(((Term(("bay", "of", "winds")),),))),
        ("“bay of winds”", Query(((Term(("bay", "of", "winds")),),))),
        ('"bay of', Query(((Term(("bay", "of")),),))),
        ("harb*", Query(((Term(("harb",), is_prefix=True),),))),
        ("co-op", Query(((Term(("coop",)), Term(("co", "op"))),))),
        ("don't", Query(((Term(("dont",)), Term(("don", "t"))),))),
        ("the who", Query(((Term(("the",)),), (Term(("who",)),)))),
        ("ferry -the", Query(((Term(("ferry",)),),))),
        ("the ferry’s", Query(((Term(("ferry",)),),))),
        ("(ferry) AND bay", Query(((Term(("ferry",)),), (Term(("bay",)),)))),
        ("Straße", Query(((Term(("Strasse",)),),))),
        ("1,000", Query(((Term(("1000",)),),))),
        ("東", Query(((Term(("東",), is_prefix=True),),))),
        ("東京", Query(((Term(("東京",)),),))),
        ("東京駅前", Query(((Term(("東京", "京駅", "駅前")),),))),
        ("第3回AI展", Query(((Term(("第", "3", "回", "回", "AI", "展")),),))),
        ("OR ferry OR", Query(((Term(("ferry",)),),))),
        ("ferry OR the boat", Query(((Term(("ferry",)), Term(("boat",))),))),
    ],
)
def test_query_says_what_was_typed(text, query):
    assert parse(text) == query


@pytest.mark.parametrize("text", ["", " ", '"', '""', "-", "*", "\x00", "?!…", "-ferry", "the -ferry"])
def test_text_without_a_word_to_look_for_is_empty(text):
    assert parse(text).is_empty


def test_words_are_those_looked_for_each_once():
    assert parse('ferry "ferry bell" OR bay -tax').words == ("ferry", "bell", "bay")


def test_long_text_is_cut():
    query = parse(" ".join(f"harbour{number}" for number in range(2_000)))
    word = parse("x" * 10_000)

    assert len(query.required) == MAX_TERMS
    assert [len(text) for text in word.words] == [MAX_WORD]
    assert not parse(" " * MAX_QUERY + "ferry").required


def test_prefixes_after_the_first_few_are_left_out_and_said_to_be():
    typed = parse("fer* -har* ligh* -tid* bay")
    unspaced = parse(" ".join("東京都知事選挙新聞記者"[: MAX_UNSPACED + 1]))

    assert [str(group[0].text) for group in typed.required] == ["fer", "bay"]
    assert [term.text for term in typed.excluded] == ["har"]
    assert len(unspaced.required) == MAX_UNSPACED
    assert typed.is_cut
    assert unspaced.is_cut
    assert not parse("fer* har* 東").is_cut


def test_each_term_counts_once():
    typed = parse('ferry Férry OR FERRY bay OR ferry bay* "ferry bell" "Ferry Bell" ferry OR bay -tax -TAX')

    assert typed == parse('ferry bay OR ferry bay* "ferry bell" -tax')


@given(TYPED)
def test_no_text_makes_parse_raise(text):
    query = parse(text)

    assert query.is_empty == (not query.words)
    assert not any(mark in "\"'*:&|!()\\\x00 " for word in query.words for mark in word)


@given(TYPED)
def test_no_text_makes_fts5_refuse(text):
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE story USING fts5(text, tokenize='{sqlite_index.TOKENIZER}')")
    query = parse(text)

    if not query.is_empty:
        connection.execute("SELECT * FROM story WHERE story MATCH ?", [sqlite.match_of(query)]).fetchall()

    connection.close()


def test_segments_part_matches_from_the_rest():
    assert segments(f"The {OPEN}ferry{CLOSE} bell") == [("The ", False), ("ferry", True), (" bell", False)]


@given(st.text(alphabet=f"ab <&{OPEN}{CLOSE}"))
def test_segments_lose_nothing_but_marks(marked):
    pieces = segments(marked)

    assert "".join(text for text, _ in pieces) == plain(marked)
    assert all(text for text, _ in pieces)
