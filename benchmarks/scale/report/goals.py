"""Goals for the results, and whether they are met."""

from collections.abc import Iterator

from benchmarks.report.goals import Goal
from benchmarks.report.results import Results, Row

SEARCHES = ("rare", "medium", "common", "all")
DEEP = ("10 %", "50 %", "90 %")


def goals(results: Results) -> Iterator[Goal]:
    """Yield all goals of each database that has results."""
    for database in results.databases:
        yield from store_goals(results, database)
        yield from growth_goals(results, database)
        yield from page_goals(results, database)


def store_goals(results: Results, database: str) -> Iterator[Goal]:
    """Yield goals for storing: each a ratio within one process, and then the median over the rounds."""
    bare = {search: results.median(against_bare, database=database, kind="store", search=search) for search in (0, 1)}
    yield Goal("storing without search index against bare tables", database, 0.5, bare[0], is_least=True)
    least = 0.4 if database == "sqlite" else 0.25
    yield Goal("storing with search index against bare tables", database, least, bare[1], is_least=True)
    both = results.median(against_bare_and_keys, database=database, kind="store", search=True)
    yield Goal("the same, when the bare side hashes the listed headlines too", database, least, both, is_least=True)
    floor = results.median(floor_against_bare, database=database, kind="store", search=True)
    yield Goal(
        "the limit: the same rows into the tables of the site, against bare tables",
        database,
        least,
        floor,
        is_least=True,
    )
    naive = results.median(against_naive, database=database, kind="store", search=True)
    yield Goal("storing against a first draft, row by row", database, 20, naive, is_least=True)
    share = results.median(against_understanding, database=database, kind="store", search=True)
    yield Goal("database side against understanding, CPU", database, 1, share)


def against_bare(row: Row) -> float:
    return row["bare"]["cpu"] / row["store"]["cpu"]


def against_bare_and_keys(row: Row) -> float:
    """Return the ratio as it was measured when the goal was set; see docs/scale.md."""
    return (row["bare"]["cpu"] + row["keys"]["cpu"]) / row["store"]["cpu"]


def floor_against_bare(row: Row) -> float:
    return row["bare"]["cpu"] / row["indexed"]["cpu"]


def against_naive(row: Row) -> float:
    return row["naive"]["cpu"] / row["store"]["cpu"]


def against_understanding(row: Row) -> float:
    return row["store"]["cpu"] / row["prepare"]["cpu"]


def growth_goals(results: Results, database: str) -> Iterator[Goal]:
    if not (compared := results.tenth_and_end(database)):
        return
    tenth, end = compared
    sizes = f"at {end['stored']:,} against {tenth['stored']:,}"
    least = 0.7 if database == "sqlite" else 0.9
    yield Goal(f"throughput {sizes}", database, least, tenth["import"]["cpu"] / end["import"]["cpu"], is_least=True)
    yield Goal(f"memory {sizes}", database, 1.1, end["memory"] / tenth["memory"])


def page_goals(results: Results, database: str) -> Iterator[Goal]:
    pages = {row["page"]: results.page(database, row["page"]) for row in results.of(database=database, kind="page")}
    if not pages:
        return
    front, rare = pages["front"]["p50"], pages["search, rare"]["p50"]
    for name in ("source", *(f"front, {depth} deep" for depth in DEEP)):
        yield Goal(f"{name} against the front page", database, 5, pages[name]["p50"] / front)
    for name in ("wanted", *(f"wanted, {depth} deep" for depth in DEEP)):
        yield Goal(f"{name} against the front page", database, 20, pages[name]["p50"] / front)
    if "more on this" in pages:
        yield Goal("more on this: p95 of CPU", database, 50, pages["more on this"]["p95"], unit="ms")
    for name in SEARCHES:
        p95 = pages[f"search, {name}"]["p95"]
        yield Goal(f"search, {name}: p95 of CPU", database, 200, p95, unit="ms")
        yield Goal(f"search, {name}: p95 against a rare word", database, 25, p95 / rare)
