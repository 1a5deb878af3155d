"""Which days of publication a dump prints at all, as the training table counts them."""

import pytest

from benchmarks.understanding.data.printed_dates import is_printed


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("Ferry returns\nPublished 21 November 2026\nThe ferry sailed.", True),
        ("Ferry returns\n11/21/26", True),
        ("Ferry returns\n03 / 21 / 2026\nnovembre 21, 2026", True),
        ("Ferry returns\n2 hours ago\n© 2026 The Tide Table", False),
        ("Ferry returns\n21 November\nIn 2026 the ferry sailed.", False),
    ],
)
def test_day_is_printed_when_some_line_holds_it(text, is_there):
    assert is_printed(text, "2026-11-21T07:10:00+00:00") is is_there


def test_day_that_no_paper_was_printed_on_is_never_there():
    assert not is_printed("1.1.1 01/01/01", "0001-01-01T00:00:00Z")
