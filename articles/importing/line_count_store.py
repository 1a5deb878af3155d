"""Load and update the line counts of sources (articles.captures.line_counts), one row of SourceLines per source.

A source's counts are bytes in one row rather than a table with a row per line: that would get 50 new rows per document,
unbounded and with random keys. At 20,000 documents such a table was 14 % of a library on PostgreSQL (9 % on SQLite) and
cost up to 7 % more CPU; see docs/scale.md.
"""

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from articles.captures.by_hand.sources import SourcesByHand
from articles.captures.line_counts import BaseCounts, CountedLines, Entry, LineCounts
from articles.captures.version import UNDERSTOOD_BY
from articles.importing.by_hand.loading import sources_by_hand
from articles.models import SourceLines

MAX_SOURCES = 50  # cached, with up to 2 MB each
MAX_OLD = 500  # documents of a source after which its cached counts are loaded again

type Mark = tuple[int, bytes]  # the state of a source's counts: the digest of the base, and what changed since


class LineCountStore:
    """The line counts of sources, each loaded once; a call returns the boilerplate among the lines of a document."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._counts: dict[str, LineCounts] = {}
        self.by_hand: SourcesByHand = sources_by_hand(using)

    def __call__(self, counted: CountedLines, /) -> frozenset[int]:
        """Return the removable lines of a document that are boilerplate, by digest."""
        if counted.source not in self._counts:
            self._counts[counted.source] = _load_counts(counted.source, self._using)
        return self._counts[counted.source].known(counted.removable)

    def count(self, documents: Collection[CountedLines]) -> set[int]:
        """Count documents; return the headlines of earlier stories with a removable line that is now boilerplate.

        Must be called within a transaction: the rows of the sources are locked, in the order of their keys.
        """
        sources = sorted({counted.source for counted in documents})
        rows = self._lock(sources)
        outdated: set[int] = set()
        for row in rows:
            counts = self._counts[row.source]
            outdated |= counts.count([counted for counted in documents if counted.source == row.source])
            _write(row, counts, self._using)
        return outdated

    def entries(self, source: str, digests: Collection[int]) -> tuple[dict[int, Entry], Mark]:
        """Return the entries of these lines of a source, and the state of its counts."""
        rows = SourceLines.objects.using(self._using).filter(source=source, understood_by=UNDERSTOOD_BY)
        pk, base, recent = rows.values_list("pk", "base", "recent").first() or (0, 0, b"")
        counts = LineCounts(_load_base(pk, base, self._using), bytes(recent))
        return counts.entries(digests), (base, bytes(recent))

    def put(self, source: str, entries: Mapping[int, Entry], mark: Mark) -> bool:
        """Take these entries in the place of those of their lines; False when the counts are no longer in that state.

        Must be called within a transaction: the row of the source is locked.
        """
        for row in self._lock([source]):
            if (row.base, bytes(row.recent)) != mark:
                return False
            self._counts[source].put(entries)
            _write(row, self._counts[source], self._using)
        return True

    def _lock(self, sources: Collection[str]) -> list[SourceLines]:
        """Insert the rows that are missing, lock all, and load their counts."""
        lines = SourceLines.objects.using(self._using).filter(source__in=sources, understood_by=UNDERSTOOD_BY)
        missing = set(sources) - set(lines.values_list("source", flat=True))
        SourceLines.objects.using(self._using).bulk_create(
            (SourceLines(source=source, understood_by=UNDERSTOOD_BY) for source in sorted(missing)),
            ignore_conflicts=True,
        )
        rows = list(lines.defer("counts").select_for_update().order_by("source"))
        self._counts.clear()  # those of other sources may be out of date
        for row in rows:
            self._counts[row.source] = LineCounts(_load_base(row.pk, row.base, self._using), bytes(row.recent))
        return rows


def _write(row: SourceLines, counts: LineCounts, using: str) -> None:
    """Write the changed entries, or a new base when there are many."""
    changes: dict[str, bytes | int] = {"recent": counts.recent()}
    if counts.is_due:
        base = BaseCounts(counts.base())
        changes = {"counts": base.rows.tobytes(), "base": base.digest, "recent": b""}
    SourceLines.objects.using(using).filter(pk=row.pk).update(**changes)


@dataclass(slots=True)
class _CachedSource:
    counts: LineCounts
    since: int = 0  # documents since the counts were loaded
    before: int = 0  # documents before that


class CachedLineCounts:
    """Line counts that may be somewhat old, for processes that work ahead of the writer, which checks the result.

    The counts of a source are loaded again after as many documents as before the last load, MAX_OLD at most: its first
    few documents make most of its boilerplate known.
    """

    def __init__(self, using: str) -> None:
        self._using = using
        self._sources: OrderedDict[str, _CachedSource] = OrderedDict()

    def __call__(self, counted: CountedLines) -> frozenset[int]:
        """Return the removable lines of a document that were boilerplate when the counts were loaded, by digest."""
        cached = self._sources.get(counted.source)
        if not cached or cached.since >= min(cached.before, MAX_OLD):
            counts = _load_counts(counted.source, self._using)
            cached = _CachedSource(counts, before=cached.before + cached.since if cached else 0)
            self._sources[counted.source] = cached
        self._sources.move_to_end(counted.source)
        if len(self._sources) > MAX_SOURCES:
            self._sources.popitem(last=False)
        cached.since += 1
        return cached.counts.known(counted.removable)


def _load_counts(source: str, using: str) -> LineCounts:
    """Load the counts of a source; empty ones if it has none."""
    rows = SourceLines.objects.using(using).filter(source=source, understood_by=UNDERSTOOD_BY)
    pk, base, recent = rows.values_list("pk", "base", "recent").first() or (0, 0, b"")
    return LineCounts(_load_base(pk, base, using), bytes(recent))


def _load_base(pk: int, digest: int, using: str) -> BaseCounts:
    """Return the base counts of a source, loaded unless those with this digest are cached."""
    if not digest:
        return BaseCounts()
    key = using, pk
    if key not in _bases or _bases[key].digest != digest:
        counts = SourceLines.objects.using(using).filter(pk=pk).values_list("counts", flat=True).first()
        base = BaseCounts(bytes(counts or b""))
        if base.digest != digest:  # another process has just written a newer one; the writer checks the result
            return base
        _bases[key] = base
    _bases.move_to_end(key)
    while len(_bases) > MAX_SOURCES:
        _bases.popitem(last=False)
    return _bases[key]


# Base counts cached by this process, by database alias and primary key of SourceLines, least recently used first.
_bases: OrderedDict[tuple[str, int], BaseCounts] = OrderedDict()
