"""Documents that stay out: captures of a story that was deleted by hand, whatever their bytes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from articles.captures.by_hand.sources import nothing_known
from articles.captures.capture import Capture
from articles.importing.loading import captures_of_document
from articles.importing.workers.preparing import Prepared
from articles.models import Document
from articles.models.documents import DocumentQuerySet
from articles.text.digests import headline_key
from articles.text.near_duplicates import is_same_story
from articles.text.normal_form import line_form


def kept_out(batch: Iterable[Prepared], using: str) -> dict[str, Document]:
    """Of the documents of a batch, by digest, those whose story was deleted: with a document of that story."""
    captures = {prepared.sha256: prepared.captures[-1] for prepared in batch if prepared.captures}
    by_key: defaultdict[int, list[str]] = defaultdict(list)
    for sha256, capture in captures.items():
        by_key[headline_key(capture.story.headline)].append(sha256)
    deleted = Document.objects.using(using).deleted_by_hand().filter(key__in=by_key).defer("raw")
    out: dict[str, Document] = {}
    for row in deleted.select_related("deleted_by").oldest():
        told = captures_of_document(row, nothing_known)
        for sha256 in by_key[row.key or 0]:
            if any(_is_same(captures[sha256], one) for one in told):
                out.setdefault(sha256, row)
    return out


def with_their_fellows(documents: DocumentQuerySet, using: str) -> Sequence[Document]:
    """Of these documents those that stay out, with the others of the same deleted stories, the oldest first."""
    chosen = list(documents.using(using).deleted_by_hand())
    fellows = Document.objects.using(using).deleted_by_hand().filter(key__in={row.key for row in chosen if row.key})
    found = {row.pk: row for row in chosen}
    told = {row.pk: captures_of_document(row, nothing_known) for row in [*chosen, *fellows]}
    for row in fellows:
        if any(_is_same(one, other) for chose in chosen for one in told[chose.pk] for other in told[row.pk]):
            found[row.pk] = row
    return [found[pk] for pk in sorted(found)]


def _is_same(one: Capture, other: Capture) -> bool:
    """Whether two captures tell one story: one headline, similar texts, and not two sources."""
    sources = {line_form(capture.story.source) for capture in (one, other)} - {""}
    keys = {headline_key(capture.story.headline) for capture in (one, other)}
    return len(sources) < 2 and len(keys) == 1 and is_same_story(one.comparable_text, other.comparable_text)
