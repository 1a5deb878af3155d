"""Stories near another one: similar stories, near-duplicates in other sources, back-links, and those beside it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log2
from operator import attrgetter
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, Count, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Concat, Length

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article
from articles.models.articles import NAMING
from articles.pages.cards import StoryLink, story_links
from articles.text.keywords import keyword_hash
from articles.text.near_duplicates import SIMILAR, comparable_text
from articles.text.shingles import containment, shingles

NEWEST = 200  # stories read of those that share a keyword; a keyword of more stories is not rare
SHARED = 2  # keywords that two similar stories share at least
MORE, REASONS = 5, 3  # similar stories shown; shared keywords named
MAX_COMPARED, MAX_COPIES = 20, 5  # near-duplicates compared; shown
MAX_BODY = 100_000  # characters of a body that is compared: 20 of them take 0.1 s; a longer one has no near-duplicates
LINKED_FROM = 5  # back-links shown

PLACE = attrgetter("place")

type Holders = Mapping[int, Sequence[int]]  # the newest stories that have a trait, by trait


class SimilarStory(NamedTuple):
    """A story, and the keywords that it shares with the one being read, as that one prints them, the rarest first."""

    story: StoryLink
    shared: str


@dataclass(frozen=True, slots=True)
class NearbyStories:
    """The ways out of a story besides its related list. `linked` counts the stories that list its headline."""

    also_told: list[StoryLink]
    more_on: list[SimilarStory]
    linked: int
    linked_from: list[StoryLink]
    earlier: StoryLink | None
    later: StoryLink | None


def nearby_stories(article: Article) -> NearbyStories:
    """The stories near one that was read `for_reading`; three queries, all bounded."""
    printed = {keyword_hash(word.casefold()): word for word in article.printed_keywords}
    holders = _holders([*printed, *(trait for trait in article.hashes if trait not in printed)])
    by_keyword = {trait: holders[trait] for trait in printed if trait in holders}
    likeliest = _likeliest_copies((holders[trait] for trait in holders if trait not in printed), article)
    shared, rarity = _shared(by_keyword, article.pk), _rarity(by_keyword)
    nearest = _nearest(shared, rarity)[: MORE + MAX_COPIES if likeliest else MORE]
    naming = _naming(article.headline_id, article.pk)
    latest = [pk for pk, *_ in naming]
    named = [article.pk, *nearest, *latest, *likeliest]
    at = article.dated_at, article.pk, named
    rows = _with_texts(*at, likeliest, MAX_BODY) if likeliest else _links(*at)
    by_pk = {link.pk: link for link in story_links(rows)}
    copies = _copies(rows, article) if likeliest else []
    similar = [pk for pk in nearest if pk in by_pk and pk not in copies][:MORE]
    by_pk.pop(article.pk, None)
    place = article.dated_at, article.pk
    return NearbyStories(
        also_told=[by_pk[pk] for pk in copies],
        more_on=[SimilarStory(by_pk[pk], _reason(shared[pk], rarity, printed)) for pk in similar],
        linked=_counted(naming),
        linked_from=[by_pk[pk] for pk in latest if pk in by_pk],
        earlier=max((link for link in by_pk.values() if link.place < place), key=PLACE, default=None),
        later=min((link for link in by_pk.values() if link.place > place), key=PLACE, default=None),
    )


def count_naming(headline_id: int, own_id: int | None) -> int:
    """How many stories list this headline, in these words or in nearly these, except its own.

    Of more than a thousand mentions the latest thousand are read, and the count is that of all mentions.
    """
    return _counted(_naming(headline_id, own_id or 0))


def _likeliest_copies(holders: Iterable[Sequence[int]], article: Article) -> list[int]:
    """The stories that share the most MinHash bands with this one, given those that share each of its bands."""
    common = Counter(pk for pks in holders for pk in pks)
    del common[article.pk]
    return [pk for pk, _ in sorted(common.items(), key=lambda pair: (-pair[1], -pair[0]))[:MAX_COMPARED]]


def _copies(rows: Iterable[Row], article: Article) -> list[int]:
    """Which of these stories are near-duplicates of the article in other sources, the most similar first."""
    texts = {pk: (source, text) for pk, *_, source, text in rows if text is not None}
    if article.pk not in texts:
        return []
    own = shingles(comparable_text(texts.pop(article.pk)[1].strip()))
    similarity = {
        pk: containment(own, shingles(comparable_text(text.strip())))
        for pk, (source, text) in texts.items()
        if source != article.source_id
    }
    similar = (pk for pk in similarity if similarity[pk] >= SIMILAR)
    return sorted(similar, key=lambda pk: (-similarity[pk], pk))[:MAX_COPIES]


def _shared(holders: Holders, own: int) -> dict[int, list[int]]:
    """The keywords that other stories share with this one, as their hashes; two or more of each."""
    times = Counter(chain.from_iterable(holders.values()))
    shared: dict[int, list[int]] = {pk: [] for pk, number in times.items() if number >= SHARED and pk != own}
    for trait, pks in holders.items():
        for pk in shared.keys() & pks:
            shared[pk].append(trait)
    return shared


def _rarity(holders: Holders) -> dict[int, float]:
    return {trait: log2(2 * NEWEST / len(pks)) for trait, pks in holders.items()}


def _nearest(shared: Mapping[int, Iterable[int]], rarity: Mapping[int, float]) -> list[int]:
    """These stories, those first that share the rarest keywords."""
    near = {pk: sum(map(rarity.__getitem__, traits)) for pk, traits in shared.items()}
    return sorted(near, key=lambda pk: (-near[pk], -pk))


def _reason(traits: Iterable[int], rarity: Mapping[int, float], printed: Mapping[int, str]) -> str:
    rarest = sorted(traits, key=lambda trait: (-rarity[trait], printed[trait]))
    return ", ".join(printed[trait] for trait in rarest[:REASONS])


def _counted(rows: Sequence[Row]) -> int:
    """The count that each row of `_naming` has."""
    stories, mentions = rows[0][1:] if rows else (0, 0)
    return int(mentions if mentions > NAMING else stories)


@CompiledQuery
def _naming(headline: int, own: int) -> QuerySet[Article, Row]:
    stories = Article.objects.naming(headline).exclude(pk=own).newest()
    return stories.values_list("pk", Window(Count("pk")), "mentions")[:LINKED_FROM]


@CompiledQuery
def _links(dated_at: dt.datetime, pk: int, others: list[int]) -> QuerySet[Article, Row]:
    return Article.objects.beside(dated_at, pk, others).for_links()


@CompiledQuery
def _with_texts(
    dated_at: dt.datetime, pk: int, others: list[int], compared: list[int], longest: int
) -> QuerySet[Article, Row]:
    """As `_links`, each with its source, and the text of those that are compared if the body is no longer than this."""
    is_compared = Q(pk=pk) | Q(pk__in=compared)
    whole = Concat("standfirst", Value("\n", output_field=TextField()), "body_text")
    text = Case(When(is_compared & Q(length__lte=longest), then=whole))
    links = Article.objects.beside(dated_at, pk, others).annotate(length=Length("body_text"), text=text)
    return links.for_links("source_id", "text")


def _holders(traits: Sequence[int]) -> Holders:
    """The newest stories under each of these hashes, by hash; one index range for each."""
    if not traits:
        return {}
    one = (
        "SELECT hash, article_id FROM (SELECT hash, article_id FROM articles_articletrait "
        "WHERE hash = %s ORDER BY article_id DESC LIMIT %s) newest"
    )
    values = [value for trait in traits for value in (trait, NEWEST)]
    found: defaultdict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        for trait, pk in cursor.execute(" UNION ALL ".join([one] * len(traits)), values).fetchall():
            found[trait].append(pk)
    return found
