"""Parts of templates that are rendered once for each language, with places into which values are put later."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from operator import attrgetter
from typing import Any

from django import template
from django.core.signals import setting_changed
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token
from django.template.defaulttags import ForNode, IfNode, PartialNode
from django.template.loader_tags import BlockNode, IncludeNode
from django.urls import get_script_prefix
from django.utils.translation import get_language

register = template.Library()

KEPT = 100  # renderings of one part: languages, and values after "for"
_FIRST = 0xF0000  # of the characters that stand for values; private ones, which no template has
_PLACES = re.compile(r"([\U000F0000-\U000F00FF])")
_settings = [0]  # how often they have changed, which only tests do


class UnknownVariableError(Exception):
    """A part that is rendered once uses a variable that its tag doesn't name."""


@register.tag
def once(parser: Parser, token: Token) -> "OnceNode":
    """Render the content once for each language; then only put in the values that are named.

    `{% once row.href row.text %}` puts two attributes of `row` into the places where the content prints them,
    escaped; no tag or filter may see them. `{% once for here %}` renders once more for each value of `here`,
    of which there are few. The content knows no other variables, and begins after a line break if there is one.
    """
    _, *names = token.split_contents()
    cut = names.index("for") if "for" in names else len(names)
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    refused = (BlockNode, IncludeNode, PartialNode, *([IfNode, ForNode] if cut else []))
    for node in content.get_nodes_by_type(Node):
        if isinstance(node, refused):
            raise TemplateSyntaxError(f"A part that is rendered once can't have a {type(node).__name__}.")
    return OnceNode(content, names[:cut], names[cut + 1 :])


@dataclass(frozen=True, slots=True)
class _Rendering:
    """The rendered text in parts, and for those that are places of values the numbers of the values."""

    parts: Sequence[str]
    places: Sequence[tuple[int, int]]


class OnceNode(Node):
    """A part that is rendered once, the names of the values that are put in, and of those it is rendered once for."""

    def __init__(self, nodelist: NodeList, values: Sequence[str], keys: Sequence[str]) -> None:
        self.nodelist, self.keys = nodelist, keys
        self.attributes: defaultdict[str, list[str]] = defaultdict(list)  # by the variable that has them
        for value in values:
            root, _, attribute = value.partition(".")
            self.attributes[root].append(attribute)
        self.readers = [
            (root, attrgetter(*names) if names[0] else None, len(names)) for root, names in self.attributes.items()
        ]
        self.kept: dict[tuple[Any, ...], _Rendering] = {}

    def render(self, context: Context) -> str:
        key = (get_language(), get_script_prefix(), *_settings, *(context[name] for name in self.keys))
        rendering = self.kept.get(key)
        if rendering is None:
            if len(self.kept) >= KEPT:
                self.kept.clear()
            rendering = self.kept[key] = self._render(context)
        values: list[str] = []
        for root, reader, number in self.readers:
            value = context[root]
            if reader is None:
                values.append(_escaped(value))
            elif number == 1:
                values.append(_escaped(reader(value)))
            else:
                values += map(_escaped, reader(value))
        parts = list(rendering.parts)
        for place, number in rendering.places:
            parts[place] = values[number]
        return "".join(parts)

    def _render(self, context: Context) -> _Rendering:
        """Render the content with a private character in place of each value."""
        numbers, known = count(), _OnlyKnown()
        for root, names in self.attributes.items():
            stand_ins = {name: chr(_FIRST + next(numbers)) for name in names}
            known[root] = stand_ins.get("") or _OnlyKnown(stand_ins)
        known.update((name, context[name]) for name in self.keys)
        text = self.nodelist.render(context.new(known)).removeprefix("\n")
        parts = _PLACES.split(text)
        places = [(place, ord(parts[place]) - _FIRST) for place in range(1, len(parts), 2)]
        if len({number for _, number in places}) < next(numbers):
            raise TemplateSyntaxError(f"A part that is rendered once doesn't print all its values as they are: {text}")
        return _Rendering(parts, places)


class _OnlyKnown(dict[str, Any]):
    """A mapping in which a template looks up known names only; others are an error, and not an empty text."""

    def __contains__(self, name: object) -> bool:
        return name not in ("True", "False", "None")

    def __missing__(self, name: str) -> object:
        raise UnknownVariableError(f"A part that is rendered once doesn't name {name}.")


def _escaped(value: object) -> str:
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


def _forget(**kwargs: object) -> None:
    _settings[0] += 1


setting_changed.connect(_forget)
