"""What the library would do with documents: a batch is stored as an import stores it, and rolled back."""

import datetime as dt
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import Error, transaction
from django.db.models import Count
from django.utils import timezone

from articles.captures.building import DocumentReading, DocumentStory, capture_of, read_document
from articles.database.retrying import retry_transaction
from articles.documents.formats import format_of
from articles.documents.problems import UnreadableError
from articles.documents.received import Received
from articles.importing.line_count_store import LineCountStore
from articles.importing.results import Result, known_results
from articles.importing.storing import store
from articles.importing.workers.preparing import Prepared, digest_of, pack
from articles.importing.workers.time_limit import TooSlowError, within_limit
from articles.importing.workers.worker import INTERNAL
from articles.models import Article, Import, RelatedHeadline
from articles.text.digests import headline_key
from articles.understanding import NO_MENDS, Hints

# Gives the earlier documents of the same import with one of these headlines, by their keys.
type Earlier = Callable[[Collection[int]], Sequence[Received]]

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Read:
    """A document that is read and understood by itself. An export and one that can't be read have no reading."""

    prepared: Prepared
    reading: DocumentReading | None = None

    @property
    def key(self) -> int | None:
        """The key of its story's headline."""
        captures = self.prepared.captures
        return headline_key(captures[-1].story.headline) if captures else None


@dataclass(frozen=True, slots=True)
class Expected:
    """The result that an import would have, and the story that it would store; that of an export has no reading."""

    result: Result
    reading: DocumentReading | None = None
    found: DocumentStory | None = None
    related: int = 0  # headlines that the story lists
    live: int = 0  # of these, those that lead to a story
    key: int | None = None  # of its headline


def expect(batch: Sequence[Received], earlier: Earlier, source_name: str, using: str) -> list[Expected]:
    """What an import would do with each document of the batch, in order, after the earlier ones of its headlines."""
    names = {digest_of(one): one.name for one in batch}
    known = retry_transaction(partial(known_results, names, source_name, using), using)
    now = timezone.now()  # one for all, so that the earlier ones count as older by their places
    new = [read(one, source_name, now, using) for one in batch if digest_of(one) not in known or one.mends != NO_MENDS]
    before = earlier({key for one in new if (key := one.key) is not None}) if new else []
    expected = (
        _rehearsed(new, [read(one, source_name, now, using) for one in before], source_name, using) if new else {}
    )
    return [expected.get(digest) or Expected(replace(known[digest], name=names[digest])) for digest in names]


def read(received: Received, source_name: str, now: dt.datetime, using: str) -> Read:
    """The document read once; an exception in our own code becomes its problem."""
    found = Read(pack(received, source_name, now))
    boilerplate = LineCountStore(using)
    found.prepared.by_hand = boilerplate.by_hand
    try:
        if format_of(received.media_type, received.content).is_structured:
            found.prepared.understand(received.content, boilerplate)
            return found
        hints = Hints(source_name, received.mends)
        found.reading = within_limit(lambda _: read_document(received.content, hints, received.media_type), boilerplate)
        found.prepared.captures = [capture_of(found.reading, 0, found.prepared.seen_at, boilerplate)]
    except UnreadableError as error:
        found.prepared.problem = error.problem
        if isinstance(error, TooSlowError):
            found.prepared.leave_out()
    except Error:
        raise
    except Exception:
        logger.exception("understanding failed name=%r", received.name)
        found.prepared.problem = INTERNAL
    return found


def _rehearsed(new: Sequence[Read], before: Sequence[Read], source_name: str, using: str) -> dict[str, Expected]:
    """The expected results by digest. When storing them together fails, each is stored by itself."""
    try:
        return retry_transaction(lambda: _rehearse(new, before, source_name, using), using)
    except Error:
        raise
    except Exception:
        logger.exception("rehearsal failed documents=%d", len(new))
        if len(new) > 1:
            return {
                digest: one for each in new for digest, one in _rehearsed([each], before, source_name, using).items()
            }
    alone = new[0].prepared
    return {alone.sha256: Expected(Result(alone.name, alone.sha256, "rejected", INTERNAL))}


def _rehearse(new: Sequence[Read], before: Sequence[Read], source_name: str, using: str) -> dict[str, Expected]:
    now = timezone.now()
    with transaction.atomic(using=using):
        run = Import.objects.using(using).create(started_at=now, state=Import.State.RUNNING)
        prepared = [replace(one.prepared) for one in (*before, *new)]  # storing may understand them again
        results = store(prepared, run, source_name, now, using)[len(before) :]
        boilerplate = LineCountStore(using)
        stories = [
            _story(one.reading, stored, boilerplate) for one, stored in zip(new, prepared[len(before) :], strict=True)
        ]
        own = set(Article.objects.using(using).filter(import_run=run).values_list("pk", flat=True))
        counts = _related({result.article for result in results if result.article}, using)
        transaction.set_rollback(True, using=using)
    return {
        result.sha256: Expected(
            replace(result, article=None if result.article in own else result.article),
            *(one.reading, story, *counts.get(result.article or 0, (0, 0)), one.key),
        )
        for result, one, story in zip(results, new, stories, strict=True)
    }


def _story(reading: DocumentReading | None, stored: Prepared, boilerplate: LineCountStore) -> DocumentStory | None:
    """The story as it was stored: of an export its newest text, as it is given."""
    if reading:
        return reading.with_mends(stored.mends).story_without(boilerplate)
    return DocumentStory(stored.captures[-1].story, stored.captures[-1].url) if stored.captures else None


def _related(articles: set[int], using: str) -> Mapping[int, tuple[int, int]]:
    """How many related headlines each article has, and how many of them are live."""
    links = RelatedHeadline.objects.using(using).filter(article__in=articles).values_list("article").order_by()
    return {pk: (every, live) for pk, every, live in links.annotate(all=Count("pk"), live=Count("headline__article"))}
