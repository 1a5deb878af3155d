"""Runs of importing: documents in batches into the library, and the Import that tells of it."""

from collections.abc import Iterable, Iterator
from contextlib import closing

from django.db import DEFAULT_DB_ALIAS, transaction

from articles.documents.received import Received
from articles.importing.import_row import begin, break_off, finish
from articles.importing.results import Result
from articles.importing.workers.batching import BatchSize
from articles.importing.workers.prefetching import Prefetcher
from articles.importing.writer import nothing_more, store_all, store_safely
from articles.models import Import


def run_import(
    received: Iterable[Received],
    *,
    command: str = "",
    label: str = "",
    source_name: str = "",
    dry_run: bool = False,
    workers: int = 1,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Result]:
    """Import everything received; one Result for each, as soon as its batch is stored. A dry run stores nothing."""
    run = Import(command=command, label=label)
    if dry_run:
        return rehearse(received, run, source_name, using)
    return carry_out(received, run, source_name=source_name, workers=workers, using=using)


def carry_out(
    received: Iterable[Received],
    run: Import,
    *,
    source_name: str = "",
    workers: int = 1,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Result]:
    """A run by an Import that isn't saved yet, and that tells at any moment what is stored.

    More than one of `workers` are processes that understand; they are started when there is enough for them.
    An end before its time is noted, be it by a fault, by an interruption (KeyboardInterrupt) or by `close`.
    """
    begin(run, using)
    try:
        with closing(store_all(received, run, source_name, workers, using)) as results:
            yield from results
    except (KeyboardInterrupt, GeneratorExit):
        break_off(run, Import.State.STOPPED, using)
        raise
    except BaseException:
        break_off(run, Import.State.FAILED, using)
        raise
    finish(run, using)


def rehearse(
    received: Iterable[Received], run: Import, source_name: str = "", using: str = DEFAULT_DB_ALIAS
) -> Iterator[Result]:
    """Do all of it, in one transaction that is rolled back: the report is that of the run to come.

    In this process alone, since others wouldn't see what the transaction has done; and without matching, which changes
    no report and would keep other importers from theirs.
    """
    with transaction.atomic(using=using), Prefetcher(1, using) as prefetcher:
        begin(run, using)
        for batch in prefetcher.ahead(received, source_name, BatchSize()):
            yield from store_safely(batch, run, source_name, using, nothing_more)
        transaction.set_rollback(True, using=using)
