"""What people decided about sources; it stands above what is understood of their documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from articles.captures.line_counts import CountedLines
from articles.text.normal_form import line_form


@dataclass(frozen=True, slots=True)
class SourcesByHand:
    """Sources that were joined to others, and lines that were marked as boilerplate of a source; all by key."""

    joined: Mapping[str, str] = field(default_factory=dict)
    marked: Mapping[str, frozenset[int]] = field(default_factory=dict)  # digests of lines

    def name_of(self, source: str) -> str:
        """Return the name of a publication, or the key of the source that its own was joined to."""
        return self.joined.get(line_form(source), source) if self.joined else source

    def counted(self, printed: CountedLines | None) -> CountedLines | None:
        """Return the lines of a document as those of the source that its own was joined to."""
        if printed is None or printed.source not in self.joined:
            return printed
        return replace(printed, source=self.joined[printed.source])


NOTHING_DECIDED = SourcesByHand()


class KnownBoilerplate(Protocol):
    """Gives the digests of those lines of a document that are known to be boilerplate of its source."""

    @property
    def by_hand(self) -> SourcesByHand:
        """What people decided about sources."""

    def __call__(self, printed: CountedLines, /) -> frozenset[int]:
        """Return the lines, by digest, that are repeated in the source's stories."""


@dataclass(frozen=True, slots=True)
class NothingKnown:
    """Knows no boilerplate: for documents read by themselves."""

    by_hand: SourcesByHand = NOTHING_DECIDED

    def __call__(self, printed: CountedLines, /) -> frozenset[int]:
        """Return no line."""
        return frozenset()


nothing_known = NothingKnown()
