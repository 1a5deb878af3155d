"""Articles, their earlier texts, and what finds them."""

import math

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models.querysets import ArticleQuerySet, RevisionQuerySet
from articles.models.sources import Source
from articles.text.keywords import keywords_of

CAPTION_LABEL = _("Caption. The picture was not in the text.")  # so that a line about a picture doesn't puzzle
WORDS_A_MINUTE = 230  # silent reading of English non-fiction averages 238; Brysbaert 2019


class Article(models.Model):
    """A story in the library, merged from all its captures."""

    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        db_index=False,
    )
    headline = models.TextField(_("headline"))
    key = models.BigIntegerField(_("key"), db_index=True, help_text=_("The headline's key."))
    slug = models.TextField(_("slug"))
    standfirst = models.TextField(_("standfirst"), blank=True, default="")
    byline = models.TextField(_("byline"), blank=True, default="")
    blocks = models.JSONField(_("blocks"), default=list)
    body_html = models.TextField(
        _("body, as HTML"), blank=True, default="", help_text=_("Sanitised, rendered at import.")
    )
    body_text = models.TextField(_("body, as text"), blank=True, default="")
    words = models.PositiveIntegerField(_("words"), default=0)
    language = models.TextField(_("language"), blank=True, default="")
    published_at = models.DateTimeField(_("published"), null=True, blank=True, help_text=_("Empty when unknown."))
    captured_on = models.DateField(
        _("captured on"),
        null=True,
        blank=True,
        help_text=_("The masthead's date: the day of the scrape, not of the story."),
    )
    imported_at = models.DateTimeField(_("imported"))
    dated_at = models.DateTimeField(_("dated"), help_text=_("Published, or else imported: what lists sort by."))
    fingerprint = models.TextField(_("fingerprint"), unique=True)
    url = models.TextField(
        _("address"), null=True, blank=True
    )  # null when unknown, since unknown addresses must not be equal
    document = models.ForeignKey(
        "Document", verbose_name=_("document"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    import_run = models.ForeignKey(
        "Import", verbose_name=_("import"), null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )

    confidence = models.FloatField(
        _("confidence"),
        null=True,
        blank=True,
        help_text=_("Of the part that is least sure, from 0 to 1; empty when none was judged."),
    )
    headline_confidence = models.FloatField(
        _("headline"), null=True, blank=True, help_text=_("How likely the headline is right.")
    )
    body_confidence = models.FloatField(
        _("body"), null=True, blank=True, help_text=_("How likely nine tenths of the body are right.")
    )
    related_confidence = models.FloatField(
        _("list"), null=True, blank=True, help_text=_("How likely eight tenths of the related headlines are right.")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(F("dated_at").desc(), F("id").desc(), name="article_newest"),
            models.Index("source", F("dated_at").desc(), F("id").desc(), name="article_source_newest"),
            models.Index("confidence", F("dated_at").desc(), F("id").desc(), name="article_unsure"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=Q(url__isnull=False), name="article_url_once"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("articles:detail", args=[self.pk, self.slug])

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Delete the story; its headline waits again. The documents stay."""
        return type(self).objects.filter(pk=self.pk).delete()

    @property
    def minutes(self) -> int:
        return reading_minutes(self.words)

    @property
    def body(self) -> SafeString:
        """The body as HTML, its captions labelled in the language of the page. The sanitiser made it at import."""
        label = format_html('<b lang="{}">{}</b> ', get_language() or settings.LANGUAGE_CODE, CAPTION_LABEL)
        return mark_safe(self.body_html.replace("<figcaption>", f"<figcaption>{label}"))  # noqa: S308

    @property
    def first_paragraph(self) -> str:
        return next((block["text"] for block in self.blocks if block["kind"] == "paragraph"), "")

    @cached_property
    def keywords(self) -> dict[str, str]:
        """Its keywords, the heaviest first: folded, with the spelling as printed."""
        return keywords_of(self.headline, f"{self.standfirst}\n{self.body_text}")


class ArticleTrait(models.Model):
    """An entry of the index of similar stories: the hash of a keyword or of a MinHash band, and an article."""

    pk = models.CompositePrimaryKey("hash", "article")
    hash = models.BigIntegerField(_("hash"))
    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="traits", db_constraint=False
    )

    class Meta:
        verbose_name = _("trait of an article")
        verbose_name_plural = _("traits of articles")

    def __str__(self) -> str:
        return f"{self.hash:016x}"


class Identity(models.Model):
    """What identifies an article besides its headline: one of its addresses, or one of its former headlines."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="identities", db_index=False
    )
    key = models.BigIntegerField(_("key"), help_text=_("Of the address or of the headline, as hashed."))
    headline = models.TextField(_("headline"), blank=True, default="", help_text=_("Empty for an address."))

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="identity_once"),
            models.UniqueConstraint(fields=["key"], condition=Q(headline=""), name="identity_address_once"),
        ]
        indexes = [models.Index(fields=["key"], name="identity_key")]

    def __str__(self) -> str:
        return self.headline or f"{self.key & 0xFFFFFFFFFFFFFFFF:016x}"


class Revision(models.Model):
    """An earlier text of an article."""

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="revisions", db_index=False
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
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="understandings"
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


def reading_minutes(words: int) -> int:
    """The reading time in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def slug_of(text: str) -> str:
    """A headline's slug: 1 to 80 ASCII characters, and never the name of a page below the story's address."""
    slug = slugify(text)[:80].strip("-")
    return "story" if slug in ("", "revisions") else slug
