"""Imports: who brought documents in, when, and how far each import is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """One run of an import: who started it, when, how far it is, and the result for each document."""

    class State(models.TextChoices):
        STAGED = "staged", _("staged")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")
        RECEIVING = "receiving", _("being received")
        DISCARDED = "discarded", _("discarded")
        EXPIRED = "expired", _("given up unconfirmed")
        TAKEN_BACK = "taken back", _("taken back")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    command = models.TextField(_("command"), blank=True, default="")
    label = models.TextField(_("label"), blank=True, default="")
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    seen_at = models.DateTimeField(
        _("last sign of life"), null=True, blank=True, help_text=_("When it last showed that it is alive.")
    )
    claimed_by = models.TextField(
        _("claimed by"), blank=True, default="", help_text=_("The process that works at it, while one does.")
    )
    state = models.TextField(_("state"), choices=State)
    total = models.PositiveIntegerField(
        _("documents"), null=True, blank=True, help_text=_("Unknown while a stream is read.")
    )
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    source_name = models.TextField(
        _("source given"), blank=True, default="", help_text=_("For documents without a masthead.")
    )

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        permissions = [
            ("run_import", _("Can import documents")),
            ("see_every_import", _("Can see, add and discard what others import")),
        ]
        indexes = [models.Index(fields=["state"], name="import_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        *("staged", "running", "finished", "stopped", "failed"),
                        *("receiving", "discarded", "expired", "taken back"),
                    ]
                ),
                name="import_state",
            )
        ]

    def __str__(self) -> str:
        return self.label or gettext("%(when)s, no. %(number)d") % {
            "when": f"{self.started_at:%Y-%m-%d %H:%M}",
            "number": self.pk or 0,
        }

    @property
    def done(self) -> int:
        return self.created + self.updated + self.unchanged + self.rejected + self.left_out
