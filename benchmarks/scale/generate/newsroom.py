"""What there is to tell: sources, topics that drift, headlines without end, and the list that each crawl finds."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.scale.generate.vocabulary import Vocabulary

BLOCK = 256  # headlines made together; any one of them costs so many, and the next are at hand
KEPT = 64  # blocks and crawls remembered, so that memory doesn't grow with the documents
A_DAY = 1_200  # headlines
FIRST_DAY = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
NEW_TOPIC = 60  # headlines until the next topic comes up
TOPIC_LIFE = 20.0  # topics that came up since, on average, when a headline takes one
HELD, CIRCULATING = 3, 4  # of so many headlines in circulation, so many are ever imported
NOISY, CHANGED = 1 / 3, 0.02  # share of the listed headlines
NAMES = (
    ("Harbour Gazette", "News from the water's edge."),
    ("The Northern Ledger", "Every county, every morning."),
    ("Daily Meridian", "The day as it was."),
    ("City Lantern", "A light on the town."),
    ("The Orchard Times", "Grown here, read everywhere."),
    ("Evening Signal", "What happened while you worked."),
    ("Valley Chronicle", "Set down since the first flood."),
    ("The Quarry Post", "Solid news."),
    ("Coastal Observer", "Looking out for you."),
    ("Market Street Journal", "Prices, people and plain words."),
    ("The Weekly Compass", "Find your way about."),
    ("Moorland Herald", "Read from hill to hill."),
    ("Riverside Dispatch", "Down the river and back."),
    ("The Granite Mail", "It lasts."),
    ("Lighthouse Courant", "Seen from afar."),
    ("Prairie Bulletin", "Wide skies, short sentences."),
    ("The Bridge Record", "Both sides of the river."),
    ("Union Square Review", "Argued with care."),
    ("Island Tribune", "All the news that the ferry brings."),
    ("The Old Town Star", "Small print, long memory."),
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a run of stories is about: its own words, and the people in them."""

    words: list[str]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How long a related list is, and how many headlines a crawl has to choose from."""

    related: int

    @property
    def pool(self) -> int:
        return self.related + max(2, self.related // 5)

    @property
    def between(self) -> int:
        """Headlines between two crawls."""
        return max(4, self.related // 3)


def mixed(*numbers: int) -> int:
    """A number of 64 bits that depends on all of these (the finisher of SplitMix64)."""
    state = 0x9E3779B97F4A7C15
    for number in numbers:
        state = (state ^ number) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        state = (state ^ state >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 31
    return state


def random_of(*numbers: int) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(mixed(*numbers)))


class Newsroom:
    """Headlines without end, each made from the seed and its number alone."""

    def __init__(self, seed: int, vocabulary: Vocabulary, related: int) -> None:
        self.seed, self.vocabulary, self.sizes = seed, vocabulary, Sizes(related)
        self.topic: Callable[[int], Topic] = lru_cache(16 * KEPT)(self._topic)
        self._block = lru_cache(KEPT)(self._make_block)
        self._printed = lru_cache(KEPT)(self._print)

    def headline(self, number: int) -> str:
        return self._block(number // BLOCK)[number % BLOCK]

    def topic_of(self, number: int) -> Topic:
        """The topic of a headline: one that came up lately, or not so lately."""
        return self.topic(int(self._topics(number // BLOCK)[number % BLOCK]))

    def held(self, number: int) -> int:
        """The headline of the story with this number: one of each four in circulation is left out."""
        group, place = divmod(number, HELD)
        left_out = mixed(self.seed, 1, group) % CIRCULATING
        return group * CIRCULATING + place + (place >= left_out)

    def crawl_after(self, number: int) -> int:
        """The headlines below this number are out when the page of that headline is scraped."""
        return (number // self.sizes.between + 1) * self.sizes.between

    def related(self, number: int, crawl: int, source: int, random: np.random.Generator) -> list[str]:
        """The list on a page: nearly all of the newest headlines but its own, as its source spells them."""
        newest = range(crawl - 1, max(-1, crawl - 1 - self.sizes.pool), -1)
        spelt = self._printed(crawl, source)
        order = random.random(len(newest)).argsort()[: self.sizes.related + 1]
        chosen = [int(place) for place in np.sort(order) if newest[int(place)] != number]
        return [spelt[place] for place in chosen[: self.sizes.related]]

    def _print(self, crawl: int, source: int) -> list[str]:
        """The newest headlines at a crawl, the newest first; one source spells them alike on all of its pages."""
        random = random_of(self.seed, 2, crawl, source)
        numbers = range(crawl - 1, max(-1, crawl - 1 - self.sizes.pool), -1)
        fates = random.random(len(numbers)).tolist()
        picks = random.integers(0, 1 << 30, len(numbers)).tolist()
        return [
            self._spelt(self.headline(number), fate, pick)
            for number, fate, pick in zip(numbers, fates, picks, strict=True)
        ]

    def _spelt(self, text: str, fate: float, pick: int) -> str:
        if fate < CHANGED:
            return changed(text, pick, self.vocabulary)
        return noisy(text, pick) if fate < CHANGED + NOISY else text

    def _make_block(self, block: int) -> list[str]:
        random = random_of(self.seed, 3, block)
        topics = [self.topic(int(number)) for number in self._topics(block)]
        lengths = random.integers(6, 13, BLOCK).tolist()
        fillers = iter(self.vocabulary.draw(random, 13 * BLOCK))
        dice = iter(random.random((BLOCK, 14)).tolist())
        return [
            _headline(topic, length, fillers, row) for topic, length, row in zip(topics, lengths, dice, strict=True)
        ]

    def _topics(self, block: int) -> np.ndarray:
        random = random_of(self.seed, 4, block)
        newest = (block * BLOCK + np.arange(BLOCK)) // NEW_TOPIC + 200
        return np.maximum(0, newest - random.exponential(TOPIC_LIFE, BLOCK).astype(np.int64))

    def _topic(self, number: int) -> Topic:
        random = random_of(self.seed, 5, number)
        parts = [word.capitalize() for word in self.vocabulary.telling(random, 8)]
        names = [f"{first} {last}" for first, last in zip(parts[::2], parts[1::2], strict=True)]
        return Topic(self.vocabulary.telling(random, 20), names)


def _headline(topic: Topic, length: int, fillers: Iterator[str], dice: list[float]) -> str:
    words = []
    for die in dice[:length]:
        if die < 0.5:
            words.append(topic.words[int(die * 2 * len(topic.words))])
        elif die < 0.6:
            words.append(topic.names[int((die - 0.5) * 10 * len(topic.names))])
        elif die < 0.62:
            words.append(str(2 + int((die - 0.6) * 50 * 97)))
        else:
            words.append(next(fillers))
    if dice[13] < 0.4:
        return " ".join(word[0].upper() + word[1:] for word in words)
    text = " ".join(words)
    return text[0].upper() + text[1:]


def noisy(text: str, pick: int) -> str:
    """Another spelling of the same headline."""
    kind, pick = pick % 5, pick // 5
    if kind == 0:
        return text.upper()
    if kind == 1:
        return " ".join(word[0].upper() + word[1:] for word in text.split())
    if kind == 2:
        return text + "!"
    words = text.split()
    place = pick % (len(words) - 1)
    if kind == 3:
        words[place] = f"‘{words[place]}’"
    else:
        words[place] += " "
    return " ".join(words)


def changed(text: str, pick: int, vocabulary: Vocabulary) -> str:
    """Nearly the same headline: a word left out, put in or changed, something before it or behind it."""
    kind, pick = pick % 5, pick // 5
    words = text.split()
    place = 1 + pick % (len(words) - 1)
    other = str(vocabulary.words[pick % len(vocabulary.words)])
    if kind == 0:
        del words[place]
    elif kind == 1:
        words.insert(place, other)
    elif kind == 2:
        words[place] = other
    elif kind == 3:
        words.insert(0, "LIVE:")
    else:
        words.append("| Latest")
    return " ".join(words)
