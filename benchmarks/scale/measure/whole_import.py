"""The whole road, from bytes to a library that can be read and searched, with each number of workers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from articles.documents.received import Received
from articles.importing.results import Result
from articles.models import Article
from benchmarks.scale.generate.documents import SEED_LIKE, SHORT, Made, stories
from benchmarks.scale.setup.cost import Meter
from benchmarks.scale.setup.importer import import_all
from benchmarks.scale.setup.server import set_autovacuum

SIZES = {"like the seed": SEED_LIKE, "short": SHORT}
CHECKED = 1_000  # documents whose articles are read back


def measure(count: int, *, size: str, workers: int, round: int) -> Iterator[dict[str, Any]]:
    """Documents that are at hand, so that making them takes nobody's time."""
    set_autovacuum(is_on=False)
    made = list(stories(count, seed=0, **SIZES[size]))
    received = [Received(f"{n}.txt", one.text.encode()) for n, one in enumerate(made)]
    meter = Meter()
    with meter.during():
        results = list(import_all(received, workers))
    yield {
        "kind": "road", "round": round, "size": size, "documents": count, "workers": workers,
        "road": meter.spent.each(count), "states": Counter(result.state for result in results),
        "right": share_right(made[-CHECKED:], results[-CHECKED:]),
    }  # fmt: skip


def share_right(made: Sequence[Made], results: Sequence[Result]) -> float:
    """How many became what they were made of: headline, whole body, whole list."""
    return sum(is_right(one, result) for one, result in zip(made, results, strict=True)) / len(made)


def is_right(made: Made, result: Result) -> bool:
    """A story told anew has the body of one of its documents, and the lists of all."""
    article = Article.objects.filter(pk=result.article).first()
    if not article or article.headline != made.headline or article.related.count() < len(made.related):
        return False
    body = [block["text"] for block in article.blocks]
    return body == list(made.body) or article.documents.count() > 1
