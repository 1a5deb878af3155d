"""Choose the article that a headline leads to when several articles have it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that has the headline."""

    key: int
    pk: int
    slug: str
    source_id: int | None
    published_at: dt.datetime | None
    dated_at: dt.datetime
    words: int
    fingerprint: str
    source: str | None = None  # its name


def nearest(
    candidates: Iterable[Candidate], *, source_id: int | None, published_at: dt.datetime | None
) -> Candidate | None:
    """Return the candidate of the same source, then the nearest in time where both dates are known, then the longest.

    Remaining ties are broken by the fingerprint, so that the result does not depend on the order of the candidates.
    Returns None if there are no candidates.
    """

    def rank(candidate: Candidate) -> tuple[bool, float, int, str]:
        is_elsewhere = source_id is None or candidate.source_id != source_id
        return is_elsewhere, _distance(candidate.published_at, published_at), -candidate.words, candidate.fingerprint

    return min(candidates, key=rank, default=None)


def _distance(one: dt.datetime | None, other: dt.datetime | None) -> float:
    """Return the seconds between two times; infinity if either is unknown."""
    return abs((one - other).total_seconds()) if one and other else float("inf")
