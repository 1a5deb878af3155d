"""The name and the tagline of a source when its newest page is gone."""

from collections.abc import Collection

from django.db.models import F

from articles.captures.by_hand.sources import nothing_known
from articles.captures.capture import Capture
from articles.importing.loading import captures_of_document
from articles.models import Article, Document, Source
from articles.text.normal_form import line_form

NEWEST = 20  # stories of a source, those captured last, among whose pages its newest is looked for


def restore_sources(gone: Collection[Capture], using: str) -> None:
    """Name the sources of these captures as their newest remaining page does; delete those without any story.

    A name that none of these captures has given is left: it is another page's, or was given by hand.
    """
    given: dict[str, set[tuple[str, str]]] = {}
    urls = {capture.source_url for capture in gone}
    for capture in gone:
        if source := " ".join(capture.story.source.split()):
            given.setdefault(line_form(source), set()).add((source, capture.story.tagline))
    for row in Source.objects.using(using).filter(key__in=given).select_for_update().order_by("key"):
        if not Article.objects.using(using).filter(source=row).exists():
            if not row.language:
                row.delete(using=using)
        elif (row.name, row.tagline) in given[row.key]:
            _name_anew(row, urls, using)


def _name_anew(row: Source, gone: Collection[str], using: str) -> None:
    newest = Article.objects.using(using).filter(source=row).order_by(F("captured_on").desc(nulls_last=True), "-pk")
    documents = Document.objects.using(using).filter(article__in=list(newest.values_list("pk", flat=True)[:NEWEST]))
    captures = [one for document in documents for one in captures_of_document(document, nothing_known)]
    named = [
        (str(story.captured_on or ""), name, story.tagline, story.captured_on)
        for story in (capture.story for capture in captures)
        if (name := " ".join(story.source.split())) and line_form(name) == row.key
    ]
    if not named:
        return
    _, row.name, row.tagline, row.seen_on = max(named, key=lambda one: one[:3])
    urls = {capture.source_url for capture in captures if line_form(capture.story.source) == row.key}
    if row.url in gone and row.url not in urls:
        row.url = max(urls, default="")
    row.save(using=using, update_fields=["name", "tagline", "seen_on", "url"])
