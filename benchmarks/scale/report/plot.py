"""Plot growth: documents per CPU second and memory, by the number of documents in the library."""

from collections.abc import Callable, Sequence

from benchmarks.report.goals import CALLED
from benchmarks.report.results import Results, Row

WIDTH, HEIGHT, LEFT, TOP, BETWEEN = 360, 220, 60, 40, 90  # of a panel, its margins, and from one to the next
MARKS = 4  # on each axis, beside its zero
DESCRIPTION = "Two panels by documents in the library: documents imported per CPU second, and memory of the importer."
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #333 }
.grid { stroke: #ddd } .line { fill: none; stroke-width: 2 }
.sqlite { stroke: #b4532a } .postgresql { stroke: #2a6fb4; stroke-dasharray: 7 3 }
text.sqlite { fill: #b4532a; stroke: none } text.postgresql { fill: #2a6fb4; stroke: none }
@media (prefers-color-scheme: dark) {
    text { fill: #ddd } .grid { stroke: #444 }
    .sqlite { stroke: #f0905f } .postgresql { stroke: #79b8ff }
    text.sqlite { fill: #f0905f } text.postgresql { fill: #79b8ff }
}
"""


def plot(results: Results) -> str:
    """Return an SVG of two panels side by side; "" if no growth was measured."""
    grown = {database: rows for database in results.databases if (rows := results.growth(database))}
    if not grown:
        return ""
    panels = [
        _panel("documents per CPU second", grown, lambda row: 1e3 / row["import"]["cpu"], LEFT),
        _panel("memory of the importer, MB", grown, lambda row: row["memory"] / 1024, LEFT + WIDTH + BETWEEN),
    ]
    width, height = LEFT + 2 * WIDTH + BETWEEN + 30, TOP + HEIGHT + 60
    about = f"<title>Throughput and memory as a library grows</title><desc>{DESCRIPTION}</desc>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
    return f"{head}{about}<style>{STYLE}</style>{''.join(panels)}</svg>\n"


def _panel(title: str, grown: dict[str, list[Row]], figure: Callable[[Row], float], left: int) -> str:
    widest = max(rows[-1]["stored"] for rows in grown.values())
    highest = rounded_up(max(figure(row) for rows in grown.values() for row in rows))
    parts = [f'<text x="{left}" y="{TOP - 16}">{title}</text>', *_axes(left, widest, highest)]
    for number, (database, rows) in enumerate(grown.items()):
        points = [(left + WIDTH * row["stored"] / widest, TOP + HEIGHT * (1 - figure(row) / highest)) for row in rows]
        parts.append(f'<polyline class="line {database}" points="{_written(points)}"/>')
        place = f'x="{left + 80 * number}" y="{TOP + HEIGHT + 44}"'
        parts.append(f'<text class="{database}" {place}>{CALLED[database]}</text>')
    return "".join(parts)


def _axes(left: int, widest: int, highest: float) -> list[str]:
    """Draw grid lines and the labels of both axes."""
    parts = []
    for mark in range(MARKS + 1):
        y, x = TOP + HEIGHT * (1 - mark / MARKS), left + WIDTH * mark / MARKS
        parts += [
            f'<line class="grid" x1="{left}" x2="{left + WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>',
            f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{highest * mark / MARKS:,.0f}</text>',
            f'<text x="{x:.1f}" y="{TOP + HEIGHT + 20}" text-anchor="middle">{widest * mark // MARKS:,}</text>',
        ]
    return parts


def _written(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def rounded_up(value: float) -> float:
    """Round up to 1, 2, 4 or 8 times a power of ten."""
    power = 10.0 ** (len(str(int(value))) - 1)
    return next(step * power for step in (1, 2, 4, 8, 10) if value <= step * power)
