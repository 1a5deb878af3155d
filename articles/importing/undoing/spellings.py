"""What related lists know of a headline when the lists of some documents are gone: its spelling and its first day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Count, Exists, OuterRef

from articles.captures.by_hand.sources import nothing_known
from articles.headlines.upserting import Spelling, queue_for_matching
from articles.importing.loading import captures_of_document, spellings_of
from articles.models import Article, Document, Headline, Identity, RelatedHeadline, Revision

MOST = 1_000  # stories that list a headline which are read for it


def restore_spellings(gone: Mapping[int, Spelling], using: str) -> None:
    """Give the headlines of these lists, by key, the spelling and the first day that the remaining lists have.

    Only those are looked at whose stored spelling or day the lists had. The headlines are locked.
    """
    lists, changed = _Lists(using), []
    for headline in Headline.objects.using(using).filter(key__in=gone):
        one = gone[headline.key]
        has_spelling = bool(one.listed_as) and one.listed_as == headline.listed_as
        if not has_spelling and (one.listed_on is None or one.listed_on != headline.listed_on):
            continue
        listed_as, listed_on = lists.known_of(headline)
        if (listed_as, listed_on) != (headline.listed_as, headline.listed_on):
            headline.listed_as, headline.listed_on = listed_as, listed_on
            if listed_as and (headline.article_id is None or headline.same_as_id):
                headline.text = listed_as
            changed.append(headline)
    Headline.objects.using(using).bulk_update(changed, ["listed_as", "listed_on", "text"], batch_size=500)
    queue_for_matching([headline.pk for headline in changed], connections[using], has_turned=True)


@dataclass(slots=True)
class _Lists:
    """The lists of stories, each read once."""

    using: str
    known: dict[int, dict[int, Spelling]] = field(default_factory=dict)  # by article, of each headline by key

    def known_of(self, headline: Headline) -> tuple[str, dt.date | None]:
        """The smallest spelling and the first day, from the stories that list the headline.

        The list of a story of one text has the day that is stored with it. The spelling that is stored was the
        smallest, so no such list is read any more when one has it.
        """
        listed_as, days = "", list[dt.date | None]()
        for article, day, is_one in self._listing(headline):
            if is_one and listed_as and listed_as == headline.listed_as:
                days.append(day)
            elif one := self._read(article).get(headline.key):
                days.append(one.listed_on)
                listed_as = min(one.listed_as, listed_as or one.listed_as) or listed_as
        return listed_as, min(filter(None, days), default=None)

    def _listing(self, headline: Headline) -> Iterator[tuple[int, dt.date | None, bool]]:
        """The stories that list the headline, each with its day and whether one text is all that it has."""
        articles = Article.objects.using(self.using)
        links = RelatedHeadline.objects.using(self.using).filter(headline=headline).order_by("list_key", "article_id")
        linked = set(links.values_list("article_id", flat=True)[:MOST])
        own = articles.filter(key=headline.key).values_list("pk", flat=True)  # they never link to themselves
        former = Identity.objects.using(self.using).filter(key=headline.key).values_list("article_id", flat=True)
        several = Exists(Revision.objects.filter(article=OuterRef("pk")))
        rows = articles.filter(pk__in={*linked, *own[:MOST], *former[:MOST]}).order_by("pk")
        counted = rows.annotate(texts=Count("documents"), several=several)
        for pk, captured_on, published, texts, has_several in counted.values_list(
            "pk", "captured_on", "published_at", "texts", "several"
        ):
            day = captured_on or (published.date() if published else None)
            yield pk, day, pk in linked and texts == 1 and not has_several

    def _read(self, article: int) -> dict[int, Spelling]:
        if article not in self.known:
            documents = Document.objects.using(self.using).filter(article=article)
            captures = [one for row in documents for one in captures_of_document(row, nothing_known)]
            self.known[article] = spellings_of(captures)
        return self.known[article]
