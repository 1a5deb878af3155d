"""Generated sources, topics that change over time, an endless series of headlines, and related lists."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.generate.vocabulary import Vocabulary

BLOCK = 256  # headlines generated together
CACHED = 64  # blocks and crawls, so that memory does not grow with the documents
A_DAY = 1_200  # headlines
FIRST_DAY = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
NEW_TOPIC = 60  # headlines between two new topics
TOPIC_AGE = 20.0  # mean number of newer topics when a headline uses a topic
IMPORTED, CIRCULATING = 3, 4  # three of four headlines in circulation are ever imported
NOISY, CHANGED = 1 / 3, 0.02  # shares of the listed headlines
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
    """The words and the names of persons that a run of stories has in common."""

    words: list[str]
    names: list[str]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The length of a related list, and the number of headlines that a crawl chooses from."""

    related: int

    @property
    def pool(self) -> int:
        return self.related + max(2, self.related // 5)

    @property
    def between(self) -> int:
        """Headlines between two crawls."""
        return max(4, self.related // 3)


def mixed(*numbers: int) -> int:
    """Hash numbers into 64 bits (the finaliser of SplitMix64)."""
    state = 0x9E3779B97F4A7C15
    for number in numbers:
        state = (state ^ number) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        state = (state ^ state >> 27) * 0x94D049BB133111EB & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 31
    return state


def random_of(*numbers: int) -> np.random.Generator:
    return np.random.Generator(np.random.SFC64(mixed(*numbers)))


class Newsroom:
    """An endless series of headlines, each generated from the seed and its number alone."""

    def __init__(self, seed: int, vocabulary: Vocabulary, related: int) -> None:
        self.seed, self.vocabulary, self.sizes = seed, vocabulary, Sizes(related)
        self.topic: Callable[[int], Topic] = lru_cache(16 * CACHED)(self._topic)
        self._block = lru_cache(CACHED)(self._make_block)
        self._listed = lru_cache(CACHED)(self._list_newest)

    def headline(self, number: int) -> str:
        return self._block(number // BLOCK)[number % BLOCK]

    def topic_of(self, number: int) -> Topic:
        """Return the topic of a headline, more often a recent one."""
        return self.topic(int(self._topics(number // BLOCK)[number % BLOCK]))

    def headline_of(self, number: int) -> int:
        """Return the number of a story's headline: one of each four in circulation is left out."""
        group, place = divmod(number, IMPORTED)
        left_out = mixed(self.seed, 1, group) % CIRCULATING
        return group * CIRCULATING + place + (place >= left_out)

    def crawl_after(self, number: int) -> int:
        """Return the number below which headlines are published when the page of this headline is scraped."""
        return (number // self.sizes.between + 1) * self.sizes.between

    def related(self, number: int, crawl: int, source: int, random: np.random.Generator) -> list[str]:
        """Return the related list of a page: most of the newest headlines but its own, as its source spells them."""
        newest = range(crawl - 1, max(-1, crawl - 1 - self.sizes.pool), -1)
        spelt = self._listed(crawl, source)
        order = random.random(len(newest)).argsort()[: self.sizes.related + 1]
        chosen = [int(place) for place in np.sort(order) if newest[int(place)] != number]
        return [spelt[place] for place in chosen[: self.sizes.related]]

    def _list_newest(self, crawl: int, source: int) -> list[str]:
        """Return the newest headlines at a crawl, newest first; a source spells them the same on all its pages."""
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
        return np.maximum(0, newest - random.exponential(TOPIC_AGE, BLOCK).astype(np.int64))

    def _topic(self, number: int) -> Topic:
        random = random_of(self.seed, 5, number)
        parts = [word.capitalize() for word in self.vocabulary.topical(random, 8)]
        names = [f"{first} {last}" for first, last in zip(parts[::2], parts[1::2], strict=True)]
        return Topic(self.vocabulary.topical(random, 20), names)


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
    """Return another spelling of the same headline."""
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
    """Return a similar headline: a word deleted, inserted or replaced, or a label before or after it."""
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
