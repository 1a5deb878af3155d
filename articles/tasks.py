"""What the worker does in the background."""

from django.tasks import task

from articles.importing.runs import run_staged


@task
def import_staged(import_id: int) -> None:
    """Import the documents of one staged import; calling it twice changes nothing."""
    run_staged(import_id)
