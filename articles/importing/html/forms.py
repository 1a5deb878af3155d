"""The normal form of a page's lines, which is asked for again and again while one page is read."""

from functools import lru_cache

from articles.headlines import normal_form

KEPT = 4_096  # lines; a page of the corpus has 190 on average
LONGEST = 1_000  # characters of a line that is kept


def line_form(line: str) -> str:
    """As `normal_form`, remembered for lines of common length."""
    return _kept(line) if len(line) <= LONGEST else normal_form(line)


_kept = lru_cache(maxsize=KEPT)(normal_form)
