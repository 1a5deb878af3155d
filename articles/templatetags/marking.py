"""Marks the matches of a search, and the words that a version changed."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from articles.search.highlight import segments

register = template.Library()


@register.filter
def marked(text: str) -> SafeString:
    """The text as HTML, escaped, with each match in a <mark> element.

    The whole text is escaped at once, since a page of results has fifty texts of four pieces.
    """
    pieces = (f"<mark>{piece}</mark>" if is_match else piece for piece, is_match in segments(escape(text)))
    return SafeString("".join(pieces))


@register.filter
def changed(text: str, change: str) -> str:
    """The escaped text, inside <ins> or <del> if `change` names one; `change` is "" for unchanged text."""
    return format_html("<{0}>{1}</{0}>", change, text) if change else text
