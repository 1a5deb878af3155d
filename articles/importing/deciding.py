"""What the library should hold of one headline, given every capture of it: pure, and the same in any order of arrival.

The one exception is named in `_age`: of texts without a day of capture, the later import is the newer.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import zip_longest

from articles.headlines import headline_key, normal_form
from articles.importing.likeness import ALIKE, is_beginning, likeness, plain, shingles
from articles.understanding.story import Block, Story
from articles.understanding.wording import ends_sentence

DISTINCT = 6  # words of a headline that no paper prints over two stories; its own columns have shorter ones

type Order = tuple[dt.datetime, int, int]  # when its document came, the document, the place in it


@dataclass(frozen=True, slots=True)
class Capture:
    """One text of a story as one document gives it; an export's line gives several. `order` is that of import."""

    document: int
    order: Order
    story: Story
    url: str | None = None
    hows: tuple[str, ...] = ()  # how each related headline was linked, when an export says so
    seen_at: dt.datetime | None = None
    source_url: str = ""  # the publication's own address, when an export says so


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, with the newest day of its captures."""

    headline: str
    standfirst: str
    blocks: tuple[Block, ...]
    fingerprint: str
    captured_on: dt.date | None
    seen_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """A related headline of an article."""

    key: int
    how: str


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
    links: tuple[Link, ...]
    documents: tuple[int, ...]
    changing: frozenset[int]  # the documents that brought a text of their own, when they came
    document: int  # the one whose text is current


@dataclass(frozen=True, slots=True)
class _Text:
    """A capture with its text made comparable."""

    capture: Capture
    plain: str
    shingles: frozenset[str]
    is_cut: bool  # it breaks off in mid-sentence, so that how alike it is to another can't be told


def decide(captures: Iterable[Capture]) -> tuple[Plan, ...]:
    """The articles that these captures of one headline make, in a fixed order.

    Captures of one source with bodies half alike are one article. Those without a masthead join the article most
    like them, whatever its source.
    """
    texts = [_comparable(capture) for capture in captures]
    by_source: defaultdict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        by_source[normal_form(text.capture.story.source)].append(text)
    homeless = _alike(by_source.pop("", []))
    sourced = [group for _, members in sorted(by_source.items()) for group in _alike(members)]
    homes = [_home(group, sourced) for group in homeless]
    for group, home in zip(homeless, homes, strict=True):
        by_source[home].extend(group)
    groups = [group for members in by_source.values() for group in _with_cut(_alike(members))]
    return tuple(sorted(map(_compose, groups), key=lambda plan: plan.current.fingerprint))


def _comparable(capture: Capture) -> _Text:
    text = plain(whole_text(capture.story))
    last = capture.story.blocks[-1].text
    return _Text(capture, text, shingles(text), not ends_sentence(last) and not capture.story.related)


def whole_text(story: Story) -> str:
    """Standfirst and blocks, joined: what makes one text another. Where the standfirst ends doesn't matter."""
    return "\n".join([story.standfirst, *(block.text for block in story.blocks)]).strip()


