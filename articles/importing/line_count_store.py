"""The counts of sources' lines, kept in the database: looked up while reading, counted on by the writer."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from articles.captures.line_counts import Base, CountedLines, LineCounts
from articles.captures.version import UNDERSTOOD_BY
from articles.models import SourceLines

MAX_SOURCES = 50  # that are remembered, with up to 2 MB each
MAX_OLD = 500  # documents of a source, after which it is looked up anew


class LineCountStore:
    """What is known of sources' lines, each source fetched once."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._counts: dict[str, LineCounts] = {}

    def __call__(self, printed: CountedLines) -> frozenset[int]:
        """The lines of this document that are known to be furniture, and could be taken out."""
        if printed.source not in self._counts:
            self._counts[printed.source] = _counts_of(printed.source, self._using)
        return self._counts[printed.source].known(printed.removable)

    def count(self, documents: Collection[CountedLines]) -> set[int]:
        """Take in documents. Gives the headlines of earlier ones that hold a line which is known from now on.

        Within a transaction: the sources' rows are locked in the order of their keys.
        """
        sources = sorted({printed.source for printed in documents})
        rows = self._locked(sources)
        again: set[int] = set()
        for row in rows:
            counts = self._counts[row.source]
            again |= counts.count([printed for printed in documents if printed.source == row.source])
            _write(row, counts, self._using)
        return again

    def _locked(self, sources: Collection[str]) -> list[SourceLines]:
        lines = SourceLines.objects.using(self._using).filter(source__in=sources, understood_by=UNDERSTOOD_BY)
        missing = set(sources) - set(lines.values_list("source", flat=True))
        SourceLines.objects.using(self._using).bulk_create(
            (SourceLines(source=source, understood_by=UNDERSTOOD_BY) for source in sorted(missing)),
            ignore_conflicts=True,
        )
        rows = list(lines.defer("counts").select_for_update().order_by("source"))
        self._counts = {row.source: LineCounts(_base_of(row.pk, row.base, self._using), row.recent) for row in rows}
        return rows


def _write(row: SourceLines, counts: LineCounts, using: str) -> None:
    """What has changed; all of it only when much has."""
    changes = {"recent": counts.recent()}
    if counts.is_due:
        made = Base(counts.base())
        changes = {"counts": made.rows.tobytes(), "base": made.digest, "recent": b""}
    SourceLines.objects.using(using).filter(pk=row.pk).update(**changes)


@dataclass(slots=True)
class _Lately:
    lines: LineCounts
    asked: int = 0  # documents since then
    before: int = 0  # documents until then


class CachedLineCounts:
    """What was known of sources' lines a while ago, for those who understand ahead of the writer, which looks again.

    A source is looked up anew when twice as many of its documents have come: its first few make most of it known.
    """

    def __init__(self, using: str) -> None:
        self._using = using
        self._sources: OrderedDict[str, _Lately] = OrderedDict()

    def __call__(self, printed: CountedLines) -> frozenset[int]:
        """The lines of this document that were known to be furniture, and could be taken out."""
        known = self._sources.get(printed.source)
        if not known or known.asked >= min(known.before, MAX_OLD):
            lines = _counts_of(printed.source, self._using)
            known = _Lately(lines, before=known.before + known.asked if known else 0)
            self._sources[printed.source] = known
        self._sources.move_to_end(printed.source)
        if len(self._sources) > MAX_SOURCES:
            self._sources.popitem(last=False)
        known.asked += 1
        return known.lines.known(printed.removable)


def _counts_of(source: str, using: str) -> LineCounts:
    rows = SourceLines.objects.using(using).filter(source=source, understood_by=UNDERSTOOD_BY)
    pk, base, recent = rows.values_list("pk", "base", "recent").first() or (0, 0, b"")
    return LineCounts(_base_of(pk, base, using), recent)


def _base_of(pk: int, digest: int, using: str) -> Base:
    """The base of this digest, fetched when it isn't the one that this process has had of the source."""
    if not digest:
        return Base()
    place = using, pk
    if place not in _bases or _bases[place].digest != digest:
        counts = SourceLines.objects.using(using).filter(pk=pk).values_list("counts", flat=True).first()
        base = Base(bytes(counts or b""))  # a newer one, when it has just been written: that is looked at again
        if base.digest != digest:
            return base
        _bases[place] = base
    _bases.move_to_end(place)
    while len(_bases) > MAX_SOURCES:
        _bases.popitem(last=False)
    return _bases[place]


_bases: OrderedDict[tuple[str, int], Base] = OrderedDict()  # by alias and primary key of the source's lines
