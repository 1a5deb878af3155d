"""Why a document is refused, as a code and its parameters.

The sentence for people is made when a problem is shown: `articles.importing.problem_sentences`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.documents.limits import MB


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason to refuse a document: the code of its sentence, the values in it, and the number of the line at fault.

    A problem that was stored with its English sentence has that sentence as its only parameter, "message".
    """

    code: str
    parameters: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the values that the database stores; `from_json` makes the same problem of them."""
        return {"code": self.code, "parameters": dict(self.parameters), "line": self.line}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Problem":
        """Return the stored problem; other values in the mapping don't matter."""
        parameters = stored["parameters"] if "parameters" in stored else {"message": stored.get("message") or ""}
        return cls(stored["code"], parameters, stored.get("line"))


class UnreadableError(Exception):
    """A document that can't become an article; `problem` is the reason."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code} {dict(problem.parameters)}")
        self.problem = problem


def too_large(limit: int) -> Problem:
    """Return the problem of a document, or a part of one, with more bytes than its limit."""
    return Problem("too-large", {"limit": limit // MB})
