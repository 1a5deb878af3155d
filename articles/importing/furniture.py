"""In how many stories of one source each line stands: what is counted, and when a line has crossed the mark."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from articles.headlines import headline_key, normal_form, signed_digest
from articles.understanding.repeated import can_repeat
from articles.understanding.story import Role, Story

MAX_LINES = 16_384  # of a source that are remembered; those of about its last 150 documents
MAX_PRINTED = 500  # lines of one document that are counted: the first and the last half of them
_KNOWN = 4  # beside it, 1 and 2: whether the first and the second story hold the line where it can be taken out
_ENTRY = np.dtype([("digest", "<i8"), ("first", "<i8"), ("second", "<i8"), ("flags", "u1")])


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


@dataclass(slots=True)
class LineCounts:
    """What is known of one source's lines: the first two stories that hold each; with a third, it is the source's own.

    Stories are told apart by their headlines, as documents alone give them.

    The outcome depends on the set of documents, not on their order, as long as they have no more than MAX_LINES lines.
    """

    entries: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # digest: first and second story, flags

    @classmethod
    def from_bytes(cls, data: bytes) -> "LineCounts":
        rows = np.frombuffer(data, dtype=_ENTRY).tolist()
        return cls({digest: (first, second, flags) for digest, first, second, flags in rows})

    def to_bytes(self) -> bytes:
        """The known lines and those of two stories before those of one, then the newest; the rest is forgotten."""
        rows = [(digest, *entry) for digest, entry in self.entries.items()]
        if len(rows) > MAX_LINES:
            ages = {row[0]: age for age, row in enumerate(rows)}
            kept = sorted(rows, key=lambda row: (row[3] >= _KNOWN, row[2] != 0, ages[row[0]]))[-MAX_LINES:]
            rows = sorted(kept, key=lambda row: ages[row[0]])
        return np.array(rows, dtype=_ENTRY).tobytes()

    def count(self, printed: Printed) -> set[int]:
        """Take in a document. Gives the headlines of the stories that hold a line which has now crossed the mark."""
        again: set[int] = set()
        story = printed.headline or 1  # 0 stands for none
        for digest, can_go in printed.lines.items():
            first, second, flags = self.entries.get(digest, (0, 0, 0))
            if flags & _KNOWN:
                continue
            if first in (0, story):
                entry = (story, second, flags | can_go)
            elif second in (0, story):
                entry = (first, story, flags | can_go << 1)
            else:
                again |= {headline for headline, flag in ((first, 1), (second, 2)) if flags & flag}
                entry = (0, 0, _KNOWN)
            self.entries[digest] = entry
        return again

    def known(self, digests: Iterable[int]) -> frozenset[int]:
        """Those of the lines that have crossed the mark."""
        nothing = (0, 0, 0)
        return frozenset(digest for digest in digests if self.entries.get(digest, nothing)[2] & _KNOWN)
