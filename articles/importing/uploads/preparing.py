"""Prepares an import for its owner: splits what was uploaded, and previews each document."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from django.db import DEFAULT_DB_ALIAS

from articles.database.page_cache import enlarge_page_cache
from articles.importing.uploads.claims import claim, release, show_life
from articles.importing.uploads.previewing import make_previews
from articles.importing.uploads.splitting import split
from articles.importing.workers.claims import ClaimLost
from articles.importing.workers.ending_signals import PROCESS_ENDS
from articles.importing.workers.heartbeat import beating
from articles.models import Import


def prepare(import_id: int, using: str = DEFAULT_DB_ALIAS) -> bool:
    """Split and preview what is left of an import; False when another process has to go on with it.

    Nothing is done for an import that is ready, discarded, or another process's.
    """
    run = claim(import_id, using)
    if not run:
        return True
    enlarge_page_cache(using)
    try:
        with beating(partial(show_life, run, using), using):
            for _ in _steps(run, using):
                if PROCESS_ENDS.is_set():
                    release(run, using, is_ready=False)
                    return False
            release(run, using, is_ready=True)
    except ClaimLost:
        pass
    return True


def _steps(run: Import, using: str) -> Iterator[int]:
    return chain(split(run, using), make_previews(run, using))
