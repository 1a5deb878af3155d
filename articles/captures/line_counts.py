"""Boilerplate by document frequency: a line that three stories of one source have is boilerplate of that source.

For each line, by its digest, the counts have the first two stories that contain it, by the keys of their headlines, so
that captures of one story count once and the earlier stories can be read again without the line. With the third story
the line becomes boilerplate, and its stories are forgotten.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from articles.text.digests import headline_key, signed_digest, signed_digest_of
from articles.text.normal_form import normal_form
from articles.understanding.repeated_lines import can_repeat
from articles.understanding.story import Role, Story

MAX_LINES = 16_384  # stored per source; those of about its last 150 documents
MAX_COUNTED = 500  # lines per document: the first half and the last half of them
MAX_RECENT = 2_048  # lines changed since the base was written; 51 kB that each batch reads and writes
# Flags: the line can be removed from the first story, from the second story; the line is boilerplate.
FIRST, SECOND, BOILERPLATE = 1, 2, 4
_ENTRY = np.dtype([("digest", "<i8"), ("first", "<i8"), ("second", "<i8"), ("flags", "u1")])  # 25 bytes
_EMPTY = (0, 0, 0, 0)

type Entry = tuple[int, int, int, int]  # digest of the line, keys of the first and second story (0: none), flags


@dataclass(frozen=True, slots=True)
class CountedLines:
    """The lines of one document that count for its source, as the document is read without knowledge of others."""

    source: str  # key
    headline: int  # key
    lines: dict[int, bool]  # by digest, whether the line can be removed from the document

    @property
    def removable(self) -> list[int]:
        """The digests of the lines that can be removed."""
        return [digest for digest, can_go in self.lines.items() if can_go]


def counted_lines_of(story: Story, removable: Iterable[bool]) -> CountedLines | None:
    """Return the lines of a document that count for its source; None without a source.

    `removable` has a boolean for each line of the story. The summary right below a related headline is not counted: it
    belongs to another story.
    """
    if not story.source:
        return None
    lines: dict[int, bool] = {}
    previous = None
    for line, can_go in zip(story.lines, removable, strict=True):
        is_summary = previous is Role.RELATED and line.role is Role.BOILERPLATE
        previous = line.role
        if can_repeat(line.text) and not is_summary:
            digest = signed_digest(line.text)
            lines[digest] = lines.get(digest, False) or can_go
    if len(lines) > MAX_COUNTED:
        ends = [*islice(lines, MAX_COUNTED // 2), *islice(reversed(lines), MAX_COUNTED // 2)]
        lines = {digest: lines[digest] for digest in ends}
    return CountedLines(normal_form(story.source), headline_key(story.headline), lines)


class BaseCounts:
    """An immutable array of the entries of one source, in the order in which their lines were first counted.

    A NumPy array: as Python tuples, the lines of twenty sources would double the cost of storing a batch.
    """

    def __init__(self, data: bytes = b"") -> None:
        self.rows = np.frombuffer(data, dtype=_ENTRY)
        self.digest = signed_digest_of(data) if data else 0  # of the bytes; 0 if there are none
        self._order = np.argsort(self.rows["digest"])

    def positions(self, digests: Collection[int]) -> dict[int, int]:
        """Return the positions in `rows` of the lines that have an entry, by digest."""
        if not len(self.rows):
            return {}
        wanted = np.fromiter(digests, dtype=np.int64, count=len(digests))
        # binary search in the sorted digests; a line without an entry finds that of another line, or the end
        after = np.searchsorted(self.rows["digest"], wanted, sorter=self._order)
        positions = self._order[np.minimum(after, len(self._order) - 1)]
        is_stored = self.rows["digest"][positions] == wanted
        return dict(zip(wanted[is_stored].tolist(), positions[is_stored].tolist(), strict=True))

    def known(self, digests: Collection[int]) -> set[int]:
        """Return those of the lines that are boilerplate."""
        flags = self.rows["flags"]
        return {digest for digest, position in self.positions(digests).items() if flags[position] & BOILERPLATE}

    def entries(self, digests: Collection[int]) -> dict[int, Entry]:
        """Return the entries of the lines that have one, by digest."""
        positions = self.positions(digests)
        return dict(zip(positions, self.rows[list(positions.values())].tolist(), strict=True))


class LineCounts:
    """The counts of one source: base counts, and the entries that changed since those were written.

    Two parts, so that a batch writes a few kB per source instead of 400. Which lines become boilerplate depends on the
    set of documents, not on their order, as long as these have at most MAX_LINES different lines.
    """

    def __init__(self, base: BaseCounts, recent: bytes = b"") -> None:
        self._base = base
        entries: list[Any] = np.frombuffer(recent, dtype=_ENTRY).tolist()
        self._recent: dict[int, Entry] = {entry[0]: entry for entry in entries}

    @property
    def is_due(self) -> bool:
        """Whether more than MAX_RECENT entries have changed, so that a new base should be written."""
        return len(self._recent) > MAX_RECENT

    def recent(self) -> bytes:
        """Return the entries that changed since the base was written, packed."""
        return np.array(list(self._recent.values()), dtype=_ENTRY).tobytes()

    def base(self) -> bytes:
        """Return all entries, packed, for a new base.

        Of more than MAX_LINES, boilerplate is kept first, then lines of two stories, then the newest lines.
        """
        positions = self._base.positions(self._recent.keys())
        rows = self._base.rows.copy()
        rows[list(positions.values())] = np.array([self._recent[digest] for digest in positions], dtype=_ENTRY)
        new = [entry for digest, entry in self._recent.items() if digest not in positions]
        rows = np.concatenate([rows, np.array(new, dtype=_ENTRY)])
        rows = rows[(rows["first"] != 0) | (rows["flags"] != 0)]  # without lines that no story has any more
        if len(rows) > MAX_LINES:
            ranking = np.lexsort((np.arange(len(rows)), rows["second"] != 0, rows["flags"] >= BOILERPLATE))
            rows = rows[np.sort(ranking[-MAX_LINES:])]  # the best ranked, in their former order
        return bytes(rows.tobytes())

    def count(self, documents: Collection[CountedLines]) -> set[int]:
        """Count documents; return the headlines of earlier stories with a removable line that is now boilerplate."""
        entries = self.entries({digest for counted in documents for digest in counted.lines})
        before, outdated = dict(entries), set[int]()
        for counted in documents:
            outdated |= count_lines_of(counted, entries)
        self._recent |= {digest: entry for digest, entry in entries.items() if before.get(digest) != entry}
        return outdated

    def entries(self, digests: Collection[int]) -> dict[int, Entry]:
        """Return the entries of the lines that have one, by digest."""
        digests = set(digests)
        entries = self._base.entries(digests - self._recent.keys())
        return entries | {digest: self._recent[digest] for digest in digests & self._recent.keys()}

    def put(self, entries: Mapping[int, Entry]) -> None:
        """Take these entries in the place of those of their lines."""
        self._recent |= entries

    def known(self, digests: Collection[int]) -> frozenset[int]:
        """Return those of the lines that are boilerplate."""
        recent = {digest for digest in digests if self._recent.get(digest, _EMPTY)[3] & BOILERPLATE}
        return frozenset(recent | self._base.known(digests))


def count_lines_of(counted: CountedLines, entries: dict[int, Entry]) -> set[int]:
    """Count one document in `entries`; return the headlines of stories with a line that is now boilerplate."""
    outdated: set[int] = set()
    story = counted.headline or 1  # 0 stands for no story
    for digest, can_go in counted.lines.items():
        _, first, second, flags = entries.get(digest, (digest, 0, 0, 0))
        if flags & BOILERPLATE:
            continue
        if first in (0, story):
            entry = (digest, story, second, flags | FIRST * can_go)
        elif second in (0, story):
            entry = (digest, first, story, flags | SECOND * can_go)
        else:
            outdated |= {headline for headline, flag in ((first, FIRST), (second, SECOND)) if flags & flag}
            entry = (digest, 0, 0, BOILERPLATE)
        entries[digest] = entry
    return outdated
