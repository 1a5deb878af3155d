"""Articles, and what finds them."""

import datetime as dt
from typing import Any, Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, F, Func, IntegerField, OuterRef, Q, StringAgg, Subquery, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast, Coalesce, Left
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models.deleting import ByHand, delete_articles
from articles.models.headlines import Headline, RelatedHeadline
from articles.models.revisions import Revision
from articles.models.sources import Source
from articles.typography.languages import direction_of, language_of_line

OPENING = 400  # characters of a body that a list shows when there is no standfirst
NAMING = 1_000  # mentions of a headline that are read; one that stands in every list has a hundred thousand


class ArticleQuerySet(models.QuerySet["Article"]):
    def newest(self) -> Self:
        return self.order_by("-dated_at", "-pk")

    def before(self, dated_at: dt.datetime, pk: int) -> Self:
        """The stories after this one in a newest-first list (keyset: one index range at any depth)."""
        return self.filter(TupleLessThan(Tuple("dated_at", "id"), (dated_at, pk)))

    def published(self) -> Self:
        """The stories with a date of publication, the latest first."""
        return self.filter(published_at__isnull=False).order_by("-published_at", "-pk")

    def published_before(self, published_at: dt.datetime, pk: int) -> Self:
        """The stories after this one among the latest (keyset: one index range at any depth)."""
        return self.filter(TupleLessThan(Tuple("published_at", "id"), (published_at, pk)))

    def undated(self) -> Self:
        """The stories without a date of publication, the last imported first."""
        return self.filter(published_at=None).order_by("-pk")

    def for_cards(self) -> models.QuerySet["Article", tuple[Any, ...]]:
        """The columns that a card shows, and no others, as one tuple a story; `pages.cards.cards` reads them."""
        return self.annotate(opening=Left("body_text", OPENING), links=_links()).values_list(
            "pk",
            "slug",
            "headline",
            "standfirst",
            "words",
            "source__name",
            "published_at",
            "dated_at",
            "opening",
            "links",
            "language",
        )

    def for_links(self, *more: str) -> models.QuerySet["Article", tuple[Any, ...]]:
        """The columns of a link, and those named, as one tuple a story; `pages.cards.story_links` reads them."""
        columns = ("pk", "slug", "headline", "source__name", "published_at", "dated_at", "language")
        return self.values_list(*columns, *more)

    def for_reading(self) -> Self:
        """Each with its `headline_id`, the number of its `changes`, and the hashes that it is `found_by`, as text."""
        headline = Headline.objects.filter(key=OuterRef("key"))
        revisions = Revision.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
        traits = ArticleTrait.objects.filter(article=OuterRef("pk")).order_by().values("article")
        return self.annotate(
            headline_id=Subquery(headline.values("pk")[:1]),
            changes=Coalesce(Subquery(revisions.values("n"), output_field=IntegerField()), 0),
            found_by=Subquery(traits.values(all=StringAgg(Cast("hash", models.TextField()), Value(" ")))),
        )

    def naming(self, headline_id: int) -> Self:
        """The stories that list this headline in these words or in nearly these, from the latest thousand mentions.

        Each with its number of `mentions` of the headline, all of them.
        """
        spellings = Headline.objects.spellings(headline_id)
        latest = RelatedHeadline.objects.filter(headline__in=spellings.values("pk")).order_by("-article_id")
        mentions = spellings.values(all=Func(F("wanted"), function="SUM", output_field=IntegerField()))
        return self.filter(pk__in=latest.values("article_id")[:NAMING]).annotate(mentions=Subquery(mentions))

    def around(self, dated_at: dt.datetime, pk: int, count: int) -> models.QuerySet["Article", tuple[Any, ...]]:
        """Of these stories, the next earlier and the next later ones than the one of this place; one index range each.

        As tuples: primary key, place in time, date of publication, language.
        """
        earlier = self.before(dated_at, pk).newest().values("pk")[:count]
        later = self.filter(TupleGreaterThan(Tuple("dated_at", "id"), (dated_at, pk))).order_by("dated_at", "pk")
        # a union, since PostgreSQL reads the whole table for one subquery or the other
        stories = self.model.objects.order_by()
        either = stories.filter(pk__in=earlier).values("pk")
        other = stories.filter(pk__in=later.values("pk")[:count]).values("pk")
        around = stories.filter(pk__in=either.union(other, all=True))
        return around.values_list("pk", "dated_at", "published_at", "language")

    def days_beside(self, first: dt.date, last: dt.date) -> list[dt.date]:
        """The nearest days of publication before the first of these days and after the last; one query."""
        start = dt.datetime.combine(first, dt.time(), dt.UTC)
        end = dt.datetime.combine(last, dt.time(), dt.UTC) + dt.timedelta(days=1)
        earlier = self.filter(published_at__lt=start).order_by("-published_at", "-pk").values("pk")[:1]
        later = self.filter(published_at__gte=end).order_by("published_at", "pk").values("pk")[:1]
        beside = self.filter(Q(pk=Subquery(earlier)) | Q(pk=Subquery(later))).order_by("published_at")
        return [published_at.date() for published_at in beside.values_list("published_at", flat=True) if published_at]

    def candidates(self, keys: list[int]) -> models.QuerySet["Article", tuple[Any, ...]]:
        """Every article that has or had these headlines, as tuples in the order of `nearest_article.Candidate`."""
        columns = ("pk", "slug", "source_id", "published_at", "dated_at", "words", "fingerprint", "source__name")
        former = self.filter(identities__key__in=keys, identities__headline__gt="").order_by()
        return (
            self.filter(key__in=keys)
            .order_by()
            .values_list("key", *columns)
            .union(former.values_list("identities__key", *columns), all=True)
            .order_by()
        )

    def leading(self) -> Self:
        """Articles that share a headline, the one to which it leads first: the newest, then the longest."""
        return self.order_by(F("published_at").desc(nulls_last=True), "-words", "fingerprint")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete these stories; their headlines wait again, and the headlines that they listed are wanted by fewer."""
        return delete_articles(self)

    def delete_by_hand(self, user: User | None) -> tuple[int, dict[str, int]]:
        """Delete these stories as `delete` does; their documents stay out until they are added again."""
        return delete_articles(self, ByHand(user, timezone.now()))

    vars(delete).update(alters_data=True, queryset_only=True)  # neither for templates nor for managers
    vars(delete_by_hand).update(alters_data=True, queryset_only=True)


def _links() -> Coalesce:
    """How many headlines an article's related list has."""
    listed = RelatedHeadline.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
    return Coalesce(Subquery(listed.values("n"), output_field=IntegerField()), 0)


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
    keywords = models.TextField(
        _("keywords"),
        null=True,
        blank=True,
        help_text=_("As printed, one a line, those with the highest weight first."),
    )  # null so that SQLite does not copy the whole table to add the column
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

    headline_id: int  # added by `for_reading`
    changes: int  # added by `for_reading`
    found_by: str | None  # added by `for_reading`

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_at", "-pk"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(F("dated_at").desc(), F("id").desc(), name="article_newest"),
            models.Index("source", F("dated_at").desc(), F("id").desc(), name="article_source_newest"),
            models.Index(F("published_at").desc(), F("id").desc(), name="article_published"),
            models.Index("source", F("published_at").desc(), F("id").desc(), name="article_source_published"),
            models.Index("source", F("id").desc(), name="article_source_arrived"),
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
    def hashes(self) -> list[int]:
        """The hashes by which it is found, if it was read `for_reading`."""
        return [int(trait) for trait in (self.found_by or "").split()]

    @property
    def printed_keywords(self) -> list[str]:
        return self.keywords.splitlines() if self.keywords else []

    @cached_property
    def lang(self) -> str:
        """The language tag of its text, "" when not known."""
        return language_of_line(f"{self.headline} {self.first_paragraph[:OPENING]}", self.language)

    @property
    def dir(self) -> str:
        return direction_of(self.lang)

    @property
    def first_paragraph(self) -> str:
        return next((block["text"] for block in self.blocks if block["kind"] == "paragraph"), "")


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


def slug_of(text: str) -> str:
    """A headline's slug: 1 to 80 ASCII characters, and never the name of a page below the story's address."""
    slug = slugify(text)[:80].strip("-")
    return "story" if slug in ("", "revisions") else slug
