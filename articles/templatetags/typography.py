"""Sets texts as their language sets them, and says their language and direction."""

from django import template

from articles.typography.languages import direction_of, language_of_line
from articles.typography.setting import typeset

register = template.Library()
register.filter(typeset)
register.filter("language", language_of_line)
register.filter("direction", direction_of)
