"""What the library held on each day, as a worker counted it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyCount(models.Model):
    """How much the library held when it was last counted on a day, and figures of its newest stories.

    Pages can't count these: each takes a scan of many rows.
    """

    day = models.DateField(_("day"), unique=True)
    stories = models.PositiveBigIntegerField(_("stories"))
    live = models.PositiveBigIntegerField(_("live headlines"))
    waiting = models.PositiveBigIntegerField(_("waiting headlines"))
    figures = models.JSONField(
        _("figures"), null=True, blank=True, help_text=_("Of the stories imported last; only the latest row has them.")
    )

    class Meta:
        verbose_name = _("count of a day")
        verbose_name_plural = _("counts of days")

    def __str__(self) -> str:
        return str(self.day)
