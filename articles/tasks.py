"""Background tasks, which a worker process runs."""

from django.tasks import task

from articles.importing.staging import run_staged


@task
def import_staged(import_id: int) -> None:
    """Import the staged documents of one import. When that is cut short, the import can be continued from the desk."""
    run_staged(import_id)
