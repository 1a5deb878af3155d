"""The document frequency of each source's lines in the database: workers look it up, the writer updates it."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from articles.captures.line_counts import Base, CountedLines, LineCounts
from articles.models import SourceLines
from articles.understanding import UNDERSTOOD_BY

MAX_SOURCES = 50  # cached at once, with up to 2 MB each
MAX_OLD = 500  # documents of a source after which its cached counts are loaded again


class LineCountStore:
    """The line counts of sources; each source is loaded once."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._counts: dict[str, LineCounts] = {}

    def __call__(self, printed: CountedLines) -> frozenset[int]:
        """The digests of this document's lines that are known boilerplate and can be removed."""
        if printed.source not in self._counts:
            self._counts[printed.source] = _counts_of(printed.source, self._using)
        return self._counts[printed.source].known(printed.removable)

    def count(self, documents: Collection[CountedLines]) -> set[int]:
        """Count the lines of documents; the headlines of earlier documents that have a line which became boilerplate.

        Call it within a transaction: the sources' rows are locked in the order of their keys.
        """
        sources = sorted({printed.source for printed in documents})
        rows = self._locked(sources)
        changed: set[int] = set()
        for row in rows:
            counts = self._counts[row.source]
            changed |= counts.count([printed for printed in documents if printed.source == row.source])
            _write(row, counts, self._using)
        return changed

    def _locked(self, sources: Collection[str]) -> list[SourceLines]:
        lines = SourceLines.objects.using(self._using).filter(source__in=sources, understood_by=UNDERSTOOD_BY)
        missing = set(sources) - set(lines.values_list("source", flat=True))
        SourceLines.objects.using(self._using).bulk_create(
            (SourceLines(source=source, understood_by=UNDERSTOOD_BY) for source in sorted(missing)),
            ignore_conflicts=True,
        )
        rows = list(lines.defer("counts").select_for_update().order_by("source"))
        self._counts = {
            row.source: LineCounts(_base_of(row.pk, row.base, self._using), bytes(row.recent)) for row in rows
        }
        return rows


def _write(row: SourceLines, counts: LineCounts, using: str) -> None:
    """Save the changes since the base was made, or a new base when there are many."""
    changes: dict[str, bytes | int] = {"recent": counts.recent()}
    if counts.is_due:
        made = Base(counts.base())
        changes = {"counts": made.rows.tobytes(), "base": made.digest, "recent": b""}
    SourceLines.objects.using(using).filter(pk=row.pk).update(**changes)


@dataclass(slots=True)
class _CachedSource:
    lines: LineCounts
    lookups: int = 0  # documents since it was loaded
    before: int = 0  # documents until it was loaded


class CachedLineCounts:
    """Line counts that may be a little old, for workers that are ahead of the writer, which looks them up again.

    A source is loaded again each time its number of documents has doubled: its first few have most of its boilerplate.
    """

    def __init__(self, using: str) -> None:
        self._using = using
        self._sources: OrderedDict[str, _CachedSource] = OrderedDict()

    def __call__(self, printed: CountedLines) -> frozenset[int]:
        """The digests of this document's lines that were known boilerplate when its source was loaded."""
        known = self._sources.get(printed.source)
        if not known or known.lookups >= min(known.before, MAX_OLD):
            lines = _counts_of(printed.source, self._using)
            known = _CachedSource(lines, before=known.before + known.lookups if known else 0)
            self._sources[printed.source] = known
        self._sources.move_to_end(printed.source)
        if len(self._sources) > MAX_SOURCES:
            self._sources.popitem(last=False)
        known.lookups += 1
        return known.lines.known(printed.removable)


def _counts_of(source: str, using: str) -> LineCounts:
    rows = SourceLines.objects.using(using).filter(source=source, understood_by=UNDERSTOOD_BY)
    pk, base, recent = rows.values_list("pk", "base", "recent").first() or (0, 0, b"")
    return LineCounts(_base_of(pk, base, using), bytes(recent))


def _base_of(pk: int, digest: int, using: str) -> Base:
    """The base with this digest, loaded unless this process has it cached for the source."""
    if not digest:
        return Base()
    place = using, pk
    if place not in _bases or _bases[place].digest != digest:
        counts = SourceLines.objects.using(using).filter(pk=pk).values_list("counts", flat=True).first()
        base = Base(bytes(counts or b""))  # a newer one if it was just replaced; the writer looks again
        if base.digest != digest:
            return base
        _bases[place] = base
    _bases.move_to_end(place)
    while len(_bases) > MAX_SOURCES:
        _bases.popitem(last=False)
    return _bases[place]


_bases: OrderedDict[tuple[str, int], Base] = OrderedDict()  # by alias and primary key of the source's lines
