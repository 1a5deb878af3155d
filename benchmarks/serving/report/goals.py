"""The goals of serving, and whether they are met."""

from collections.abc import Iterator

from benchmarks.report.goals import CALLED, Goal
from benchmarks.report.results import Results, Row
from benchmarks.serving.report.figures import last, ours, ratio, spread

NOT_PAGES = ("static file", "404")  # besides search, which need not be kept by others
FIRST_MINUTES = 5  # of a soak, in which processes still fill what they keep


def goals(results: Results) -> Iterator[Goal]:
    """Yield all goals of each database that has results."""
    for database in CALLED:
        if results.of(database=database):
            yield from cached_goals(results, database)
            yield from uncached_goals(results, database)
            yield from page_goals(results, database)
            yield from site_goals(results, database)
            yield from import_goals(results, database)


def cached_goals(results: Results, database: str) -> Iterator[Goal]:
    wagtail = spread(results, database=database, server="wagtail", page="story", how="page")
    nginx = spread(results, server="nginx", page="story", how="page")
    hit, known = (ours(results, database, "story", how) for how in ("hit", "304"))
    yield Goal("Wagtail's story against a cached story", database, 250, ratio(wagtail, hit), is_least=True)
    yield Goal("a cached story against nginx's file", database, 4, ratio(hit, nginx))
    yield Goal("a story's 304 against nginx's file", database, 4, ratio(known, nginx))


def uncached_goals(results: Results, database: str) -> Iterator[Goal]:
    sqlite = database == "sqlite"
    wagtail, listed = (
        spread(results, database=database, server="wagtail", page=page, how="page") for page in ("story", "list")
    )
    story, front, search = (
        ours(results, database, page, "uncached") for page in ("story", "front", "search, medium word")
    )
    milliseconds = story.median if story else None
    yield Goal("an uncached story", database, 3.5 if sqlite else 6, milliseconds, unit="ms")
    yield Goal("an uncached story, stretch", database, 2.5 if sqlite else 4.5, milliseconds, unit="ms")
    yield Goal(
        "Wagtail's story against an uncached one", database, 4 if sqlite else 2, ratio(wagtail, story), is_least=True
    )
    yield Goal("Wagtail's list against the front page", database, 3, ratio(listed, front), is_least=True)
    found = search.median if search else None
    yield Goal("a search for a medium word", database, 9 if sqlite else 20, found, unit="ms")
    other = spread(results, database=database, server="other tree", page="story", how="uncached")
    if other:
        yield Goal("an uncached story against the other tree's", database, 1, ratio(story, other))


def page_goals(results: Results, database: str) -> Iterator[Goal]:
    pages = {row["page"]: row for row in results.of(kind="page", database=database)}
    if not pages:
        return
    yield Goal("queries of a story", database, 8, pages["story"]["queries"])
    yield Goal("bytes of a story as brotli", database, 6_000, pages["story"]["bytes"]["brotli"])
    public = [row for name, row in pages.items() if name not in NOT_PAGES and not name.startswith("search")]
    share = sum(row["may_be_kept"] and row["is_304"] for row in public) / len(public)
    yield Goal("share of public pages with Cache-Control and a 304", database, 1, share, is_least=True)


def site_goals(results: Results, database: str) -> Iterator[Goal]:
    memory = last(results, kind="memory", database=database, when="load")
    if memory:
        yield Goal("memory after a load, MB", database, 240, memory["memory"])
        yield Goal("memory after a load, MB, stretch", database, 200, memory["memory"])
    minutes = results.of(kind="soak", database=database)
    if len(minutes) > FIRST_MINUTES:
        grown = minutes[-1]["memory"] / minutes[FIRST_MINUTES - 1]["memory"]
        yield Goal(f"memory after {len(minutes)} minutes against {FIRST_MINUTES}", database, 1.05, grown)
    seconds = results.median(lambda row: row["seconds"], kind="start", database=database)
    if seconds:
        yield Goal("start of `make run`, s", database, 2, seconds)


def import_goals(results: Results, database: str) -> Iterator[Goal]:
    waits = {(row["phase"], row["what"]): row for row in results.of(kind="wait", database=database)}
    if waits:
        slower = waits["importing", "misses"]["p99"] / waits["idle", "misses"]["p99"]
        yield Goal("p99 of a miss while importing against idle", database, 3, slower)
    this, other = (
        results.median(documents_a_cpu_second, kind="import", database=database, tree=tree, whole=False)
        for tree in ("this", "other")
    )
    if this and other:
        yield Goal("import rate against the other tree", database, 0.9, this / other, is_least=True)


def documents_a_cpu_second(row: Row) -> float:
    return row["documents"] / (row["client"] + row["server"])
