"""What is learned from pages without a truth."""

from benchmarks.understanding.data.labels import NEUTRAL
from benchmarks.understanding.data.pool import taught_body

MENU = "News Sport Weather Tides"
FIRST = "The door stood behind the coal store on Skerry Point, and it was not locked at all."
SECOND = "Behind it was a staircase of nine steps that goes down to the sea, and a boat."
TABLE = "Nine steps of granite, two of oak, and a rail of rope along the wall"
NOTICE = "Sign up for our morning newsletter and never miss a tide on the coast again."
LINES = [MENU, FIRST, TABLE, SECOND, NOTICE]


def truth(ours, theirs, wanted=(), unwanted=()):
    return {"body": "\n".join(ours), "other_body": "\n".join(theirs), "with": wanted, "without": unwanted}


def test_lines_on_which_both_readers_agree_are_learned_and_others_are_not():
    labels = taught_body(LINES, truth([FIRST, SECOND, NOTICE], [FIRST, TABLE, SECOND]))

    assert labels.tolist() == [0, 1, NEUTRAL, 1, NEUTRAL]


def test_snippets_decide_where_the_readers_do_not_agree():
    labels = taught_body(LINES, truth([FIRST, SECOND, NOTICE], [FIRST, TABLE, SECOND], ["two of oak"], ["newsletter"]))

    assert labels.tolist() == [0, 1, 1, 1, 0]


def test_pages_on_which_the_readers_hardly_agree_are_not_learned_from():
    labels = taught_body(LINES, truth([NOTICE], [FIRST, SECOND]))

    assert set(labels.tolist()) == {NEUTRAL}
