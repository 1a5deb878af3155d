"""Takes documents out of the line counts of their sources, and reads the stories again that are boilerplate no more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.db.models import Q

from articles.captures.by_hand.sources import nothing_known
from articles.captures.line_counts import CountedLines, Entry
from articles.captures.uncounting import count_again, emptied, is_boilerplate, recount, stories_to_reread
from articles.captures.version import UNDERSTOOD_BY
from articles.importing.line_count_store import LineCountStore, Mark
from articles.importing.loading import captures_of_document
from articles.models import Document
from articles.models.documents import DocumentQuerySet

CHUNK = 50  # documents in memory at once


@dataclass(slots=True)
class Uncounted:
    """What the counts of one source become without the documents that leave."""

    source: str
    before: dict[int, Entry]
    after: dict[int, Entry]
    mark: Mark

    @property
    def stories(self) -> set[int]:
        """The headlines of stories that hold a line which is boilerplate no more."""
        return stories_to_reread(self.before, self.after)


@dataclass(slots=True)
class _Leaving:
    """What leaves of one source: the lines that were counted, and the headlines of their stories."""

    lines: set[int] = field(default_factory=set)
    stories: set[int] = field(default_factory=set)


def uncounted(documents: DocumentQuerySet, using: str) -> list[Uncounted]:
    """What the counts of each source become without these documents; nothing is written.

    A line that is boilerplate has forgotten its stories, so the documents that remain of its source are read, from the
    oldest on, until all such lines have been met in three stories.
    """
    store, leaving = LineCountStore(using), defaultdict[str, _Leaving](_Leaving)
    for counted in _counted(documents.filter(understood_by=UNDERSTOOD_BY, key__isnull=False), using):
        one = leaving[counted.source]
        one.lines |= counted.lines.keys()
        one.stories.add(counted.headline or 1)
    gone = documents.values("pk")
    return [_without(source, one, gone, store, using) for source, one in sorted(leaving.items())]


def _without(source: str, leaving: _Leaving, gone: object, store: LineCountStore, using: str) -> Uncounted:
    before, mark = store.entries(source, leaving.lines)
    after = emptied(before, leaving.stories)
    doubtful = {digest for digest, entry in before.items() if is_boilerplate(entry)}
    stays = Document.objects.using(using).kept().filter(key__isnull=False).exclude(pk__in=gone)  # type: ignore[misc]
    for counted in _counted(stays.filter(key__in=leaving.stories), using):
        if counted.source == source:
            count_again(after, counted)
    of_source = stays.filter(Q(article__source__key=source) | Q(article=None))
    recount(after, doubtful, (one for one in _counted(of_source, using) if one.source == source))
    return Uncounted(source, before, after, mark)


def _counted(documents: DocumentQuerySet, using: str) -> Iterator[CountedLines]:
    """The lines that each of these documents adds to its source's counts, the oldest first."""
    for pks in batched(documents.order_by("pk").values_list("pk", flat=True), CHUNK):
        for document in Document.objects.using(using).filter(pk__in=pks).oldest():
            captures = captures_of_document(document, nothing_known)
            if captures and (counted := captures[0].printed):
                yield counted


def put_uncounted(found: Iterable[Uncounted], store: LineCountStore) -> bool:
    """Write what the counts become; False when another import has changed them since. Within a transaction."""
    return all(store.put(one.source, one.after, one.mark) for one in found)


def headlines_to_reread(found: Collection[Uncounted]) -> set[int]:
    return {headline for one in found for headline in one.stories}
