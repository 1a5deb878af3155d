"""Measure a whole import, from bytes to a library that can be read and searched, by number of workers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from articles.documents.received import Received
from articles.importing.results import Result
from articles.models import Article
from benchmarks.generate.documents import SEED_LIKE, SHORT, Generated, stories
from benchmarks.scale.setup.cost import Meter
from benchmarks.scale.setup.importer import import_all
from benchmarks.scale.setup.server import set_autovacuum

SIZES = {"like the seed": SEED_LIKE, "short": SHORT}
CHECKED = 1_000  # documents whose articles are read back


def measure(count: int, *, size: str, workers: int, round: int) -> Iterator[dict[str, Any]]:
    """Import documents that were generated before, and yield the results."""
    set_autovacuum(is_on=False)
    generated = list(stories(count, seed=0, **SIZES[size]))
    received = [Received(f"{n}.txt", one.text.encode()) for n, one in enumerate(generated)]
    meter = Meter()
    with meter.during():
        results = list(import_all(received, workers))
    yield {
        "kind": "import", "round": round, "size": size, "documents": count, "workers": workers,
        "import": meter.spent.each(count), "states": Counter(result.state for result in results),
        "right": share_right(generated[-CHECKED:], results[-CHECKED:]),
    }  # fmt: skip


def share_right(generated: Sequence[Generated], results: Sequence[Result]) -> float:
    """Return the share of documents whose articles have the right headline, body and list."""
    return sum(is_right(one, result) for one, result in zip(generated, results, strict=True)) / len(generated)


def is_right(generated: Generated, result: Result) -> bool:
    """Return whether the article is right; one with several versions has the body of one and the lists of all."""
    article = Article.objects.filter(pk=result.article).first()
    if not article or article.headline != generated.headline or article.related.count() < len(generated.related):
        return False
    body = [block["text"] for block in article.blocks]
    return body == list(generated.body) or article.documents.count() > 1
