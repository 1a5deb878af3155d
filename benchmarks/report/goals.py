"""Goals for results, and a table of whether they are met."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.report.tables import rows

CALLED = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Goal:
    """A result that must be at least, or at most, `bound`; `found` is None if it was not measured."""

    name: str
    database: str
    bound: float
    found: float | None
    is_least: bool = False
    unit: str = "x"

    @property
    def is_met(self) -> bool:
        return self.found is not None and (self.found >= self.bound if self.is_least else self.found <= self.bound)


def goals_table(found: Sequence[Goal]) -> str:
    """Return a table with a row per goal and a column per database."""
    names = list(dict.fromkeys(goal.name for goal in found))
    by_place = {(goal.name, goal.database): goal for goal in found}
    databases = list(dict.fromkeys(goal.database for goal in found))
    body = [[name, *(_goal(by_place.get((name, database))) for database in databases)] for name in names]
    return rows("", *(CALLED[database] for database in databases), body=body) if body else ""


def _goal(goal: Goal | None) -> str:
    if goal is None or goal.found is None:
        return "–"
    bound = f"{'≥' if goal.is_least else '≤'} {goal.bound:g}{' ms' if goal.unit == 'ms' else ''}"
    found = f"{goal.found:,.0f}" if goal.found >= 1_000 else f"{goal.found:.3g}"
    return f"{found} ({bound}{'' if goal.is_met else ': missed'})"
