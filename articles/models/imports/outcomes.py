"""What became of each document of an import, and how each that waits was understood."""

import json
import zlib
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.documents import Document
from articles.models.imports.runs import Import


class Outcome(models.Model):
    """What became of one document of an import: a row of its report, which stays true when the story goes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CREATED = "created", _("created")
        UPDATED = "updated", _("updated")
        UNCHANGED = "unchanged", _("unchanged")
        REJECTED = "rejected", _("rejected")
        LEFT_OUT = "left out", _("left out")

    import_run = models.ForeignKey(
        Import, verbose_name=_("import"), on_delete=models.CASCADE, related_name="outcomes", db_index=False
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("From 1, in the order of the import."))
    name = models.TextField(_("name"))
    sha256 = models.TextField(_("SHA-256"), blank=True, default="")
    state = models.TextField(_("state"), choices=State)
    problem = models.JSONField(_("problem"), null=True, blank=True, help_text=_("Code, parameters and line."))
    details = models.JSONField(
        _("details"), default=list, blank=True, help_text=_("What changed, or why nothing did: codes and parameters.")
    )
    article_number = models.BigIntegerField(
        _("number of the article"), null=True, blank=True, help_text=_("Kept when the article is deleted.")
    )
    headline = models.TextField(_("headline"), blank=True, default="", help_text=_("As it was after the import."))
    document = models.ForeignKey(
        Document,
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="outcomes",
        help_text=_("The document that waits, or that was stored."),
    )

    class Meta:
        ordering = ["import_run", "position"]
        verbose_name = _("outcome of a document")
        verbose_name_plural = _("outcomes of documents")
        constraints = [
            models.UniqueConstraint(fields=["import_run", "position"], name="outcome_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "created", "updated", "unchanged", "rejected", "left out"]),
                name="outcome_state",
            ),
        ]
        indexes = [models.Index(fields=["import_run", "state", "position"], name="outcome_by_state")]

    def __str__(self) -> str:
        return self.name


class Preview(models.Model):
    """How a document that waits for a confirmation is understood; made once, and deleted when it is imported."""

    outcome = models.OneToOneField(Outcome, verbose_name=_("outcome"), on_delete=models.CASCADE, related_name="preview")
    expected = models.TextField(
        _("expected state"), choices=Outcome.State, help_text=_("What the library would do with it.")
    )
    sureness = models.FloatField(
        _("sureness"), null=True, blank=True, help_text=_("Confidence of the part that is least sure, from 0 to 1.")
    )
    has_source = models.BooleanField(_("has a source"), default=True)
    key = models.BigIntegerField(_("key"), null=True, blank=True, db_index=True, help_text=_("Of its headline."))
    packed = models.BinaryField(
        _("as shown"), default=b"", help_text=_("Lines with their roles, and the story, as JSON compressed by zlib.")
    )

    class Meta:
        verbose_name = _("preview of a document")
        verbose_name_plural = _("previews of documents")

    def __str__(self) -> str:
        return f"{self.outcome_id}: {self.expected}"

    @property
    def shown(self) -> dict[str, Any]:
        return json.loads(zlib.decompress(bytes(self.packed))) if self.packed else {}

    @shown.setter
    def shown(self, values: dict[str, Any]) -> None:
        self.packed = zlib.compress(json.dumps(values, ensure_ascii=False).encode())
