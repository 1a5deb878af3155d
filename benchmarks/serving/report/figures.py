"""Single figures of the results, each the median of the rounds."""

from dataclasses import dataclass

from benchmarks.report.results import Results, Row

THIS, OTHER = ("cached", "uncached"), "other tree"


@dataclass(frozen=True, slots=True)
class Spread:
    """The median, the lowest and the highest of the rounds."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        digits = 3 if self.median < 1 else 1
        return f"{self.median:.{digits}f} ({self.low:.{digits}f}–{self.high:.{digits}f})"


def cpu(row: Row) -> float:
    """Milliseconds of CPU a request, of web server and database."""
    return row["web"] + row["postgresql"]


def spread(results: Results, **given: object) -> Spread | None:
    """Return the CPU milliseconds of a page on a server; None if it was not measured."""
    figures = sorted(map(cpu, results.of(kind="request", **given)))
    if not figures:
        return None
    return Spread(results.median(cpu, kind="request", **given) or 0.0, figures[0], figures[-1])


def ours(results: Results, database: str, page: str, how: str) -> Spread | None:
    found = (spread(results, database=database, server=server, page=page, how=how) for server in THIS)
    return next(filter(None, found), None)


def ratio(above: Spread | None, below: Spread | None) -> float | None:
    return above.median / below.median if above and below and below.median else None


def last(results: Results, **given: object) -> Row | None:
    return next(iter(reversed(results.of(**given))), None)
