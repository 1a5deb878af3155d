"""The rows of a check: each is a function that asks an instance, and says what it saw."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.instance.client import Instance, Visitor


class NotApplicable(Exception):
    """The row can't be asked of this instance; the message says why, or where it is checked instead."""


class Failed(Exception):
    """The row doesn't hold; the message says what was seen."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a check may use: the instance, and staff to log in as, who may import; "" without."""

    instance: Instance
    user: str = ""
    password: str = ""

    def logged_in(self) -> Visitor:
        """A visitor who is logged in. Raises NotApplicable without a user, Failed when the login is refused."""
        if not self.user:
            raise NotApplicable("needs --user and --password-file")
        visitor = Visitor(self.instance)
        answer = visitor.log_in(self.user, self.password)
        if answer.status != 302:
            raise Failed(f"{self.user} can't log in: status {answer.status}")
        return visitor


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the check: what is asked, what is expected, and the function that returns what was seen."""

    id: str
    asked: str
    expected: str
    check: Callable[[Given], str]


ROWS: list[Row] = []


def row(id: str, asked: str, expected: str) -> Callable[[Callable[[Given], str]], Callable[[Given], str]]:
    """Add a function to the rows."""

    def add(check: Callable[[Given], str]) -> Callable[[Given], str]:
        ROWS.append(Row(id, asked, expected, check))
        return check

    return add


def elsewhere(id: str, asked: str, expected: str, reason: str) -> None:
    """Add a row that can't be asked from outside, with the place where it is checked."""

    def check(given: Given) -> str:
        raise NotApplicable(reason)

    ROWS.append(Row(id, asked, expected, check))


def require(holds: object, seen: str) -> None:
    """Raises Failed with what was seen unless it holds."""
    if not holds:
        raise Failed(seen)
