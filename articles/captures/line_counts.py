"""In how many stories of one source each line stands: what is counted, and when a line has crossed the mark."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from articles.text.digests import headline_key, signed_digest, signed_digest_of
from articles.text.normal_form import normal_form
from articles.understanding.repeated_lines import can_repeat
from articles.understanding.story import Role, Story

MAX_LINES = 16_384  # of a source that are remembered; those of about its last 150 documents
MAX_PRINTED = 500  # lines of one document that are counted: the first and the last half of them
MAX_RECENT = 2_048  # lines changed since the base was made; 51 kB that every batch reads and writes
_KNOWN = 4  # beside it, 1 and 2: whether the first and the second story hold the line where it can be taken out
_ENTRY = np.dtype([("digest", "<i8"), ("first", "<i8"), ("second", "<i8"), ("flags", "u1")])


_NOTHING = (0, 0, 0, 0)

type Entry = tuple[int, int, int, int]  # digest of the line, first and second story, flags


@dataclass(frozen=True, slots=True)
class CountedLines:
    """The lines of one document, read by itself: by digest, whether the line could be taken out."""

    source: str  # its key
    headline: int  # its key
    lines: dict[int, bool]

    @property
    def removable(self) -> list[int]:
        return [digest for digest, can_go in self.lines.items() if can_go]


def counted_lines_of(story: Story, removable: Iterable[bool]) -> CountedLines | None:
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
    return CountedLines(normal_form(story.source), headline_key(story.headline), lines)


class Base:
    """A source's lines as they stood a while ago, in the order in which they were first met; it never changes.

    An array: as Python's own values, the lines of twenty sources would cost a batch as much again as storing it.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.rows = np.frombuffer(data, dtype=_ENTRY)
        self.digest = signed_digest_of(data) if data else 0  # by which it is known; 0 for the empty one
        self._order = np.argsort(self.rows["digest"])

    def places(self, digests: Collection[int]) -> dict[int, int]:
        """At which rows these lines stand, if they do."""
        if not len(self.rows):
            return {}
        wanted = np.fromiter(digests, dtype=np.int64, count=len(digests))
        after = np.searchsorted(self.rows["digest"], wanted, sorter=self._order)
        places = self._order[np.minimum(after, len(self._order) - 1)]
        is_held = self.rows["digest"][places] == wanted
        return dict(zip(wanted[is_held].tolist(), places[is_held].tolist(), strict=True))

    def known(self, digests: Collection[int]) -> set[int]:
        """Those of the lines that have crossed the mark."""
        flags = self.rows["flags"]
        return {digest for digest, place in self.places(digests).items() if flags[place] & _KNOWN}

    def entries(self, digests: Collection[int]) -> dict[int, Entry]:
        places = self.places(digests)
        return dict(zip(places, self.rows[list(places.values())].tolist(), strict=True))


class LineCounts:
    """What is known of one source's lines: the first two stories that hold each; with a third, it is the source's own.

    Stories are told apart by their headlines, as documents alone give them.

    The outcome depends on the set of documents, not on their order, as long as they have no more than MAX_LINES lines.
    Kept in two parts, a base and what has changed since, so that a batch writes some kB a source instead of 400.
    """

    def __init__(self, base: Base, recent: bytes = b"") -> None:
        self._base = base
        self._recent: dict[int, Entry] = {row[0]: row for row in np.frombuffer(recent, dtype=_ENTRY).tolist()}

    @property
    def is_due(self) -> bool:
        """Whether so much has changed that a new base is to be made."""
        return len(self._recent) > MAX_RECENT

    def recent(self) -> bytes:
        """What has changed since the base was made."""
        return np.array(list(self._recent.values()), dtype=_ENTRY).tobytes()

    def base(self) -> bytes:
        """A new base: the known lines and those of two stories before those of one, then the newest.

        The rest is forgotten.
        """
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
        """Take in documents. Gives the headlines of earlier stories that hold a line which has now crossed the mark."""
        digests = {digest for printed in documents for digest in printed.lines}
        entries = self._base.entries(digests - self._recent.keys())
        entries |= {digest: self._recent[digest] for digest in digests & self._recent.keys()}
        before, again = dict(entries), set()
        for printed in documents:
            again |= _count(printed, entries)
        self._recent |= {digest: entry for digest, entry in entries.items() if before.get(digest) != entry}
        return again

    def known(self, digests: Collection[int]) -> frozenset[int]:
        """Those of the lines that have crossed the mark."""
        lately = {one for one in digests if self._recent.get(one, _NOTHING)[3] & _KNOWN}
        return frozenset(lately | self._base.known(digests))


def _count(printed: CountedLines, entries: dict[int, Entry]) -> set[int]:
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
