"""The stories to which related headlines lead, how they begin, and what they lead on to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from articles.database.compiled_queries import CompiledQuery, Row
from articles.headlines.comparing.nearest_article import Candidate, nearest
from articles.models import Article, RelatedHeadline
from articles.pages.cards import InLanguage, story_href
from articles.typography.languages import direction_of, language_of_line
from articles.typography.setting import typeset

LEADS_ON = 3  # headlines under the lead or an unfolded story
PARAGRAPHS, WHOLE = 2, 5  # of an unfolded story; of one that is shown whole
LEAD_KEY = Coalesce("headline__same_as__key", "headline__key")
LANGUAGE = "headline__article__language"


@dataclass(frozen=True, slots=True)
class Link(InLanguage):
    """A headline and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Peek:
    """A story unfolded in place: how it begins, or all of it if it is short, and what it leads on to."""

    standfirst: str
    paragraphs: list[str]
    is_whole: bool
    links: list[Link]
    lang: str

    @property
    def dir(self) -> str:
        return direction_of(self.lang)


@dataclass(frozen=True, slots=True)
class _Onward:
    pk: int
    key: int
    text: str
    source_id: int | None
    published_at: dt.datetime | None
    language: str


def leading_on(pks: Collection[int], count: int) -> dict[int, list[Link]]:
    """For each story, its first live related headlines; two queries however many stories there are."""
    first: defaultdict[int, list[_Onward]] = defaultdict(list)
    for row in _live(list(pks)):
        if len(first[row[0]]) < count:
            first[row[0]].append(_Onward(*row))
    held = candidates_of(onward.key for onwards in first.values() for onward in onwards)
    return {pk: [link for onward in first[pk] if (link := _link(onward, held.get(onward.key, [])))] for pk in pks}


def candidates_of(keys: Iterable[int]) -> dict[int, list[Candidate]]:
    keys = sorted(set(keys))
    held: defaultdict[int, list[Candidate]] = defaultdict(list)
    for row in _holding(keys) if keys else ():
        held[row[0]].append(Candidate(*row))
    return held


def peeks_of(opened: dict[int, int]) -> dict[int, Peek]:
    """The beginning of each unfolded story, by position; three queries however many there are."""
    stories = Article.objects.only("headline", "standfirst", "blocks", "language").in_bulk(opened.values())
    links = leading_on(stories, LEADS_ON)
    return {position: _peek(stories[pk], links[pk]) for position, pk in opened.items() if pk in stories}


def _peek(story: Article, links: list[Link]) -> Peek:
    paragraphs = [block["text"] for block in story.blocks if block["kind"] == "paragraph"]
    is_whole = len(paragraphs) == len(story.blocks) <= WHOLE
    shown = [typeset(text, story.lang) for text in (paragraphs if is_whole else paragraphs[:PARAGRAPHS])]
    return Peek(typeset(story.standfirst, story.lang), shown, is_whole, links, story.lang)


def _link(onward: _Onward, candidates: list[Candidate]) -> Link | None:
    lead = nearest(candidates, source_id=onward.source_id, published_at=onward.published_at)
    lang = language_of_line(onward.text, onward.language)
    return Link(typeset(onward.text, lang), story_href(lead.pk, lead.slug), lang=lang) if lead else None


@CompiledQuery
def _live(articles: list[int]) -> QuerySet[RelatedHeadline, Row]:
    """The live headlines of these stories' related lists, in the order of the columns of `_Onward`."""
    return (
        RelatedHeadline.objects.live()
        .filter(article__in=articles)
        .exclude(headline__article=F("article"))
        .order_by("article_id", "position", "pk")
        .values_list("article_id", LEAD_KEY, "headline__text", "article__source_id", "article__published_at", LANGUAGE)
    )


@CompiledQuery
def _holding(keys: list[int]) -> QuerySet[Article, Row]:
    return Article.objects.candidates(keys)
