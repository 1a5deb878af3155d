"""In how many stories of one source each line stands: what is counted, and when a line has crossed the mark."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from articles.headlines import headline_key, normal_form, signed_digest
from articles.understanding.repeated import can_repeat
from articles.understanding.story import Role, Story

MAX_LINES = 16_384  # of a source that are remembered; those of about its last 150 documents
MAX_PRINTED = 500  # lines of one document that are counted: the first and the last half of them
_KNOWN = 4  # beside it, 1 and 2: whether the first and the second story hold the line where it can be taken out
_ENTRY = np.dtype([("digest", "<i8"), ("first", "<i8"), ("second", "<i8"), ("flags", "u1")])


type Entry = tuple[int, int, int, int]  # digest of the line, first and second story, flags


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of one document, read by itself: by digest, whether the line could be taken out."""

    source: str  # its key
    headline: int  # its key
    lines: dict[int, bool]

    @property
    def removable(self) -> list[int]:
        return [digest for digest, can_go in self.lines.items() if can_go]


def printed_in(story: Story, removable: Iterable[bool]) -> Printed | None:
    """What a document adds to its source's counts; None without a source.

    A line right below a related headline sums up another story, so it counts as little as that story's own page.
    """
    if not story.source:
        return None
    lines: dict[int, bool] = {}
    before = None
    for line, can_go in zip(story.lines, removable, strict=True):
        sums_up = before is Role.RELATED and line.role is Role.BOILERPLATE
        before = line.role
        if can_repeat(line.text) and not sums_up:
            digest = signed_digest(line.text)
            lines[digest] = lines.get(digest, False) or can_go
    if len(lines) > MAX_PRINTED:
        ends = [*islice(lines, MAX_PRINTED // 2), *islice(reversed(lines), MAX_PRINTED // 2)]
        lines = {digest: lines[digest] for digest in ends}
    return Printed(normal_form(story.source), headline_key(story.headline), lines)


class LineCounts:
    """What is known of one source's lines: the first two stories that hold each; with a third, it is the source's own.

    Stories are told apart by their headlines, as documents alone give them.

    The outcome depends on the set of documents, not on their order, as long as they have no more than MAX_LINES lines.
    Rows stand in the order in which their lines were first met. They stay an array: as Python's own values, those of
    twenty sources would cost a batch of 500 documents as much again as storing it.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._rows = np.frombuffer(data, dtype=_ENTRY).copy()
        self._known = _known_of(self._rows)

    @property
    def lines(self) -> list[int]:
        """The digests of the lines that are remembered, in the order in which they were first met."""
        return self._rows["digest"].tolist()

    def to_bytes(self) -> bytes:
        """The known lines and those of two stories before those of one, then the newest; the rest is forgotten."""
        rows = self._rows
        if len(rows) > MAX_LINES:
            ranks = np.lexsort((np.arange(len(rows)), rows["second"] != 0, rows["flags"] >= _KNOWN))
            rows = rows[np.sort(ranks[-MAX_LINES:])]
        return rows.tobytes()

    def count(self, documents: Collection[Printed]) -> set[int]:
        """Take in documents. Gives the headlines of the stories that hold a line which has now crossed the mark."""
        places = self._places({digest for printed in documents for digest in printed.lines})
        entries = dict(zip(places, self._rows[list(places.values())].tolist(), strict=True))
        again: set[int] = set()
        for printed in documents:
            again |= _count(printed, entries)
        self._write(entries, places)
        return again

    def known(self, digests: Iterable[int]) -> frozenset[int]:
        """Those of the lines that have crossed the mark."""
        return self._known.intersection(digests)

    def _places(self, digests: Collection[int]) -> dict[int, int]:
        """At which rows these lines stand, if they do."""
        if not len(self._rows):
            return {}
        wanted = np.fromiter(digests, dtype=np.int64, count=len(digests))
        order = np.argsort(self._rows["digest"])
        after = np.searchsorted(self._rows["digest"], wanted, sorter=order)
        places = order[np.minimum(after, len(order) - 1)]
        is_held = self._rows["digest"][places] == wanted
        return dict(zip(wanted[is_held].tolist(), places[is_held].tolist(), strict=True))

    def _write(self, entries: dict[int, Entry], places: dict[int, int]) -> None:
        held = [digest for digest in entries if digest in places]
        self._rows[[places[digest] for digest in held]] = np.array([entries[d] for d in held], dtype=_ENTRY)
        new = [entry for digest, entry in entries.items() if digest not in places]
        self._rows = np.concatenate([self._rows, np.array(new, dtype=_ENTRY)])
        self._known = _known_of(self._rows)


def _known_of(rows: np.ndarray) -> frozenset[int]:
    return frozenset(rows["digest"][rows["flags"] >= _KNOWN].tolist())


def _count(printed: Printed, entries: dict[int, Entry]) -> set[int]:
    """Take in one document; the headlines of the stories that hold a line which has now crossed the mark."""
    again: set[int] = set()
    story = printed.headline or 1  # 0 stands for none
    for digest, can_go in printed.lines.items():
        _, first, second, flags = entries.get(digest, (digest, 0, 0, 0))
        if flags & _KNOWN:
            continue
        if first in (0, story):
            entry = (digest, story, second, flags | can_go)
        elif second in (0, story):
            entry = (digest, first, story, flags | can_go << 1)
        else:
            again |= {headline for headline, flag in ((first, 1), (second, 2)) if flags & flag}
            entry = (digest, 0, 0, _KNOWN)
        entries[digest] = entry
    return again
