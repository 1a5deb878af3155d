"""The longest trails: stories of which each is the first that the one before it leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trail:
    """The first and the last story of a trail, by number, and how many stories it has."""

    first: int
    last: int
    stories: int


def longest_trails(following: Mapping[int, int], most: int) -> list[Trail]:
    """The longest trails, at most so many, of stories that each lead to one other; no two have a story in common.

    A trail ends where it would come to a story of its own, or of a longer one. Time grows with the number of stories.
    """
    lengths = _lengths(following)
    starts = sorted(following, key=lambda story: (-lengths[story], story))
    used: set[int] = set()
    found: list[Trail] = []
    for start in starts:
        if start not in used and following[start] not in used:
            trail = list(_walk(start, following, used))
            used.update(trail)
            found.append(Trail(trail[0], trail[-1], len(trail)))
        if len(found) == most:
            break
    return sorted(found, key=lambda trail: (-trail.stories, trail.first))


def _walk(story: int, following: Mapping[int, int], used: set[int]) -> Iterator[int]:
    own: set[int] = set()
    at: int | None = story
    while at is not None and at not in used and at not in own:
        own.add(at)
        yield at
        at = following.get(at)


def _lengths(following: Mapping[int, int]) -> dict[int, int]:
    """How many stories the trail from each story has."""
    lengths: dict[int, int] = {}
    for start in following:
        path: dict[int, int] = {}
        at: int | None = start
        while at is not None and at not in lengths and at not in path:
            path[at] = len(path)
            at = following.get(at)
        if at is not None and at in path:  # a circle: from each of its stories the trail goes round once
            circle = [story for story, place in path.items() if place >= path[at]]
            lengths.update(dict.fromkeys(circle, len(circle)))
        for story in reversed(path):
            if story not in lengths:
                onward = following.get(story)
                lengths[story] = 1 + (lengths[onward] if onward is not None else 0)
    return lengths
