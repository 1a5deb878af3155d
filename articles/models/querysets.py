"""What pages and importers read of many rows: each queryset method is one question."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import batched

from django.apps import apps
from django.db import connections, models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Window
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce, Left

from articles.models.deleting import delete_articles

OPENING = 400  # characters of a body that a list shows when there is no standfirst
NAMING = 1_000  # mentions of a headline that are read; one that stands in every list has a hundred thousand
CHUNK = 1_000  # rows a statement; SQLite takes 32,766 parameters
ALL_DAYS = dt.date.min  # the day under which a source's stories of all days are counted


class ArticleQuerySet(models.QuerySet):
    def newest(self) -> "ArticleQuerySet":
        return self.order_by("-dated_at", "-pk")

    def before(self, dated_at: dt.datetime, pk: int) -> "ArticleQuerySet":
        """The stories after this one in a newest-first list (keyset: one index range at any depth)."""
        return self.filter(TupleLessThan(Tuple("dated_at", "id"), (dated_at, pk)))

    def on_day(self, day: dt.date) -> "ArticleQuerySet":
        start = dt.datetime.combine(day, dt.time(), dt.UTC)
        return self.filter(dated_at__gte=start, dated_at__lt=start + dt.timedelta(days=1))

    def for_cards(self) -> "ArticleQuerySet":
        """The columns that a card shows, and no others, as one mapping a story; `pages.cards.cards` reads them."""
        shown = ("pk", "slug", "headline", "standfirst", "words", "source__name", "published_at", "dated_at")
        return self.annotate(opening=Left("body_text", OPENING), links=_links()).values(*shown, "opening", "links")

    def for_reading(self) -> "ArticleQuerySet":
        """Whole stories, each with its `headline_id` and the number of its `changes`."""
        Headline = apps.get_model("articles", "Headline")
        Revision = apps.get_model("articles", "Revision")
        headline = Headline.objects.filter(key=OuterRef("key"))
        revisions = Revision.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
        return self.select_related("source").annotate(
            headline_id=Subquery(headline.values("pk")[:1]),
            changes=Coalesce(Subquery(revisions.values("n"), output_field=IntegerField()), 0),
        )

    def naming(self, headline_ids: list[int]) -> "ArticleQuerySet":
        """The stories that list one of these headlines, from the latest thousand mentions."""
        RelatedHeadline = apps.get_model("articles", "RelatedHeadline")
        latest = RelatedHeadline.objects.filter(headline__in=headline_ids).order_by("-article_id")
        return self.filter(pk__in=latest.values("article_id")[:NAMING])

    def beside(self, dated_at: dt.datetime, pk: int) -> "ArticleQuerySet":
        """The next earlier and the next later story, in this order; one query."""
        earlier = self.before(dated_at, pk).newest().values("pk")[:1]
        later = self.filter(TupleGreaterThan(Tuple("dated_at", "id"), (dated_at, pk))).order_by("dated_at", "pk")
        return self.filter(Q(pk=Subquery(earlier)) | Q(pk=Subquery(later.values("pk")[:1]))).order_by("dated_at", "pk")

    def days_beside(self, day: dt.date) -> list[dt.date]:
        """The nearest earlier and later days with stories, none to two of them; one query."""
        start = dt.datetime.combine(day, dt.time(), dt.UTC)
        earlier = self.filter(dated_at__lt=start).newest().values("pk")[:1]
        later = self.filter(dated_at__gte=start + dt.timedelta(days=1)).order_by("dated_at", "pk").values("pk")[:1]
        beside = self.filter(Q(pk=Subquery(earlier)) | Q(pk=Subquery(later))).order_by("dated_at")
        return [dated_at.date() for dated_at in beside.values_list("dated_at", flat=True)]

    def candidates(self, keys: list[int]) -> "ArticleQuerySet":
        """Every article that has or had these headlines, as tuples in the order of `nearest_article.Candidate`."""
        columns = ("pk", "slug", "source_id", "published_at", "dated_at", "words", "fingerprint")
        former = self.filter(identities__key__in=keys, identities__headline__gt="").order_by()
        return (
            self.filter(key__in=keys)
            .order_by()
            .values_list("key", *columns)
            .union(former.values_list("identities__key", *columns), all=True)
        )

    def leading(self) -> "ArticleQuerySet":
        """Articles that share a headline, the one to which it leads first: the newest, then the longest."""
        return self.order_by(F("published_at").desc(nulls_last=True), "-words", "fingerprint")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete these stories; their headlines wait again, and the headlines that they listed are wanted by fewer."""
        return delete_articles(self)

    delete.alters_data = True
    delete.queryset_only = True


def _links() -> Coalesce:
    """How many headlines an article's related list has."""
    RelatedHeadline = apps.get_model("articles", "RelatedHeadline")
    listed = RelatedHeadline.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
    return Coalesce(Subquery(listed.values("n"), output_field=IntegerField()), 0)


