"""The links to a page in other languages: for search engines, and the choice of a language in the footer."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.typography.languages import direction_of

register = template.Library()


@register.simple_tag
def language_buttons() -> SafeString:
    """A button for each language, named in that language."""
    marks = {get_language(): SafeString(' aria-current="true"')}
    return format_html_join(
        "\n    ",
        '<button name="to" value="{}" lang="{}" dir="{}"{}>{}</button>',
        [(code, code, direction_of(code), marks.get(code, ""), name) for code, name in settings.LANGUAGES],
    )


@register.simple_tag
def alternate_links(alternates: Iterable[tuple[str, str]]) -> SafeString:
    """What search engines read of a page in all languages, which are given as codes and addresses."""
    return format_html_join("", '<link rel="alternate" hreflang="{}" href="{}">', alternates)
