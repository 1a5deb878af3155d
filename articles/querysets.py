"""The questions that pages ask of many rows."""

import datetime as dt
from collections import defaultdict

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThan


class SourceQuerySet(models.QuerySet):
    def with_counts(self) -> "SourceQuerySet":
        """Each with `stories`, the most first."""
        return self.annotate(stories=Count("articles")).filter(stories__gt=0).order_by("-stories", "name", "pk")


class ArticleQuerySet(models.QuerySet):
    def newest(self) -> "ArticleQuerySet":
        return self.order_by("-dated_at", "-pk")

    def before(self, dated_at: dt.datetime, pk: int) -> "ArticleQuerySet":
        """The stories after this one in a newest-first list (keyset: one index range at any depth)."""
        return self.filter(TupleLessThan(Tuple("dated_at", "id"), (dated_at, pk)))

    def on_day(self, day: dt.date) -> "ArticleQuerySet":
        start = dt.datetime.combine(day, dt.time(), dt.UTC)
        return self.filter(dated_at__gte=start, dated_at__lt=start + dt.timedelta(days=1))

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


class HeadlineQuerySet(models.QuerySet):
    def waiting(self) -> "HeadlineQuerySet":
        """Headlines without a story that some story names, most wanted first."""
        return self.filter(article=None, wanted__gt=0).order_by("-wanted", "pk")

    def most_linked(self) -> "HeadlineQuerySet":
        return self.filter(article__isnull=False, wanted__gt=0).order_by("-wanted", "pk")

    def unlink(self, article_ids: list[int]) -> None:
        """Count these articles' links off, and lead their headlines to another article of the same headline, or to none.

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
            others = Article.objects.using(self.db).filter(key=headline.key).exclude(pk__in=article_ids)
            heir = others.leading().first()
            self.filter(pk=headline.pk).update(article=heir, text=heir.headline if heir else headline.text)


class RelatedHeadlineQuerySet(models.QuerySet):
    def live(self) -> "RelatedHeadlineQuerySet":
        return self.filter(headline__article__isnull=False)


class DocumentQuerySet(models.QuerySet):
    def kept(self) -> "DocumentQuerySet":
        """All but what still waits on the import desk."""
        return self.filter(~Q(state="staged"))

    def oldest(self) -> "DocumentQuerySet":
        return self.order_by(F("id"))
