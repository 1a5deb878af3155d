"""The articles that a page's JSON-LD describes."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

MAX_SCRIPTS = 50  # of JSON-LD on a page
MAX_SCRIPT = 1_000_000  # characters
MAX_VALUES = 20_000  # objects and lists visited
_KINDS = ("Article", "BlogPosting", "NewsStory", "Report", "Review")  # how the names of schema.org's kinds end
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_ARTICLE = re.compile(r"\"@type\"\s*:\s*\[?\s*\"\w*Article\"")
_PAIR = re.compile(r"\"(headline|datePublished|description|inLanguage)\"\s*:\s*\"([^\"\\]{1,500})\"")


def articles_in(scripts: Iterable[str]) -> list[dict[str, Any]]:
    """Return every object whose type is a kind of article, in order, with its texts unescaped.

    Broken scripts give what can be recovered of them, or nothing.
    """
    found = []
    for number, script in enumerate(scripts):
        if number < MAX_SCRIPTS and len(script) <= MAX_SCRIPT:
            found += [{name: _plain(value) for name, value in one.items()} for one in _articles(_read(script))]
    return found


def _read(script: str) -> object:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)  # line ends inside strings are common
    except RecursionError:
        return None
    except ValueError:
        return _broken(text)


def _broken(text: str) -> object:
    """Recover some values of a script that is invalid JSON, by a stray comma or an unescaped quotation mark."""
    if not _ARTICLE.search(text):
        return None
    return {"@type": "Article", **{name: value for name, value in reversed(_PAIR.findall(text))}}


def _articles(value: object) -> Iterator[dict[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < MAX_VALUES:
        one, seen = waiting.pop(0) if len(waiting) < 100 else waiting.pop(), seen + 1
        if isinstance(one, list):
            waiting += one[:1_000]
        elif isinstance(one, dict):
            if _is_article(one.get("@type")):
                yield one
            waiting += [one[name] for name in _INTO if isinstance(one.get(name), dict | list)]


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.endswith(_KINDS) for one in kinds)


def _plain(value: object) -> object:
    return unescape(value) if isinstance(value, str) and len(value) < 10_000 else value
