"""The confidence of an understanding in words: "headline 62 %, body 97 %, list 88 %"."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.understanding import Confidence

UNSURE, DOUBTFUL = 0.5, 0.8  # below 0.5 more likely wrong than right; below 0.8 an admin should look
PARTS = {"headline": _("headline"), "body": _("body"), "related": _("list")}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a story, and the probability that it is right, in percent."""

    name: str
    percent: int
    css: str  # its class in the stylesheet


def show_sureness(confidence: Confidence | None) -> tuple[Part, ...]:
    """Headline, body and list, in this order; empty when there are no probabilities."""
    probabilities = astuple(confidence) if confidence else ()
    return tuple(
        Part(str(name), round(100 * p), _css(p)) for name, p in zip(PARTS.values(), probabilities, strict=False)
    )


def _css(probability: float) -> str:
    return "bad" if probability < UNSURE else "warn" if probability < DOUBTFUL else ""


def in_words(parts: Sequence[Part]) -> str:
    """The parts in a row as HTML, the unsure ones marked."""
    rows = ((part.css, part.name, part.percent) for part in parts)
    return format_html_join(", ", '<span class="sure {}">{} {}\xa0%</span>', rows)


class UnsureFilter(admin.SimpleListFilter):
    """Stories whose understanding is more likely wrong than right, in any part or in one."""

    title = _("what is unsure")
    parameter_name = "unsure"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [
            ("any", gettext("Any part")),
            ("headline", gettext("The headline")),
            ("body", gettext("The body")),
            ("related", gettext("The list")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
        match self.value():
            case "any":
                return queryset.filter(confidence__lt=UNSURE)
            case "headline" | "body" | "related" as part:
                return queryset.filter(**{f"{part}_confidence__lt": UNSURE})
        return queryset
