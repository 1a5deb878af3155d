"""The source of most headlines of a list, which is printed once beside the list instead of on each of its rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.pages.cards import Card

LEAST = 4  # headlines of a list in which one source can be that of most


@dataclass(frozen=True, slots=True)
class CommonSource:
    """`name` is "" if no source is that of more than half of the headlines; `is_only` if it is that of all."""

    name: str
    is_only: bool
    lang: str = ""

    def left_out(self, cards: Sequence[Card]) -> list[Card]:
        """The cards, of which those of this source don't name it."""
        return [replace(card, source="") if self.name and card.source == self.name else card for card in cards]


NO_SOURCE = CommonSource("", is_only=False)


def common_source(cards: Sequence[Card]) -> CommonSource:
    """The common source of a list, unless it would also seem that of a headline without one."""
    sources = Counter(card.source for card in cards)
    (name, number), *_ = sources.most_common(1) or [("", 0)]
    is_only = number == len(cards) > 1
    is_common = is_only or (number > len(cards) / 2 and len(cards) >= LEAST and not sources[""])
    return CommonSource(name, is_only, _language_of(name, cards)) if is_common else CommonSource("", is_only)


def _language_of(name: str, cards: Sequence[Card]) -> str:
    return next(card.source_lang for card in cards if card.source == name)
