"""Read the results file, and select and combine its rows."""

import json
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TENTH = 0.1  # of the documents, with which the end is compared


@dataclass(frozen=True, slots=True)
class Results:
    """All rows, in the order of their measurement."""

    rows: tuple[Row, ...]

    @classmethod
    def read(cls, path: Path) -> "Results":
        """Read a results file; an incomplete last line is ignored."""
        lines = path.read_text("utf-8").split("\n")[:-1] if path.exists() else []
        return cls(tuple(map(json.loads, lines)))

    @property
    def databases(self) -> list[str]:
        return list(dict.fromkeys(row["database"] for row in self.rows))

    def of(self, **given: object) -> list[Row]:
        """Return the rows with these values."""
        return [row for row in self.rows if all(row.get(name) == value for name, value in given.items())]

    def median(self, figure: Callable[[Row], float], **given: object) -> float | None:
        """Return the median of a figure over the rounds; None if nothing was measured."""
        figures = [figure(row) for row in self.of(**given)]
        return statistics.median(figures) if figures else None

    def growth(self, database: str) -> list[Row]:
        """Return the slices in order; of one that was measured twice, the first result."""
        slices: dict[int, Row] = {}
        for row in self.of(database=database, kind="growth"):
            slices.setdefault(row["stored"], row)
        return [slices[stored] for stored in sorted(slices)]

    def tenth_and_end(self, database: str) -> tuple[Row, Row] | None:
        """Return the slice at a tenth of the documents, and the last one."""
        slices = self.growth(database)
        if len(slices) < 2:
            return None
        return next(row for row in slices if row["stored"] >= TENTH * slices[-1]["stored"]), slices[-1]

    def page(self, database: str, name: str) -> Row | None:
        """Return the last result of a kind of page."""
        return next(iter(reversed(self.of(database=database, kind="page", page=name))), None)
