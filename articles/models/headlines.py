"""Headlines, one row for all spellings of each, and the links that lead to them."""

from itertools import batched
from typing import Any, Self

from django.conf import settings
from django.db import connections, models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

CHUNK = 1_000  # rows a statement; SQLite takes 32,766 parameters


class HeadlineQuerySet(models.QuerySet["Headline"]):
    def waiting(self) -> Self:
        """Headlines without a story that at least one story lists; those in the most lists first."""
        return self.filter(article=None, lists__gt=0).order_by("-lists", "-pk")

    def after(self, lists: int, pk: int) -> Self:
        """The headlines after this one among those that wait (keyset: one index range at any depth)."""
        return self.filter(TupleLessThan(Tuple("lists", "id"), (lists, pk)))

    def for_wanted(self, examples: int = 1) -> models.QuerySet["Headline", tuple[Any, ...]]:
        """The columns of the wanted list, one tuple a headline, that ends with the ids of stories that list it.

        They are so many `examples`, of lists as different as can be had from both ends of the index; None if there is
        none, and two may be the same.
        """
        first = RelatedHeadline.objects.filter(headline=OuterRef("pk")).order_by("list_key", "article_id")
        ends = (first, first.reverse())
        named = {f"named_in_{n}": Subquery(ends[n % 2].values("article_id")[n // 2 :][:1]) for n in range(examples)}
        return self.annotate(**named).values_list("pk", "text", "lists", "wanted", "listed_on", *named)

    def for_rail(self) -> models.QuerySet["Headline", tuple[Any, ...]]:
        """The columns of a short list of waiting headlines; the last is the language of a story that lists it."""
        mentions = RelatedHeadline.objects.filter(headline=OuterRef("pk")).order_by("list_key", "article_id")
        language = Subquery(mentions.values("article__language")[:1])
        return self.annotate(language=language).values_list("text", "pk", "lists", "language")

    def spellings(self, headline_id: int) -> Self:
        """This headline and those that lead to a story through it."""
        return self.filter(Q(pk=headline_id) | Q(same_as=headline_id)).order_by()

    def most_linked(self) -> Self:
        return self.filter(article__isnull=False, same_as=None, wanted__gt=0).order_by("-wanted", "-pk")

    def locked(self, *, skip_locked: bool = False) -> Self:
        """Lock in the order of keys, as importers do, so that no two transactions deadlock."""
        return self.select_for_update(of=("self",), skip_locked=skip_locked, no_key=True).order_by("key")

    def recount(self, ids: list[int]) -> None:
        """Recount the articles and the lists that name these headlines, and store the counts."""
        with connections[self.db].cursor() as cursor:
            for some in batched(ids, CHUNK):
                cursor.execute(_RECOUNT.format(", ".join(["%s"] * len(some))), some)


class Headline(models.Model):
    """A headline in all its spellings: live when it has an article, waiting when it has none."""

    class How(models.TextChoices):
        EXACT = "exact", _("exact")
        VARIANT = "variant", _("variant")
        FUZZY = "fuzzy", _("fuzzy")
        BY_HAND = "by hand", _("by hand")

    key = models.BigIntegerField(_("key"), unique=True, help_text=_("64-bit BLAKE2b of the normal form."))
    text = models.TextField(
        _("text"), help_text=_("The article's own spelling; while it waits, the smallest known spelling.")
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
    how = models.TextField(
        _("how"), choices=How, default=How.EXACT, help_text=_("How it leads to its article: by its own words or not.")
    )
    same_as = models.ForeignKey(
        "self",
        verbose_name=_("same as"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="spellings",
        db_index=False,
        help_text=_("The headline of other words through which it leads to an article."),
    )
    listed_on = models.DateField(
        _("listed on"), null=True, blank=True, help_text=_("The earliest day of a page that lists it, where known.")
    )
    wanted = models.PositiveIntegerField(_("wanted"), default=0, help_text=_("How many articles link here."))
    lists = models.PositiveIntegerField(
        _("lists"), default=0, help_text=_("In how many lists it stands; pages saved together share one.")
    )

    objects = HeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("headline")
        verbose_name_plural = _("headlines")
        indexes = [
            models.Index(F("lists").desc(), F("id").desc(), condition=Q(article=None), name="headline_most_wanted"),
            models.Index(
                F("wanted").desc(),
                F("id").desc(),
                condition=Q(article__isnull=False, same_as=None),
                name="headline_most_linked",
            ),
            models.Index("article", condition=Q(article__isnull=False), name="headline_article"),
            models.Index("same_as", condition=Q(same_as__isnull=False), name="headline_same_as"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=["exact", "variant", "fuzzy", "by hand"]), name="headline_how"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("articles:headline", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.article_id is None


class HeadlineSignature(models.Model):
    """A blocking key: the hash of a headline's words without one of them, which nearly equal headlines share.

    Headlines are never deleted, so the keys of one headline are never looked up.
    """

    pk = models.CompositePrimaryKey("hash", "headline")
    hash = models.BigIntegerField(_("hash"))
    headline = models.ForeignKey(
        Headline,
        verbose_name=_("headline"),
        on_delete=models.CASCADE,
        related_name="signatures",
        db_index=False,
        db_constraint=False,
    )

    class Meta:
        verbose_name = _("headline signature")
        verbose_name_plural = _("headline signatures")

    def __str__(self) -> str:
        return f"{self.hash:016x}"


class Unmatched(models.Model):
    """An entry of the queue of headlines that are to be matched: a headline that is new, or whose state has changed.

    A headline may be queued more than once: a unique row would make one importer wait for another one's matching.
    """

    headline = models.ForeignKey(
        Headline, verbose_name=_("headline"), on_delete=models.CASCADE, related_name="+", db_index=False
    )
    has_turned = models.BooleanField(_("has turned"), help_text=_("Its neighbours may match otherwise now, too."))

    class Meta:
        verbose_name = _("unmatched headline")
        verbose_name_plural = _("unmatched headlines")

    def __str__(self) -> str:
        return str(self.headline_id)


class MatchingLock(models.Model):
    """The one row that a transaction locks before it matches headlines, so that no two match at once."""

    class Meta:
        verbose_name = _("matching lock")
        verbose_name_plural = _("matching locks")

    def __str__(self) -> str:
        return str(self.pk)


class Verdict(models.Model):
    """A decision by hand that two headlines are the same or are not; matching always respects it."""

    headline = models.ForeignKey(
        Headline, verbose_name=_("headline"), on_delete=models.CASCADE, related_name="verdicts", db_index=False
    )
    other = models.ForeignKey(
        Headline, verbose_name=_("other headline"), on_delete=models.CASCADE, related_name="verdicts_of_others"
    )
    is_same = models.BooleanField(_("same story"))
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
        verbose_name = _("link by hand")
        verbose_name_plural = _("links by hand")
        constraints = [models.UniqueConstraint(fields=["headline", "other"], name="verdict_once")]

    def __str__(self) -> str:
        words = _("“%(one)s” is the same as “%(other)s”") if self.is_same else _("“%(one)s” is not “%(other)s”")
        return str(words % {"one": self.headline, "other": self.other})


class RelatedHeadlineQuerySet(models.QuerySet["RelatedHeadline"]):
    def live(self) -> Self:
        return self.filter(headline__article__isnull=False)


class RelatedHeadline(models.Model):
    """A link from an article to a headline that its page listed."""

    article = models.ForeignKey(
        "Article", verbose_name=_("article"), on_delete=models.CASCADE, related_name="related", db_index=False
    )
    headline = models.ForeignKey(
        Headline, verbose_name=_("headline"), on_delete=models.PROTECT, related_name="mentions", db_index=False
    )
    position = models.PositiveIntegerField(_("position"), help_text=_("From 1, in the order of the newest capture."))
    list_key = models.BigIntegerField(
        _("list"),
        help_text=_("The smallest key of its list: a min-hash, shared by lists with nearly the same headlines."),
    )

    objects = RelatedHeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position", "pk"]
        verbose_name = _("related headline")
        verbose_name_plural = _("related headlines")
        constraints = [
            models.UniqueConstraint(fields=["article", "headline"], name="related_once"),
        ]
        indexes = [models.Index(fields=["headline", "list_key", "article"], name="related_backlinks")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.headline_id}"


# Both counts come from the index of mentions alone.
_RECOUNT = """
UPDATE articles_headline SET (wanted, lists) = (
    SELECT count(*), count(DISTINCT list_key) FROM articles_relatedheadline WHERE headline_id = articles_headline.id
) WHERE id IN ({})
"""
