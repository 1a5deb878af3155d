"""The questions that pages ask of many rows."""

import datetime as dt
from collections import defaultdict

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce, Left

OPENING = 400  # characters of a body that a list may show where there is no standfirst


class ArticleQuerySet(models.QuerySet):
    def newest(self) -> "ArticleQuerySet":
        return self.order_by("-dated_at", "-pk")

    def before(self, dated_at: dt.datetime, pk: int) -> "ArticleQuerySet":
        """The stories after this one in a newest-first list (keyset: one index range at any depth)."""
        return self.filter(TupleLessThan(Tuple("dated_at", "id"), (dated_at, pk)))

    def on_day(self, day: dt.date) -> "ArticleQuerySet":
        start = dt.datetime.combine(day, dt.time(), dt.UTC)
        return self.filter(dated_at__gte=start, dated_at__lt=start + dt.timedelta(days=1))

    def count_by_source(self) -> "ArticleQuerySet":
        """(name, slug, stories) of each source, the most first; stories without a source count under None."""
        counts = self.order_by().values_list("source__name", "source__slug").annotate(stories=Count("pk"))
        return counts.order_by("-stories", "source__name", "source__slug")

    def for_cards(self) -> "ArticleQuerySet":
        """What a headline in a list shows, and no more, as tuples; `articles.pages.cards.Card.of` reads them."""
        return self.annotate(opening=Left("body_text", OPENING), links=_links()).values_list(
            "pk",
            "slug",
            "headline",
            "standfirst",
            "opening",
            "words",
            "source__name",
            "published_at",
            "dated_at",
            "links",
        )

    def for_reading(self) -> "ArticleQuerySet":
        """Whole stories, each with its `headline_id`, how many link to it, and how often it changed."""
        Headline = apps.get_model("articles", "Headline")
        Revision = apps.get_model("articles", "Revision")
        headline = Headline.objects.filter(key=OuterRef("key"))
        revisions = Revision.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
        return self.select_related("source").annotate(
            headline_id=Subquery(headline.values("pk")[:1]),
            linked_from=Coalesce(Subquery(headline.values("wanted")[:1]), 0),
            changes=Coalesce(Subquery(revisions.values("n"), output_field=IntegerField()), 0),
        )

    def naming(self, headline_id: int) -> "ArticleQuerySet":
        """The stories that list this headline as related."""
        return self.filter(related__headline=headline_id)

    def beside(self, dated_at: dt.datetime, pk: int) -> "ArticleQuerySet":
        """The stories just before and just after this one, the earlier one first; one query."""
        earlier = self.before(dated_at, pk).newest().values("pk")[:1]
        later = self.filter(TupleGreaterThan(Tuple("dated_at", "id"), (dated_at, pk))).order_by("dated_at", "pk")
        return self.filter(Q(pk=Subquery(earlier)) | Q(pk=Subquery(later.values("pk")[:1]))).order_by("dated_at", "pk")

    def days_beside(self, day: dt.date) -> list[dt.date]:
        """The nearest days before and after this one that have stories, as far as there are any; one query."""
        start = dt.datetime.combine(day, dt.time(), dt.UTC)
        earlier = self.filter(dated_at__lt=start).newest().values("pk")[:1]
        later = self.filter(dated_at__gte=start + dt.timedelta(days=1)).order_by("dated_at", "pk").values("pk")[:1]
        beside = self.filter(Q(pk=Subquery(earlier)) | Q(pk=Subquery(later))).order_by("dated_at")
        return [dated_at.date() for dated_at in beside.values_list("dated_at", flat=True)]

    def candidates(self, keys: list[int]) -> "ArticleQuerySet":
        """Every article that has or had these headlines, as tuples that `articles.linking.matching.Candidate` takes."""
        columns = ("pk", "slug", "source_id", "published_at", "dated_at", "words", "fingerprint")
        former = self.filter(identities__key__in=keys, identities__headline__gt="").order_by()
        return (
            self.filter(key__in=keys)
            .order_by()
            .values_list("key", *columns)
            .union(former.values_list("identities__key", *columns), all=True)
        )

    def leading(self) -> "ArticleQuerySet":
        """Of articles that share a headline, the one it leads to comes first: newest, then fullest."""
        return self.order_by(F("published_at").desc(nulls_last=True), "-words", "fingerprint")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete these stories; their headlines wait again, and what they linked to is wanted by fewer."""
        with transaction.atomic(using=self.db):
            ids = list(self.values_list("pk", flat=True))
            Headline = apps.get_model("articles", "Headline")
            Headline.objects.using(self.db).unlink(ids)
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True


def _links() -> Coalesce:
    """How many headlines an article's related list has."""
    RelatedHeadline = apps.get_model("articles", "RelatedHeadline")
    listed = RelatedHeadline.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
    return Coalesce(Subquery(listed.values("n"), output_field=IntegerField()), 0)


