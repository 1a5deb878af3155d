"""The ways out of a story besides its list: the nearest ones, the same as others tell it, those that name it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from django.db import connection

from articles.models import Article, Headline
from articles.models.querysets import NAMING, ArticleQuerySet
from articles.pages.cards import Card, cards
from articles.text.keywords import keyword_hash
from articles.text.near_duplicates import SIMILAR, comparable_story
from articles.text.shingles import containment, minhash_bands, shingles

NEWEST = 200  # stories looked at of those that share a word: what more share is no rare word
SHARED = 2  # words that kindred stories share at least
MORE, REASONS = 5, 3  # stories shown; shared words named
COPIES = 20  # near copies looked at
TOLD = 5  # of them shown


@dataclass(frozen=True, slots=True)
class SimilarStories:
    """A story, and what it has in common with the one that is read: words as that prints them, the rarest first."""

    card: Card
    shared: str


def similar_stories(article: Article, leave_out: Iterable[int] = ()) -> list[SimilarStories]:
    """The stories that share the rarest of its telling words, nearest first; two queries, both bounded."""
    printed = {keyword_hash(folded): text for folded, text in article.keywords.items()}
    holders = _holders(list(printed))
    shared: defaultdict[int, list[int]] = defaultdict(list)
    for trait, pks in holders.items():
        for pk in pks:
            shared[pk].append(trait)
    rarity = {trait: log2(2 * NEWEST / len(pks)) for trait, pks in holders.items()}
    for pk in (article.pk, *leave_out):
        shared.pop(pk, None)
    near = {pk: sum(map(rarity.__getitem__, found)) for pk, found in shared.items() if len(found) >= SHARED}
    nearest = sorted(near, key=lambda pk: (-near[pk], -pk))[:MORE]
    held = {card.pk: card for card in cards(Article.objects.filter(pk__in=nearest).order_by().for_cards())}
    return [SimilarStories(held[pk], _reason(shared[pk], rarity, printed)) for pk in nearest if pk in held]


def near_copies(article: Article) -> list[Card]:
    """Near copies of the story in other sources, the most alike first; two queries, both bounded."""
    text = comparable_story(article.standfirst, article.body_text)
    bands = minhash_bands(text)
    if not bands:
        return []
    common = Counter(pk for pks in _holders(bands).values() for pk in pks)
    del common[article.pk]
    likeliest = [pk for pk, _ in sorted(common.items(), key=lambda pair: (-pair[1], -pair[0]))[:COPIES]]
    others = Article.objects.filter(pk__in=likeliest).exclude(source=article.source_id).order_by()
    own = shingles(text)
    alike = {
        pk: containment(own, shingles(comparable_story(standfirst, body)))
        for pk, standfirst, body in others.values_list("pk", "standfirst", "body_text")
    }
    copies = sorted((pk for pk in alike if alike[pk] >= SIMILAR), key=lambda pk: (-alike[pk], pk))[:TOLD]
    held = {card.pk: card for card in cards(Article.objects.filter(pk__in=copies).order_by().for_cards())}
    return [held[pk] for pk in copies if pk in held]


def naming(headline_id: int | None, own_id: int | None) -> tuple[ArticleQuerySet, int]:
    """The stories that name this headline, be it in other words, but for its own; and how many, each counted once.

    Of more than a thousand namings the latest thousand are looked at, and all are counted.
    """
    spellings = Headline.objects.spellings(headline_id)
    stories = Article.objects.naming(list(spellings)).exclude(pk=own_id)
    total = sum(spellings.values())
    return stories, total if total > NAMING else stories.count() if total else 0


def _holders(traits: Sequence[int]) -> dict[int, list[int]]:
    """The newest stories with each trait; for each an index range of its own."""
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


def _reason(traits: Iterable[int], rarity: dict[int, float], printed: dict[int, str]) -> str:
    rarest = sorted(traits, key=lambda trait: (-rarity[trait], printed[trait]))
    return ", ".join(printed[trait] for trait in rarest[:REASONS])
