"""Takes documents out of the line counts of their source, as if these had never been counted."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from articles.captures.line_counts import BOILERPLATE, FIRST, SECOND, CountedLines, Entry, count_lines_of


def is_boilerplate(entry: Entry) -> bool:
    return bool(entry[3] & BOILERPLATE)


def emptied(entries: Mapping[int, Entry], leaving: Collection[int]) -> dict[int, Entry]:
    """Return the entries without the stories that leave; those of boilerplate empty, as its stories are forgotten."""
    return {digest: _emptied(entry, leaving) for digest, entry in entries.items()}


def _emptied(entry: Entry, leaving: Collection[int]) -> Entry:
    digest, first, second, flags = entry
    if flags & BOILERPLATE:
        return (digest, 0, 0, 0)
    slots = [(story, bool(flags & flag)) for story, flag in ((first, FIRST), (second, SECOND)) if story]
    kept = [slot for slot in slots if slot[0] not in leaving] + [(0, False), (0, False)]
    (first, can_go), (second, can_go_too) = kept[:2]
    return (digest, first, second, FIRST * can_go | SECOND * can_go_too)


def recount(entries: dict[int, Entry], doubtful: Collection[int], remaining: Iterable[CountedLines]) -> None:
    """Count the lines of these entries in the documents that remain, until all the doubtful ones are boilerplate."""
    pending = {digest for digest in doubtful if not is_boilerplate(entries[digest])}
    for counted in _until(remaining, pending):
        lines = count_again(entries, counted)
        pending -= {digest for digest in lines if is_boilerplate(entries[digest])}


def count_again(entries: dict[int, Entry], counted: CountedLines) -> Collection[int]:
    """Count those lines of a document that have one of these entries, and return them."""
    lines = {digest: can_go for digest, can_go in counted.lines.items() if digest in entries}
    count_lines_of(replace(counted, lines=lines), entries)
    return lines


def _until[T](rows: Iterable[T], pending: Collection[int]) -> Iterator[T]:
    """Yield rows as long as something is pending."""
    rows = iter(rows)
    while pending and (row := next(rows, None)) is not None:
        yield row


def stories_to_reread(before: Mapping[int, Entry], after: Mapping[int, Entry]) -> set[int]:
    """Return the headlines of stories with a removable line that was boilerplate and is none any more."""
    stories: set[int] = set()
    for digest, entry in after.items():
        if is_boilerplate(before[digest]) and not is_boilerplate(entry):
            _, first, second, flags = entry
            stories |= {story for story, flag in ((first, FIRST), (second, SECOND)) if story and flags & flag}
    return stories
