"""Writes the sources of plans to the database."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.text import slugify

from articles.captures.planning import SourceName
from articles.models import JoinedSource, Source
from articles.text.digests import headline_key

NAMED = ("name", "tagline")  # what a masthead says of its source


def write_sources(names: Iterable[SourceName], using: str) -> dict[str, Source]:
    """The source rows, by key; each with the name and tagline of its newest capture."""
    newest: dict[str, SourceName] = {}
    for name in names:
        known = newest.get(name.key, name)
        newest[name.key] = name if _newness(name) >= _newness(known) else known
    rows = [
        Source(
            key=key, slug=_source_slug(name), name=name.name, tagline=name.tagline, seen_on=name.seen_on, url=name.url
        )
        for key, name in sorted(newest.items())
    ]
    Source.objects.using(using).bulk_create(rows, ignore_conflicts=True)
    sources = {row.key: row for row in Source.objects.using(using).filter(key__in=newest).order_by("key")}
    older = [row.pk for row in sources.values() if _newness(row) < _newness(newest[row.key])]
    for row in _locked(older, using):
        new = newest[row.key]
        if _newness(row) < _newness(new):  # not updated by another importer since
            held = NAMED if row.is_joined else row.set_by_hand or ()
            row.seen_on = new.seen_on
            row.url = row.url if "url" in (row.set_by_hand or ()) else row.url or new.url
            row.name = row.name if "name" in held else new.name
            row.tagline = row.tagline if "tagline" in held else new.tagline
        row.save(using=using, update_fields=["name", "tagline", "seen_on", "url"])
    return sources


def _locked(pks: Collection[int], using: str) -> Iterable[Any]:
    """The sources, locked, each with whether other names were joined to it: it then keeps its own."""
    joined = JoinedSource.objects.using(using).filter(source=OuterRef("pk"))
    rows = Source.objects.using(using).filter(pk__in=pks).select_for_update().order_by("key")
    return rows.annotate(is_joined=Exists(joined))


def _newness(source: Source | SourceName) -> tuple[dt.date, str, str]:
    return (source.seen_on or dt.date.min, source.name, source.tagline)


def _source_slug(name: SourceName) -> str:
    """A slug from the key alone, independent of the order of import; with a hash where ASCII can't express the key."""
    slug = slugify(name.key)[:60].strip("-")
    return slug if name.key.isascii() and slug else f"{slug or 'source'}-{headline_key(name.key) & 0xFFFFFFFF:x}"
