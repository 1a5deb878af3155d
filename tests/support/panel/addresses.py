"""Every address of the panel as the resolver has it, each with a row that it is about."""

import re

from django.apps import apps
from django.urls import get_resolver

_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
_FIRST = ("position", "line", "number", "index")  # parameters that count from 1
_ABOUT = {  # the model whose rows are numbered by an address outside the pages of models
    "admin/mend/documents/": "articles.document",
    "admin/mend/sources/": "articles.source",
    "admin/mend/lines/": "articles.mend",
}
_ONE_OF = re.compile(r"\^|\$|\(\?P<\w+>([^)|]*)[^)]*\)")  # a regular expression of an address: its first choice


def routes():
    """Yield the route and the name of each address below the panel's; None where it has no name."""
    yield from (pair for pair in _walk(get_resolver().url_patterns, "") if pair[0].startswith("admin/"))


def key_of(route, name):
    """What a judgement is filed under: the name of an address, or its route when it has none."""
    return name or route


def path_of(route, subjects):
    """The address of a route about these rows, which are given by model and, of imports, by what is asked of them."""
    row = _subject(route, subjects)
    filled = _PARAMETER.sub(lambda found: "1" if found[1] in _FIRST else str(row), "/" + route)
    return _ONE_OF.sub(lambda found: found[1] or "", filled).replace(".*", "nowhere")


def _walk(patterns, prefix):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern.name


def _subject(route, subjects):
    """The primary key of the row that an address is about; 1 where it is about none that is known."""
    if route.startswith("admin/import/"):
        return subjects["desk"]
    for beginning, model in _ABOUT.items():
        if route.startswith(beginning):
            return subjects[model]
    _, app, model, *_ = [*route.split("/"), "", ""]
    known = f"{app}.{model}" in {one._meta.label_lower for one in apps.get_models()}
    return subjects.get(f"{app}.{model}", 1) if known else 1
