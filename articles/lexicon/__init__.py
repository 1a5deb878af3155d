"""Word lists as data, by kind. They are written as text; the functions here read that text and decide nothing."""

from collections.abc import Iterator
from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """The words of a text, casefolded."""
    return frozenset(text.casefold().split())


def phrases(text: str) -> tuple[str, ...]:
    """The phrases between the commas of a text, in order, with single spaces."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


def rows(text: str) -> dict[str, tuple[str, ...]]:
    """The phrases of each row, by its key: "en: yes, no; de: ja, nein;"."""
    parted = (row.partition(":") for row in text.split(";") if row.strip())
    return {key.strip(): phrases(row) for key, _, row in parted}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a month or a weekday in one language; January and Monday are number 1."""

    text: str
    number: int
    language: str
    is_short: bool


def names(text: str) -> Iterator[Name]:
    """The names in rows such as "en: january/jan, february/feb;": "|" parts forms, and short ones stand after "/"."""
    for language, forms in rows(text).items():
        for number, of_one in enumerate(forms, start=1):
            wide, _, short = of_one.partition("/")
            yield from (Name(name, number, language, is_short=False) for name in wide.split("|"))
            yield from (Name(name, number, language, is_short=True) for name in short.split("|") if name)
