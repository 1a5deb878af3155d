"""Plans the articles that a set of captures makes: pure, and the same in any order of import.

With one exception, in `_age`: of texts without a day of capture, the one imported later is the newer.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from typing import Any

from articles.captures.capture import Capture, Order
from articles.captures.clustering import Text, clusters_of, comparable
from articles.captures.rendering import Rendered
from articles.lexicon.corrections import CORRECTION_CUES, WIDE_CORRECTION_CUES
from articles.text.components import connected_components
from articles.text.near_duplicates import SIMILAR, is_beginning
from articles.text.normal_form import line_form
from articles.text.shingles import containment, shingles
from articles.understanding.story import Block, Confidence, Story

ADDITION = 0.25  # of a text's length: what is put at its end on a later day; more is the rest of a text that broke off


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, with the newest day of its captures and the time when it was first imported."""

    headline: str
    standfirst: str
    blocks: tuple[Block, ...]
    fingerprint: str
    captured_on: dt.date | None
    seen_at: dt.datetime | None
    confidence: Confidence | None = None
    traits: tuple[int, ...] = ()
    keywords: tuple[str, ...] = ()
    rendered: Rendered | None = None


@dataclass(frozen=True, slots=True)
class SourceName:
    """A publication as a masthead names it, and the day of that capture."""

    key: str
    name: str
    tagline: str
    seen_on: dt.date | None
    url: str = ""  # only exports give it


@dataclass(frozen=True, slots=True)
class Plan:
    """An article as it is to be stored, and its documents in the order of import."""

    key: int
    source: SourceName | None
    current: Version
    revisions: tuple[Version, ...]  # earlier texts, the oldest first
    byline: str
    language: str
    published: dt.datetime | None
    url: str | None
    links: tuple[int, ...]  # keys of the related headlines, in order
    former: tuple[tuple[int, str], ...]  # earlier headlines: key and smallest spelling, by key
    addresses: tuple[str, ...]  # URLs of its captures, sorted
    documents: tuple[int, ...]
    document: int  # the first one with the current text

    @property
    def list_key(self) -> int:
        """The smallest key of the related headlines: a MinHash, equal for lists with nearly the same headlines."""
        return min(self.links, default=0)


def plan_articles(captures: Iterable[Capture]) -> tuple[Plan, ...]:
    """Return the articles of these captures in a fixed order.

    The captures must be complete: all that share a headline or a URL, directly or through others.
    """
    groups = clusters_of(captures)
    plans = list(map(_compose, groups))
    # where a URL joins sources, two groups may end up with the same source, headline and text
    while len(same := connected_components([[pair] for pair in zip(groups, plans, strict=True)], _fingerprints)) < len(
        groups
    ):
        groups = [[text for group, _ in pairs for text in group] for pairs in same]
        plans = list(map(_compose, groups))
    return tuple(sorted(plans, key=lambda plan: (plan.key, plan.current.fingerprint)))


def plan_story(captures: Iterable[Capture]) -> Plan:
    """Return the article of captures that are known to be one."""
    return _compose(list(map(comparable, captures)))


def _fingerprints(pairs: Iterable[tuple[Sequence[Text], Plan]]) -> set[str]:
    return {plan.current.fingerprint for _, plan in pairs}


def _compose(group: Sequence[Text]) -> Plan:
    fullest = [text for text in group if not any(_is_part(text, other) for other in group)]
    versions = _versions(fullest)
    (current_text, key), current = versions[-1]
    newest_first = sorted(group, key=lambda text: (_identity(text) == (current_text, key), *_age(text)), reverse=True)
    stories = [text.capture.story for text in newest_first]
    source = _source(group)
    with_current = [text for text in group if _identity(text) == (current_text, key)]
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
        document=min(with_current, key=_order).capture.document,
    )


def _is_part(text: Text, other: Text) -> bool:
    """Return whether a text adds nothing to another of its article: it is its beginning, or breaks off earlier."""
    if is_beginning(text.comparable_text, other.comparable_text):
        return not _is_added_to(text, other)
    breaks_off = text.is_cut and not other.is_cut and text.key == other.key
    breaks_off = breaks_off and containment(shingles(text.comparable_text), shingles(other.comparable_text)) < SIMILAR
    return breaks_off and len(text.comparable_text) < len(other.comparable_text)


