"""Two texts of one story, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.captures import word_diff as comparing
from articles.captures.word_diff import Paragraph, Passage, Piece, changed_paragraphs, compare


def paragraphs(*texts):
    return [Paragraph("paragraph", text) for text in texts]


def test_changed_words_are_marked_in_their_place():
    passages = compare(paragraphs("The boat left at nine."), paragraphs("The boat left at ten."))

    assert passages == [
        Passage(
            "paragraph", (Piece("", "The boat left at "), Piece("del", "nine"), Piece("ins", "ten"), Piece("", "."))
        )
    ]


def test_words_that_change_side_by_side_are_one_change():
    passages = compare(paragraphs("It was a very cold night there."), paragraphs("It was a rather warm night there."))

    assert Piece("del", "very cold") in passages[0].pieces
    assert Piece("ins", "rather warm") in passages[0].pieces


def test_unlike_paragraphs_go_and_come_whole():
    passages = compare(
        paragraphs("Nobody rang the bell."), paragraphs("Prices of flour rose by three per cent in May.")
    )

    assert [passage.pieces[0].change for passage in passages] == ["del", "ins"]


def test_what_stayed_is_counted():
    older = paragraphs("One and all.", "Two of them.", "Three were left.")

    assert compare(older, [*older, *paragraphs("A fourth came.")])[0] == Passage("", unchanged=3)


def test_paragraph_is_compared_with_the_one_that_was_changed_though_another_came_before_it():
    older = paragraphs("The boat left at nine with eleven aboard.", "Nobody rang the bell.")
    newer = paragraphs("Prices of flour rose.", "The boat left at ten with eleven aboard.", "Nobody rang the bell.")

    first, second, third = compare(older, newer)

    assert first.pieces == (Piece("ins", "Prices of flour rose."),)
    assert Piece("del", "nine") in second.pieces
    assert third.unchanged == 1


def test_little_that_stayed_between_two_changes_is_part_of_them():
    (passage,) = compare(
        paragraphs("It was said on Monday that it stays where it was."),
        paragraphs("It was said late on Tuesday that it stays where it was."),
    )

    assert [piece.text for piece in passage.pieces if piece.change] == ["on Monday", "late on Tuesday"]


def test_scripts_without_spaces_are_compared_by_letters():
    (passage,) = compare(paragraphs("渡轮周日返回海湾,半满而准时。"), paragraphs("渡轮周一返回海湾,半满而准时。"))

    assert [(piece.change, piece.text) for piece in passage.pieces if piece.change] == [("del", "日"), ("ins", "一")]


def test_what_is_too_long_to_be_compared_goes_and_comes_whole(monkeypatch):
    monkeypatch.setattr(comparing, "LONGEST", 5)
    one, other = "one two three four five six", "one two three four five seven"

    passages = compare(paragraphs(one), paragraphs(other))
    many = compare(paragraphs(*"abcdef"), paragraphs(*"abcdeg"))

    assert [passage.pieces for passage in passages] == [(Piece("del", one),), (Piece("ins", other),)]
    assert [passage.pieces[0] for passage in many if passage.unchanged] == []


@pytest.mark.parametrize(
    ("older", "newer", "count"),
    [
        (["The boat left at nine."], ["The boat left at ten."], 1),
        (["Nobody rang."], ["Prices of flour rose."], 1),
        (["One."], ["One.", "Two.", "Three."], 2),
        (["One.", "Two."], ["One."], 1),
        (["One."], ["One."], 0),
    ],
)
def test_changed_paragraphs_are_counted_once(older, newer, count):
    heads = [Paragraph("headline", "Before")], [Paragraph("headline", "After")]

    assert changed_paragraphs(compare(heads[0] + paragraphs(*older), heads[1] + paragraphs(*newer))) == count


texts = st.lists(st.text("ab \n.", min_size=1, max_size=12), max_size=5)


@given(texts, texts)
def test_both_texts_can_be_read_from_what_is_marked(older, newer):
    left, right = [], []
    for passage in compare(paragraphs(*older), paragraphs(*newer)):
        stayed = older[len(left) : len(left) + passage.unchanged]
        left += stayed + ["".join(p.text for p in passage.pieces if p.change != "ins")] * holds(passage, "ins")
        right += stayed + ["".join(p.text for p in passage.pieces if p.change != "del")] * holds(passage, "del")

    assert (left, right) == (older, newer)


def holds(passage, change):
    """Whether any of it is something else."""
    return any(piece.change != change for piece in passage.pieces)
