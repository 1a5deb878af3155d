"""What is received, in batches: bounded by count and by bytes, and small enough for a transaction under a second."""

from collections.abc import Iterable, Iterator

from articles.documents.received import Received

MAX_WEIGHT = 32_000_000  # bytes of content in a batch, so that memory is flat whatever the documents
FIRST, LEAST, MOST = 100, 50, 500  # documents in a batch
FITTING = 0.7  # seconds of a transaction; another writer waits for it


class BatchSize:
    """How many documents the next batch gets, by how long the last ones took."""

    def __init__(self, size: int = FIRST) -> None:
        self.size = size

    def took(self, documents: int, seconds: float) -> None:
        """So many documents were stored in so many seconds. Few of them tell little, unless they took long."""
        if 0 < documents < LEAST and seconds < 1:
            return
        fitting = documents * FITTING / seconds if documents and seconds else MOST
        self.size = max(LEAST, min(MOST, 2 * self.size, int(fitting)))


def batches(
    received: Iterable[Received], batch_size: BatchSize, max_weight: int = MAX_WEIGHT
) -> Iterator[list[Received]]:
    """All that is received, in its order; no batch is empty. `max_weight` is in bytes of content."""
    batch: list[Received] = []
    weight = 0
    for one in received:
        if batch and weight + len(one.content) > max_weight:
            yield batch
            batch, weight = [], 0
        batch.append(one)
        weight += len(one.content)
        if len(batch) >= batch_size.size:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch
