"""Format results as Markdown tables, one for each section of a document."""

import statistics
from collections.abc import Callable, Sequence

from benchmarks.report.goals import CALLED, goals_table
from benchmarks.report.results import Results, Row
from benchmarks.report.tables import rows
from benchmarks.serving.report.figures import Spread, cpu, ours, ratio, spread
from benchmarks.serving.report.goals import documents_a_cpu_second, goals

HOWS = ("hit", "304", "uncached")


def sections(results: Results) -> dict[str, str]:
    """Return each table for which there are results, by the name of its place in the document."""
    tables = {
        "machine": machine_table(results),
        "goals": goals_table(list(goals(results))),
        "requests": requests_table(results),
        "peers": peers_table(results),
        "pages": pages_table(results),
        "importing": importing_table(results),
        "imports": imports_table(results),
        "site": site_table(results),
        "soak": soak_table(results),
    }
    return {name: table for name, table in tables.items() if table}


def measured_databases(results: Results) -> list[str]:
    return [database for database in CALLED if results.of(database=database)]


def machine_table(results: Results) -> str:
    body = [[name, str(value)] for row in results.of(kind="machine") for name, value in row["facts"].items()]
    return rows("", "", body=body) if body else ""


def requests_table(results: Results) -> str:
    """Return CPU milliseconds a request by page; median (lowest–highest) of the rounds."""
    measured = [row for row in results.of(kind="request") if row["server"] in ("cached", "uncached")]
    databases = measured_databases(results)
    head = [f"{CALLED[database]}: {how}" for database in databases for how in HOWS]
    body = [
        [page, *(str(ours(results, database, page, how) or "–") for database in databases for how in HOWS)]
        for page in dict.fromkeys(row["page"] for row in measured)
    ]
    if not measured:
        return ""
    count = max(row["round"] for row in measured)
    caption = f"CPU milliseconds a request, of web server and database; median (lowest–highest) of {count} rounds."
    return f"{caption}\n\n{rows('page', *head, body=body)}"


def peers_table(results: Results) -> str:
    """Return the stories of all servers side by side."""
    nginx = spread(results, server="nginx", page="story", how="page")
    body = []
    for row in _servers(results):
        given = {name: row[name] for name in ("database", "server", "page", "how")}
        found = spread(results, **given)
        wagtail = spread(results, database=row["database"], server="wagtail", page="story", how="page")
        rate = statistics.median(one["per_second"] for one in results.of(kind="request", **given))
        database = CALLED.get(row["database"], row["database"])
        body.append([
            f"{row['server']}: {row['page']}, {row['how']}", database, str(found), f"{rate:,.0f}",
            _times(ratio(found, nginx)), _times(ratio(wagtail, found)),
        ])  # fmt: skip
    head = (
        "server",
        "database",
        "ms CPU",
        "requests per second",
        "times nginx's file",
        "Wagtail's story is … times it",
    )
    return rows(*head, body=body) if body else ""


def _servers(results: Results) -> list[Row]:
    """Return one row for each thing measured of a story, the cheapest first, and for Wagtail's list."""
    shown = [row for row in results.of(kind="request", round=1) if row["page"] in ("story", "list")]
    return sorted(shown, key=cpu)


def _times(value: float | None) -> str:
    return f"{value:,.3g}" if value else "–"


def pages_table(results: Results) -> str:
    """Return queries and bytes of each kind of page."""
    databases = measured_databases(results)
    pages = {(row["database"], row["page"]): row for row in results.of(kind="page")}
    names = dict.fromkeys(page for _, page in pages)
    body = []
    for name in names:
        own = [pages[database, name] for database in databases if (database, name) in pages]
        sizes = [f"{own[0]['bytes'][encoding]:,.0f}" for encoding in ("plain", "gzip", "brotli")]
        kept = ["yes" if all(row[mark] for row in own) else "no" for mark in ("may_be_kept", "is_304")]
        body.append([name, *(f"{row['queries']:g}" for row in own), *sizes, *kept])
    queries = [f"queries, {CALLED[database]}" for database in databases]
    head = ["page", *queries, "bytes", "as gzip", "as brotli", "Cache-Control", "304"]
    return rows(*head, body=body) if body else ""


def importing_table(results: Results) -> str:
    """Return what readers waited for beside an import, and without one."""
    body = []
    for database in measured_databases(results):
        waits = {(row["phase"], row["what"]): row for row in results.of(kind="wait", database=database)}
        moves = results.of(kind="moves", database=database)
        for what in ("hits", "misses") if waits else ():
            idle, beside = waits["idle", what], waits["importing", what]
            cells = [f"{row[name]:.1f}" for row in (idle, beside) for name in ("p50", "p99")]
            rate = f"{moves[-1]['moves'] / moves[-1]['seconds']:.1f}"
            times = f"{beside['p99'] / idle['p99']:.1f}"
            failed = f"{idle['failures'] + beside['failures']}"
            body.append([CALLED[database], what, *cells, times, failed, rate])
    head = ("database", "", "idle: p50, ms", "p99", "importing: p50, ms", "p99", "times idle's p99")
    return rows(*head, "failures", "moves of the version a second", body=body) if body else ""


def imports_table(results: Results) -> str:
    """Return documents per CPU second and per second of each import."""
    body = []
    for database in measured_databases(results):
        for whole, tree in ((True, "this"), (True, "other"), (False, "this"), (False, "other")):
            measured = results.of(kind="import", database=database, tree=tree, whole=whole)
            name = f"{tree} tree, {'all documents' if whole else 'in turn'}"
            body += _import_row(database, name, measured)
        for readers in (False, True):
            name = f"into the full library, {'beside' if readers else 'no'} readers"
            body += _import_row(database, name, results.of(kind="fresh import", database=database, readers=readers))
    head = ("database", "import", "documents", "per CPU second", "per CPU second of the importer", "per second")
    return rows(*head, body=body) if body else ""


def _import_row(database: str, name: str, measured: Sequence[Row]) -> list[list[str]]:
    def median(figure: Callable[[Row], float]) -> str:
        return f"{statistics.median(map(figure, measured)):,.0f}"

    if not measured:
        return []
    figures = (
        lambda row: row["documents"],
        documents_a_cpu_second,
        lambda row: row["documents"] / row["client"],
        lambda row: row["documents"] / row["wall"],
    )
    return [[CALLED[database], name, *map(median, figures)]]


def site_table(results: Results) -> str:
    """Return memory and start of all of `make run`."""
    body = []
    for row in results.of(kind="memory"):
        parts = ", ".join(f"{name} {size:.0f}" for name, size in sorted(row["parts"].items()))
        body.append([CALLED[row["database"]], f"memory after the {row['when']}", f"{row['memory']:.0f} MB ({parts})"])
    for database in measured_databases(results):
        found = results.of(kind="start", database=database)
        if found:
            seconds, spent = (_spread([row[name] for row in found]) for name in ("seconds", "cpu"))
            body.append([CALLED[database], "start to the first answer", f"{seconds} s, {spent} s of CPU"])
    return rows("database", "", "", body=body) if body else ""


def _spread(figures: Sequence[float]) -> str:
    return str(Spread(statistics.median(figures), min(figures), max(figures)))


def soak_table(results: Results) -> str:
    body = [
        [CALLED[row["database"]], str(row["minute"]), f"{row['imported']:,}", f"{row['memory']:.0f}"]
        for row in results.of(kind="soak")
    ]
    return rows("database", "minute", "documents imported", "memory, MB", body=body) if body else ""
