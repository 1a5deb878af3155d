"""Applies corrections by hand to a story: it is made anew from the corrected roles of its lines."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from articles.documents.page import Page
from articles.documents.reconciling import with_inlines
from articles.documents.structured_story import StructuredStory
from articles.text.digests import signed_digest
from articles.text.normal_form import line_form
from articles.understanding.lines import Line
from articles.understanding.pipeline import story_of
from articles.understanding.story import BLOCK_ROLES, NO_MENDS, Hints, Mends, Nature, Role, RoledLine, Story

SINGLE = (Role.HEADLINE, Role.MASTHEAD, Role.TAGLINE)  # roles that one line of a document has
BODY = BLOCK_ROLES | {Role.STANDFIRST}
CERTAIN = 0.99  # the confidence in a part that a person corrected; the highest there is
# What a story has of its lines; it keeps the values of metadata where the corrected roles give the same as before.
_OF_LINES = ("source", "tagline", "captured_on", "headline", "standfirst", "byline", "published", "language")


def mended(story: Story, lines: Sequence[Line], page: Page, hints: Hints) -> Story:
    """Return the story with the corrections in `hints`, or as it is without any."""
    if hints.mends == NO_MENDS:
        return story
    corrected = with_roles(story, roles_by_hand(story.lines, hints.mends), lines, page, hints)
    corrected = with_values(corrected, hints.mends)
    return _judged(corrected, story, hints.mends)


def roles_by_hand(lines: Sequence[RoledLine], mends: Mends) -> dict[int, Role]:
    """Return the roles given by hand, by the index of the line: the nearest with the same text that is left."""
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines if mends.lines else ()):
        by_text[line.text].append(index)
    roles = {}
    for mend in mends.lines:
        if found := by_text.get(mend.text):
            index = min(found, key=lambda index: abs(lines[index].number - mend.number))
            found.remove(index)
            roles[index] = mend.role
    return roles


def marked_roles(lines: Sequence[RoledLine], marked: Collection[int]) -> dict[int, Role]:
    """Return the lines, by index, that are marked as boilerplate of their source, given by digest."""
    if not marked:
        return {}
    return {index: Role.BOILERPLATE for index, line in enumerate(lines) if signed_digest(line.text) in marked}


def with_roles(story: Story, given: Mapping[int, Role], lines: Sequence[Line], page: Page, hints: Hints) -> Story:
    """Return the story made anew with these roles, by the index of the line; metadata stays where they change nothing.

    A line that had the role of a headline, masthead or tagline loses it to the line that is given it.
    """
    before = [line.role for line in story.lines]
    taken = {role for role in given.values() if role in SINGLE}
    after = [given.get(index, Role.BOILERPLATE if role in taken else role) for index, role in enumerate(before)]
    if after == before:
        return story
    old, new = story_of(lines, before, hints), story_of(lines, after, hints)
    values = {name: getattr(new, name) for name in _OF_LINES if getattr(new, name) != getattr(old, name)}
    values["language"] = new.language or story.language
    made = replace(story, **values, lines=new.lines, blocks=new.blocks, related=new.related)
    return replace(made, blocks=with_inlines(made, page))


def with_values(story: Story, mends: Mends) -> Story:
    """Return the story with the values given by hand; another publication does not keep the tagline."""
    given: dict[str, Any] = {
        "headline": mends.headline,
        "standfirst": mends.standfirst,
        "byline": mends.byline,
        "source": mends.source,
    }
    if mends.source is not None and line_form(mends.source) != line_form(story.source):
        given["tagline"] = ""
    story = replace(story, **{name: value for name, value in given.items() if value is not None})
    return story if mends.published is None else replace(story, published=moment_of(mends.published))


def structured_mended(given: StructuredStory, mends: Mends) -> StructuredStory:
    """Return a story whose parts are given with the values by hand; it has no lines."""
    headline, standfirst = mends.headline, mends.standfirst
    current = replace(
        given.current,
        headline=given.current.headline if headline is None else headline,
        standfirst=given.current.standfirst if standfirst is None else standfirst,
    )
    is_other = mends.source is not None and line_form(mends.source) != line_form(given.source)
    return replace(
        given,
        current=current,
        source=given.source if mends.source is None else mends.source,
        tagline="" if is_other else given.tagline,
        source_url="" if is_other else given.source_url,
        byline=given.byline if mends.byline is None else mends.byline,
        published=given.published if mends.published is None else moment_of(mends.published),
    )


def moment_of(text: str) -> dt.datetime | None:
    """Return a date of publication as it is stored with a correction; None for ""."""
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC) if text else None


def _judged(story: Story, before: Story, mends: Mends) -> Story:
    """Return the story with certainty in the parts that a person corrected; one with a corrected text is a story."""
    pairs = zip(before.lines, story.lines, strict=True)
    changed = {role for old, new in pairs if old.role is not new.role for role in (old.role, new.role)}
    given = changed | {mend.role for mend in mends.lines}
    has_headline = mends.headline is not None or Role.HEADLINE in given
    is_story = has_headline or bool(BODY & given)
    confidence = story.confidence and replace(
        story.confidence,
        headline=CERTAIN if has_headline else story.confidence.headline,
        body=CERTAIN if BODY & given else story.confidence.body,
        related=CERTAIN if Role.RELATED in given else story.confidence.related,
    )
    return replace(story, nature=Nature.STORY if is_story else story.nature, confidence=confidence)
