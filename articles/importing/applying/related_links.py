"""Writes the related headlines of articles, and counts how many articles want each headline."""

from collections.abc import Iterable, Sequence
from itertools import batched

from django.db import connections

from articles.captures.planning import Plan
from articles.headlines.upserting import headline_ids, link_headlines
from articles.importing.loading import LoadedComponent
from articles.models import Article, Headline, RelatedHeadline

CHUNK = 1_000  # rows a statement

type Placed = dict[tuple[int, int], tuple[int, int]]  # article and headline: position and key of the list


def write_links(pairs: Sequence[tuple[Plan, Article]], component: LoadedComponent, using: str) -> None:
    """Link these articles to the headlines of their plans, which have been upserted."""
    new = [(plan, row) for plan, row in pairs if row.pk not in component.articles]
    link_headlines([(row.pk, plan.list_key, plan.links) for plan, row in new], connections[using])
    stored = [(plan, row) for plan, row in pairs if row.pk in component.articles]
    if stored:
        _change(_planned(stored, using), [row.pk for _, row in stored], using)


def _planned(pairs: Iterable[tuple[Plan, Article]], using: str) -> Placed:
    ids = headline_ids({key for plan, _ in pairs for key in plan.links}, using)
    return {
        (row.pk, ids[key]): (position, plan.list_key)
        for plan, row in pairs
        for position, key in enumerate(plan.links, start=1)
    }


def _change(after: Placed, articles: Sequence[int], using: str) -> None:
    """Write only the differences, and recount the headlines of links that were added, removed or moved."""
    links = RelatedHeadline.objects.using(using)
    before = {(link.article_id, link.headline_id): link for link in links.filter(article__in=articles)}
    added = [RelatedHeadline(article_id=pair[0], headline_id=pair[1]) for pair in after.keys() - before.keys()]
    gone = [before[pair] for pair in before.keys() - after.keys()]
    changed = [link for pair, link in before.items() if pair in after and (link.position, link.list_key) != after[pair]]
    for link in (*added, *changed):
        link.position, link.list_key = after[link.article_id, link.headline_id]
    for some in batched(gone, CHUNK):
        links.filter(pk__in=[link.pk for link in some]).delete()
    links.bulk_update(changed, ["position", "list_key"], batch_size=CHUNK)
    links.bulk_create(sorted(added, key=lambda link: (link.article_id, link.position)), batch_size=CHUNK)
    touched = {link.headline_id for link in (*added, *gone, *changed)}
    Headline.objects.using(using).recount(sorted(touched))
