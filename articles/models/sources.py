"""Sources, and how many stories a day or a source has."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.querysets import StoryCountQuerySet


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

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.slug])


class StoryCount(models.Model):
    """The number of stories of a day and a source, updated by each transaction that adds or deletes stories."""

    day = models.DateField(_("day"), help_text=_("1 January of the year 1 stands for all days."))
    source_id = models.BigIntegerField(_("source"), help_text=_("0 stands for stories without a source."))
    stories = models.IntegerField(_("stories"), default=0)

    objects = StoryCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of stories")
        verbose_name_plural = _("counts of stories")
        constraints = [models.UniqueConstraint(fields=["day", "source_id"], name="story_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.source_id}: {self.stories}"
