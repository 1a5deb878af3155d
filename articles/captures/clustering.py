"""Which captures are of one article: by address, or by source and headline with bodies alike."""

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

DISTINCT = 6  # words of a headline that no paper prints over two stories; its own columns have shorter ones


@dataclass(frozen=True, slots=True)
class Text:
    """A capture by what is compared."""

    capture: Capture
    source: str  # the normal form of its own; without one, that of its home
    key: int  # of its headline
    comparable_text: str
    is_cut: bool  # it breaks off in mid-sentence, so that how alike it is to another can't be told


def clusters_of(captures: Iterable[Capture]) -> list[list[Text]]:
    """The captures of each article.

    Captures of one address are one article, whatever their headlines; so are captures of one source and headline
    with bodies half alike. Those without a masthead join the paper that has the story of their headline most like
    them. The outcome depends on the set of captures alone: being alike and sharing an address are taken together
    as the edges of a graph whose parts are the articles.
    """
    texts = list(map(_comparable, captures))
    alike = _alike_by_name(texts)
    sourced = [group for group in alike if group[0].source]
    settled = [text for group in connected_components(alike, _addresses) for text in _settled(group, sourced)]
    groups = connected_components(_alike_by_name(settled), _addresses)
    while len(more := _with_cut(groups)) < len(groups):
        groups = more
    return groups


def _alike_by_name(texts: Iterable[Text]) -> list[list[Text]]:
    """The texts of one source and headline that are alike, group by group, in the order of the sources."""
    named: defaultdict[tuple[str, int], list[Text]] = defaultdict(list)
    for text in texts:
        named[text.source, text.key].append(text)
    return [group for _, members in sorted(named.items()) for group in _alike(members)]


def _settled(group: list[Text], sourced: Sequence[list[Text]]) -> list[Text]:
    """The group, gone home when none of it has a source."""
    if any(text.source for text in group):
        return group
    home = _home(group, sourced)
    return [replace(text, source=home) for text in group]


def _addresses(group: Iterable[Text]) -> set[int]:
    return {address_key(text.capture.url) for text in group if text.capture.url}


def _comparable(capture: Capture) -> Text:
    story = capture.story
    return Text(
        capture=capture,
        source=line_form(story.source),
        key=headline_key(story.headline),
        comparable_text=capture.comparable_text,
        is_cut=not ends_sentence(story.blocks[-1].text) and not story.related,
    )


def _alike(members: Sequence[Text]) -> list[list[Text]]:
    """The members in groups, so that each is alike to another of its group and to none outside."""
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


def _home(group: Sequence[Text], sourced: Sequence[list[Text]]) -> str:
    """The source whose story is most like these captures without a masthead, the first by name of several; or ""."""
    best, home = 0.0, ""
    keys = {text.key for text in group}
    for other in (other for other in sourced if other[0].key in keys):
        pairs = [(a, b) for a in group for b in other if a.key == b.key]
        near = max(containment(shingles(a.comparable_text), shingles(b.comparable_text)) for a, b in pairs)
        if near > best and any(is_same_story(a.comparable_text, b.comparable_text) for a, b in pairs):
            best, home = near, other[0].source
    return home


def _with_cut(groups: Sequence[list[Text]]) -> list[list[Text]]:
    """Of one source: what breaks off in mid-sentence joins the one story that doesn't, under a headline of some length.

    Short headlines ("Letters") stand over one text after another; with several whole stories it can't be told which.
    """
    named = [{(text.source, text.key) for text in group if _is_whole(text)} for group in groups]
    whole = Counter(name for names in named for name in names)
    single = {name for name, count in whole.items() if count == 1}
    return connected_components(groups, lambda group: single.intersection((text.source, text.key) for text in group))


def _is_whole(text: Text) -> bool:
    return not text.is_cut and bool(text.source) and is_distinct(text.capture.story.headline)


def is_distinct(headline: str) -> bool:
    """Whether no paper prints it over two stories."""
    return len(normal_form(headline).split()) >= DISTINCT