def _alike(members: Sequence[_Text]) -> list[list[_Text]]:
    """The members in groups, so that each is alike to another of its group and to none outside."""
    groups: list[list[_Text]] = []
    for member in sorted(members, key=lambda text: text.plain):
        near = [group for group in groups if any(_same_story(member, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in near)]
        groups.append([text for group in near for text in group] + [member])
    return groups


def _with_cut(groups: list[list[_Text]]) -> list[list[_Text]]:
    """Of one source: what breaks off in mid-sentence joins the one story that doesn't, under a headline of some length.

    Short headlines ("Letters") stand over one text after another; with several whole stories it can't be told which.
    """
    whole = [group for group in groups if not all(text.is_cut for text in group)]
    story = groups[0][0].capture.story if groups else None
    if len(whole) != 1 or not story.source or len(normal_form(story.headline).split()) < DISTINCT:
        return groups
    return [[text for group in groups for text in group]]


def _same_story(one: _Text, other: _Text) -> bool:
    return (
        one.plain == other.plain
        or is_beginning(one.plain, other.plain)
        or is_beginning(other.plain, one.plain)
        or likeness(one.shingles, other.shingles) >= ALIKE
    )


def _home(group: Sequence[_Text], sourced: Sequence[list[_Text]]) -> str:
    """The source whose story is most like these captures without a masthead, the first by name of several; or ""."""
    best, home = 0.0, ""
    for other in sourced:
        near = max(likeness(a.shingles, b.shingles) for a in group for b in other)
        if near > best and any(_same_story(a, b) for a in group for b in other):
            best, home = near, normal_form(other[0].capture.story.source)
    return home


def _compose(group: Sequence[_Text]) -> Plan:
    fullest = [text for text in group if not any(_is_part(text, other) for other in group)]
    versions = _versions(fullest)
    current_text, current = versions[-1]
    newest_first = sorted(group, key=lambda text: (text.plain == current_text, *_age(text)), reverse=True)
    stories = [text.capture.story for text in newest_first]
    source = _source(group)
    key = headline_key(current.headline)
    bringing = [text for text in group if text.plain == current_text]
    return Plan(
        key=key,
        source=source,
        current=replace(current, fingerprint=_fingerprint(source, key, current_text)),
        revisions=tuple(version for _, version in versions[:-1]),
        byline=_first(story.byline for story in stories),
        language=_first(story.language for story in stories),
        published=next((story.published for story in stories if story.published), None),
        url=next((text.capture.url for text in newest_first if text.capture.url), None),
        links=_links(newest_first, key),
        documents=tuple(dict.fromkeys(text.capture.document for text in sorted(group, key=_order))),
        changing=_changing(group),
        document=min(bringing, key=_order).capture.document,
    )


def _is_part(text: _Text, other: _Text) -> bool:
    """Whether a text of the same article adds nothing to the other: it is its beginning, or breaks off before it."""
    breaks_off = text.is_cut and not other.is_cut and likeness(text.shingles, other.shingles) < ALIKE
    return is_beginning(text.plain, other.plain) or (breaks_off and len(text.plain) < len(other.plain))


def _versions(texts: Sequence[_Text]) -> list[tuple[str, Version]]:
    """The distinct texts with their plain form, oldest first."""
    by_text: defaultdict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        by_text[text.plain].append(text)
    aged = sorted((max(map(_age, members)), text) for text, members in by_text.items())
    return [(text, _version(text, by_text[text])) for _, text in aged]


def _version(text: str, members: Sequence[_Text]) -> Version:
    """One text, in the form of its best capture: with a day before without, with more blocks before fewer."""
    days = [member.capture.story.captured_on for member in members if member.capture.story.captured_on]
    story = max((member.capture.story for member in members), key=_form)
    seen = [member.capture.seen_at for member in members if member.capture.seen_at]
    return Version(
        headline=story.headline,
        standfirst=story.standfirst,
        blocks=story.blocks,
        fingerprint=sha256(text.encode()).hexdigest(),
        captured_on=max(days, default=None),
        seen_at=min(seen, default=None),
    )


def _form(story: Story) -> tuple:
    blocks = tuple((block.kind, block.text) for block in story.blocks)
    return (story.captured_on or dt.date.min, len(blocks), story.headline, story.standfirst, blocks)


def _age(text: _Text) -> tuple:
    """What makes one capture newer than another: its day; without days, the order of import."""
    day = text.capture.story.captured_on
    order = () if day else text.capture.order
    return (day or dt.date.min, order, len(text.plain), text.plain)


def _order(text: _Text) -> Order:
    return text.capture.order


def _source(group: Sequence[_Text]) -> SourceName | None:
    """The publication as its newest capture here names it; None when no capture has a masthead."""
    names = [
        (story.captured_on or dt.date.min, " ".join(story.source.split()), story.tagline, text.capture.source_url)
        for text in group
        if (story := text.capture.story).source
    ]
    if not names:
        return None
    day, name, tagline, url = max(names)
    return SourceName(normal_form(name), name, tagline, day if day != dt.date.min else None, url)


def _links(newest_first: Sequence[_Text], own: int) -> tuple[Link, ...]:
    """The newest list in its order, then what only older ones had; the story itself left out."""
    links: dict[int, Link] = {}
    for story, hows in ((text.capture.story, text.capture.hows) for text in _listing(newest_first)):
        for text, how in zip_longest(story.related, hows, fillvalue="exact"):
            key = headline_key(text)
            if key != own:
                links.setdefault(key, Link(key, how))
    return tuple(links.values())


def _listing(newest_first: Sequence[_Text]) -> list[_Text]:
    """Captures by day, newest first; those of one day (or none) by the length and words of their lists."""

    def rank(text: _Text) -> tuple:
        related = text.capture.story.related
        return (text.capture.story.captured_on or dt.date.min, len(related), related)

    return sorted(newest_first, key=rank, reverse=True)


def _changing(group: Sequence[_Text]) -> frozenset[int]:
    """The documents whose text was new when they came, and more than the beginning of one held by then."""
    held: list[_Text] = []
    changing = set()
    for text in sorted(group, key=_order):
        if not any(text.plain == other.plain or _is_part(text, other) for other in held):
            changing.add(text.capture.document)
            held.append(text)
    return frozenset(changing)


def _fingerprint(source: SourceName | None, key: int, text: str) -> str:
    """Of source, headline and body; equal when only spacing, quotes, furniture or related lists differ."""
    return sha256(f"{source.key if source else ''}\n{key}\n{text}".encode()).hexdigest()


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")