class HeadlineQuerySet(models.QuerySet):
    def waiting(self) -> "HeadlineQuerySet":
        """Headlines without a story that some story names, most wanted first."""
        return self.filter(article=None, wanted__gt=0).order_by("-wanted", "pk")

    def after(self, wanted: int, pk: int) -> "HeadlineQuerySet":
        """The headlines after this one in a most-wanted-first list."""
        return self.filter(Q(wanted__lt=wanted) | Q(wanted=wanted, pk__gt=pk), wanted__lte=wanted)

    def with_first_story(self) -> "HeadlineQuerySet":
        """Each with `first_story`, the id of the story through which the library first heard of it."""
        RelatedHeadline = apps.get_model("articles", "RelatedHeadline")
        mentions = RelatedHeadline.objects.filter(headline=OuterRef("pk")).order_by("article_id")
        return self.annotate(first_story=Subquery(mentions.values("article_id")[:1]))

    def most_linked(self) -> "HeadlineQuerySet":
        return self.filter(article__isnull=False, wanted__gt=0).order_by("-wanted", "pk")

    def unlink(self, article_ids: list[int]) -> None:
        """Count these articles' links off; lead their headlines to another article of the same headline, or none.

        Rows are locked in the order of their keys, as an import does, so that the two can't deadlock.
        """
        Article = apps.get_model("articles", "Article")
        touched = self.filter(Q(mentions__article__in=article_ids) | Q(article__in=article_ids)).distinct()
        list(self.filter(pk__in=touched.values("pk")).select_for_update().order_by("key").values_list("pk"))
        counts = defaultdict(list)
        for pk, count in touched.values_list("pk").annotate(
            n=Count("mentions", filter=Q(mentions__article__in=article_ids), distinct=True)
        ):
            counts[count].append(pk)
        for count, pks in counts.items():
            self.filter(pk__in=pks).update(wanted=F("wanted") - count)
        for headline in self.filter(article__in=article_ids).order_by("key"):
            others = Article.objects.using(self.db).exclude(pk__in=article_ids)
            heir = others.filter(key=headline.key).leading().values_list("pk", "headline").first()
            former = others.filter(identities__key=headline.key, identities__headline__gt="").leading()
            waiting = (None, headline.listed_as or headline.text)
            article, text = heir or former.values_list("pk", "identities__headline").first() or waiting
            self.filter(pk=headline.pk).update(article=article, text=text)


class RelatedHeadlineQuerySet(models.QuerySet):
    def live(self) -> "RelatedHeadlineQuerySet":
        return self.filter(headline__article__isnull=False)


class DocumentQuerySet(models.QuerySet):
    def kept(self) -> "DocumentQuerySet":
        """All but what still waits on the import desk."""
        return self.filter(~Q(state="staged"))

    def stale(self, understood_by: str) -> "DocumentQuerySet":
        """What another understanding has read, stories and refused documents; not those whose story was deleted."""
        return self.kept().filter(Q(article__isnull=False) | Q(state="rejected")).exclude(understood_by=understood_by)

    def oldest(self) -> "DocumentQuerySet":
        return self.order_by(F("id"))
