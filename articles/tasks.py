"""What the worker does in the background."""

from django.tasks import task

from articles.importing.staging import run_staged
from articles.models import Import


@task
def import_staged(import_id: int) -> None:
    """Import the documents of one staged import; when that fails, it is staged again and can be confirmed once more."""
    try:
        run_staged(import_id)
    except Exception:
        Import.objects.filter(pk=import_id, state=Import.State.RUNNING).update(state=Import.State.STAGED)
        raise
