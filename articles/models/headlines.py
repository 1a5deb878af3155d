"""Headlines, each one row whatever its spelling, and the links that lead to them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.querysets import HeadlineQuerySet, RelatedHeadlineQuerySet


class Headline(models.Model):
    """A headline's one row, whatever its spelling: live when it has an article, waiting when not."""

    key = models.BigIntegerField(_("key"), unique=True, help_text=_("64-bit BLAKE2b of the normal form."))
    text = models.TextField(
        _("text"), help_text=_("The article's own spelling; while it waits, the smallest spelling met.")
    )
    listed_as = models.TextField(
        _("listed as"), blank=True, default="", help_text=_("The smallest spelling that related lists have.")
    )
    article = models.ForeignKey(
        "Article",
        verbose_name=_("article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    wanted = models.PositiveIntegerField(_("wanted"), default=0, help_text=_("How many articles link here."))

    objects = HeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("headline")
        verbose_name_plural = _("headlines")
        indexes = [
            models.Index(F("wanted").desc(), "id", condition=Q(article=None), name="headline_most_wanted"),
            models.Index(F("wanted").desc(), "id", condition=Q(article__isnull=False), name="headline_most_linked"),
            models.Index("article", condition=Q(article__isnull=False), name="headline_article"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("articles:headline", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.article_id is None


class HeadlineSignature(models.Model):
    """A hash of a headline's words with one left out, by which nearly equal headlines find each other."""

    hash = models.BigIntegerField(_("hash"))
    headline = models.ForeignKey(
        Headline, verbose_name=_("headline"), on_delete=models.CASCADE, related_name="signatures", db_index=False
    )

    class Meta:
        verbose_name = _("headline signature")
        verbose_name_plural = _("headline signatures")
        constraints = [models.UniqueConstraint(fields=["hash", "headline"], name="signature_once")]
        indexes = [models.Index(fields=["headline"], name="signature_headline")]

    def __str__(self) -> str:
        return f"{self.hash:016x}"


class RelatedHeadline(models.Model):
    """A link from an article to a headline that its page listed."""

    class How(models.TextChoices):
        EXACT = "exact", _("exact")
        VARIANT = "variant", _("variant")
        FUZZY = "fuzzy", _("fuzzy")
        BY_HAND = "by hand", _("by hand")

    article = models.ForeignKey(
        "Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="related", db_index=False
    )
    headline = models.ForeignKey(
        Headline, verbose_name=_("headline"), on_delete=models.PROTECT, related_name="mentions", db_index=False
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("From 1, in the order of the newest capture."))
    how = models.TextField(_("how"), choices=How, default=How.EXACT)

    objects = RelatedHeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position", "pk"]
        verbose_name = _("related headline")
        verbose_name_plural = _("related headlines")
        constraints = [
            models.UniqueConstraint(fields=["article", "headline"], name="related_once"),
            models.CheckConstraint(condition=Q(how__in=["exact", "variant", "fuzzy", "by hand"]), name="related_how"),
        ]
        indexes = [
            models.Index(fields=["article", "position"], name="related_in_order"),
            models.Index(fields=["headline", "article"], name="related_backlinks"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.headline_id}"
