"""Earlier texts of articles, and changes that a newer understanding made."""

from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RevisionQuerySet(models.QuerySet["Revision"]):
    def latest_first(self) -> Self:
        """The earlier texts that were replaced last come first."""
        return self.order_by("-changed_at", "-pk")

    def with_newest_position(self) -> Self:
        """Each with `newest_position`, the highest position among its article's revisions."""
        same = self.model.objects.filter(article=OuterRef("article")).order_by("-position")
        return self.annotate(newest_position=Subquery(same.values("position")[:1]))


class Revision(models.Model):
    """An earlier text of an article."""

    article = models.ForeignKey(
        "Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("From 1, the oldest first."))
    headline = models.TextField(_("headline"))
    standfirst = models.TextField(_("standfirst"), blank=True, default="")
    blocks = models.JSONField(_("blocks"), default=list)
    fingerprint = models.TextField(_("fingerprint"))
    captured_on = models.DateField(_("captured on"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen"), help_text=_("When this text was imported."))
    changed_at = models.DateTimeField(
        _("changed"),
        default=timezone.now,
        help_text=_("When both this text and the one that took its place had been imported."),
    )

    newest_position: int  # added by `with_newest_position`

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["article", "position"], name="revision_in_order")]
        indexes = [models.Index(F("changed_at").desc(), F("id").desc(), name="revision_latest")]

    def __str__(self) -> str:
        return f"{self.headline} ({self.position})"


class UnderstandingRevision(models.Model):
    """A change that a newer understanding of the same documents made to an article; the publisher changed nothing."""

    article = models.ForeignKey(
        "Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="understandings"
    )
    understood_by = models.TextField(_("understood by"), help_text=_("Version of the new understanding."))
    made_at = models.DateTimeField(_("made"))
    changes = models.TextField(_("changes"), help_text=_("Line by line, as a unified diff."))

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("revision of understanding")
        verbose_name_plural = _("revisions of understanding")

    def __str__(self) -> str:
        return f"{self.article} ({self.understood_by})"
