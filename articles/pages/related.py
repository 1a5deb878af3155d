"""The related headlines of a story: links to the stories that the library holds, and headlines that wait."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from articles.database.compiled_queries import CompiledQuery
from articles.database.compiled_queries import Row as Columns
from articles.headlines.comparing.nearest_article import Candidate, nearest
from articles.models import Article, RelatedHeadline
from articles.pages.cards import InLanguage, grouped, headline_href, short_date, story_href
from articles.pages.stories.peeks import LANGUAGE, LEAD_KEY, Peek, candidates_of, peeks_of
from articles.text.keywords import subject_overlap
from articles.typography.languages import language_of_line
from articles.typography.setting import typeset

SHOWN = 10  # headlines before "Show the other N"
ONWARD = 4  # headlines beside the text


@dataclass(frozen=True, slots=True)
class Row(InLanguage):
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
    source_lang: str


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
    language: str | None  # of the story to which it leads


def related_to(article: Article, asked: RelatedRequest) -> RelatedList:
    """The related headlines of a story without itself: live ones first, those of a similar subject before others.

    Waiting headlines lead to no story yet; they are shown only when all headlines are asked for.
    """
    mentions = _by_use(_mentions(article), article)
    shown = _shown(mentions, asked)
    positions = {mention.position for mention in shown}
    hidden = (mention.position for mention in mentions if mention.position not in positions)
    leads = _leads([mention.key for mention in shown if mention.article_id], article)
    opened = {m.position: leads[m.key].pk for m in shown if m.position in asked.opened and m.key in leads}
    peeks = peeks_of(opened) if opened else {}
    return RelatedList(
        rows=[_row(mention, leads.get(mention.key), peeks.get(mention.position), article, asked) for mention in shown],
        total=len(mentions),
        live=sum(mention.article_id is not None for mention in mentions),
        first_hidden=next(hidden, 0),
        turn="&".join([*(f"open={position}" for position in sorted(asked.opened)), "related=all"]),
        stories=frozenset(
            {mention.article_id for mention in mentions if mention.article_id} | {lead.pk for lead in leads.values()}
        ),
    )


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
        for key, found in candidates_of(keys).items()
        if (lead := nearest(found, source_id=article.source_id, published_at=article.published_at))
    }


def _row(mention: _Mention, lead: Candidate | None, peek: Peek | None, article: Article, asked: RelatedRequest) -> Row:
    day = lead.published_at.date() if lead and lead.published_at else None
    source = (lead.source or "") if lead and lead.source_id != article.source_id else ""
    own = mention.language or article.language
    lang = language_of_line(mention.text, own)
    return Row(
        position=mention.position,
        text=typeset(mention.text, lang),
        href=story_href(lead.pk, lead.slug) if lead else headline_href(mention.headline_id),
        source=source,
        iso=day.isoformat() if day else "",
        date=short_date(day) if day else "",
        wanted=grouped(mention.wanted) if mention.wanted > 1 else "",
        is_waiting=lead is None,
        peek=peek,
        turn=_turn(asked, mention.position),
        other_words=typeset(mention.other_words or "", lang),
        lang=lang,
        source_lang=language_of_line(source, own),
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
            *("headline__same_as__text", LANGUAGE),
        )
    )
