"""Two texts of one story, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from articles.pages.comparing import Paragraph, Passage, Piece, compare


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
