"""Background tasks, which a worker process runs."""

from django.tasks import task

from articles.models import Import


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
