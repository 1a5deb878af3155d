"""Which article a headline leads to, when several share it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a headline may lead to."""

    key: int
    pk: int
    slug: str
    source_id: int | None
    published_at: dt.datetime | None
    dated_at: dt.datetime
    words: int
    fingerprint: str


def nearest(
    candidates: Iterable[Candidate], *, source_id: int | None, published_at: dt.datetime | None
) -> Candidate | None:
    """The candidate of the same source, then nearest in time where both dates are known, then longest.

    The fingerprint decides what is still equal, so that the order of the candidates never shows. None of none.
    """

    def rank(candidate: Candidate) -> tuple[bool, float, int, str]:
        is_elsewhere = source_id is None or candidate.source_id != source_id
        return is_elsewhere, _distance(candidate.published_at, published_at), -candidate.words, candidate.fingerprint

    return min(candidates, key=rank, default=None)


def _distance(one: dt.datetime | None, other: dt.datetime | None) -> float:
    """Seconds between two times; endless when either is unknown."""
    return abs((one - other).total_seconds()) if one and other else float("inf")
