"""What a request may ask for: a place in a list, a number of items, some of their fields, days."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from django.http import Http404
from ninja import Schema
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, WithJsonSchema

from articles.pages.river import MAX_ID
from articles.text.characters import clean

LIMIT, MOST = 30, 100  # items of a page: by default, and at most
NO_PLACE = "“after” is not a place in this list. Take the address of the next page from “next” in an answer."
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Number = Annotated[int, Field(ge=1, le=MAX_ID)]
Words = Annotated[str, BeforeValidator(clean)]  # without control characters, which no text has
Slug = Annotated[str, Field(pattern=r"^[-a-zA-Z0-9_]*$", max_length=200)]


def _written(value: object) -> object:
    """A day as it is written. Raises ValueError for all else: pydantic also reads numbers of seconds."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("A day is written as 2026-11-22.")
    return value


def without_default(schema: dict[str, Any]) -> None:
    """Leave out a default that stands for none."""
    schema.pop("default", None)


Day = Annotated[dt.date, BeforeValidator(_written)]


class PageAsked(Schema):
    """The part of a list to give."""

    after: str = Field(
        "", max_length=100, description="The place in the list after which the page begins: from “next” of an answer."
    )
    limit: int = Field(LIMIT, ge=1, le=MOST, description="How many items the page has at most.")

    def place[Place](self, read: Callable[[str], Place | None]) -> Place | None:
        """The place that `after` names, None at the beginning. Raises Http404 for text that is no place."""
        if not self.after:
            return None
        place = read(self.after)
        if place is None:
            raise Http404(NO_PLACE)
        return place


def fields_of(model: type[BaseModel], key: str = "id") -> Any:  # noqa: ANN401  a type, made at runtime
    """The type of a parameter that names fields of a model, with commas between; its key is always given."""
    names = list(model.model_fields)

    def known(given: list[str]) -> list[str]:
        if unknown := [name for name in given if name not in names]:
            raise ValueError(f"No fields of these names: {', '.join(unknown)}. There are {', '.join(names)}.")
        return [key, *given] if given else []

    schema = {"type": "array", "items": {"type": "string", "enum": names}, "default": []}
    about = f"The fields to give, with commas between; all by default. “{key}” is always given."
    return Annotated[
        list[str],
        BeforeValidator(_parted),
        AfterValidator(known),
        WithJsonSchema(schema),
        Field(description=about),
    ]


def _parted(given: object) -> list[str]:
    """The names of a parameter that may be given several times, each time with several names."""
    texts: Iterable[object] = given if isinstance(given, list) else [given]
    return [name for text in texts for name in str(text).split(",") if name]