class HeadlineQuerySet(models.QuerySet):
    def waiting(self) -> "HeadlineQuerySet":
        """Headlines without a story that at least one story lists; those in the most lists first."""
        return self.filter(article=None, lists__gt=0).order_by("-lists", "-pk")

    def after(self, lists: int, pk: int) -> "HeadlineQuerySet":
        """The headlines after this one among those that wait (keyset: one index range at any depth)."""
        return self.filter(TupleLessThan(Tuple("lists", "id"), (lists, pk)))

    def with_naming_story(self) -> "HeadlineQuerySet":
        """Each with `naming_story`, the primary key of a story that lists it."""
        RelatedHeadline = apps.get_model("articles", "RelatedHeadline")
        mentions = RelatedHeadline.objects.filter(headline=OuterRef("pk")).order_by("list_key", "article_id")
        return self.annotate(naming_story=Subquery(mentions.values("article_id")[:1]))

    def spellings(self, headline_id: int) -> dict[int, int]:
        """For this headline and for those that lead to a story through it, the number of stories that list it."""
        return dict(self.filter(Q(pk=headline_id) | Q(same_as=headline_id)).order_by().values_list("pk", "wanted"))

    def most_linked(self) -> "HeadlineQuerySet":
        return self.filter(article__isnull=False, same_as=None, wanted__gt=0).order_by("-wanted", "-pk")

    def locked(self, *, skip_locked: bool = False) -> "HeadlineQuerySet":
        """Lock in the order of keys, as importers do, so that no two transactions deadlock."""
        return self.select_for_update(of=("self",), skip_locked=skip_locked, no_key=True).order_by("key")

    def recount(self, ids: list[int]) -> None:
        """Recount the articles and the lists that name these headlines, and store the counts."""
        with connections[self.db].cursor() as cursor:
            for some in batched(ids, CHUNK):
                cursor.execute(_RECOUNT.format(", ".join(["%s"] * len(some))), some)


# Both counts come from the index of mentions alone.
_RECOUNT = """
UPDATE articles_headline SET (wanted, lists) = (
    SELECT count(*), count(DISTINCT list_key) FROM articles_relatedheadline WHERE headline_id = articles_headline.id
) WHERE id IN ({})
"""


class RelatedHeadlineQuerySet(models.QuerySet):
    def live(self) -> "RelatedHeadlineQuerySet":
        return self.filter(headline__article__isnull=False)


class StoryCountQuerySet(models.QuerySet):
    def add(self, changes: Mapping[tuple[dt.date, int], int]) -> None:
        """Add numbers of stories, by day and source id (0 for no source), to the counts of the day and of all days.

        Rows are written in a fixed order, so that two importers don't deadlock.
        """
        changes = Counter(changes)
        for (_, source), change in list(changes.items()):
            changes[ALL_DAYS, source] += change
        self.change([(day.isoformat(), source, change) for (day, source), change in changes.items() if change])

    def change(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Add to each count, given as day, source id and number; nothing is added to the counts of all days.

        A number of 0 makes sure that the row exists. The rows stay locked until the transaction ends.
        """
        with connections[self.db].cursor() as cursor:
            cursor.executemany(_ADD_STORIES, sorted(rows))

    def of_all_days(self) -> "StoryCountQuerySet":
        """One row for each source that has stories, and one, of source 0, for the stories without a source."""
        return self.filter(day=ALL_DAYS, stories__gt=0)

    def largest_sources(self) -> "StoryCountQuerySet":
        """The counts of all days, the largest first, each with the `name` and `slug` of its source (None for source 0).

        Each row also has the totals over all rows: `all_stories`, and `all_sources` without source 0.
        """
        source = apps.get_model("articles", "Source").objects.filter(pk=OuterRef("source_id"))
        return (
            self.of_all_days()
            .order_by("-stories", "source_id")
            .annotate(
                name=Subquery(source.values("name")),
                slug=Subquery(source.values("slug")),
                all_stories=Window(Sum("stories")),
                all_sources=Window(Count("source_id", filter=Q(source_id__gt=0))),
            )
        )


_ADD_STORIES = """
INSERT INTO articles_storycount AS held (day, source_id, stories) VALUES (%s, %s, %s)
ON CONFLICT (day, source_id) DO UPDATE SET stories = held.stories + excluded.stories
"""


class RevisionQuerySet(models.QuerySet):
    def latest_first(self) -> "RevisionQuerySet":
        """The earlier texts that were replaced last come first."""
        return self.order_by("-changed_at", "-pk")

    def with_newest_position(self) -> "RevisionQuerySet":
        """Each with `newest_position`, the highest position among its article's revisions."""
        same = self.model.objects.filter(article=OuterRef("article")).order_by("-position")
        return self.annotate(newest_position=Subquery(same.values("position")[:1]))


class DocumentQuerySet(models.QuerySet):
    def kept(self) -> "DocumentQuerySet":
        """All documents but those that are staged on the import desk."""
        return self.filter(~Q(state="staged"))

    def stale(self, understood_by: str) -> "DocumentQuerySet":
        """Stories and refused documents that another version has understood; not documents whose story was deleted."""
        return self.kept().filter(Q(article__isnull=False) | Q(state="rejected")).exclude(understood_by=understood_by)

    def oldest(self) -> "DocumentQuerySet":
        return self.order_by(F("id"))
