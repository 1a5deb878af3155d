"""The shingles of texts, the share that two texts have in common, and the cache and the bands of them."""

import tracemalloc

import pytest

from articles.text.shingles import BANDS, containment, minhash_bands, shingles

STORY = "the ferry of the harbour came back after nineteen years and the whole village stood on the quay in the rain"
WIDE = "港の連絡船が十九年ぶりに戻り村じゅうの人が雨のなか岸壁に立って船を迎えたと港の委員会が発表した"


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("a b c d", "a b c d", 1),
        ("a b c d", "a b c x y", 0.5),
        ("a b c d", "x a b c d y", 1),
        ("a b c a b c a b c", "a b c", 1),
        ("a b", "a b", 1),
        ("a b", "b a", 0),
        ("", "", 1),
        ("", "a b c", 0),
        ("港の連絡船が嵐のあとに戻った", "嵐のあとに戻った港の連絡船が", 4 / 9),
    ],
)
def test_containment_is_the_share_of_the_shorter_text(one, other, share):
    assert containment(shingles(one), shingles(other)) == share
    assert containment(shingles(other), shingles(one)) == share


def test_cache_is_bounded_by_size_not_by_count():
    tracemalloc.start()
    try:
        for number in range(8):
            shingles(f"{number}" + "港の連絡船" * 60_000)  # 0.6 MB
        traces = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*shingles.py")]).traces
    finally:
        tracemalloc.stop()

    growth = sum(trace.size for trace in traces)  # of these two files; other threads may allocate meanwhile
    assert 1_000_000 < growth < 1_800_000  # bytes: two texts are kept, not eight


def test_shingles_of_a_text_are_computed_once():
    assert shingles(STORY) is shingles(STORY)


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        (STORY, ()),
        (
            f"{STORY} {STORY[::-1]}",
            (-4206587145491269017, 2277343155482294637, 4550906449975566154, 8742200558731810347),
        ),
        (WIDE, (1765448569234827441, 4307083264033336711, 8358511669365507020, -2772927959459884763)),
    ],
)
def test_stored_bands_stay_as_they_are(text, bands):
    assert minhash_bands(text) == bands


def test_short_text_has_no_bands():
    assert minhash_bands("the ferry came back") == ()
    assert len(minhash_bands(f"{STORY} {STORY}")) == BANDS
