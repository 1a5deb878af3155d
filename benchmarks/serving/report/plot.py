"""Plot the CPU of a request for each server and kind of page, on a logarithmic scale."""

import math
from collections.abc import Iterator

from benchmarks.report.goals import CALLED
from benchmarks.report.results import Results
from benchmarks.serving.report.figures import Spread, ours, spread
from benchmarks.serving.report.tables import measured_databases

WIDTH, LEFT, TOP, ROW, BAR = 520, 230, 46, 34, 11  # of the panel, its margins, a row, a bar
PAGES = ("story", "story, all related", "front", "source", "wanted", "feed", "search, medium word")
DESCRIPTION = "Bars on a logarithmic scale: milliseconds of CPU that a request costs, by page and server."
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #333 }
.grid { stroke: #ddd }
.sqlite { fill: #b4532a } .postgresql { fill: #2a6fb4 } .files { fill: #777 }
@media (prefers-color-scheme: dark) {
    text { fill: #ddd } .grid { stroke: #444 }
    .sqlite { fill: #f0905f } .postgresql { fill: #79b8ff } .files { fill: #999 }
}
"""


def plot(results: Results) -> str:
    """Return an SVG of bars; "" if no requests were measured."""
    bars = {name: found for name, found in lines(results) if found}
    if not bars:
        return ""
    figures = [one.median for found in bars.values() for one in found.values()]
    low, high = math.floor(math.log10(min(figures))), math.ceil(math.log10(max(figures)))
    height = TOP + ROW * len(bars) + 50
    parts = [f'<text x="{LEFT}" y="{TOP - 26}">milliseconds of CPU a request</text>', *_grid(low, high, height - 50)]
    for number, (name, found) in enumerate(bars.items()):
        y = TOP + ROW * number
        parts.append(f'<text x="{LEFT - 8}" y="{y + 18}" text-anchor="end">{name}</text>')
        for place, (database, one) in enumerate(found.items()):
            top = y + 5 + place * (BAR + 1)
            length = WIDTH * (math.log10(one.median) - low) / (high - low)
            parts.append(f'<rect class="{database}" x="{LEFT}" y="{top}" width="{length:.1f}" height="{BAR}"/>')
            label = f"{one.median:.3g}"
            parts.append(f'<text x="{LEFT + length + 5:.1f}" y="{top + BAR - 1}" font-size="10">{label}</text>')
    for number, database in enumerate(measured_databases(results)):
        parts.append(f'<text class="{database}" x="{LEFT + 100 * number}" y="{height - 12}">{CALLED[database]}</text>')
    about = f"<title>What a request costs</title><desc>{DESCRIPTION}</desc>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 60} {height}" role="img">'
    return f"{head}{about}<style>{STYLE}</style>{''.join(parts)}</svg>\n"


def lines(results: Results) -> Iterator[tuple[str, dict[str, Spread]]]:
    """Yield the names of the rows, and in each the figures by database."""
    nginx = spread(results, server="nginx", page="story", how="page")
    yield "nginx: the story as a file", {"files": nginx} if nginx else {}
    databases = measured_databases(results)
    for how, called in (("304", "304"), ("hit", "cached"), ("uncached", "uncached")):
        for page in PAGES[:1] if how == "304" else PAGES:
            found = {database: ours(results, database, page, how) for database in databases}
            yield f"{page}, {called}", {database: one for database, one in found.items() if one}
    for page in ("story", "list"):
        found = {one: spread(results, database=one, server="wagtail", page=page, how="page") for one in databases}
        yield f"Wagtail: {page}", {database: one for database, one in found.items() if one}


def _grid(low: int, high: int, bottom: int) -> Iterator[str]:
    for power in range(low, high + 1):
        x = LEFT + WIDTH * (power - low) / (high - low)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{bottom}"/>'
        yield f'<text x="{x:.1f}" y="{TOP - 8}" text-anchor="middle">{10.0**power:g}</text>'
