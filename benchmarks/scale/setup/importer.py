"""The importer as the measurements use it: its steps one by one, and as a whole."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from articles.captures.building import captures_of
from articles.documents.received import TEXT, Received
from articles.headlines.fuzzy_linking import match_waiting
from articles.importing.line_count_store import LineCountStore
from articles.importing.results import Result
from articles.importing.runs import run_import
from articles.importing.storing import store
from articles.importing.workers.batching import MOST
from articles.importing.workers.preparing import Prepared, prepare
from articles.models import Import
from articles.understanding import Story


def import_all(received: Iterable[Received], workers: int) -> Iterator[Result]:
    """Import with this number of worker processes."""
    yield from run_import(received, command="bench-scale", workers=workers)


class Steps:
    """The two halves of an import, one batch at a time: preparing without writing, and storing."""

    batch = MOST

    def __init__(self) -> None:
        self.run = Import.objects.create(command="bench-scale", started_at=timezone.now(), state=Import.State.RUNNING)

    def prepare(self, received: Sequence[Received]) -> list[Prepared]:
        boilerplate, now = LineCountStore(DEFAULT_DB_ALIAS), timezone.now()
        return [prepare(one, "", now, boilerplate) for one in received]

    def store(self, prepared: Sequence[Prepared]) -> list[Result]:
        results = store(prepared, self.run, "", timezone.now(), DEFAULT_DB_ALIAS)
        match_waiting(DEFAULT_DB_ALIAS)
        return results


def story_of(content: bytes) -> Story:
    """Return the story of a document."""
    return captures_of(content, TEXT, "", 0, timezone.now())[0].story
