"""Documents as they were received, and the imports that received them."""

import zlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Import(models.Model):
    """One run of an import: who started it, when, how far it is, and the result for each document."""

    class State(models.TextChoices):
        STAGED = "staged", _("staged")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")

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
    report = models.JSONField(_("report"), default=list, blank=True, help_text=_("The first thousand results."))

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        permissions = [("run_import", _("Can import documents"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["staged", "running", "finished", "stopped", "failed"]), name="import_state"
            )
        ]

    def __str__(self) -> str:
        return self.label or f"{self.started_at:%Y-%m-%d %H:%M}"

    @property
    def done(self) -> int:
        return self.created + self.updated + self.unchanged + self.rejected


class DocumentQuerySet(models.QuerySet["Document"]):
    def kept(self) -> Self:
        """All documents but those that are staged on the import desk."""
        return self.filter(~Q(state="staged"))

    def stale(self, understood_by: str) -> Self:
        """Stories and refused documents that another version has understood; not documents whose story was deleted."""
        return self.kept().filter(Q(article__isnull=False) | Q(state="rejected")).exclude(understood_by=understood_by)

    def oldest(self) -> Self:
        return self.order_by(F("id"))


class Document(models.Model):
    """A document as it was received, kept for ever."""

    class State(models.TextChoices):
        STAGED = "staged", _("staged")
        CREATED = "created", _("created")
        UPDATED = "updated", _("updated")
        UNCHANGED = "unchanged", _("unchanged")
        REJECTED = "rejected", _("rejected")

    sha256 = models.TextField(_("SHA-256"))
    name = models.TextField(_("name"))
    media_type = models.TextField(_("media type"))
    raw = models.BinaryField(_("bytes"), help_text=_("As received, compressed by zlib."))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes, before compression."))
    source_name = models.TextField(
        _("source given"),
        blank=True,
        default="",
        help_text=_("Given by the importer for documents without a masthead."),
    )
    received_at = models.DateTimeField(_("received"))
    import_run = models.ForeignKey(Import, verbose_name=_("import"), on_delete=models.PROTECT, related_name="documents")
    state = models.TextField(_("state"), choices=State)
    problem = models.JSONField(_("problem"), null=True, blank=True, help_text=_("Code, parameters and line."))
    article = models.ForeignKey(
        "Article", verbose_name=_("article"), null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    understood_by = models.TextField(
        _("understood by"), blank=True, default="", help_text=_("Version of the understanding.")
    )

    key = models.BigIntegerField(
        _("key"), null=True, blank=True, help_text=_("Of the headline that the document alone gives.")
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [
            models.Index(fields=["key"], name="document_key"),
            models.Index(fields=["understood_by", "id"], name="document_understood"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], condition=~Q(state="staged"), name="document_once"),
            models.UniqueConstraint(
                fields=["import_run", "sha256"], condition=Q(state="staged"), name="document_staged_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["staged", "created", "updated", "unchanged", "rejected"]), name="document_state"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def content(self) -> bytes:
        """The bytes as received."""
        return zlib.decompress(bytes(self.raw))


class SourceLines(models.Model):
    """What one understanding has counted of the lines of one source's documents; `articles.captures.line_counts`."""

    source = models.TextField(_("source"), help_text=_("Its key."))
    understood_by = models.TextField(_("understood by"))
    counts = models.BinaryField(_("counts"), default=b"")
    base = models.BigIntegerField(_("digest of the counts"), default=0)
    recent = models.BinaryField(_("changed since"), default=b"")

    class Meta:
        verbose_name = _("lines of a source")
        verbose_name_plural = _("lines of sources")
        constraints = [models.UniqueConstraint(fields=["source", "understood_by"], name="source_lines_once")]

    def __str__(self) -> str:
        return self.source
