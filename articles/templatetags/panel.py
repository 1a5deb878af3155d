"""Links from one page of the panel to another, for whoever may open it."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()


def link_for(user: User | AnonymousUser, model: str, pk: int, text: object) -> str:
    """A link to a row's own page in the panel; only its text for users who may not look at such rows."""
    if any(user.has_perm(f"articles.{verb}_{model}") for verb in ("view", "change")):
        return format_html('<a href="{}">{}</a>', reverse(f"admin:articles_{model}_change", args=[pk]), text)
    return format_html("{}", text)


@register.simple_tag(takes_context=True)
def row_link(context: Any, model: str, pk: int, text: object) -> str:  # noqa: ANN401  a Context of either kind
    return link_for(context.request.user, model, pk, text)
