"""The stories and waiting headlines that a headline may be linked to by hand, as a search finds them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.models import Article, Headline
from articles.search import Facet, Results, TooSlowError, parse, search
from articles.search.query import word_spans

MIN_LETTERS = 4  # of a word that is looked for by itself
MAX_WORDS = 8  # that are looked for by themselves, the longest first


@dataclass(frozen=True, slots=True)
class StoryFound:
    """A story, and the headline by which a link leads to it: None when that headline leads to another story."""

    pk: int
    headline: str
    source: str
    day: dt.date | None
    is_published: bool  # whether the day is that of publication; otherwise it is that of the capture
    leads_by: int | None


@dataclass(frozen=True, slots=True)
class WaitingFound:
    """A headline that waits too."""

    pk: int
    text: str
    listed_on: dt.date | None
    lists: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a search found, and what it may be narrowed to."""

    stories: Sequence[StoryFound] = ()
    waiting: Sequence[WaitingFound] = ()
    sources: Sequence[Facet] = ()
    years: Sequence[Facet] = ()
    is_any_word: bool = False  # whether nothing has all of the words, so that these have some of them
    is_too_slow: bool = False
    is_cut: bool = False  # whether there is more than what is listed


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for."""

    words: str
    sources: Sequence[str] = field(default=())  # slugs; "" for stories without a source
    years: Sequence[int] = field(default=())


def candidates(headline: Headline, asked: Asked) -> Candidates:
    """The best matches; where nothing has all of the words, those that have some of them.

    A headline that leads to a story by its own words is offered waiting headlines only.
    """
    try:
        results = _search(asked.words, asked)
        if is_any_word := not (results.hits or _others(results, headline)):
            results = _search(" OR ".join(_single_words(asked.words)), asked)
    except TooSlowError:
        return Candidates(is_too_slow=True)
    stories = [] if has_story(headline) else _stories([hit.article_id for hit in results.hits], headline)
    waiting = _waiting(_others(results, headline))
    return Candidates(
        stories,
        waiting,
        () if has_story(headline) else results.sources,
        () if has_story(headline) else results.years,
        is_any_word=is_any_word and bool(stories or waiting),
        is_cut=results.total > len(results.hits) or results.waiting_total > len(results.waiting),
    )


def has_story(headline: Headline) -> bool:
    """Whether the headline leads to a story by its own words."""
    return headline.article_id is not None and headline.same_as_id is None


def headline_of(article_pk: int) -> Headline | None:
    """The headline by which a link leads to this story; None when it leads to another story, or there is no story."""
    article = Article.objects.only("key").filter(pk=article_pk).first()
    if article is None:
        return None
    return Headline.objects.filter(key=article.key, article=article, same_as=None).first()


def _search(words: str, asked: Asked) -> Results:
    return search(parse(words), sources=asked.sources, years=asked.years)


def _single_words(words: str) -> list[str]:
    """The longest words, which are likely the rarest, each once and in quotes, so that none is an operator."""
    single = dict.fromkeys(span.word.casefold() for span in word_spans(words) if len(span.word) >= MIN_LETTERS)
    return [f'"{word}"' for word in sorted(single, key=len, reverse=True)[:MAX_WORDS]]


def _others(results: Results, headline: Headline) -> list[int]:
    return [hit.headline_id for hit in results.waiting if hit.headline_id != headline.pk]


def _stories(pks: Sequence[int], headline: Headline) -> list[StoryFound]:
    """These stories in this order, without the one to which the headline leads already."""
    columns = ("headline", "key", "source__name", "published_at", "captured_on")
    rows = {row[0]: row[1:] for row in Article.objects.filter(pk__in=pks).order_by().values_list("pk", *columns)}
    leading = Headline.objects.filter(key__in=[key for _, key, *_ in rows.values()], same_as=None)
    leads_by = {article: pk for pk, article in leading.values_list("pk", "article_id")}
    found = []
    for pk in pks:
        if pk not in rows or pk == headline.article_id:
            continue
        text, _, source, published, captured = rows[pk]
        day = published.date() if published else captured
        found.append(StoryFound(pk, text, source or "", day, published is not None, leads_by.get(pk)))
    return found


def _waiting(pks: Sequence[int]) -> list[WaitingFound]:
    rows = Headline.objects.filter(pk__in=pks, article=None).values_list("pk", "text", "listed_on", "lists")
    found = {row[0]: WaitingFound(*row) for row in rows}
    return [found[pk] for pk in pks if pk in found]
