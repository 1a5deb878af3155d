"""Writes the earlier texts of articles."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from articles.captures.planning import Plan, Version
from articles.captures.rendering import blocks_as_json
from articles.captures.word_diff import changed_paragraphs, compare, paragraphs_of
from articles.importing.loading import LoadedComponent
from articles.models import Article, Revision


def write_revisions(
    pairs: Sequence[tuple[Plan, Article]], component: LoadedComponent, now: dt.datetime, using: str
) -> None:
    """Write each article's earlier texts, only where they differ from the stored ones."""
    before: defaultdict[int, list[Revision]] = defaultdict(list)
    if stored := [row.pk for _, row in pairs if row.pk in component.articles]:
        rows = Revision.objects.using(using).filter(article__in=stored).order_by("position")
        for revision in rows.only("article_id", "fingerprint", "captured_on", "changed_paragraphs"):
            before[revision.article_id].append(revision)
    revised = {row.pk: _revisions(plan, row, before[row.pk], now) for plan, row in pairs}
    changed = [pk for pk, after in revised.items() if list(map(_kept, after)) != list(map(_kept, before[pk]))]
    if changed:
        Revision.objects.using(using).filter(article__in=changed).delete()
        Revision.objects.using(using).bulk_create(revision for pk in changed for revision in revised[pk])


def _kept(revision: Revision) -> tuple[str, dt.date | None, int | None]:
    return revision.fingerprint, revision.captured_on, revision.changed_paragraphs


def _revisions(plan: Plan, article: Article, before: Sequence[Revision], now: dt.datetime) -> list[Revision]:
    """The earlier texts of an article. Two that were stored one after the other are not compared again."""
    known = {(one.fingerprint, other.fingerprint): one.changed_paragraphs for one, other in pairwise(before)}
    revisions: list[Revision] = []
    for version, after in pairwise((*plan.revisions, plan.current)):
        revision = _revision(article, len(revisions) + 1, version, after, now)
        changed = known.get((version.fingerprint, after.fingerprint))
        revision.changed_paragraphs = _changed_paragraphs(version, after) if changed is None else changed
        revisions.append(revision)
    return revisions


def _changed_paragraphs(older: Version, newer: Version) -> int:
    before, after = (
        paragraphs_of(version.headline, version.standfirst, ((block.kind, block.text) for block in version.blocks))
        for version in (older, newer)
    )
    return changed_paragraphs(compare(before, after))


def _revision(article: Article, position: int, version: Version, after: Version, now: dt.datetime) -> Revision:
    seen_at = version.seen_at or now
    return Revision(
        article=article,
        position=position,
        headline=version.headline,
        standfirst=version.standfirst,
        blocks=blocks_as_json(version.blocks),
        fingerprint=version.fingerprint,
        captured_on=version.captured_on,
        seen_at=seen_at,
        changed_at=max(seen_at, after.seen_at or now),
    )
