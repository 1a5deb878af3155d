"""Writes the sources of plans to the database."""

import datetime as dt
from collections.abc import Iterable

from django.utils.text import slugify

from articles.captures.planning import SourceName
from articles.models import Source
from articles.text.digests import headline_key


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
    for row in Source.objects.using(using).filter(pk__in=older).select_for_update().order_by("key"):
        new = newest[row.key]
        if _newness(row) < _newness(new):  # not updated by another importer since
            row.name, row.tagline, row.seen_on = new.name, new.tagline, new.seen_on
            row.url = row.url or new.url
        row.save(using=using, update_fields=["name", "tagline", "seen_on", "url"])
    return sources


def _newness(source: Source | SourceName) -> tuple[dt.date, str, str]:
    return (source.seen_on or dt.date.min, source.name, source.tagline)


def _source_slug(name: SourceName) -> str:
    """A slug from the key alone, independent of the order of import; with a hash where ASCII can't express the key."""
    slug = slugify(name.key)[:60].strip("-")
    return slug if name.key.isascii() and slug else f"{slug or 'source'}-{headline_key(name.key) & 0xFFFFFFFF:x}"
