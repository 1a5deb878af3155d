"""Pages of the import desk, within Django's admin: its header, user, breadcrumbs, theme and messages."""

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_alone


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int | None = None
) -> HttpResponse:
    """Render a template of the desk with what Django's admin shows around every page of its own."""
    return render_alone(request, template, {**admin.site.each_context(request), **(context or {})}, status=status)
