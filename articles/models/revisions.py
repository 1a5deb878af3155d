"""Earlier texts of articles, and changes that a newer understanding made."""

from typing import Any, Self

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RevisionQuerySet(models.QuerySet["Revision"]):
    def latest_first(self) -> Self:
        """The earlier texts that were replaced last come first."""
        return self.order_by("-changed_at", "-pk")

    def for_feed(self) -> models.QuerySet["Revision", tuple[Any, ...]]:
        """What the feed shows of each, as one tuple: how its text was changed, and the headline that took its place.

        The last column is the highest position among the revisions of its story.
        """
        same = self.model.objects.filter(article=OuterRef("article"))
        following = same.filter(position=OuterRef("position") + 1).values("headline")
        return self.annotate(
            following=Coalesce(Subquery(following), "article__headline"),
            newest=Subquery(same.order_by("-position").values("position")[:1]),
        ).values_list(
            *("article_id", "position", "headline", "following", "changed_paragraphs", "changed_at"),
            *("article__source__name", "newest", "article__language"),
        )


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
    changed_paragraphs = models.PositiveIntegerField(
        _("changed paragraphs"),
        null=True,
        blank=True,
        help_text=_("How many paragraphs the text that took its place changed, put in or took out."),
    )  # null so that SQLite does not copy the table to add the column

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
