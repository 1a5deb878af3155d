"""Headlines to search, and odd queries."""

from articles.models import Headline
from articles.text.digests import headline_key

ODD = [
    "the",
    "?!",
    "\x00",
    '"',
    "'",
    "''",
    "\\",
    "lantern\\",
    "'; --",
    "a:b",
    "(",
    "*",
    "lantern -",
    "NEAR(a b)",
    "\ud800",
    "lantern " * 1_250,
    "x" * 10_000,
    "-x " * 3_000,
    '"' * 10_000,
    "𐒰𐒱",
    "\u0301",
    "a\u0301*",
    "^lantern",
    "headline:a",
]


def make_waiting(text, wanted=1):
    return Headline.objects.create(text=text, key=headline_key(text), wanted=wanted)
