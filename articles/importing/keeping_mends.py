"""Keeps corrections by hand when documents are imported: those made in a preview, and those of the same story."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from articles.captures.by_hand.sources import nothing_known
from articles.importing.by_hand.loading import mends_from
from articles.importing.workers.preparing import Prepared
from articles.models import Document, Import, Mend
from articles.text.near_duplicates import comparable_story, is_same_story
from articles.text.normal_form import line_form
from articles.understanding import NO_MENDS


def inherit_mends(batch: Iterable[Prepared], using: str) -> dict[str, list[Mend]]:
    """Understand new captures of corrected stories with the corrections of these; return the rows to keep, by digest.

    A capture is one of the same story when source and headline, as understood, are the same and the texts similar.
    """
    accepted = [one for one in batch if one.printed and not one.problem and one.mends == NO_MENDS]
    if not accepted or not Mend.objects.using(using).exists():
        return {}
    stored = _corrected({one.key for one in accepted}, using)
    inherited = {}
    for prepared in accepted:
        for rows in stored.get(prepared.key, ()):
            if _is_of_story(prepared, rows):
                inherited[prepared.sha256] = rows
                prepared.mends = mends_from(rows)
                prepared.understand(prepared.content, nothing_known)
                break
    return inherited


def _corrected(keys: Iterable[int | None], using: str) -> dict[int | None, list[list[Mend]]]:
    """The corrections of stored documents by the key of their headline as understood; the newest document first."""
    found = Mend.objects.using(using).filter(document__key__in=keys, document__article__isnull=False)
    found = found.select_related("document__article__source").defer("document__raw", "document__article__blocks")
    by_document: defaultdict[Document, list[Mend]] = defaultdict(list)
    for row in found.order_by("-document"):
        by_document[row.document].append(row)
    by_key: defaultdict[int | None, list[list[Mend]]] = defaultdict(list)
    for document, rows in by_document.items():
        by_key[document.key].append(rows)
    return by_key


def _is_of_story(prepared: Prepared, rows: Sequence[Mend]) -> bool:
    article, printed = rows[0].document.article, prepared.printed
    if not article or not printed:
        return False
    understood = next((line_form(row.old) for row in rows if row.kind == Mend.Kind.SOURCE), None)
    source = article.source.key if understood is None and article.source else understood
    stored = comparable_story(article.standfirst, article.body_text)
    return source == printed.source and is_same_story(stored, prepared.captures[-1].comparable_text)


def keep_mends(
    documents: Mapping[str, Document], inherited: Mapping[str, Sequence[Mend]], run: Import, using: str
) -> None:
    """Give stored documents, by digest, the corrections that they had in the preview of the run, or inherit.

    Those of the preview stand in the place of earlier ones of the same document.
    """
    mends = Mend.objects.using(using)
    for sha256, rows in inherited.items():
        mends.bulk_create(
            Mend(
                document=documents[sha256],
                kind=r.kind,
                line=r.line,
                text=r.text,
                old=r.old,
                new=r.new,
                user_id=r.user_id,
                made_at=r.made_at,
            )
            for r in rows
            if sha256 in documents
        )
    staged = mends.filter(document__import_run=run, document__state=Document.State.STAGED)
    for row in staged.filter(document__sha256__in=documents).select_related("document").defer("document__raw"):
        document = documents[row.document.sha256]
        mends.filter(document=document, kind=row.kind, line=row.line).delete()
        mends.filter(pk=row.pk).update(document=document)
