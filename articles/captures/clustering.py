"""Clusters captures into articles: by canonical URL, or by source and headline with near-duplicate bodies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from articles.captures.capture import Capture
from articles.text.components import connected_components
from articles.text.digests import headline_key
from articles.text.near_duplicates import is_same_story, similar_pairs
from articles.text.normal_form import line_form, normal_form
from articles.text.shingles import containment, shingles
from articles.text.urls import address_key
from articles.understanding.rules.line_shapes import ends_sentence
from articles.understanding.story import Story

DISTINCT = 6  # words; no newspaper prints a headline of so many over two stories, as it does "Letters"


@dataclass(frozen=True, slots=True)
class Text:
    """A capture with the values by which it is compared."""

    capture: Capture
    source: str  # key of its source; without one, that of the most similar story
    key: int  # of its headline
    comparable_text: str
    is_cut: bool  # it breaks off in mid-sentence, so that its similarity to others is unknown


def clusters_of(captures: Iterable[Capture]) -> list[list[Text]]:
    """Return the captures of each article.

    Captures with one canonical URL are one article, whatever their headlines; so are captures of one source and
    headline with near-duplicate bodies. Captures without a source join the source that has the most similar story of
    their headline. The result depends on the set of captures only, not on their order: similarity and shared URLs are
    the edges of a graph, and articles are its connected components.
    """
    texts = list(map(comparable, captures))
    groups = _near_duplicates_by_name(texts)
    sourced = [group for group in groups if group[0].source]
    texts = [text for group in connected_components(groups, _addresses) for text in _with_source(group, sourced)]
    groups = connected_components(_near_duplicates_by_name(texts), _addresses)
    while len(more := _with_cut(groups)) < len(groups):
        groups = more
    return groups


def _near_duplicates_by_name(texts: Iterable[Text]) -> list[list[Text]]:
    """Group the near-duplicates of one source and headline, in the order of sources."""
    named: defaultdict[tuple[str, int], list[Text]] = defaultdict(list)
    for text in texts:
        named[text.source, text.key].append(text)
    return [group for _, members in sorted(named.items()) for group in _near_duplicates(members)]


def _with_source(group: list[Text], sourced: Sequence[list[Text]]) -> list[Text]:
    """Return the group, with the source of the most similar story when it has none."""
    if any(text.source for text in group):
        return group
    source = _nearest_source(group, sourced)
    return [replace(text, source=source) for text in group]


def _addresses(group: Iterable[Text]) -> set[int]:
    return {address_key(text.capture.url) for text in group if text.capture.url}


def comparable(capture: Capture) -> Text:
    """Return the capture with the values by which it is compared."""
    story = capture.story
    return Text(
        capture=capture,
        source=line_form(story.source),
        key=headline_key(story.headline),
        comparable_text=capture.comparable_text,
        is_cut=_is_cut(story),
    )


def _is_cut(story: Story) -> bool:
    return not ends_sentence(story.blocks[-1].text) and not story.related


def may_move(capture: Capture) -> bool:
    """Return whether another capture may take this one from its article: it names no source, or it breaks off."""
    return not capture.story.source or _is_cut(capture.story)


def _near_duplicates(members: Sequence[Text]) -> list[list[Text]]:
    """Group the members: each is a near-duplicate of another one in its group, and of none outside."""
    by_text: defaultdict[str, list[Text]] = defaultdict(list)
    for member in members:
        by_text[member.comparable_text].append(member)
    if len(by_text) < 2:
        return [list(members)]
    edges: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in similar_pairs(list(by_text)):
        for text in edge:
            edges[text].add(edge)
    return connected_components(
        [by_text[text] for text in sorted(by_text)], lambda group: edges[group[0].comparable_text]
    )


def _nearest_source(group: Sequence[Text], sourced: Sequence[list[Text]]) -> str:
    """Return the source with the story most similar to these captures, the first by name of several, or ""."""
    best, source = 0.0, ""
    keys = {text.key for text in group}
    for other in (other for other in sourced if other[0].key in keys):
        pairs = [(a, b) for a in group for b in other if a.key == b.key]
        near = max(containment(shingles(a.comparable_text), shingles(b.comparable_text)) for a, b in pairs)
        if near > best and any(is_same_story(a.comparable_text, b.comparable_text) for a, b in pairs):
            best, source = near, other[0].source
    return source


def _with_cut(groups: Sequence[list[Text]]) -> list[list[Text]]:
    """Join captures that break off in mid-sentence with the one complete story of their source and headline.

    Only under headlines of some length: short ones ("Letters") have one text after another.
    """
    named = [{(text.source, text.key) for text in group if _is_whole(text)} for group in groups]
    whole = Counter(name for names in named for name in names)
    single = {name for name, count in whole.items() if count == 1}
    return connected_components(groups, lambda group: single.intersection((text.source, text.key) for text in group))


def _is_whole(text: Text) -> bool:
    return not text.is_cut and bool(text.source) and is_distinct(text.capture.story.headline)


def is_distinct(headline: str) -> bool:
    """Return whether the headline is so long that no newspaper prints it over two stories."""
    return len(normal_form(headline).split()) >= DISTINCT
