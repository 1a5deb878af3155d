"""The related headlines of a story: links to the stories that the library holds, and headlines that wait."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from articles.database.compiled_queries import CompiledQuery
from articles.database.compiled_queries import Row as Columns
from articles.headlines.comparing.nearest_article import Candidate, nearest
from articles.models import Article, RelatedHeadline
from articles.pages.cards import grouped, headline_href, short_date, story_href
from articles.text.keywords import subject_overlap

SHOWN = 10  # headlines before "Show the other N"
ONWARD = 4  # headlines beside the text
LEADS_ON = 3  # headlines under an unfolded story
PARAGRAPHS, WHOLE = 2, 5  # of an unfolded story; of one that is shown whole
LEAD_KEY = Coalesce("headline__same_as__key", "headline__key")


@dataclass(frozen=True, slots=True)
class Link:
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


@dataclass(frozen=True, slots=True)
class Row:
    """One related headline; `position` is its place on the page that listed it.

    A waiting one has neither source nor date, a live one has a source if it isn't the listing story's, and a date if
    that of its publication is known. `wanted` is how many stories list it if they are several, else "".

    `turn` is the query string of the page with this row folded or unfolded; `other_words` is the headline of the story
    to which it leads, if that headline differs.
    """

    position: int
    text: str
    href: str
    source: str
    iso: str
    date: str
    wanted: str
    is_waiting: bool
    peek: Peek | None
    turn: str
    other_words: str


@dataclass(frozen=True, slots=True)
class RelatedList:
    """The headlines that are shown, and how many there are."""

    rows: list[Row]
    total: int
    live: int
    first_hidden: int  # the position of the first headline that is not shown; 0 when all are shown
    turn: str  # the query string of the page that shows all headlines, with the same rows unfolded
    stories: frozenset[int]  # to which the live ones lead, shown or not

    @property
    def onward(self) -> list[Row]:
        """The first live ones, which stand beside the text too."""
        return [row for row in self.rows if not row.is_waiting][:ONWARD]

    @property
    def waiting(self) -> int:
        return self.total - self.live

    @property
    def hidden(self) -> int:
        return self.total - len(self.rows)

    @property
    def only_waiting_hidden(self) -> bool:
        return self.hidden == self.waiting


@dataclass(frozen=True, slots=True)
class RelatedRequest:
    """The part of the list that a request wants: all, all but the first ten, or one row; and the unfolded positions."""

    is_all: bool = False
    is_rest: bool = False
    opened: frozenset[int] = frozenset()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    position: int
    headline_id: int
    text: str
    wanted: int
    article_id: int | None
    key: int  # of the headline that leads to a story: its own, or that of a nearly equal headline
    other_words: str | None


@dataclass(frozen=True, slots=True)
class _Onward:
    pk: int
    key: int
    text: str
    source_id: int | None
    published_at: dt.datetime | None


def related_to(article: Article, asked: RelatedRequest) -> RelatedList:
    """The related headlines of a story without itself: live ones first, those of a similar subject before others.

    Waiting headlines lead to no story yet; they are shown only when all headlines are asked for.
    """
    mentions = _by_use(_mentions(article), article)
    shown = _shown(mentions, asked)
    hidden = [mention.position for mention in mentions if mention not in shown]
    leads = _leads([mention.key for mention in shown if mention.article_id], article)
    opened = {m.position: leads[m.key].pk for m in shown if m.position in asked.opened and m.key in leads}
    peeks = _peeks(opened) if opened else {}
    return RelatedList(
        rows=[_row(mention, leads.get(mention.key), peeks.get(mention.position), article, asked) for mention in shown],
        total=len(mentions),
        live=sum(mention.article_id is not None for mention in mentions),
        first_hidden=next(iter(hidden), 0),
        turn="&".join([*(f"open={position}" for position in sorted(asked.opened)), "related=all"]),
        stories=frozenset(
            {mention.article_id for mention in mentions if mention.article_id} | {lead.pk for lead in leads.values()}
        ),
    )


def leading_on(pks: Collection[int], count: int) -> dict[int, list[Link]]:
    """For each story, its first live related headlines; two queries however many stories there are."""
    first: defaultdict[int, list[_Onward]] = defaultdict(list)
    for row in _live(list(pks)):
        if len(first[row[0]]) < count:
            first[row[0]].append(_Onward(*row))
    held = _candidates(onward.key for onwards in first.values() for onward in onwards)
    return {pk: [link for onward in first[pk] if (link := _link(onward, held.get(onward.key, [])))] for pk in pks}


def _mentions(article: Article) -> list[_Mention]:
    rows = _listed(article.pk, article.key)
    mentions = (_Mention(position, *row) for position, row in enumerate(rows, start=1))
    return [mention for mention in mentions if mention.article_id != article.pk]


def _by_use(mentions: list[_Mention], article: Article) -> list[_Mention]:
    """The mentions in the order of display: live ones first, then by overlap of subject, then by position."""
    keywords = [word.casefold() for word in article.printed_keywords]
    kin = {mention.position: subject_overlap(keywords, mention.text) for mention in mentions}
    return sorted(mentions, key=lambda one: (one.article_id is None, -kin[one.position], one.position))


def _shown(mentions: list[_Mention], asked: RelatedRequest) -> list[_Mention]:
    if asked.row is not None:
        return [mention for mention in mentions if mention.position == asked.row]
    first = [mention for mention in mentions if mention.article_id][:SHOWN]
    if asked.is_rest:
        return [mention for mention in mentions if mention not in first]
    if asked.is_all or asked.opened - {mention.position for mention in first}:
        return mentions
    return first


def _leads(keys: Iterable[int], article: Article) -> dict[int, Candidate]:
    """For each key with an article, the article that is nearest to the listing story; one query at most."""
    return {
        key: lead
        for key, found in _candidates(keys).items()
        if (lead := nearest(found, source_id=article.source_id, published_at=article.published_at))
    }


def _candidates(keys: Iterable[int]) -> dict[int, list[Candidate]]:
    keys = sorted(set(keys))
    held: defaultdict[int, list[Candidate]] = defaultdict(list)
    for row in _holding(keys) if keys else ():
        held[row[0]].append(Candidate(*row))
    return held


def _peeks(opened: dict[int, int]) -> dict[int, Peek]:
    """The beginning of each unfolded story, by position; three queries however many there are."""
    stories = Article.objects.only("standfirst", "blocks").in_bulk(opened.values())
    links = leading_on(stories, LEADS_ON)
    return {position: _peek(stories[pk], links[pk]) for position, pk in opened.items() if pk in stories}


def _peek(story: Article, links: list[Link]) -> Peek:
    paragraphs = [block["text"] for block in story.blocks if block["kind"] == "paragraph"]
    is_whole = len(paragraphs) == len(story.blocks) <= WHOLE
    return Peek(story.standfirst, paragraphs if is_whole else paragraphs[:PARAGRAPHS], is_whole, links)


def _link(onward: _Onward, candidates: list[Candidate]) -> Link | None:
    lead = nearest(candidates, source_id=onward.source_id, published_at=onward.published_at)
    return Link(onward.text, story_href(lead.pk, lead.slug)) if lead else None


def _row(mention: _Mention, lead: Candidate | None, peek: Peek | None, article: Article, asked: RelatedRequest) -> Row:
    day = lead.published_at.date() if lead and lead.published_at else None
    return Row(
        position=mention.position,
        text=mention.text,
        href=story_href(lead.pk, lead.slug) if lead else headline_href(mention.headline_id),
        source=(lead.source or "") if lead and lead.source_id != article.source_id else "",
        iso=day.isoformat() if day else "",
        date=short_date(day) if day else "",
        wanted=grouped(mention.wanted) if mention.wanted > 1 else "",
        is_waiting=lead is None,
        peek=peek,
        turn=_turn(asked, mention.position),
        other_words=mention.other_words or "",
    )


def _turn(asked: RelatedRequest, position: int) -> str:
    """The query string that folds or unfolds this row and leaves the other rows as they are."""
    parts = [f"open={number}" for number in sorted(asked.opened ^ {position})]
    return "&".join(parts + ["related=all"] * (asked.is_all or asked.is_rest))


@CompiledQuery
def _listed(article: int, key: int) -> QuerySet[RelatedHeadline, Columns]:
    """The headlines of a story's related list but its own, in the order of the columns of `_Mention`."""
    return (
        RelatedHeadline.objects.filter(article=article)
        .exclude(headline__key=key)
        .order_by("position", "pk")
        .values_list(
            *("headline_id", "headline__text", "headline__wanted", "headline__article_id"),
            LEAD_KEY,
            "headline__same_as__text",
        )
    )


@CompiledQuery
def _live(articles: list[int]) -> QuerySet[RelatedHeadline, Columns]:
    """The live headlines of these stories' related lists, in the order of the columns of `_Onward`."""
    return (
        RelatedHeadline.objects.live()
        .filter(article__in=articles)
        .exclude(headline__article=F("article"))
        .order_by("article_id", "position", "pk")
        .values_list("article_id", LEAD_KEY, "headline__text", "article__source_id", "article__published_at")
    )


@CompiledQuery
def _holding(keys: list[int]) -> QuerySet[Article, Columns]:
    return Article.objects.candidates(keys)
