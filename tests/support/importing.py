"""Importing texts, and whether the graph of headlines is true afterwards."""

import hashlib
import random
import time
from collections import Counter

from django.db.models import Count

from articles.documents.received import Received
from articles.importing.runs import run_import
from articles.models import Article, Document, Headline, Identity, Import, Source, SourceLines, StoryCount
from articles.models.sources import ALL_DAYS, counted_on
from articles.operations.exporting import export_lines
from tests.support.environments import NEVER


def import_texts(*texts, source_name=""):
    received = [Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts, 1)]
    return list(run_import(received, source_name=source_name))


def assert_graph_is_true():
    """Counters count, live headlines lead to an article of theirs or of nearly their words, waiting ones have none."""
    counted = {
        (pk, n, lists)
        for pk, n, lists in Headline.objects.values_list("pk").annotate(
            n=Count("mentions"), lists=Count("mentions__list_key", distinct=True)
        )
    }
    assert set(Headline.objects.values_list("pk", "wanted", "lists")) == counted
    for listing in Article.objects.prefetch_related("related__headline"):
        keys = [link.headline.key for link in listing.related.all()]
        assert {link.list_key for link in listing.related.all()} <= {min(keys, default=0)}
    assert_stories_are_counted()
    keys = set(Article.objects.values_list("key", flat=True))
    former = set(Identity.objects.filter(headline__gt="").values_list("article", "key"))
    for headline in Headline.objects.select_related("article", "same_as"):
        if other := headline.same_as:
            assert headline.how != "exact" and headline.key not in keys
            assert other.same_as is None and other.article_id == headline.article_id is not None
            continue
        assert (headline.article is not None) == (headline.key in keys | {key for _, key in former})
        own = headline.article and headline.article.key == headline.key
        assert own or headline.key not in keys
        assert headline.article is None or own or (headline.article.pk, headline.key) in former


def assert_stories_are_counted():
    stories = Article.objects.values_list("published_at", "source")
    places = [(counted_on(published_at), source or 0) for published_at, source in stories]
    counted = Counter(places) + Counter((ALL_DAYS, source) for _, source in places)
    held = StoryCount.objects.values_list("day", "source_id", "stories")
    assert {(day, source): n for day, source, n in held if n} == counted


ORDERS = 20


def empty_library():
    Article.objects.all().delete()
    for model in (Document, Import, Headline, Source, SourceLines):
        model.objects.all().delete()


def library_digest():
    return hashlib.sha256("\n".join(export_lines()).encode()).hexdigest()


def digests_of_orders(received, seed=0):
    """The digest after each of twenty orders, in runs of a random size, every other one imported twice."""
    chance, found = random.Random(seed), set()
    for number in range(ORDERS):
        empty_library()
        shuffled = chance.sample(received, len(received)) * (1 + number % 2)
        cut = chance.randrange(len(shuffled))
        for part in (shuffled[:cut], shuffled[cut:]):
            list(run_import(part))
        assert_graph_is_true()
        found.add(library_digest())
    return found


def wait_until(holds, seconds=NEVER):
    """For what another process does; the limit is for what never comes."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)
