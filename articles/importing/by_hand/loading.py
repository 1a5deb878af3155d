"""Loads what people decided about sources, and how they corrected documents: few rows, since each was made by hand."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from articles.captures.by_hand.sources import NOTHING_DECIDED, SourcesByHand
from articles.models import Document, JoinedSource, Mend, SourceBoilerplate
from articles.understanding import LineMend, Mends, Role


def sources_by_hand(using: str) -> SourcesByHand:
    """Return the sources that were joined to others, and the lines marked as boilerplate, all by key."""
    joined = dict(JoinedSource.objects.using(using).values_list("key", "source__key"))
    marked: defaultdict[str, set[int]] = defaultdict(set)
    for source, digest in SourceBoilerplate.objects.using(using).order_by().values_list("source", "digest"):
        marked[source].add(digest)
    if not joined and not marked:
        return NOTHING_DECIDED
    return SourcesByHand(joined, {source: frozenset(digests) for source, digests in marked.items()})


def mends_of(documents: Collection[int], using: str) -> dict[int, Mends]:
    """Return the corrections of documents, by primary key; documents without any are left out."""
    return _by_document(Mend.objects.using(using).filter(document__in=documents)) if documents else {}


def mends_of_articles(articles: Collection[int], using: str) -> dict[int, Mends]:
    """Return the corrections of the documents of these articles, by primary key of the document."""
    return _by_document(Mend.objects.using(using).filter(document__article__in=articles)) if articles else {}


def mends_by_digest(digests: Collection[str], using: str) -> dict[str, Mends]:
    """Return the corrections of documents in the library that have these SHA-256 digests."""
    if not digests or not Mend.objects.using(using).exists():
        return {}
    kept = dict(Document.objects.using(using).kept().filter(sha256__in=digests).values_list("pk", "sha256"))
    return {kept[pk]: mends for pk, mends in mends_of(kept, using).items()}


def mends_from(rows: Iterable[Mend]) -> Mends:
    """Return the rows of one document as a value; lines in the order of their numbers."""
    rows = sorted(rows, key=lambda row: (row.kind, row.line))
    lines = tuple(LineMend(row.line, row.text, Role(row.new)) for row in rows if row.kind == Mend.Kind.LINE)
    return Mends(lines, **{row.kind: row.new for row in rows if row.kind != Mend.Kind.LINE})


def _by_document(rows: QuerySet[Mend]) -> dict[int, Mends]:
    by_document: defaultdict[int, list[Mend]] = defaultdict(list)
    for row in rows.order_by():
        by_document[row.document_id].append(row)
    return {pk: mends_from(found) for pk, found in by_document.items()}
