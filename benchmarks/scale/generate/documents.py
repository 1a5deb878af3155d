"""Documents without end in the documents' own form: masthead, headline twice, story, furniture, list of headlines.

Document k depends on the seed and on k alone, so any slice can be made anywhere, again and again.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.scale.generate.newsroom import A_DAY, FIRST_DAY, NAMES, Newsroom, Topic, mixed, random_of
from benchmarks.scale.generate.prose import paragraphs, sentences
from benchmarks.scale.generate.vocabulary import Vocabulary, english

SEED_LIKE = {"words": 570, "related": 50}  # as the document that the project began with
SHORT = {"words": 100, "related": 10}
FATES = 100  # of so many documents one tells an earlier story anew, and one is a copy of another source's
LOOK_BACK = 300  # documents within which it stands
DATED, PUBLISHED, SIGNED = 0.8, 0.3, 0.3  # share of the documents with a day of capture, a date, a byline
LONG = 300  # words from which a story has a subheading
_WEIGHTS = np.cumsum(1 / np.arange(1, len(NAMES) + 1))  # of sources, as in Zipf's law


@dataclass(frozen=True, slots=True)
class Made:
    """A document, and what it should be understood as."""

    text: str
    source: str
    headline: str
    standfirst: str  # "" where nothing but its place would tell it from a paragraph
    body: tuple[str, ...]  # paragraphs, caption and subheading in their order
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Story:
    """What is told: by which document first, by whom, under which headline."""

    number: int
    source: int
    headline: int
    changed: int = 0  # the document that tells it anew


def documents(
    count: int,
    *,
    seed: int = 0,
    words: int = SEED_LIKE["words"],
    related: int = SEED_LIKE["related"],
    start: int = 0,
    vocabulary: Vocabulary | None = None,
) -> Iterator[bytes]:
    """The documents from `start` on, in UTF-8; `words` of body and `related` headlines in each."""
    for made in stories(count, seed=seed, words=words, related=related, start=start, vocabulary=vocabulary):
        yield made.text.encode()


def stories(
    count: int, *, seed: int, words: int, related: int, start: int = 0, vocabulary: Vocabulary | None = None
) -> Iterator[Made]:
    newsroom = Newsroom(seed, vocabulary or english(), related)
    for number in range(start, start + count):
        yield _made(newsroom, number, words)


def _made(newsroom: Newsroom, number: int, words: int) -> Made:
    story = _story(newsroom, number)
    topic = newsroom.topic_of(story.headline)
    random = random_of(newsroom.seed, 7, number)
    crawl = newsroom.crawl_after(newsroom.held(number))
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
    return Made(text, NAMES[story.source][0], headline, standfirst, tuple(body), tuple(related))


def _front(source: int, captured: dt.datetime | None) -> str:
    name, tagline = NAMES[source]
    return f"{name}\n\n{tagline}\n" + (f"{captured:%A, %b %d, %Y}\n" if captured else "")


def _tail(related: list[str]) -> str:
    rows = "\n".join(related)
    return f"Newsletter\n\nRelated Articles\n\n0:00\n0:00\nClose\n{rows}\n×\n"


def _story(newsroom: Newsroom, number: int) -> _Story:
    """A story of its own; or an earlier one that its source tells anew, or another source."""
    fate = _fate(newsroom.seed, number)
    earlier = number - 1 - mixed(newsroom.seed, 8, number) % LOOK_BACK
    if fate > 1 or earlier < 0 or _fate(newsroom.seed, earlier) <= 1:
        return _Story(number, _source(newsroom.seed, number), newsroom.held(number))
    source = _source(newsroom.seed, earlier)
    if fate == 1:
        source = (source + 1 + number % (len(NAMES) - 1)) % len(NAMES)
    return _Story(earlier, source, newsroom.held(earlier), changed=number)


def _fate(seed: int, number: int) -> int:
    """0 for a story told anew, 1 for a copy, more for a story of its own."""
    return mixed(seed, 6, number) % FATES


def _source(seed: int, number: int) -> int:
    die = mixed(seed, 9, number) / 2**64
    return int(np.searchsorted(_WEIGHTS, die * _WEIGHTS[-1], side="right"))


def _body(newsroom: Newsroom, story: _Story, topic: Topic, words: int) -> list[str]:
    """The standfirst, then paragraphs, with a caption and a subheading amid them in long stories."""
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
        again = random_of(newsroom.seed, 11, story.changed)
        body[1] = " ".join(sentences(again, vocabulary, topic, 2 * 12))
    return [standfirst, *body]


def _laid_out(body: list[str], words: int) -> str:
    """Parted by a blank line; by two on both sides of the subheading."""
    if words < LONG:
        return "\n\n".join(body)
    place = (len(body) - 2) // 2 + 1
    return "\n\n".join([*body[:place], f"\n{body[place]}\n", *body[place + 1 :]])


def _moment(headline: int) -> dt.datetime:
    """When a headline came out."""
    return FIRST_DAY + dt.timedelta(days=1) * (headline / A_DAY)
