"""Format results as Markdown tables, one for each section of a document."""

from collections.abc import Callable, Sequence

from benchmarks.report.goals import CALLED, goals_table
from benchmarks.report.results import Results, Row
from benchmarks.report.tables import rows
from benchmarks.scale.report.goals import goals


def sections(results: Results) -> dict[str, str]:
    """Return each table for which there are results, by the name of its place in the document."""
    tables = {
        "goals": goals_table(list(goals(results))),
        "store": store_table(results),
        "import": import_table(results),
        "growth": growth_table(results),
        "pages": pages_table(results),
    }
    return {name: table for name, table in tables.items() if table}


def store_table(results: Results) -> str:
    """Return CPU milliseconds per document for each step, medians of the rounds."""
    steps = (
        ("bare tables, the same rows", lambda row: row["bare"]["cpu"], False),
        ("their own tables, no search index", lambda row: row["indexed"]["cpu"], False),
        ("their own tables", lambda row: row["indexed"]["cpu"], True),
        ("keys of the listed headlines alone", lambda row: row["keys"]["cpu"], False),
        ("storing, no search index", lambda row: row["store"]["cpu"], False),
        ("storing", lambda row: row["store"]["cpu"], True),
        ("reading and understanding", lambda row: row["prepare"]["cpu"], True),
        ("a first draft, row by row", lambda row: row["naive"]["cpu"], True),
    )
    measured = results.of(kind="store")
    databases = list(dict.fromkeys(row["database"] for row in measured))
    body = [
        [name, *(cell for database in databases for cell in _step(results, database, figure, search))]
        for name, figure, search in steps
    ]
    heads = [head for database in databases for head in (f"{CALLED[database]}, ms", "documents per second")]
    if not measured:
        return ""
    caption = f"{measured[0]['documents']:,} documents like the seed, {_rounds(measured)}, CPU of client and database."
    return f"{caption}\n\n{rows('', *heads, body=body)}"


def _step(results: Results, database: str, figure: Callable[[Row], float], search: bool) -> list[str]:
    found = results.median(figure, database=database, kind="store", search=search)
    return ["–", "–"] if not found else [f"{found:.2f}", f"{1e3 / found:,.0f}"]


def _rounds(measured: Sequence[Row]) -> str:
    count = max(row["round"] for row in measured)
    return "1 round" if count == 1 else f"medians of {count} rounds"


def import_table(results: Results) -> str:
    """Return documents per CPU second and per second, by database, size and workers."""
    measured = results.of(kind="import")
    kinds = dict.fromkeys((row["database"], row["size"], row["workers"]) for row in measured)
    body = [_import_row(results, *kind) for kind in sorted(kinds, key=lambda kind: (kind[1], kind[0], kind[2]))]
    head = ("documents", "database", "workers", "ms CPU", "of that, server", "per CPU second", "per second", "right")
    return rows(*head, body=body) if body else ""


def _import_row(results: Results, database: str, size: str, workers: int) -> list[str]:
    given = {"database": database, "kind": "import", "size": size, "workers": workers}
    cpu, server, wall, right = (
        results.median(figure, **given)
        for figure in (
            lambda row: row["import"]["cpu"],
            lambda row: row["import"]["server"],
            lambda row: row["import"]["wall"],
            lambda row: row["right"],
        )
    )
    cells = [size, CALLED[database], str(workers), f"{cpu:.2f}", f"{server:.2f}"]
    return [*cells, f"{1e3 / cpu:,.0f}", f"{1e3 / wall:,.0f}", f"{right:.2%}"]


def growth_table(results: Results) -> str:
    """Return a table with a row per slice, both databases side by side."""
    grown = {database: {row["stored"]: row for row in results.growth(database)} for database in results.databases}
    grown = {database: slices for database, slices in grown.items() if slices}
    stored = sorted({place for slices in grown.values() for place in slices})
    head = [
        f"{CALLED[database]}: {what}"
        for database in grown
        for what in ("per CPU second", "per second", "memory, MB", "GB on disk")
    ]
    body = [
        [f"{place:,}", *(cell for slices in grown.values() for cell in _slice(slices.get(place)))] for place in stored
    ]
    return rows("documents", *head, body=body) if body else ""


def _slice(row: Row | None) -> list[str]:
    if row is None:
        return ["–"] * 4
    speeds = [f"{1e3 / row['import'][what]:,.0f}" for what in ("cpu", "wall")]
    return [*speeds, f"{row['memory'] / 1024:,.0f}", f"{row['bytes'] / 1e9:.2f}"]


def pages_table(results: Results) -> str:
    """Return CPU milliseconds (median, 95th percentile, worst) and the 95th percentile of elapsed time, by page."""
    measured = results.of(kind="page")
    databases = list(dict.fromkeys(row["database"] for row in measured))
    names = list(dict.fromkeys(row["page"] for row in measured))
    body = [[name, *(cell for database in databases for cell in _page(results.page(database, name)))] for name in names]
    head = [f"{CALLED[database]}: {what}" for database in databases for what in ("p50", "p95", "worst", "p95 elapsed")]
    counts = ", ".join(
        f"{next(row['stored'] for row in reversed(measured) if row['database'] == one):,} in {CALLED[one]}"
        for one in databases
    )
    return f"Stories: {counts}. Milliseconds per page.\n\n{rows('page', *head, body=body)}" if body else ""


def _page(row: Row | None) -> list[str]:
    return [f"{row[name]:.1f}" for name in ("p50", "p95", "max", "wall_p95")] if row else ["–"] * 4
