"""Answers: values as JSON, the pages of lists with the address of the next one."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Schema
from pydantic import BaseModel, Field

from articles.context import origin_of


class Page[Item: BaseModel](Schema):
    """A part of a list."""

    items: list[Item]
    next: str | None = Field(description="The address of the next page; null at the end of the list.")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes absolute addresses, of pages for readers and of answers for programs."""

    origin: str
    root: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Addresses":
        return cls(origin_of(request), reverse("api:api-root"))

    def page(self, href: str) -> str:
        return f"{self.origin}{href}"

    def api(self, path: str) -> str:
        return f"{self.origin}{self.root}{path}"


def whole(value: BaseModel, fields: Collection[str]) -> HttpResponse:
    """The answer of one value, with these of its fields; with all if none are named."""
    return _json(value.model_dump_json(include=set(fields) if fields else None))


def page[Item: BaseModel](value: Page[Item], fields: Collection[str]) -> HttpResponse:
    """The answer of a page whose items have these fields; all if none are named. A Link header names the next page."""
    others: dict[str, object] = dict.fromkeys(type(value).model_fields, True)
    include = {**others, "items": {"__all__": set(fields)}} if fields else None
    response = _json(value.model_dump_json(include=include))  # type: ignore[arg-type]  # pydantic's type knows no True
    if value.next:
        response.headers["Link"] = f'<{value.next}>; rel="next"'
    return response


def next_address(request: HttpRequest, name: str, place: object) -> str:
    """The address of this request with another place in the list."""
    query = request.GET.copy()
    query[name] = str(place)
    return f"{origin_of(request)}{request.path}?{query.urlencode()}"


def _json(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/json")
