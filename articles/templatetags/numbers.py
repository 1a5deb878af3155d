"""Numbers as readers write them."""

from django import template

from articles.pages.cards import grouped

register = template.Library()
register.filter(grouped)
