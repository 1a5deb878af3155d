"""The counts of sources' lines, kept in the database: looked up while reading, counted on by the writer."""

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from articles.importing.furniture import LineCounts, Printed
from articles.models import SourceLines
from articles.understanding import UNDERSTOOD_BY

MAX_SOURCES = 50  # that are remembered, with up to 2 MB each
MAX_OLD = 500  # documents of a source, after which it is looked up anew


class Counted:
    """What is known of sources' lines, each source fetched once."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._counts: dict[str, LineCounts] = {}

    def __call__(self, printed: Printed) -> frozenset[int]:
        """The lines of this document that are known to be furniture, and could be taken out."""
        if printed.source not in self._counts:
            self._counts[printed.source] = LineCounts(_counts_of(printed.source, self._using))
        return self._counts[printed.source].known(printed.removable)

    def count(self, documents: Collection[Printed]) -> set[int]:
        """Take in documents. Gives the headlines of earlier ones that hold a line which is known from now on.

        Within a transaction: the sources' rows are locked in the order of their keys.
        """
        sources = sorted({printed.source for printed in documents})
        rows = self._locked(sources)
        again: set[int] = set()
        for row in rows:
            counts = self._counts[row.source]
            again |= counts.count([printed for printed in documents if printed.source == row.source])
            row.counts = counts.to_bytes()
        SourceLines.objects.using(self._using).bulk_update(rows, ["counts"])
        return again

    def _locked(self, sources: Iterable[str]) -> list[SourceLines]:
        lines = SourceLines.objects.using(self._using)
        lines.bulk_create(
            (SourceLines(source=source, understood_by=UNDERSTOOD_BY) for source in sources), ignore_conflicts=True
        )
        rows = lines.filter(source__in=sources, understood_by=UNDERSTOOD_BY).select_for_update().order_by("source")
        rows = list(rows)
        self._counts = {row.source: LineCounts(bytes(row.counts)) for row in rows}
        return rows


@dataclass(slots=True)
class _Lately:
    lines: LineCounts
    asked: int = 0  # documents since then
    before: int = 0  # documents until then


class LatelyKnown:
    """What was known of sources' lines a while ago, for those who understand ahead of the writer, which looks again.

    A source is looked up anew when twice as many of its documents have come: its first few make most of it known.
    """

    def __init__(self, using: str) -> None:
        self._using = using
        self._sources: OrderedDict[str, _Lately] = OrderedDict()

    def __call__(self, printed: Printed) -> frozenset[int]:
        """The lines of this document that were known to be furniture, and could be taken out."""
        known = self._sources.get(printed.source)
        if not known or known.asked >= min(known.before, MAX_OLD):
            lines = LineCounts(_counts_of(printed.source, self._using))
            known = _Lately(lines, before=known.before + known.asked if known else 0)
            self._sources[printed.source] = known
        self._sources.move_to_end(printed.source)
        if len(self._sources) > MAX_SOURCES:
            self._sources.popitem(last=False)
        known.asked += 1
        return known.lines.known(printed.removable)


def _counts_of(source: str, using: str) -> bytes:
    rows = SourceLines.objects.using(using).filter(source=source, understood_by=UNDERSTOOD_BY)
    return bytes(rows.values_list("counts", flat=True).first() or b"")
