"""Addresses of the API."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path

from articles.api.documentation import documentation
from articles.api.instance import ReadingAPI, reading
from articles.api.operations import headlines, of_a_story, searching, sources, stories
from articles.api.problems import not_found

api = ReadingAPI()
for operations in (stories, of_a_story, headlines, sources, searching):
    api.add_router("", operations.router)


def missing(request: HttpRequest) -> HttpResponse:
    return not_found(request, Http404())


def readable() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The addresses for `path`, each with a view that only reads; all others below them are answered as problems.

    The first is that of the page for people.
    """
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback = reading(pattern.callback)  # type: ignore[arg-type]  # each has one
    page = path("", documentation(api.get_openapi_schema), name="page")
    return [page, *patterns, re_path("", reading(missing))], app, namespace


urls = readable()
PARAMETERS = frozenset(
    parameter["name"]
    for methods in api.get_openapi_schema(path_prefix="")["paths"].values()
    for operation in methods.values()
    for parameter in operation["parameters"]
    if parameter["in"] == "query"
)
