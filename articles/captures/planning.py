"""What the library should hold of some stories, given every capture of them: pure, the same in any order of arrival.

The one exception is named in `_age`: of texts without a day of capture, the later import is the newer.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256

from articles.captures.capture import Capture, Order
from articles.captures.clustering import Text, clusters_of
from articles.captures.rendering import Rendered
from articles.text.components import connected_components
from articles.text.near_duplicates import SIMILAR, is_beginning
from articles.text.normal_form import line_form
from articles.text.shingles import containment, shingles
from articles.understanding.story import Block, Confidence, Story


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, with the newest day of its captures."""

    headline: str
    standfirst: str
    blocks: tuple[Block, ...]
    fingerprint: str
    captured_on: dt.date | None
    seen_at: dt.datetime | None
    confidence: Confidence | None = None
    traits: tuple[int, ...] = ()
    rendered: Rendered | None = None


@dataclass(frozen=True, slots=True)
class SourceName:
    """A publication as a masthead names it, and the day of that capture."""

    key: str
    name: str
    tagline: str
    seen_on: dt.date | None
    url: str = ""  # only an export knows it


@dataclass(frozen=True, slots=True)
class Plan:
    """An article as it should be, and the documents it is made of, in order of import."""

    key: int
    source: SourceName | None
    current: Version
    revisions: tuple[Version, ...]  # earlier texts, the oldest first
    byline: str
    language: str
    published: dt.datetime | None
    url: str | None
    links: tuple[int, ...]  # keys of the related headlines, in order
    former: tuple[tuple[int, str], ...]  # other headlines it has had: key and smallest spelling, by key
    addresses: tuple[str, ...]  # where its captures were found, sorted
    documents: tuple[int, ...]
    changing: frozenset[int]  # the documents that brought a text of their own, when they came
    document: int  # the one whose text is current

    @property
    def list_key(self) -> int:
        """What lists with nearly the same headlines share: their smallest key, a min-hash."""
        return min(self.links, default=0)


def plan_articles(captures: Iterable[Capture]) -> tuple[Plan, ...]:
    """The articles that these captures make, in a fixed order; they must be all that share a headline or an address."""
    groups = clusters_of(captures)
    plans = list(map(_compose, groups))
    # where sources meet under one address, two groups may come to be the same source, headline and text
    while len(same := connected_components([[pair] for pair in zip(groups, plans, strict=True)], _fingerprints)) < len(
        groups
    ):
        groups = [[text for group, _ in pairs for text in group] for pairs in same]
        plans = list(map(_compose, groups))
    return tuple(sorted(plans, key=lambda plan: (plan.key, plan.current.fingerprint)))


def _fingerprints(pairs: Iterable[tuple[Sequence[Text], Plan]]) -> set[str]:
    return {plan.current.fingerprint for _, plan in pairs}


def _compose(group: Sequence[Text]) -> Plan:
    fullest = [text for text in group if not any(_is_part(text, other) for other in group)]
    versions = _versions(fullest)
    (current_text, key), current = versions[-1]
    newest_first = sorted(group, key=lambda text: (_wording(text) == (current_text, key), *_age(text)), reverse=True)
    stories = [text.capture.story for text in newest_first]
    source = _source(group)
    bringing = [text for text in group if _wording(text) == (current_text, key)]
    return Plan(
        key=key,
        source=source,
        current=replace(current, fingerprint=_fingerprint(source, key, current_text)),
        revisions=tuple(version for _, version in versions[:-1]),
        byline=_first(story.byline for story in stories),
        language=_first(story.language for story in stories),
        published=next((story.published for story in stories if story.published), None),
        url=next((text.capture.url for text in newest_first if text.capture.url), None),
        links=_links(newest_first, {text.key for text in group}),
        former=_former(group, key),
        addresses=tuple(sorted({text.capture.url for text in group if text.capture.url})),
        documents=tuple(dict.fromkeys(text.capture.document for text in sorted(group, key=_order))),
        changing=_changing(group),
        document=min(bringing, key=_order).capture.document,
    )


def _is_part(text: Text, other: Text) -> bool:
    """Whether a text of the same article adds nothing to the other: it is its beginning, or breaks off before it."""
    breaks_off = text.is_cut and not other.is_cut and text.key == other.key
    breaks_off = breaks_off and containment(shingles(text.comparable_text), shingles(other.comparable_text)) < SIMILAR
    return is_beginning(text.comparable_text, other.comparable_text) or (
        breaks_off and len(text.comparable_text) < len(other.comparable_text)
    )


