"""What can be wrong with a document, said so that a person can act on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document was not taken: a code for programs, a sentence for people, and the line, if it is one."""

    code: str
    message: str
    line: int | None = None

    def as_json(self) -> dict[str, str | int | None]:
        return {"code": self.code, "message": self.message, "line": self.line}


class UnreadableError(Exception):
    """A document that can't be read as text; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
