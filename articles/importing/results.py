"""The result of each received document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.captures.version import UNDERSTOOD_BY
from articles.documents.problems import Problem
from articles.models import Document


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one received document. `state` is created, updated, unchanged or rejected."""

    name: str
    sha256: str
    state: str
    problem: Problem | None = None
    article: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the values for the report of an Import; `Problem.from_json` reads those of the problem."""
        problem = self.problem.as_json() if self.problem else {"code": None}
        return {"name": self.name, "sha256": self.sha256, "state": self.state, **problem, "article": self.article}


def known_results(names: Mapping[str, str], source_name: str, using: str) -> dict[str, Result]:
    """The results, by digest, of documents that are in the library or were refused by the same understanding.

    `names` are the documents' names by digest. A document whose article has no source is left out when `source_name`
    is given, so that it is imported again with a source.
    """
    rows = Document.objects.using(using).kept().filter(sha256__in=names)
    known = {}
    for sha256, state, problem, article, source, version in rows.values_list(
        "sha256", "state", "problem", "article", "article__source", "understood_by"
    ):
        if article and (source or not source_name):
            known[sha256] = Result(names[sha256], sha256, "unchanged", article=article)
        elif problem and state == Document.State.REJECTED and version == UNDERSTOOD_BY:
            known[sha256] = Result(names[sha256], sha256, "rejected", Problem.from_json(problem))
    return known