def _wording(text: Text) -> tuple[str, int]:
    """What makes one version another: the text, and the headline over it."""
    return text.comparable_text, text.key


def _former(group: Iterable[Text], key: int) -> tuple[tuple[int, str], ...]:
    spellings: dict[int, str] = {}
    for text in group:
        if text.key != key:
            spelling = text.capture.story.headline
            spellings[text.key] = min(spelling, spellings.get(text.key, spelling))
    return tuple(sorted(spellings.items()))


def _versions(texts: Sequence[Text]) -> list[tuple[tuple[str, int], Version]]:
    """The distinct texts with their wording, oldest first."""
    by_text: defaultdict[tuple[str, int], list[Text]] = defaultdict(list)
    for text in texts:
        by_text[_wording(text)].append(text)
    aged = sorted((max(map(_age, members)), text) for text, members in by_text.items())
    return [(text, _version(text, by_text[text])) for _, text in aged]


def _version(wording: tuple[str, int], members: Sequence[Text]) -> Version:
    """One text, in the form of its best capture: with a day, more blocks, more links, surer before others."""
    days = [member.capture.story.captured_on for member in members if member.capture.story.captured_on]
    captures = [member.capture for member in members]
    capture = max(captures, key=lambda capture: _form(capture.story)) if len(captures) > 1 else captures[0]
    story = capture.story
    seen = [member.capture.seen_at for member in members if member.capture.seen_at]
    return Version(
        headline=story.headline,
        standfirst=story.standfirst,
        blocks=story.blocks,
        fingerprint=_fingerprint(None, wording[1], wording[0]),
        captured_on=max(days, default=None),
        seen_at=min(seen, default=None),
        confidence=story.confidence,
        traits=capture.traits,
        rendered=capture.rendered,
    )


def _form(story: Story) -> tuple:
    blocks = tuple((block.kind, block.text, block.html) for block in story.blocks)
    linked = sum(bool(block.html) for block in story.blocks)
    sure = astuple(story.confidence) if story.confidence else ()
    return (story.captured_on or dt.date.min, len(blocks), linked, story.headline, story.standfirst, blocks, sure)


def _age(text: Text) -> tuple:
    """What makes one capture newer than another: its day; without days, the order of import."""
    day = text.capture.story.captured_on
    order = () if day else text.capture.order
    return (day or dt.date.min, order, len(text.comparable_text), text.comparable_text, text.key)


def _order(text: Text) -> Order:
    return text.capture.order


def _source(group: Sequence[Text]) -> SourceName | None:
    """The publication as its newest capture here names it; None when no capture has a masthead."""
    names = [
        (story.captured_on or dt.date.min, " ".join(story.source.split()), story.tagline, text.capture.source_url)
        for text in group
        if (story := text.capture.story).source
    ]
    if not names:
        return None
    day, name, tagline, url = max(names)
    return SourceName(line_form(name), name, tagline, day if day != dt.date.min else None, url)


def _links(newest_first: Sequence[Text], own: Collection[int]) -> tuple[int, ...]:
    """The newest list in its order, then what only older ones had; the story itself left out."""
    listed = dict.fromkeys(key for text in _listing(newest_first) for key in text.capture.related)
    return tuple(key for key in listed if key not in own)


def _listing(newest_first: Sequence[Text]) -> list[Text]:
    """Captures by day, newest first; those of one day (or none) by the length and words of their lists."""

    def rank(text: Text) -> tuple:
        related = text.capture.story.related
        return (text.capture.story.captured_on or dt.date.min, len(related), related)

    return sorted(newest_first, key=rank, reverse=True)


def _changing(group: Sequence[Text]) -> frozenset[int]:
    """The documents whose text was new when they came, and more than the beginning of one held by then."""
    held: list[Text] = []
    changing = set()
    for text in sorted(group, key=_order):
        if not any(_wording(text) == _wording(other) or _is_part(text, other) for other in held):
            changing.add(text.capture.document)
            held.append(text)
    return frozenset(changing)


def _fingerprint(source: SourceName | None, key: int, text: str) -> str:
    """Of source, headline and body; equal when only spacing, quotes, furniture or related lists differ."""
    return sha256(f"{source.key if source else ''}\n{key}\n{text}".encode()).hexdigest()


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
