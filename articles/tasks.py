"""Background tasks, which a worker process runs."""

from contextlib import suppress

from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS
from django.tasks import task

from articles.models import Import, Source


@task
def import_staged(import_id: int) -> None:
    """Import the staged documents of one import.

    When this process is asked to end meanwhile, another goes on; when it dies, `articles.importing.staging.take_over`
    gives the import to another.
    """
    from articles.importing.staging import run_staged  # it brings numpy, which a worker needs for nothing else

    run = run_staged(import_id)
    if run and run.state == Import.State.RUNNING and not run.claimed_by:
        import_staged.enqueue(import_id)


@task
def prepare_import(import_id: int) -> None:
    """Split and preview what was uploaded for one import; when this process is asked to end, another goes on."""
    from articles.importing.uploads.preparing import prepare

    if not prepare(import_id):
        prepare_import.enqueue(import_id)


@task
def undo_import(import_id: int, user_id: int) -> None:
    """Take an import back. When this process is asked to end meanwhile, another goes on."""
    from articles.importing.undoing import CannotUndo, undo
    from articles.importing.workers.ending_signals import PROCESS_ENDS

    run, user = Import.objects.filter(pk=import_id).first(), User.objects.filter(pk=user_id).first()
    with suppress(CannotUndo):  # it was taken back meanwhile, or deleted
        for _ in undo(run, user) if run else ():
            if PROCESS_ENDS.is_set():
                Import.objects.filter(pk=import_id).update(
                    seen_at=None
                )  # the next need not wait until it counts as dead
                undo_import.enqueue(import_id, user_id)
                return


@task
def understand_source(source_id: int, run_id: int) -> None:
    """Understand the documents of a source again, after people decided something about it. It may be done twice."""
    from articles.mending.sources import understand_queued

    source, run = Source.objects.filter(pk=source_id).first(), Import.objects.filter(pk=run_id).first()
    if source and run:
        understand_queued(source, run, DEFAULT_DB_ALIAS)


@task
def understand_documents(document_ids: list[int], user_id: int) -> None:
    """Understand these documents again, as an import of its own, which shows what became of each."""
    from django.db import DEFAULT_DB_ALIAS

    from articles.importing.import_row import note, running
    from articles.importing.reprocessing import understand_again
    from articles.models import Document

    run = Import(command="understand_again", label="Understood again", user_id=user_id)
    documents = Document.objects.filter(pk__in=document_ids)
    with running(run, DEFAULT_DB_ALIAS):
        for step in understand_again(documents, dry_run=False, using=DEFAULT_DB_ALIAS):
            note(run, step.results, DEFAULT_DB_ALIAS)