def _is_added_to(text: Text, other: Text) -> bool:
    """Return whether the other is the later text of the two, to which its paper put something at the end.

    Otherwise the text is only a capture that broke off. What was put in is announced as a correction, or it is short
    and stands in a capture of a later day.
    """
    if text.is_cut or _age(text) > _age(other):
        return False
    added = other.comparable_text[len(text.comparable_text) :]
    if not added.startswith(" "):  # it goes on in the middle of a word
        return False
    if f"{added[1:]} ".startswith((*CORRECTION_CUES, *WIDE_CORRECTION_CUES)):
        return True
    day, later = text.capture.story.captured_on, other.capture.story.captured_on
    return bool(day and later and day < later) and len(added) <= ADDITION * len(text.comparable_text)


def _identity(text: Text) -> tuple[str, int]:
    """Return what distinguishes versions: the text, and the key of its headline."""
    return text.comparable_text, text.key


def _former(group: Iterable[Text], key: int) -> tuple[tuple[int, str], ...]:
    spellings: dict[int, str] = {}
    for text in group:
        if text.key != key:
            spelling = text.capture.story.headline
            spellings[text.key] = min(spelling, spellings.get(text.key, spelling))
    return tuple(sorted(spellings.items()))


def _versions(texts: Sequence[Text]) -> list[tuple[tuple[str, int], Version]]:
    """Return the distinct texts, the oldest first, each with its identity."""
    by_text: defaultdict[tuple[str, int], list[Text]] = defaultdict(list)
    for text in texts:
        by_text[_identity(text)].append(text)
    aged = sorted((max(map(_age, members)), text) for text, members in by_text.items())
    return [(text, _version(text, by_text[text])) for _, text in aged]


def _version(identity: tuple[str, int], members: Sequence[Text]) -> Version:
    """Return one text in the form of its best capture: with a day, more blocks, more links, higher confidence."""
    days = [member.capture.story.captured_on for member in members if member.capture.story.captured_on]
    captures = [member.capture for member in members]
    capture = max(captures, key=lambda capture: _form(capture.story)) if len(captures) > 1 else captures[0]
    story = capture.story
    seen = [member.capture.seen_at for member in members if member.capture.seen_at]
    return Version(
        headline=story.headline,
        standfirst=story.standfirst,
        blocks=story.blocks,
        fingerprint=text_fingerprint(identity[1], identity[0]),
        captured_on=max(days, default=None),
        seen_at=min(seen, default=None),
        confidence=story.confidence,
        traits=capture.traits,
        keywords=capture.keywords,
        rendered=capture.rendered,
    )


def _form(story: Story) -> tuple[Any, ...]:
    blocks = tuple((block.kind, block.text, block.html) for block in story.blocks)
    linked = sum(bool(block.html) for block in story.blocks)
    confidence = astuple(story.confidence) if story.confidence else ()
    return (story.captured_on or dt.date.min, len(blocks), linked, story.headline, story.standfirst, blocks, confidence)


def _age(text: Text) -> tuple[Any, ...]:
    """Return the values by which one capture is newer than another: its day or, without days, the order of import."""
    day = text.capture.story.captured_on
    order = () if day else text.capture.order
    return (day or dt.date.min, order, len(text.comparable_text), text.comparable_text, text.key)


def _order(text: Text) -> Order:
    return text.capture.order


def _source(group: Sequence[Text]) -> SourceName | None:
    """Return the publication as its newest capture names it; None when no capture has a masthead."""
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
    """Return the newest list in its order, then the headlines of older lists only, without the story's own."""
    listed = dict.fromkeys(key for text in _listing(newest_first) for key in text.capture.related)
    return tuple(key for key in listed if key not in own)


def _listing(newest_first: Sequence[Text]) -> list[Text]:
    """Sort captures by day, the newest first; those of one day (or none) by length and text of their lists."""

    def rank(text: Text) -> tuple[Any, ...]:
        related = text.capture.story.related
        return (text.capture.story.captured_on or dt.date.min, len(related), related)

    return sorted(newest_first, key=rank, reverse=True)


def text_fingerprint(key: int, text: str) -> str:
    """Hash what distinguishes the versions of one article: the key of the headline, and the comparable text."""
    return _fingerprint(None, key, text)


def _fingerprint(source: SourceName | None, key: int, text: str) -> str:
    """Hash source, headline and body; equal when only spacing, quotes, boilerplate or related lists differ."""
    return sha256(f"{source.key if source else ''}\n{key}\n{text}".encode()).hexdigest()


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
