"""Measure the pages of a large library: complete responses through all middleware, in this process."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client

from articles.models import Article, Headline, Source
from articles.pages.nearby_stories import nearby_stories
from articles.pages.river import Cursor
from articles.pages.story import story_to_read
from articles.pages.wanted import Place
from benchmarks.generate.documents import SHORT
from benchmarks.generate.search_words import search_words
from benchmarks.scale.setup.cost import FineMeter

ASKED = 40  # requests per kind of page
WARM = 3  # requests before measuring, to fill caches
DEPTHS = {"10 %": 0.1, "50 %": 0.5, "90 %": 0.9}


@dataclass(frozen=True, slots=True)
class Answer:
    """CPU milliseconds (here and in PostgreSQL), elapsed milliseconds, and the size of the page in bytes."""

    cpu: float
    wall: float
    bytes: int


def measure() -> Iterator[dict[str, Any]]:
    """Yield the results of each kind of page."""
    call_command("collectstatic", interactive=False, verbosity=0)
    analyse()
    stored = Article.objects.count()
    for name, paths in kinds(stored):
        answers = ask(paths)
        yield {"kind": "page", "page": name, "stored": stored, "asked": len(answers), **summary(answers)}
    answers = ask_nearby([story for article in spread(stored) if (story := story_to_read(article.pk))])
    yield {"kind": "page", "page": "more on this", "stored": stored, "asked": len(answers), **summary(answers)}


def analyse() -> None:
    """Update the statistics, as PostgreSQL does by itself some time after an import."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def kinds(stored: int) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of page with the paths to request."""
    yield "front", ["/"] * ASKED
    yield "source", [f"/sources/{largest_source()}/"] * ASKED
    for name, share in DEPTHS.items():
        yield f"front, {name} deep", [river_at(int(share * stored) - n) for n in range(ASKED)]
    yield "story", [article.get_absolute_url() for article in spread(stored)]
    yield "wanted", ["/wanted/"] * ASKED
    waiting = Headline.objects.waiting().count()
    for name, share in DEPTHS.items():
        yield f"wanted, {name} deep", [wanted_at(int(share * waiting) - n) for n in range(0, ASKED, 10)] * 10
    for name, words in search_words(SHORT["words"], ASKED).items():
        yield f"search, {name}", [f"/search/?{urlencode({'q': word})}" for word in words]


def ask(paths: Sequence[str]) -> list[Answer]:
    """Request every path once."""
    client = Client(SERVER_NAME="localhost")

    def length(path: str) -> int:
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path} is answered by {response.status_code}.")
        return len(response.content)

    return timed(length, paths)


def ask_nearby(articles: Iterable[Article]) -> list[Answer]:
    """Find the stories near each article, which is a part of its page that should take 30 ms at most."""
    return timed(lambda article: sum(len(one.subject) for one in nearby_stories(article).more_on), list(articles))


def timed(length: Callable[[Any], int], asked: Sequence[Any]) -> list[Answer]:
    """Measure `length` for each argument; it makes the request and returns the size of the response."""
    meter = FineMeter()
    for one in asked[:WARM]:
        length(one)
    gc.collect()
    gc.freeze()  # so that garbage collection during a request ignores the objects of the measurement
    answers = []
    for one in asked:
        before = meter.now()
        found = length(one)
        spent = meter.now() - before
        answers.append(Answer(spent.cpu * 1e3, spent.wall * 1e3, found))
    return answers


def summary(answers: Sequence[Answer]) -> dict[str, float]:
    cpu, wall = [answer.cpu for answer in answers], [answer.wall for answer in answers]
    return {
        "p50": round(float(np.percentile(cpu, 50)), 3), "p95": round(float(np.percentile(cpu, 95)), 3),
        "max": round(max(cpu), 3), "wall_p95": round(float(np.percentile(wall, 95)), 3),
        "bytes": int(np.median([answer.bytes for answer in answers])),
    }  # fmt: skip


def largest_source() -> str:
    return Source.objects.annotate(stories=Count("articles")).order_by("-stories").values_list("slug", flat=True)[0]


def river_at(depth: int) -> str:
    """The page of the river that goes on after so many stories."""
    dated_at, pk = Article.objects.newest().values_list("dated_at", "pk")[depth]
    return f"/?{urlencode({'after': str(Cursor(dated_at, pk))})}"


def wanted_at(depth: int) -> str:
    lists, pk = Headline.objects.waiting().values_list("lists", "pk")[depth]
    return f"/wanted/?{urlencode({'after': str(Place(lists, pk))})}"


def spread(stored: int) -> list[Article]:
    """Stories from all over the library."""
    first = Article.objects.order_by("pk").first()
    pks = [first.pk + number * (stored // ASKED) for number in range(ASKED)]
    return [Article.objects.filter(pk__gte=pk).order_by("pk").only("pk", "slug")[0] for pk in pks]
