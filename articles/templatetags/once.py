"""Parts of templates that are rendered once for each language, with places into which values are put later."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, compress, count
from operator import attrgetter
from typing import Any

from django import template
from django.core.signals import setting_changed
from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, VariableNode
from django.template.defaulttags import ForNode, IfNode, PartialNode, TemplateLiteral
from django.template.loader_tags import BlockNode, IncludeNode
from django.template.smartif import TokenBase
from django.urls import get_script_prefix
from django.utils.translation import get_language

register = template.Library()

KEPT = 200  # renderings of one part: languages, values after "for", and which of the values are there
_FIRST = 0xF0000  # of the characters that stand for values; private ones, which no template has
_PLACES = re.compile(r"([\U000F0000-\U000F00FF])")
_settings = [0]  # how often they have changed, which only tests do


type _Reader = tuple[str, Sequence[str], Callable[[Any], tuple[Any, ...]] | None]


class UnknownVariableError(Exception):
    """A part that is rendered once uses a variable that its tag doesn't name."""


@register.tag
def once(parser: Parser, token: Token) -> "OnceNode":
    """Render the content once for each language; then only put in the values that are named.

    `{% once row.href .text %}` puts two attributes of `row` into the places where the content prints them, escaped.
    The content may ask whether a value is there, as in `{% if row.text and not row.href %}`, and is then rendered for
    each answer; no other tag or filter may see the values. `{% once for here %}` renders the content for each value of
    `here`, of which there are few; these the content may use as it likes. It knows no other variables, and begins after
    a line break if there is one.
    """
    _, *names = token.split_contents()
    cut = names.index("for") if "for" in names else len(names)
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(content, names[:cut], names[cut + 1 :])


@dataclass(frozen=True, slots=True)
class _Rendering:
    """The rendered text in parts, and for those that are places of values the numbers of the values."""

    parts: Sequence[str]
    places: Sequence[tuple[int, int]]


class OnceNode(Node):
    """A part that is rendered once, the names of the values that are put in, and of those it is rendered once for."""

    child_nodelists = ()  # holds no blocks; Django looks for those of base.html in every answer

    def __init__(self, nodelist: NodeList, values: Sequence[str], keys: Sequence[str]) -> None:
        self.nodelist, self.values, self.keys = nodelist, _by_variable(values), _by_variable(keys)
        self.readers = [_readers(self.values), _readers(self.keys)]
        self.kept: dict[tuple[Any, ...], _Rendering] = {}

    def render(self, context: Context) -> str:
        values, keys = (_resolved(readers, context) for readers in self.readers)
        given = tuple(map(bool, values))
        key = (get_language(), get_script_prefix(), *_settings, given, *keys)
        rendering = self.kept.get(key)
        if rendering is None:
            if len(self.kept) >= KEPT:
                self.kept.clear()
            rendering = self.kept[key] = self._render(context, given)
        parts = list(rendering.parts)
        for place, number in rendering.places:
            parts[place] = _printed(values[number])
        return "".join(parts)

    def _render(self, context: Context, given: Sequence[bool]) -> _Rendering:
        """Render the content with private characters in place of the values."""
        is_asking = self._check(self.nodelist, context)
        stand_ins, known = iter(map(_StandIn, map(chr, range(_FIRST, _FIRST + 256)), given)), _OnlyKnown()
        for names, found in ((self.values, stand_ins), (self.keys, iter(_resolved(self.readers[1], context)))):
            for variable, attributes in names.items():
                inner = {attribute: next(found) for attribute in attributes}
                known[variable] = _OnlyKnown(known.get(variable, {}) | inner) if attributes[0] else inner[""]
        text = self.nodelist.render(context.new(known)).removeprefix("\n")
        parts = _PLACES.split(text)
        places = [(place, ord(parts[place]) - _FIRST) for place in range(1, len(parts), 2)]
        if not is_asking and set(compress(count(), given)) - {number for _, number in places}:
            raise TemplateSyntaxError(f"A part that is rendered once does not print all of its values: {text}")
        return _Rendering(parts, places)

    def _check(self, nodelist: NodeList, context: Context) -> bool:
        """Whether the content asks for the presence of values. Raises TemplateSyntaxError if it does more with them."""
        is_asking = False
        for node in nodelist.get_nodes_by_type(Node):
            if isinstance(node, BlockNode) or (isinstance(node, ForNode) and self.values):
                raise TemplateSyntaxError(f"A part that is rendered once can't have a {type(node).__name__}.")
            if isinstance(node, VariableNode) and node.filter_expression.filters:
                self._refuse_values([node.filter_expression])
            if isinstance(node, IfNode):
                self._refuse_values(
                    chain.from_iterable(_compared(condition) for condition, _ in node.conditions_nodelists if condition)
                )
            is_asking |= isinstance(node, IfNode) or self._check(_inner(node, context), context)
        return is_asking

    def _refuse_values(self, expressions: Iterable[FilterExpression]) -> None:
        for expression in expressions:
            variable, *attributes = getattr(expression.var, "lookups", None) or ("",)
            if {"", ".".join(attributes)} & set(self.values.get(variable, ())):
                raise TemplateSyntaxError(f"A part that is rendered once can only print {expression.token}.")


