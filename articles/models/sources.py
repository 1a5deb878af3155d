"""Sources, and how many stories a day or a source has."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.db import connections, models
from django.db.models import Count, OuterRef, Q, Subquery, Sum, Window
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

ALL_DAYS = dt.date.min  # the day under which a source's stories of all days are counted
UNDATED = dt.date.max  # the day under which stories without a date of publication are counted


def counted_on(published_at: dt.datetime | None) -> dt.date:
    """The day under which a story is counted."""
    return published_at.date() if published_at else UNDATED


class SourceQuerySet(models.QuerySet["Source"]):
    def with_joined(self) -> Self:
        """Each with the slug of the source that it is `joined_to`, None if it is joined to none."""
        joined = self.model._meta.apps.get_model("articles", "JoinedSource").objects.filter(key=OuterRef("key"))
        return self.annotate(joined_to=Subquery(joined.values("source__slug")[:1]))


class Source(models.Model):
    """A publication, as its masthead names it."""

    name = models.TextField(_("name"))
    slug = models.TextField(_("slug"), unique=True)
    key = models.TextField(_("key"), unique=True, help_text=_("The name's normal form."))
    tagline = models.TextField(_("tagline"), blank=True, default="")
    url = models.TextField(_("address"), blank=True, default="")
    language = models.TextField(_("language"), blank=True, default="")
    seen_on = models.DateField(
        _("seen on"), null=True, blank=True, help_text=_("Day of the newest capture; it gave the name and the tagline.")
    )

    set_by_hand = models.JSONField(
        _("set by hand"),
        null=True,
        blank=True,
        help_text=_("The names of the fields that an admin set: no masthead changes them."),
    )  # null so that SQLite does not copy the table to add the column

    joined_to: str | None  # added by `with_joined`

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.slug])


class StoryCountQuerySet(models.QuerySet["StoryCount"]):
    def add(self, changes: Mapping[tuple[dt.date, int], int]) -> None:
        """Add numbers of stories, by day and source id (0 for no source), to the counts of the day and of all days.

        Rows are written in a fixed order, so that two importers don't deadlock.
        """
        changes = Counter(changes)
        for (_day, source), change in list(changes.items()):
            changes[ALL_DAYS, source] += change
        self.change([(day.isoformat(), source, change) for (day, source), change in changes.items() if change])

    def change(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Add to each count, given as day, source id and number; nothing is added to the counts of all days.

        A number of 0 makes sure that the row exists. The rows stay locked until the transaction ends.
        """
        with connections[self.db].cursor() as cursor:
            cursor.executemany(_ADD_STORIES, sorted(rows))

    def of_all_days(self) -> Self:
        """One row for each source that has stories, and one, of source 0, for the stories without a source."""
        return self.filter(day=ALL_DAYS, stories__gt=0)

    def largest_sources(self) -> models.QuerySet["StoryCount", Mapping[str, Any]]:
        """The counts of all days, the largest first, as mappings with the `name` and `slug` of the source (None for 0).

        Each row also has the totals over all rows: `all_stories`, and `all_sources` without source 0.
        """
        source = Source.objects.filter(pk=OuterRef("source_id"))
        return (
            self.of_all_days()
            .order_by("-stories", "source_id")
            .annotate(
                name=Subquery(source.values("name")),
                slug=Subquery(source.values("slug")),
                all_stories=Window(Sum("stories")),
                all_sources=Window(Count("source_id", filter=Q(source_id__gt=0))),
            )
            .values("source_id", "stories", "name", "slug", "all_stories", "all_sources")
        )


class StoryCount(models.Model):
    """The number of stories of a day and a source, updated by each transaction that adds or deletes stories."""

    day = models.DateField(
        _("day"),
        help_text=_("1 January of the year 1 stands for all days, 31 December 9999 for stories without a date."),
    )
    source_id = models.BigIntegerField(_("source"), help_text=_("0 stands for stories without a source."))
    stories = models.IntegerField(_("stories"), default=0)

    objects = StoryCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of stories")
        verbose_name_plural = _("counts of stories")
        constraints = [models.UniqueConstraint(fields=["day", "source_id"], name="story_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.source_id}: {self.stories}"


_ADD_STORIES = """
INSERT INTO articles_storycount AS held (day, source_id, stories) VALUES (%s, %s, %s)
ON CONFLICT (day, source_id) DO UPDATE SET stories = held.stories + excluded.stories
"""
