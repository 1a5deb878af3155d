"""Runs of importing: everything received into the library, and an Import row that shows the progress."""

from collections.abc import Generator, Iterable
from contextlib import closing

from django.db import DEFAULT_DB_ALIAS, transaction

from articles.database.page_cache import enlarge_page_cache
from articles.documents.received import Received
from articles.importing.import_row import begin, running
from articles.importing.results import Result
from articles.importing.workers.batching import BatchSize
from articles.importing.workers.prefetching import Prefetcher
from articles.importing.writer import Writer
from articles.models import Import


def run_import(
    received: Iterable[Received],
    run: Import | None = None,
    *,
    source_name: str = "",
    dry_run: bool = False,
    workers: int = 1,
    using: str = DEFAULT_DB_ALIAS,
) -> Generator[Result, None, None]:
    """Import everything received; yield one Result for each document as soon as its batch is committed.

    `run` is saved here and has the progress at any moment. With more than one of `workers`, that many processes
    understand the documents once there are enough of them. A dry run stores nothing.
    """
    run = run or Import()
    run.source_name = source_name
    writer = Writer(run, source_name, using)
    return _rehearse(received, writer) if dry_run else _import(received, writer, workers)


def _import(received: Iterable[Received], writer: Writer, workers: int) -> Generator[Result, None, None]:
    enlarge_page_cache(writer.using)
    with running(writer.run, writer.using), closing(writer.store_all(received, workers)) as results:
        yield from results


def _rehearse(received: Iterable[Received], writer: Writer) -> Generator[Result, None, None]:
    """Import in one transaction and roll it back: the results are those of a run that stores.

    Only this process understands, because others do not see what the transaction has written. Nearly equal headlines
    are not matched, because that changes no result and would lock out other importers.
    """
    using = writer.using
    with transaction.atomic(using=using), Prefetcher(1, using) as prefetcher:
        begin(writer.run, using)
        for batch in prefetcher.ahead(received, writer.source_name, BatchSize()):
            yield from writer.store_batch(batch)
        transaction.set_rollback(True, using=using)
