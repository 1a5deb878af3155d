"""Groups received documents into batches, bounded by count, by bytes and by the time their transaction takes."""

from collections.abc import Iterable, Iterator

from articles.documents.received import Received

MAX_WEIGHT = 32_000_000  # bytes of content in a batch, so that memory is flat whatever the documents
FIRST, LEAST, MOST = 100, 50, 500  # documents in a batch
TARGET = 0.7  # seconds of a transaction; other writers wait for it
FIRST_WATCHED = 4  # documents; ten large pages take two seconds to understand
TARGET_WATCHED = 1.0  # seconds between two steps of a bar


class BatchSize:
    """The number of documents in the next batch, adapted to how long the last ones took.

    A batch should take `target` seconds: as a transaction, for which other writers wait, or for a run that somebody
    watches with all that is done for it, so that its progress moves (`watched`).
    """

    def __init__(self, size: int = FIRST, least: int = LEAST, target: float = TARGET) -> None:
        self.size, self._least, self._target = size, least, target

    @classmethod
    def watched(cls) -> "BatchSize":
        return cls(FIRST_WATCHED, least=1, target=TARGET_WATCHED)

    def took(self, documents: int, seconds: float) -> None:
        """Adapt the size. A batch of few documents is ignored unless it took long, as its fixed costs dominate."""
        if 0 < documents < self._least and seconds < 1:
            return
        fitting = documents * self._target / seconds if documents and seconds else MOST
        self.size = max(self._least, min(MOST, 2 * self.size, int(fitting)))


def batches(
    received: Iterable[Received], batch_size: BatchSize, max_weight: int = MAX_WEIGHT
) -> Iterator[list[Received]]:
    """All documents in their order, in batches that are never empty. `max_weight` is in bytes of content."""
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
