"""Corrections by hand of how a document is understood."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.documents import Document
from articles.models.sources import Source


class Mend(models.Model):
    """One correction by hand of how a document is read; it holds whenever the document is understood again.

    The mend of a line gives its role; any other gives a value of the story, in the place of what was understood.
    """

    class Kind(models.TextChoices):
        LINE = "line", _("line")
        HEADLINE = "headline", _("headline")
        STANDFIRST = "standfirst", _("standfirst")
        BYLINE = "byline", _("byline")
        PUBLISHED = "published", _("published")
        SOURCE = "source", _("source")

    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.CASCADE, related_name="mends", db_index=False
    )
    kind = models.TextField(_("kind"), choices=Kind)
    line = models.PositiveIntegerField(_("line"), default=0, help_text=_("Its number, from 1; 0 for a value."))
    text = models.TextField(_("text of the line"), blank=True, default="")
    old = models.TextField(_("before"), blank=True, default="", help_text=_("The role or the value as understood."))
    new = models.TextField(_("mended"), blank=True, default="", help_text=_("The role or the value given by hand."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["document", "kind", "line"]
        verbose_name = _("correction by hand")
        verbose_name_plural = _("corrections by hand")
        constraints = [
            models.UniqueConstraint(fields=["document", "kind", "line"], name="mend_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["line", "headline", "standfirst", "byline", "published", "source"]),
                name="mend_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.line or ''}".strip()


class JoinedSource(models.Model):
    """A name of a publication that an admin joined to another source: its stories are that source's."""

    key = models.TextField(_("key"), unique=True, help_text=_("The name's normal form."))
    name = models.TextField(_("name"))
    source = models.ForeignKey(
        Source, verbose_name=_("joined to"), on_delete=models.CASCADE, related_name="joined_names"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["source", "name"]
        verbose_name = _("joined source")
        verbose_name_plural = _("joined sources")

    def __str__(self) -> str:
        return self.name


class SourceBoilerplate(models.Model):
    """A line that an admin marked as boilerplate of a source: it is left out of all the source's stories."""

    source = models.TextField(_("source"), help_text=_("Its key."))
    digest = models.BigIntegerField(_("digest of the line"))
    text = models.TextField(_("line"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("boilerplate of a source")
        verbose_name_plural = _("boilerplate of sources")
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="source_boilerplate_once")]

    def __str__(self) -> str:
        return self.text