def _by_variable(names: Iterable[str]) -> dict[str, list[str]]:
    """The attributes of each variable, "" for itself. A name that begins with a dot is of the variable before it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    variable = ""
    for name in names:
        variable, attribute = name.split(".")[0] or variable, name.partition(".")[2]
        found[variable].append(attribute)
    return found


def _readers(names: Mapping[str, Sequence[str]]) -> list[_Reader]:
    """The names with what reads all attributes of a variable at once; it reads the last one twice, to give a tuple."""
    return [
        (variable, attributes, attrgetter(*attributes, attributes[-1]) if attributes[0] else None)
        for variable, attributes in names.items()
    ]


def _resolved(readers: Sequence[_Reader], context: Context) -> list[Any]:
    values: list[Any] = []
    for variable, attributes, read in readers:
        value = context.get(variable, "")
        if read is None:
            values.append(value)
        elif isinstance(value, dict):  # as forloop is
            values += [value[name] for name in attributes]
        else:
            values += read(value)[:-1]
    return values


def _inner(node: Node, context: Context) -> NodeList:
    """The content of another template, or of a partial, that a tag includes."""
    if isinstance(node, IncludeNode) and context.template:
        return context.template.engine.get_template(node.template.resolve(context)).nodelist
    return node.partial_mapping[node.partial_name].nodelist if isinstance(node, PartialNode) else NodeList()


def _compared(condition: TokenBase, *, is_asked: bool = True) -> Iterator[FilterExpression]:
    """The expressions that are not only asked for being there: those that are compared or filtered."""
    if isinstance(condition, TemplateLiteral):
        expression: FilterExpression = condition.value  # type: ignore[assignment]
        if not is_asked or expression.filters:
            yield expression
        return
    for part in (condition.first, condition.second):
        if part is not None:
            yield from _compared(part, is_asked=is_asked and condition.id in ("and", "or", "not"))


class _StandIn(str):
    """A private character in place of a value; it is as true as the value."""

    is_true: bool

    def __new__(cls, character: str, is_true: bool) -> "_StandIn":
        stand_in = super().__new__(cls, character)
        stand_in.is_true = is_true
        return stand_in

    def __bool__(self) -> bool:
        return self.is_true


class _OnlyKnown(dict[str, Any]):
    """A mapping in which a template looks up known names only; others are an error, and not an empty text."""

    def __contains__(self, name: object) -> bool:
        return name not in ("True", "False", "None")

    def __missing__(self, name: str) -> object:
        raise UnknownVariableError(f"A part that is rendered once doesn't name {name}.")


def _printed(value: object) -> str:
    """The value as HTML; a word, such as a language or a direction, needs no escaping."""
    if type(value) is str:
        return value if value.isalnum() else escape(value)
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


def _forget(**kwargs: object) -> None:
    _settings[0] += 1


setting_changed.connect(_forget)
