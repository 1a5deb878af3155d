"""What an export shows of a story, as plain values, so that two states of it can be compared."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from articles.captures.planning import Plan
from articles.models import Article, RelatedHeadline, Revision, Source
from articles.text.digests import headline_key
from articles.text.near_duplicates import comparable_text

type Blocks = tuple[tuple[str, str, str], ...]  # kind, text and HTML of each
type Earlier = tuple[tuple[str, dt.date | None], ...]  # fingerprint and day of each earlier text


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """One state of a story."""

    headline: str
    standfirst: str
    blocks: Blocks
    earlier: Earlier
    related: tuple[int, ...]  # keys, in order
    source: str
    tagline: str
    source_url: str
    byline: str
    language: str
    published: dt.datetime | None
    captured_on: dt.date | None
    url: str | None
    confidence: tuple[float | None, ...]

    @property
    def key(self) -> int:
        """The key of the headline."""
        return headline_key(self.headline)

    @property
    def comparable_text(self) -> str:
        return comparable_text("\n".join([self.standfirst, *(text for _, text, _ in self.blocks)]).strip())


def stored_facts(articles: Mapping[int, Article], using: str) -> dict[int, StoryFacts]:
    """The stored state of these stories, by primary key; they were loaded with their sources."""
    related, earlier = _related(articles, using), _earlier(articles, using)
    return {
        pk: StoryFacts(
            headline=row.headline,
            standfirst=row.standfirst,
            blocks=tuple((block["kind"], block["text"], block.get("html", "")) for block in row.blocks),
            earlier=tuple(earlier.get(pk, ())),
            related=tuple(related.get(pk, ())),
            **_of_source(row.source),
            byline=row.byline,
            language=row.language,
            published=row.published_at,
            captured_on=row.captured_on,
            url=row.url,
            confidence=(row.headline_confidence, row.body_confidence, row.related_confidence),
        )
        for pk, row in articles.items()
    }


def planned_facts(plan: Plan, source: Source | None) -> StoryFacts:
    """The state of a story that this plan makes; `source` is the stored row of its source."""
    current = plan.current
    sure = current.confidence
    return StoryFacts(
        headline=current.headline,
        standfirst=current.standfirst,
        blocks=tuple((block.kind, block.text, block.html) for block in current.blocks),
        earlier=tuple((version.fingerprint, version.captured_on) for version in plan.revisions),
        related=plan.links,
        **_of_source(source if plan.source else None),
        byline=plan.byline,
        language=plan.language,
        published=plan.published,
        captured_on=current.captured_on,
        url=plan.url,
        confidence=(sure.headline, sure.body, sure.related) if sure else (None, None, None),
    )


def _of_source(source: Source | None) -> dict[str, str]:
    if source is None:
        return {"source": "", "tagline": "", "source_url": ""}
    return {"source": source.name, "tagline": source.tagline, "source_url": source.url}


def _related(articles: Collection[int], using: str) -> dict[int, list[int]]:
    links = RelatedHeadline.objects.using(using).filter(article__in=articles).order_by("article", "position")
    return _grouped(links.values_list("article", "headline__key"))


def _earlier(articles: Collection[int], using: str) -> dict[int, list[tuple[str, dt.date | None]]]:
    rows = Revision.objects.using(using).filter(article__in=articles).order_by("article", "position")
    columns = rows.values_list("article", "fingerprint", "captured_on")
    return _grouped((pk, (fingerprint, day)) for pk, fingerprint, day in columns)


def _grouped[T](pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    grouped: defaultdict[int, list[T]] = defaultdict(list)
    for pk, value in pairs:
        grouped[pk].append(value)
    return grouped
