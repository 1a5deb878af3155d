"""Which texts tell one story: by comparing few of them, what comparing all of them would say."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from articles.text.components import connected_components
from articles.text.near_duplicates import is_same_story, similar_pairs

words = st.lists(st.sampled_from(["quay", "lamp", "river", "copper", "train", "bread"]), max_size=12).map(" ".join)
wide = st.text(alphabet="港の連絡船が嵐", max_size=14)
edited = st.tuples(words | wide, st.integers(0, 60), words).map(
    lambda parts: f"{parts[0][: parts[1]]} {parts[2]}".strip()
)


@given(st.lists(words | wide | edited, max_size=9, unique=True))
def test_alike_texts_are_connected_as_by_comparing_all(texts):
    every_pair = [pair for pair in combinations(texts, 2) if is_same_story(*pair)]

    assert groups(texts, list(similar_pairs(texts))) == groups(texts, every_pair)


def groups(texts, pairs):
    return connected_components([[text] for text in texts], lambda group: [pair for pair in pairs if group[0] in pair])
