"""A library of headlines in memory that is searched by signatures as the database is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

import numpy as np

from articles.headlines.comparing.blocking_keys import MAX_POSTINGS, signatures
from articles.headlines.comparing.matching import Match, best

MAX_CANDIDATES = 20  # those that share most signatures


@dataclass(frozen=True, slots=True)
class Library:
    """Headlines and an index of their signatures."""

    texts: list[str]
    hashes: np.ndarray  # signatures, sorted
    numbers: np.ndarray  # for each signature the index in `texts` of its headline

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        every = [signatures(text) for text in texts]
        lengths = np.fromiter(map(len, every), dtype=np.int64, count=len(every))
        hashes = np.fromiter(chain.from_iterable(every), dtype=np.int64, count=int(lengths.sum()))
        numbers = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        order = np.argsort(hashes, kind="stable")
        return cls(list(texts), hashes[order], numbers[order])

    def candidates(self, waiting: Sequence[str]) -> list[list[int]]:
        """Return for each headline the numbers of those that share most of its signatures."""
        every = [signatures(text) for text in waiting]
        wanted = np.fromiter(chain.from_iterable(every), dtype=np.int64)
        starts, ends = (np.searchsorted(self.hashes, wanted, side=side).tolist() for side in ("left", "right"))
        found, at = [], 0
        for own in every:
            shared: Counter[int] = Counter()
            for start, end in zip(starts[at : at + len(own)], ends[at : at + len(own)], strict=True):
                if start < end <= start + MAX_POSTINGS:
                    shared.update(self.numbers[start:end].tolist())
            found.append([number for number, _ in shared.most_common(MAX_CANDIDATES)])
            at += len(own)
        return found

    def link(self, waiting: Sequence[str]) -> list[tuple[int, str, Match] | None]:
        """Return for each headline its best match, if any: number, text, and how."""
        return [
            best(text, [(number, self.texts[number]) for number in numbers])
            for text, numbers in zip(waiting, self.candidates(waiting), strict=True)
        ]
