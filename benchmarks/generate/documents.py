"""An endless series of generated documents in the form of dumped pages.

Document k depends only on the seed and on k, so any slice can be generated anywhere and gives the same documents.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.generate.newsroom import A_DAY, FIRST_DAY, NAMES, Newsroom, Topic, mixed, random_of
from benchmarks.generate.prose import paragraphs, sentences
from benchmarks.generate.vocabulary import Vocabulary, english

SEED_LIKE = {"words": 570, "related": 50}  # as the first document of the project
SHORT = {"words": 100, "related": 10}
KINDS = 100  # one of 100 documents is a new version of an earlier story, and one a copy in another source
LOOK_BACK = 300  # documents within which the earlier story lies
DATED, PUBLISHED, SIGNED = 0.8, 0.3, 0.3  # shares of documents with a day of capture, a date, a byline
LONG = 300  # words from which a story has a caption and a subheading
_WEIGHTS = np.cumsum(1 / np.arange(1, len(NAMES) + 1))  # of sources, as in Zipf's law


@dataclass(frozen=True, slots=True)
class Generated:
    """A document, and the story that should be understood from it."""

    text: str
    source: str
    headline: str
    standfirst: str  # "" if only its position would distinguish it from a paragraph
    body: tuple[str, ...]  # paragraphs, caption and subheading in their order
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    """A story: the number of its first document, its source, and its headline."""

    number: int
    source: int
    headline: int
    changed: int = 0  # number of the document with a new version; 0 for none


def documents(
    count: int,
    *,
    seed: int = 0,
    words: int = SEED_LIKE["words"],
    related: int = SEED_LIKE["related"],
    start: int = 0,
    vocabulary: Vocabulary | None = None,
) -> Iterator[bytes]:
    """Yield `count` documents from number `start`, in UTF-8, each with `words` of body and `related` headlines."""
    for generated in stories(count, seed=seed, words=words, related=related, start=start, vocabulary=vocabulary):
        yield generated.text.encode()


def stories(
    count: int, *, seed: int, words: int, related: int, start: int = 0, vocabulary: Vocabulary | None = None
) -> Iterator[Generated]:
    """Yield the documents with the stories that they should become."""
    newsroom = Newsroom(seed, vocabulary or english(), related)
    for number in range(start, start + count):
        yield _generate(newsroom, number, words)


def _generate(newsroom: Newsroom, number: int, words: int) -> Generated:
    story = _story(newsroom, number)
    topic = newsroom.topic_of(story.headline)
    random = random_of(newsroom.seed, 7, number)
    crawl = newsroom.crawl_after(newsroom.headline_of(number))
    related = newsroom.related(story.headline, crawl, story.source, random)
    is_dated, is_published, is_signed = (random.random(3) < (DATED, PUBLISHED, SIGNED)).tolist()
    headline, (opening, *body) = newsroom.headline(story.headline), _body(newsroom, story, topic, words)
    about = f"By {topic.names[number % len(topic.names)]}\n" if is_signed else ""
    about += f"{_moment(story.headline):%d %B %Y, %H:%M}\n" if is_published else ""
    front = _front(story.source, _moment(crawl) if is_dated else None)
    body_text = _laid_out(body, words)
    text = f"{front}\n{headline}\n\n{headline}\n\n{opening}\n{about}\n{body_text}\n\n{_tail(related)}"
    standfirst, body = (opening, body) if about else ("", [opening, *body])
    related = [" ".join(row.split()) for row in related]
    return Generated(text, NAMES[story.source][0], headline, standfirst, tuple(body), tuple(related))


def _front(source: int, captured: dt.datetime | None) -> str:
    name, tagline = NAMES[source]
    return f"{name}\n\n{tagline}\n" + (f"{captured:%A, %b %d, %Y}\n" if captured else "")


def _tail(related: list[str]) -> str:
    rows = "\n".join(related)
    return f"Newsletter\n\nRelated Articles\n\n0:00\n0:00\nClose\n{rows}\n×\n"


def _story(newsroom: Newsroom, number: int) -> _Story:
    """Return the story of a document: a new one, or an earlier one in a new version or in another source."""
    kind = _kind(newsroom.seed, number)
    earlier = number - 1 - mixed(newsroom.seed, 8, number) % LOOK_BACK
    if kind > 1 or earlier < 0 or _kind(newsroom.seed, earlier) <= 1:
        return _Story(number, _source(newsroom.seed, number), newsroom.headline_of(number))
    source = _source(newsroom.seed, earlier)
    if kind == 1:
        source = (source + 1 + number % (len(NAMES) - 1)) % len(NAMES)
    return _Story(earlier, source, newsroom.headline_of(earlier), changed=number)


def _kind(seed: int, number: int) -> int:
    """Return 0 for a new version of an earlier story, 1 for a copy in another source, more for a new story."""
    return mixed(seed, 6, number) % KINDS


def _source(seed: int, number: int) -> int:
    die = mixed(seed, 9, number) / 2**64
    return int(np.searchsorted(_WEIGHTS, die * _WEIGHTS[-1], side="right"))


def _body(newsroom: Newsroom, story: _Story, topic: Topic, words: int) -> list[str]:
    """Return the standfirst and the paragraphs, with a caption and a subheading in the middle of long stories."""
    random = random_of(newsroom.seed, 10, story.number)
    vocabulary = newsroom.vocabulary
    standfirst = sentences(random, vocabulary, topic, 22)[0]
    body = paragraphs(random, vocabulary, topic, words)
    if words >= LONG:
        caption, subheading = vocabulary.draw(random, 8), vocabulary.draw(random, 3)
        middle = len(body) // 2
        body[middle:middle] = [
            f"{topic.names[0]} {' '.join(caption)}",
            f"{topic.words[0].capitalize()} {' '.join(subheading)}",
        ]
    if story.changed:
        other = random_of(newsroom.seed, 11, story.changed)
        body[1] = " ".join(sentences(other, vocabulary, topic, 2 * 12))
    return [standfirst, *body]


def _laid_out(body: list[str], words: int) -> str:
    """Join the paragraphs by a blank line, by two on both sides of the subheading."""
    if words < LONG:
        return "\n\n".join(body)
    place = (len(body) - 2) // 2 + 1
    return "\n\n".join([*body[:place], f"\n{body[place]}\n", *body[place + 1 :]])


def _moment(headline: int) -> dt.datetime:
    """Return the time at which a headline was published."""
    return FIRST_DAY + dt.timedelta(days=1) * (headline / A_DAY)
