"""Counts in how many stories of a source each line is, up to the third: from then on it is boilerplate."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import cast

import numpy as np

from articles.text.digests import headline_key, signed_digest, signed_digest_of
from articles.text.normal_form import normal_form
from articles.understanding.repeated_lines import can_repeat
from articles.understanding.story import Role, Story

MAX_LINES = 16_384  # counted of a source; those of about its last 150 documents
MAX_PRINTED = 500  # lines of one document that are counted: the first and the last half of them
MAX_RECENT = 2_048  # lines changed since the base was written; 51 kB that every batch reads and writes
_KNOWN = 4  # a flag of boilerplate; 1 and 2 are set when the line is removable in the first and the second story
_ENTRY = np.dtype([("digest", "<i8"), ("first", "<i8"), ("second", "<i8"), ("flags", "u1")])


_NOTHING = (0, 0, 0, 0)

type Entry = tuple[int, int, int, int]  # digest of the line, first and second story, flags


@dataclass(frozen=True, slots=True)
class CountedLines:
    """The lines of one document, understood by itself: by digest, whether the line is removable."""

    source: str  # key of the source
    headline: int  # key of the headline
    lines: dict[int, bool]

    @property
    def removable(self) -> list[int]:
        return [digest for digest, can_go in self.lines.items() if can_go]


def counted_lines_of(story: Story, removable: Iterable[bool]) -> CountedLines | None:
    """Return the lines that a document adds to the counts of its source; None without a source.

    A line right below a related headline is a teaser of another story, so it is not counted.
    """
    if not story.source:
        return None
    lines: dict[int, bool] = {}
    before = None
    for line, can_go in zip(story.lines, removable, strict=True):
        is_teaser = before is Role.RELATED and line.role is Role.BOILERPLATE
        before = line.role
        if can_repeat(line.text) and not is_teaser:
            digest = signed_digest(line.text)
            lines[digest] = lines.get(digest, False) or can_go
    if len(lines) > MAX_PRINTED:
        ends = [*islice(lines, MAX_PRINTED // 2), *islice(reversed(lines), MAX_PRINTED // 2)]
        lines = {digest: lines[digest] for digest in ends}
    return CountedLines(normal_form(story.source), headline_key(story.headline), lines)


class Base:
    """A snapshot of a source's lines, in the order in which they were first counted. It never changes.

    An array, because the lines of twenty sources as Python values would double the time of a batch.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.rows = np.frombuffer(data, dtype=_ENTRY)
        self.digest = signed_digest_of(data) if data else 0  # identifies the snapshot; 0 for the empty one
        self._order = np.argsort(self.rows["digest"])

    def places(self, digests: Collection[int]) -> dict[int, int]:
        """Return the rows of those of the lines that are in the snapshot."""
        if not len(self.rows):
            return {}
        wanted = np.fromiter(digests, dtype=np.int64, count=len(digests))
        after = np.searchsorted(self.rows["digest"], wanted, sorter=self._order)
        places = self._order[np.minimum(after, len(self._order) - 1)]
        is_held = self.rows["digest"][places] == wanted
        return dict(zip(wanted[is_held].tolist(), places[is_held].tolist(), strict=True))

    def known(self, digests: Collection[int]) -> set[int]:
        """Return those of the lines that are boilerplate."""
        flags = self.rows["flags"]
        return {digest for digest, place in self.places(digests).items() if flags[place] & _KNOWN}

    def entries(self, digests: Collection[int]) -> dict[int, Entry]:
        places = self.places(digests)
        return dict(zip(places, self.rows[list(places.values())].tolist(), strict=True))


class LineCounts:
    """The lines of one source: the first two stories of each; with a third story, the line is boilerplate.

    Stories are distinguished by the headlines that their documents have by themselves.

    The result depends on the set of documents, not on their order, while they have no more than MAX_LINES lines.
    It is stored as a base and the entries changed since, so that a batch writes some kB a source instead of 400.
    """

    def __init__(self, base: Base, recent: bytes = b"") -> None:
        self._base = base
        rows = cast(list[Entry], np.frombuffer(recent, dtype=_ENTRY).tolist())
        self._recent = {row[0]: row for row in rows}

    @property
    def is_due(self) -> bool:
        """Whether so many entries have changed that a new base should be written."""
        return len(self._recent) > MAX_RECENT

    def recent(self) -> bytes:
        """Return the entries changed since the base was written."""
        return np.array(list(self._recent.values()), dtype=_ENTRY).tobytes()

    def base(self) -> bytes:
        """Return a new base of at most MAX_LINES lines: boilerplate, lines of two stories, then the newest others."""
        places = self._base.places(self._recent.keys())
        rows = self._base.rows.copy()
        rows[list(places.values())] = np.array([self._recent[digest] for digest in places], dtype=_ENTRY)
        new = [entry for digest, entry in self._recent.items() if digest not in places]
        rows = np.concatenate([rows, np.array(new, dtype=_ENTRY)])
        if len(rows) > MAX_LINES:
            ranks = np.lexsort((np.arange(len(rows)), rows["second"] != 0, rows["flags"] >= _KNOWN))
            rows = rows[np.sort(ranks[-MAX_LINES:])]
        return rows.tobytes()

    def count(self, documents: Collection[CountedLines]) -> set[int]:
        """Count documents, and return the headlines of earlier stories with a line that is boilerplate from now on."""
        digests = {digest for printed in documents for digest in printed.lines}
        entries = self._base.entries(digests - self._recent.keys())
        entries |= {digest: self._recent[digest] for digest in digests & self._recent.keys()}
        before, stale = dict(entries), set()
        for printed in documents:
            stale |= _count(printed, entries)
        self._recent |= {digest: entry for digest, entry in entries.items() if before.get(digest) != entry}
        return stale

    def known(self, digests: Collection[int]) -> frozenset[int]:
        """Return those of the lines that are boilerplate."""
        recent = {one for one in digests if self._recent.get(one, _NOTHING)[3] & _KNOWN}
        return frozenset(recent | self._base.known(digests))


def _count(printed: CountedLines, entries: dict[int, Entry]) -> set[int]:
    """Count one document, and return the headlines of stories with a line that is boilerplate from now on."""
    stale: set[int] = set()
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
            stale |= {headline for headline, flag in ((first, 1), (second, 2)) if flags & flag}
            entry = (digest, 0, 0, _KNOWN)
        entries[digest] = entry
    return stale
