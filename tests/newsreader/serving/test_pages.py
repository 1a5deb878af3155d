"""Tests of the cache of pages, on versions that the tests move."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsreader.serving.answers import Answer, Page
from newsreader.serving.keys import Key
from newsreader.serving.pages import Generations, Outcome, PageCache, Pages
from newsreader.serving.versions import Observed

FRONT = Key("", "http", "/", "", is_fragment=False)
PUBLIC = [("content-type", "text/html"), ("cache-control", "public, max-age=0")]


class Steps:
    """Versions that stand still until the test moves them."""

    def __init__(self):
        self.version, self.is_away = 1, False

    def observe(self):
        return None if self.is_away else Observed(self.version, time.monotonic())

    def has_moved(self, since):
        return self.version != since.version


class Maker:
    """Makes a page that shows the version; `during` is called while it does."""

    def __init__(self, steps, status=200, during=lambda: None):
        self.steps, self.status, self.during, self.calls = steps, status, during, 0

    async def __call__(self, since):
        self.calls += 1
        body = f"version {self.steps.version}".encode()
        await asyncio.sleep(0.01)
        self.during()
        answer = Answer(self.status, PUBLIC, body)
        return Page.of(answer) if answer.is_public else answer, since is None or self.steps.has_moved(since)


@pytest.fixture
def steps():
    return Steps()


@pytest.fixture
def cache(steps):
    return PageCache(1_000_000, steps)


def in_a_loop(run):
    """What `run()` returns, from a loop in a thread of its own: Playwright leaves one running in that of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


async def ask(cache, maker, key=FRONT):
    found = cache.kept(key) or await cache.made(key, maker)
    return found[0].body, found[1]


def test_page_is_made_once_until_the_version_moves(cache, steps):
    async def run():
        maker = Maker(steps)
        first, second = await ask(cache, maker), await ask(cache, maker)
        steps.version = 2
        third = await ask(cache, maker)
        return first, second, third, maker.calls

    assert in_a_loop(run) == (
        (b"version 1", Outcome.MISS),
        (b"version 1", Outcome.HIT),
        (b"version 2", Outcome.MISS),
        2,
    )


def test_hundred_readers_of_one_page_have_it_made_once(cache, steps):
    async def run():
        maker = Maker(steps)
        return {body for body, _ in await asyncio.gather(*(ask(cache, maker) for _ in range(100)))}, maker.calls

    assert in_a_loop(run) == ({b"version 1"}, 1)


def test_page_during_which_content_changed_is_made_once_more(cache, steps):
    async def run():
        moves = iter([2])
        maker = Maker(steps, during=lambda: setattr(steps, "version", next(moves, 2)))
        return await ask(cache, maker), maker.calls, cache.kept(FRONT)[0].body

    assert in_a_loop(run) == ((b"version 2", Outcome.MISS), 2, b"version 2")


def test_page_during_which_content_never_rests_is_not_kept(cache, steps):
    async def run():
        maker = Maker(steps, during=lambda: setattr(steps, "version", steps.version + 1))
        await ask(cache, maker)
        return maker.calls, cache.kept(FRONT)

    assert in_a_loop(run) == (3, None)


def test_reader_who_comes_after_a_change_does_not_get_what_is_being_made_from_before(cache, steps):
    async def run():
        maker = Maker(steps)
        before = asyncio.ensure_future(ask(cache, maker))
        await asyncio.sleep(0)
        steps.version = 2
        return (await ask(cache, maker))[0], await before

    after, _ = in_a_loop(run)

    assert after == b"version 2"


def test_kept_page_stands_in_while_the_database_is_away(cache, steps):
    async def run():
        await ask(cache, Maker(steps))
        steps.version, steps.is_away = 2, True
        away = await ask(cache, Maker(steps, status=503))
        steps.is_away = False
        return away, await ask(cache, Maker(steps, status=503)), await ask(cache, Maker(steps))

    assert in_a_loop(run) == (
        (b"version 1", Outcome.STALE),
        (b"version 1", Outcome.STALE),
        (b"version 2", Outcome.MISS),
    )


def test_failure_of_the_maker_reaches_all_who_wait_and_the_next_one_tries_again(cache, steps):
    async def fail(since):
        await asyncio.sleep(0.01)
        raise RuntimeError("broken")

    async def run():
        both = await asyncio.gather(ask(cache, fail), ask(cache, fail), return_exceptions=True)
        return [type(error) for error in both], await ask(cache, Maker(steps))

    assert in_a_loop(run) == ([RuntimeError, RuntimeError], (b"version 1", Outcome.MISS))


def test_bound_drops_what_was_not_read_for_longest():
    page = Page.of(Answer(200, PUBLIC, b"x" * 1000))
    pages = Pages(3 * page.size)
    keys = [FRONT._replace(path=f"/{number}") for number in range(4)]
    for key in keys[:3]:
        pages.put(key, page)
    pages.get(keys[0])
    pages.put(keys[3], page)

    assert [pages.get(key) is not None for key in keys] == [True, False, True, True]
    assert pages.size == 3 * page.size


def test_searches_take_their_own_share_only(cache, steps):
    async def run():
        await ask(cache, Maker(steps))
        for number in range(2000):
            await ask(cache, Large(steps), FRONT._replace(path="/search/", query=f"q={number}"))
        return cache.kept(FRONT) is not None

    class Large(Maker):
        async def __call__(self, since):
            return Page.of(Answer(200, PUBLIC, b"x" * 1000)), False

    assert in_a_loop(run)


def test_one_change_after_a_rest_makes_pages_anew_at_once():
    generations = Generations()
    generations.follow(Observed(1, 100))
    generations.follow(Observed(1, 110))
    generations.follow(Observed(2, 111))

    assert generations.is_fresh(generations.current, 111)
    assert not generations.is_fresh(generations.current - 1, 111)


def test_while_changes_follow_each_other_a_page_may_be_two_seconds_old():
    generations = Generations()
    for version, at in enumerate([100.0, 111.0, 111.2, 111.4, 111.6, 111.8]):
        generations.follow(Observed(version, at))
    first = generations.current - 5

    assert generations.is_fresh(first + 4, 112.9)
    assert generations.is_fresh(first + 1, 112.9)  # known to be current until 111.0
    assert not generations.is_fresh(first + 4, 113.1)
    assert not generations.is_fresh(first, 112.0)  # last seen long before


def test_few_changes_at_once_are_no_import():
    generations = Generations()
    for version, at in enumerate([100.0, 111.0, 111.1, 111.2, 111.3]):
        generations.follow(Observed(version, at))

    assert not generations.is_fresh(generations.current - 1, 111.3)


def test_version_that_goes_back_is_a_new_generation():
    generations = Generations()
    seen = []
    for version in (5, 6, 5, 6):
        generations.follow(Observed(version, 100.0 + 10 * len(seen)))
        seen.append(generations.current)

    assert len(set(seen)) == 4
