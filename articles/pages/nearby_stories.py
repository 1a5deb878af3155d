"""Stories near another one: similar stories, near-duplicates in other sources, back-links, and those beside it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log2
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, Count, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Concat, Length

from articles.database.compiled_queries import CompiledQuery, Row
from articles.models import Article
from articles.models.articles import NAMING
from articles.pages.cards import StoryLink, story_links
from articles.pages.stories.phrases import pairs_of, phrases_of
from articles.pages.stories.reading_lists import NO_ORDER, ReadingOrder
from articles.text.keywords import keyword_hash
from articles.text.near_duplicates import SIMILAR, comparable_text
from articles.text.shingles import containment, shingles

NEWEST = 200  # stories read of those that share a keyword; a keyword of more stories is not rare
SHARED = 2  # keywords that two similar stories share at least
MORE, SUBJECTS = 5, 2  # similar stories shown; names or phrases that say what they are about
READ = 8  # blocks of a text in which words that stand together are looked for
MAX_COMPARED, MAX_COPIES = 20, 5  # near-duplicates compared; shown
MAX_BODY = 100_000  # characters of a body that is compared: 20 of them take 0.1 s; a longer one has no near-duplicates
LINKED_FROM, LISTED = 5, 5  # back-links shown; more that are read, because the related list may name some of them

type Holders = Mapping[int, Sequence[int]]  # the newest stories that have a trait, by trait


class SimilarStory(NamedTuple):
    """A story, and what both it and the one being read are about, as that one prints it: names, and words together."""

    story: StoryLink
    subject: str


@dataclass(frozen=True, slots=True)
class NearbyStories:
    """The ways out of a story besides its related list. `linked` counts the stories that list its headline."""

    also_told: list[StoryLink]
    more_on: list[SimilarStory]
    linked: int
    linked_from: list[StoryLink]
    before: StoryLink | None
    after: StoryLink | None
    near: list[StoryLink]  # in time
    listing: StoryLink | None  # the story in whose related list they stand beside this one


def nearby_stories(article: Article, listed: Collection[int] = (), order: ReadingOrder = NO_ORDER) -> NearbyStories:
    """The stories near one that was read `for_reading`; three queries, all bounded.

    Named are only those that the page doesn't name already: its related list leads to the `listed` ones, and similar
    stories are neither near-duplicates nor among those that link to it.
    """
    printed = {keyword_hash(word.casefold()): word for word in article.printed_keywords}
    holders = _holders([*printed, *(trait for trait in article.hashes if trait not in printed)])
    by_keyword = {trait: holders[trait] for trait in printed if trait in holders}
    likeliest = _likeliest_copies((holders[trait] for trait in holders if trait not in printed), article)
    shared, rarity = _shared(by_keyword, article.pk), _rarity(by_keyword)
    naming = _naming(article.headline_id, article.pk)
    latest = [pk for pk, *_ in naming if pk not in listed][:LINKED_FROM]
    known = {*listed, *latest}
    nearest = [pk for pk in _nearest(shared, rarity) if pk not in known][: MORE + MAX_COPIES if likeliest else MORE]
    named = [article.pk, *nearest, *latest, *likeliest, *filter(None, order.beside), *order.near]
    rows = _with_texts(named, article.pk, likeliest, MAX_BODY) if likeliest else _links(named)
    by_pk = {link.pk: link for link in story_links(rows)}
    copies = _copies(rows, article) if likeliest else []
    similar = [pk for pk in nearest if pk in by_pk and pk not in copies][:MORE]
    pairs = _pairs(article) if similar else Counter()
    return NearbyStories(
        also_told=[by_pk[pk] for pk in copies],
        more_on=[SimilarStory(by_pk[pk], _subject(_rarest(shared[pk], rarity, printed), pairs)) for pk in similar],
        linked=_counted(naming),
        linked_from=[by_pk[pk] for pk in latest if pk in by_pk],
        before=by_pk.get(order.beside.before or 0),
        after=by_pk.get(order.beside.after or 0),
        near=[by_pk[pk] for pk in order.near if pk in by_pk],
        listing=by_pk.get(order.beside.listing or 0),
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


def _subject(words: Sequence[str], pairs: Counter[tuple[str, str]]) -> str:
    """What two stories are about that share these words."""
    return ", ".join(phrases_of(words, pairs)[:SUBJECTS])


def _pairs(article: Article) -> Counter[tuple[str, str]]:
    beginning = " ".join([article.headline, article.standfirst, *(block["text"] for block in article.blocks[:READ])])
    return pairs_of(article.printed_keywords, beginning)


def _rarest(traits: Iterable[int], rarity: Mapping[int, float], printed: Mapping[int, str]) -> list[str]:
    return [printed[trait] for trait in sorted(traits, key=lambda trait: (-rarity[trait], printed[trait]))]


def _counted(rows: Sequence[Row]) -> int:
    """The count that each row of `_naming` has."""
    stories, mentions = rows[0][1:] if rows else (0, 0)
    return int(mentions if mentions > NAMING else stories)


@CompiledQuery
def _naming(headline: int, own: int) -> QuerySet[Article, Row]:
    stories = Article.objects.naming(headline).exclude(pk=own).newest()
    return stories.values_list("pk", Window(Count("pk")), "mentions")[: LINKED_FROM + LISTED]


@CompiledQuery
def _links(pks: list[int]) -> QuerySet[Article, Row]:
    return Article.objects.filter(pk__in=pks).order_by().for_links()


@CompiledQuery
def _with_texts(pks: list[int], pk: int, compared: list[int], longest: int) -> QuerySet[Article, Row]:
    """As `_links`, each with its source, and the text of those that are compared if the body is no longer than this."""
    is_compared = Q(pk=pk) | Q(pk__in=compared)
    whole = Concat("standfirst", Value("\n", output_field=TextField()), "body_text")
    text = Case(When(is_compared & Q(length__lte=longest), then=whole))
    links = Article.objects.filter(pk__in=pks).order_by().annotate(length=Length("body_text"), text=text)
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
