"""What a story has of the import that began it: its number, its import and its time."""

from collections.abc import Collection

from articles.importing.applying import Written
from articles.importing.loading import LoadedComponent
from articles.models import Article, Document, Import, MergedArticle, Outcome


def former_numbers(component: LoadedComponent, using: str) -> dict[int, int]:
    """The numbers, by document, of stories that were merged into these, as the reports of their imports have them."""
    merged = MergedArticle.objects.using(using).filter(article__in=component.articles)
    numbers = list(merged.values_list("number", flat=True))
    rows = Outcome.objects.using(using).filter(document__in=component.documents, article_number__in=numbers)
    found = rows.order_by("-pk").values_list("document", "article_number") if numbers else ()
    return {document: number for document, number in found if number}


def numbers_before_deletion(documents: Collection[int], using: str) -> dict[int, int]:
    """The numbers, by document, that their deleted stories had, as the reports of their imports have them."""
    rows = Outcome.objects.using(using).filter(document__in=documents, article_number__isnull=False).order_by("pk")
    numbers = {document: number for document, number in rows.values_list("document", "article_number") if number}
    taken = set(Article.objects.using(using).filter(pk__in=numbers.values()).values_list("pk", flat=True))
    return {document: number for document, number in numbers.items() if document and number not in taken}


def date_stories(written: Written, run: Import | None, using: str) -> None:
    """Let stories that began with this import, or with none, begin with the first of the documents that they have."""
    begun = [(plan, row) for plan, row in written.pairs if row.import_run_id in (None, run and run.pk)]
    documents = Document.objects.using(using).in_bulk([plan.documents[0] for plan, _ in begun])
    changed = []
    for plan, row in begun:
        if document := documents.get(plan.documents[0]):
            row.import_run_id, row.imported_at = document.import_run_id, document.received_at
            row.dated_at = row.published_at or row.imported_at
            changed.append(row)
    Article.objects.using(using).bulk_update(changed, ["import_run", "imported_at", "dated_at"], batch_size=500)
