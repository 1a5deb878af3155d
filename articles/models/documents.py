"""Documents as they were received."""

import zlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.imports.runs import Import


class DocumentQuerySet(models.QuerySet["Document"]):
    def kept(self) -> Self:
        """All documents but those that are staged on the import desk."""
        return self.filter(~Q(state="staged"))

    def stale(self, understood_by: str) -> Self:
        """Stories and refused documents that another version has understood; not documents whose story was deleted."""
        return self.kept().filter(Q(article__isnull=False) | Q(state="rejected")).exclude(understood_by=understood_by)

    def deleted_by_hand(self) -> Self:
        """Documents that stay out, since their story was deleted by hand."""
        return self.filter(deleted_at__isnull=False)

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

    deleted_at = models.DateTimeField(
        _("deleted"),
        null=True,
        blank=True,
        help_text=_("When its story was deleted by hand; it stays out until it is added again."),
    )
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deleted by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
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
            models.Index(fields=["key"], condition=Q(deleted_at__isnull=False), name="document_deleted"),
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
