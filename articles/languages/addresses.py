"""The addresses of pages in each language of the interface: /de/wanted/ for German, /wanted/ for English.

Addresses for machines are the same in all languages: feeds, files, and whatever the admin panel is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.urls import URLPattern, URLResolver, get_script_prefix
from django.utils.translation import get_language

PREFIXED = tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)
# Where the addresses begin that have no language. Those that end with the name of a file have none either.
PLAIN = ("admin/", "api/", "feeds/", "language/", "static/", ".well-known/", "healthz", "readyz", "metrics")
_FILE = re.compile(r"\.[a-z]+$")

type Route = URLPattern | URLResolver


class _LanguagePrefix:
    """The prefix of the active language, as Django's `i18n_patterns` has it, which only the root may use."""

    converters: Mapping[str, Any] = {}

    def __str__(self) -> str:
        language = get_language()
        return f"{language}/" if language in PREFIXED else ""

    @property
    def regex(self) -> re.Pattern[str]:
        return re.compile(str(self))

    def match(self, path: str) -> "tuple[str, tuple[()], Mapping[str, Any]] | None":
        prefix = str(self)
        return (path.removeprefix(prefix), (), {}) if path.startswith(prefix) else None

    def check(self) -> Sequence[CheckMessage]:
        return []


def in_each_language(routes: Iterable[Route]) -> list[Route]:
    """The routes, those to pages under the prefix of the active language."""
    plain: list[Route] = []
    pages: list[Route] = []
    for route in routes:
        (pages if _is_page(str(route.pattern)) else plain).append(route)
    return [*plain, URLResolver(_LanguagePrefix(), pages)]  # type: ignore[arg-type]  # it takes any pattern


def is_page(path: str) -> bool:
    """Whether an address without a prefix is one that has a page in each language."""
    return _is_page(path.removeprefix(get_script_prefix()))


def _is_page(path: str) -> bool:
    return not path.startswith(PLAIN) and not _FILE.search(path)


def language_of(path: str) -> str:
    """The language that the prefix of a path names; "" for a path without one."""
    first = path.removeprefix(get_script_prefix()).partition("/")[0]
    return first if first in PREFIXED else ""


def page_prefix() -> str:
    """Where the addresses of pages begin in the active language: "/de/", or "/" in English."""
    language = get_language()
    return f"{get_script_prefix()}{language}/" if language in PREFIXED else get_script_prefix()


def address_in(language: str, address: str) -> str:
    """The address, a path with its query, of the same page in another language."""
    start, rest = get_script_prefix(), _without_language(address)
    return f"{start}{language}/{rest}" if language in PREFIXED else f"{start}{rest.lstrip('/')}"


def addresses_of(path: str) -> list[str]:
    """The addresses of a page in all languages: in English, and then in those of PREFIXED."""
    start, rest = get_script_prefix(), _without_language(path)
    return [f"{start}{rest.lstrip('/')}", *(f"{start}{language}/{rest}" for language in PREFIXED)]


def _without_language(address: str) -> str:
    rest = address.removeprefix(get_script_prefix())
    code = language_of(address)
    return rest.removeprefix(code).removeprefix("/") if code else rest
