"""What the library holds: sources, headlines, articles and the links between them, and the documents they came from."""

import math
import zlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.querysets import ArticleQuerySet, DocumentQuerySet, HeadlineQuerySet, RelatedHeadlineQuerySet, SourceQuerySet

WORDS_A_MINUTE = 230  # silent reading of English non-fiction averages 238; Brysbaert 2019


class Source(models.Model):
    """A publication, as its masthead names it."""

    name = models.TextField(_("name"))
    slug = models.TextField(_("slug"), unique=True)
    key = models.TextField(_("key"), unique=True, help_text=_("The name's normal form."))
    tagline = models.TextField(_("tagline"), blank=True, default="")
    url = models.TextField(_("address"), blank=True, default="")
    language = models.TextField(_("language"), blank=True, default="")
    seen_on = models.DateField(
        _("seen on"), null=True, blank=True, help_text=_("Day of the newest capture; it gave the name and the tagline.")
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:source", args=[self.slug])


class Headline(models.Model):
    """A headline's one row, whatever its spelling: live when it has an article, waiting when not."""

    key = models.BigIntegerField(_("key"), unique=True, help_text=_("64-bit BLAKE2b of the normal form."))
    text = models.TextField(_("text"), help_text=_("The article's own spelling; while it waits, the smallest spelling met."))
    article = models.ForeignKey(
        "Article", verbose_name=_("article"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
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


class Import(models.Model):
    """One run of importing: who, when, what, how far, and what became of each document."""

    class State(models.TextChoices):
        STAGED = "staged", _("staged")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    command = models.TextField(_("command"), blank=True, default="")
    label = models.TextField(_("label"), blank=True, default="")
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    state = models.TextField(_("state"), choices=State)
    total = models.PositiveIntegerField(_("documents"), null=True, blank=True, help_text=_("Unknown while a stream is read."))
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
            models.CheckConstraint(condition=Q(state__in=["staged", "running", "finished", "failed"]), name="import_state")
        ]

    def __str__(self) -> str:
        return self.label or f"{self.started_at:%Y-%m-%d %H:%M}"

    @property
    def done(self) -> int:
        return self.created + self.updated + self.unchanged + self.rejected


class Document(models.Model):
    """One thing received, kept for ever as it came."""

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
        _("source given"), blank=True, default="", help_text=_("What the importer said for documents without a masthead.")
    )
    received_at = models.DateTimeField(_("received"))
    import_run = models.ForeignKey(Import, verbose_name=_("import"), on_delete=models.PROTECT, related_name="documents")
    state = models.TextField(_("state"), choices=State)
    problem = models.JSONField(_("problem"), null=True, blank=True, help_text=_("Code, message and line."))
    article = models.ForeignKey(
        "Article", verbose_name=_("article"), null=True, blank=True, on_delete=models.SET_NULL, related_name="documents"
    )
    understood_by = models.TextField(_("understood by"), blank=True, default="", help_text=_("Version of the understanding."))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
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


class Article(models.Model):
    """A story held in the library: what its captures, taken together, say."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="articles", db_index=False
    )
    headline = models.TextField(_("headline"))
    key = models.BigIntegerField(_("key"), db_index=True, help_text=_("The headline's key."))
    slug = models.TextField(_("slug"))
    standfirst = models.TextField(_("standfirst"), blank=True, default="")
    byline = models.TextField(_("byline"), blank=True, default="")
    blocks = models.JSONField(_("blocks"), default=list)
    body_html = models.TextField(_("body, as HTML"), blank=True, default="", help_text=_("Sanitised, rendered at import."))
    body_text = models.TextField(_("body, as text"), blank=True, default="")
    words = models.PositiveIntegerField(_("words"), default=0)
    language = models.TextField(_("language"), blank=True, default="")
    published_at = models.DateTimeField(_("published"), null=True, blank=True, help_text=_("Empty when unknown."))
    captured_on = models.DateField(
        _("captured on"), null=True, blank=True, help_text=_("The masthead's date: the day of the scrape, not of the story.")
    )
    imported_at = models.DateTimeField(_("imported"))
    dated_at = models.DateTimeField(_("dated"), help_text=_("Published, or else imported: what lists sort by."))
    fingerprint = models.TextField(_("fingerprint"), unique=True)
    url = models.TextField(_("address"), null=True, blank=True)  # null, so that unknown ones don't collide
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    import_run = models.ForeignKey(
        Import, verbose_name=_("import"), null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(F("dated_at").desc(), F("id").desc(), name="article_newest"),
            models.Index("source", F("dated_at").desc(), F("id").desc(), name="article_source_newest"),
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
    def first_paragraph(self) -> str:
        return next((block["text"] for block in self.blocks if block["kind"] == "paragraph"), "")

    @property
    def is_dated(self) -> bool:
        return self.published_at is not None


class RelatedHeadline(models.Model):
    """A link from an article to a headline that its page listed."""

    class How(models.TextChoices):
        EXACT = "exact", _("exact")
        VARIANT = "variant", _("variant")
        FUZZY = "fuzzy", _("fuzzy")
        BY_HAND = "by hand", _("by hand")

    article = models.ForeignKey(
        Article, verbose_name=_("article"), on_delete=models.CASCADE, related_name="related", db_index=False
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

    class Meta:
        ordering = ["article", "position"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["article", "position"], name="revision_in_order")]

    def __str__(self) -> str:
        return f"{self.headline} ({self.position})"


def reading_minutes(words: int) -> int:
    """How long a reader takes, in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def slug_of(text: str) -> str:
    """A headline's slug: at most 80 ASCII characters, never empty, and never the name of a page beside the story's."""
    slug = slugify(text)[:80].strip("-")
    return "story" if slug in ("", "revisions") else slug
