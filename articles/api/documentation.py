"""The page that describes the API for people, made from its OpenAPI description."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.context import origin_of
from articles.pages.river import MAX_ID
from articles.requests import public

type Described = Mapping[str, Any]  # a part of the OpenAPI description


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a field: its type in words, and what limits it."""

    name: str
    type: str
    about: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An address that can be asked; `href` is it, if it can be asked as it is, and `model` what the answer holds."""

    path: str
    href: str
    summary: str
    about: str
    parameters: list[Value]
    model: str


@dataclass(frozen=True, slots=True)
class Group:
    """Operations on one kind of thing."""

    name: str
    operations: list[Operation]


@dataclass(frozen=True, slots=True)
class Model:
    """What an answer holds, or a part of it."""

    name: str
    about: str
    fields: list[Value]


def documentation(describe: Callable[[], Described]) -> Callable[..., HttpResponse]:
    """The view of the page for a description."""

    @public
    def page(request: HttpRequest) -> HttpResponse:
        description = describe()
        context = {
            "about": [" ".join(part.split()) for part in description["info"]["description"].split("\n\n")],
            "canonical": origin_of(request) + request.path,
            "groups": groups_of(description),
            "models": models_of(description),
        }
        return render(request, "api/documentation.html", context)

    return page


def groups_of(description: Described) -> list[Group]:
    """The operations, grouped by their tags."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in description["paths"].items():
        operation = methods["get"]
        groups.setdefault(operation["tags"][0], []).append(_operation(path, operation))
    return [Group(name, operations) for name, operations in groups.items()]


def models_of(description: Described) -> list[Model]:
    """What answers hold, by name."""
    schemas = sorted(description["components"]["schemas"].items())
    return [Model(name, schema.get("description", ""), _fields(schema)) for name, schema in schemas]


def _operation(path: str, operation: Described) -> Operation:
    parameters = [
        Value(one["name"], type_of(one["schema"]), one.get("description", ""), one["required"])
        for one in operation["parameters"]
    ]
    schema = operation["responses"][200]["content"]["application/json"]["schema"]
    return Operation(
        path=path,
        href="" if any(one.is_required for one in parameters) else path,
        summary=operation["summary"],
        about=" ".join(operation.get("description", "").split()),
        parameters=parameters,
        model=_name(schema),
    )


def _fields(schema: Described) -> list[Value]:
    return [Value(name, type_of(field), field.get("description", "")) for name, field in schema["properties"].items()]


def type_of(schema: Described) -> str:
    """A type of JSON Schema in words, with its limits: "integer, 1 to 100, 30 by default"."""
    words = [_kind(schema)]
    if "minimum" in schema and schema.get("maximum", MAX_ID) < MAX_ID:
        words.append(f"{schema['minimum']} to {schema['maximum']}")
    if "maxLength" in schema:
        words.append(f"{schema['maxLength']} characters at most")
    if schema.get("default"):
        words.append(f"{schema['default']} by default")
    return ", ".join(words)


def _kind(schema: Described) -> str:
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "enum" in schema:
        return " or ".join(schema["enum"])
    if "$ref" in schema:
        return _name(schema)
    if schema["type"] == "array":
        items = schema["items"]
        return f"list of {', '.join(items['enum'])}" if "enum" in items else f"list of {_kind(items)}"
    return str(schema.get("format") or schema["type"])


def _name(schema: Described) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
