"""Similar stories, near-duplicates in other sources, and back-links of a story."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2

from django.db import connection
from django.db.models.functions import Length

from articles.models import Article, Headline
from articles.models.articles import NAMING, ArticleQuerySet
from articles.pages.cards import Card, cards
from articles.text.keywords import keyword_hash
from articles.text.near_duplicates import SIMILAR, comparable_story
from articles.text.shingles import containment, minhash_bands, shingles

NEWEST = 200  # stories read of those that share a keyword; a keyword of more stories is not rare
SHARED = 2  # keywords that two similar stories share at least
MORE, REASONS = 5, 3  # similar stories shown; shared keywords named
MAX_COMPARED, MAX_COPIES = 20, 5  # near-duplicates compared; shown
MAX_BODY = 100_000  # characters of a body that is compared: 20 of them take 0.1 s; a longer one has no near-duplicates


@dataclass(frozen=True, slots=True)
class SimilarStories:
    """A story, and the keywords that it shares with the one being read, as that one prints them, the rarest first."""

    card: Card
    shared: str


def similar_stories(article: Article, leave_out: Iterable[int] = ()) -> list[SimilarStories]:
    """The stories that share the rarest keywords with this one, the nearest first; two queries, both bounded."""
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
    by_pk = {card.pk: card for card in cards(Article.objects.filter(pk__in=nearest).order_by().for_cards())}
    return [SimilarStories(by_pk[pk], _reason(shared[pk], rarity, printed)) for pk in nearest if pk in by_pk]


def near_copies(article: Article) -> list[Card]:
    """Near-duplicates of the story in other sources, the most similar first; two queries, both bounded."""
    if len(article.body_text) > MAX_BODY:
        return []
    text = comparable_story(article.standfirst, article.body_text)
    bands = minhash_bands(text)
    if not bands:
        return []
    common = Counter(pk for pks in _holders(bands).values() for pk in pks)
    del common[article.pk]
    likeliest = [pk for pk, _ in sorted(common.items(), key=lambda pair: (-pair[1], -pair[0]))[:MAX_COMPARED]]
    others = Article.objects.filter(pk__in=likeliest).exclude(source=article.source_id).order_by()
    others = others.annotate(length=Length("body_text")).filter(length__lte=MAX_BODY)
    own = shingles(text)
    similarity = {
        pk: containment(own, shingles(comparable_story(standfirst, body)))
        for pk, standfirst, body in others.values_list("pk", "standfirst", "body_text")
    }
    similar = (pk for pk in similarity if similarity[pk] >= SIMILAR)
    copies = sorted(similar, key=lambda pk: (-similarity[pk], pk))[:MAX_COPIES]
    by_pk = {card.pk: card for card in cards(Article.objects.filter(pk__in=copies).order_by().for_cards())}
    return [by_pk[pk] for pk in copies if pk in by_pk]


def naming(headline_id: int, own_id: int | None) -> tuple[ArticleQuerySet, int]:
    """The stories that list this headline, in these words or in nearly these, except its own; and how many.

    Of more than a thousand mentions the latest thousand are read, and the count is that of all mentions.
    """
    spellings = Headline.objects.spellings(headline_id)
    stories = Article.objects.naming(list(spellings))
    if own_id is not None:
        stories = stories.exclude(pk=own_id)
    total = sum(spellings.values())
    return stories, total if total > NAMING else stories.count() if total else 0


def _holders(traits: Sequence[int]) -> dict[int, list[int]]:
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


def _reason(traits: Iterable[int], rarity: dict[int, float], printed: dict[int, str]) -> str:
    rarest = sorted(traits, key=lambda trait: (-rarity[trait], printed[trait]))
    return ", ".join(printed[trait] for trait in rarest[:REASONS])
