"""The counts of sources' lines, kept in the database: looked up while reading, counted on by the writer."""

from collections.abc import Collection, Iterable

from articles.importing.furniture import LineCounts, Printed
from articles.models import SourceLines
from articles.understanding import UNDERSTOOD_BY


class Counted:
    """What is known of sources' lines, each source fetched once."""

    def __init__(self, using: str) -> None:
        self._using = using
        self._counts: dict[str, LineCounts] = {}

    def __call__(self, printed: Printed) -> frozenset[int]:
        """The lines of this document that are known to be furniture, and could be taken out."""
        if printed.source not in self._counts:
            rows = SourceLines.objects.using(self._using).filter(source=printed.source, understood_by=UNDERSTOOD_BY)
            data = rows.values_list("counts", flat=True).first()
            self._counts[printed.source] = LineCounts(bytes(data or b""))
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
