"""The cache of whole pages: kept while the content version stands still, made once for all who wait.

Only the event loop's thread calls it, so it needs no locks.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from enum import StrEnum

from newsreader.serving.answers import Answer, Page
from newsreader.serving.keys import Key
from newsreader.serving.versions import Observed, Versions

# Five moves of the version within two seconds mean an import; pages may then be two seconds old.
BUSY_MOVES, BUSY = 5, 2.0
SEARCH_SHARE = 4  # search pages get a fourth of the bound: searches are without end

# Gives what it has made since the version was observed, and whether the version has moved meanwhile.
type Maker = Callable[[Observed | None], Awaitable[tuple[Page | Answer, bool]]]


class Outcome(StrEnum):
    """How an answer came about; the name stands in the metrics."""

    HIT = "hit"
    MISS = "miss"
    STALE = "stale"
    UNCHANGED = "not_modified"
    PASSED = "bypass"  # made, and not fit to be kept


class Generations:
    """Numbers the states of the library that this process sees, one after the other.

    A generation is never seen twice, even when the version's number goes back because a backup was restored.
    """

    def __init__(self) -> None:
        self.current = 0
        self._version: int | None = None
        self._moved_at: deque[float] = deque([float("-inf")] * BUSY_MOVES, maxlen=BUSY_MOVES)
        self._earlier: deque[tuple[int, float]] = deque(maxlen=256)  # generations with their last certain time
        self._certain_at = float("-inf")

    def follow(self, observed: Observed) -> None:
        if observed.version != self._version:
            if self._version is not None:
                self._earlier.append((self.current, self._certain_at))
                self._moved_at.append(observed.at)
            self.current += 1
            self._version = observed.version
        self._certain_at = observed.at

    def is_fresh(self, generation: int, now: float) -> bool:
        """Whether a page of this generation may be given now.

        The current one may. While the version moves every moment, one may that was current within the last two seconds:
        otherwise each page would be made again after every batch of an import.
        """
        if generation == self.current:
            return True
        if now - self._moved_at[0] > BUSY:
            return False
        return any(earlier == generation and now - certain_at < BUSY for earlier, certain_at in reversed(self._earlier))


class Pages:
    """Kept pages by key, up to a number of bytes; those least recently used are dropped."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self.size = 0

    def get(self, key: Key) -> Page | None:
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: Key, page: Page) -> None:
        """Keep the page, unless it is larger than the bound."""
        self.drop(key)
        if page.size > self._bound:
            return
        self._pages[key] = page
        self.size += page.size
        while self.size > self._bound:
            self.drop(next(iter(self._pages)))

    def drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.size -= page.size


class PageCache:
    """Gives kept pages while they are fresh, and has the others made: one maker a key at a time."""

    def __init__(self, bound: int, versions: Versions) -> None:
        self._versions = versions
        self._generations = Generations()
        self._pages = Pages(bound - bound // SEARCH_SHARE)
        self._searches = Pages(bound // SEARCH_SHARE)
        self._making: dict[tuple[Key, int], asyncio.Future[tuple[Page | Answer, Outcome]]] = {}

    def kept(self, key: Key) -> tuple[Page, Outcome] | None:
        """A page that may be given now."""
        page = self._of(key).get(key)
        observed = self._versions.observe()
        if observed is None:
            return (page, Outcome.STALE) if page and page.is_usable and self._versions.is_away else None
        self._generations.follow(observed)
        if page is None or not self._generations.is_fresh(page.generation, time.monotonic()):
            return None
        return page, Outcome.HIT

    async def made(self, key: Key, make: Maker) -> tuple[Page | Answer, Outcome]:
        """The page, made by this request or by one that is making it already."""
        place = key, self._generations.current
        making = self._making.get(place)
        if making is not None:
            answer, _ = await asyncio.shield(making)
            return answer, Outcome.HIT if isinstance(answer, Page) else Outcome.PASSED
        making = self._making[place] = asyncio.ensure_future(self._make(key, make))
        making.add_done_callback(lambda _: self._making.pop(place))
        return await asyncio.shield(making)  # a client that leaves doesn't end it for the others

    async def _make(self, key: Key, make: Maker) -> tuple[Page | Answer, Outcome]:
        """Make the page; up to twice more if content changed meanwhile, since it may show half of the change."""
        for _attempt in range(3):
            since = self._observe()
            generation = self._generations.current
            made, has_moved = await make(since)
            if since is None or not has_moved:
                break
        if isinstance(made, Answer):
            old = self._of(key).get(key)
            if made.status >= 500 and old is not None and old.is_usable:
                return old, Outcome.STALE
            return made, Outcome.PASSED
        made.generation = generation
        if since is not None and not has_moved:
            self._of(key).put(key, made)
        return made, Outcome.MISS

    def _observe(self) -> Observed | None:
        observed = self._versions.observe()
        if observed is not None:
            self._generations.follow(observed)
        return observed

    def _of(self, key: Key) -> Pages:
        return self._searches if key.is_search else self._pages
