"""Which captures are of one article: by address, or by source and headline with bodies alike."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.headlines import headline_key, normal_form
from articles.importing.addresses import address_key
from articles.importing.joining import joined
from articles.importing.likeness import ALIKE, is_beginning, likeness, plain, shingles
from articles.understanding.story import Story


@dataclass(frozen=True, slots=True)
class Capture:
    """One text of a story as one document gives it; an export's line gives several. `order` is that of import."""

    document: int
    order: tuple[int, int]
    story: Story
    url: str | None = None
    hows: tuple[str, ...] = ()  # how each related headline was linked, when an export says so
    seen_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A capture with its text made comparable."""

    capture: Capture
    key: int  # of its headline
    plain: str
    shingles: frozenset[str]


def groups_of(captures: Iterable[Capture]) -> list[list[Text]]:
    """The captures of each article.

    Captures of one address are one article, whatever their headlines; so are captures of one source and headline
    with bodies half alike. Those without a masthead join the article of their headline most like them, whatever its
    source. The outcome depends on the set of captures alone: being alike and sharing an address are taken together
    as the edges of a graph whose parts are the articles, and a part without a source then finds its home.
    """
    alike: defaultdict[tuple[str, int], list[Text]] = defaultdict(list)
    for text in map(_comparable, captures):
        alike[normal_form(text.capture.story.source), text.key].append(text)
    parts = [group for _, members in sorted(alike.items()) for group in _alike(members)]
    return _settled(joined(parts, _addresses))


def _settled(groups: Sequence[list[Text]]) -> list[list[Text]]:
    """The groups with those without a source gone home, where they have one."""
    homes = [group for group in groups if any(text.capture.story.source for text in group)]
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for number, home in enumerate(homes):
        for key in {text.key for text in home}:
            by_key[key].append(number)
    settled = [list(home) for home in homes]
    for group in groups:
        if not any(text.capture.story.source for text in group):
            near = sorted({number for text in group for number in by_key[text.key]})
            best = _home(group, [homes[number] for number in near])
            (settled[near[best]] if best is not None else _new_home(settled)).extend(group)
    return settled


def _addresses(group: Iterable[Text]) -> set[int]:
    return {address_key(text.capture.url) for text in group if text.capture.url}


def _comparable(capture: Capture) -> Text:
    text = plain(whole_text(capture.story))
    return Text(capture, headline_key(capture.story.headline), text, shingles(text))


def whole_text(story: Story) -> str:
    """Standfirst and blocks, joined: what makes one text another. Where the standfirst ends doesn't matter."""
    return "\n".join([story.standfirst, *(block.text for block in story.blocks)]).strip()


def _alike(members: Sequence[Text]) -> list[list[Text]]:
    """The members in groups, so that each is alike to another of its group and to none outside."""
    groups: list[list[Text]] = []
    for member in sorted(members, key=lambda text: text.plain):
        near = [group for group in groups if any(_same_story(member, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in near)]
        groups.append([text for group in near for text in group] + [member])
    return groups


def _same_story(one: Text, other: Text) -> bool:
    return (
        one.plain == other.plain
        or is_beginning(one.plain, other.plain)
        or is_beginning(other.plain, one.plain)
        or likeness(one.shingles, other.shingles) >= ALIKE
    )


def _home(group: Sequence[Text], homes: Sequence[Sequence[Text]]) -> int | None:
    """Which of the homes is most like this group without a masthead; the first when several are equally so."""
    best, found = 0.0, None
    for number, home in enumerate(homes):
        pairs = [(a, b) for a in group for b in home if a.key == b.key]
        near = max((likeness(a.shingles, b.shingles) for a, b in pairs), default=0.0)
        if near > best and any(_same_story(a, b) for a, b in pairs):
            best, found = near, number
    return found


def _new_home(groups: list[list[Text]]) -> list[Text]:
    groups.append([])
    return groups[-1]
