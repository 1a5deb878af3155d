"""Connected components of groups that share marks."""

from collections.abc import Callable, Iterable, Sequence


def connected_components[Member](
    groups: Sequence[Sequence[Member]], marks_of: Callable[[Sequence[Member]], Iterable[object]]
) -> list[list[Member]]:
    """Merge groups that share a mark, directly or through other groups.

    Components are in the order of their first group. Union-find with path halving.
    """
    parent = list(range(len(groups)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    first: dict[object, int] = {}
    for number, group in enumerate(groups):
        for mark in marks_of(group):
            one, other = sorted((root(number), root(first.setdefault(mark, number))))
            parent[other] = one
    merged: dict[int, list[Member]] = {}
    for number, group in enumerate(groups):
        merged.setdefault(root(number), []).extend(group)
    return list(merged.values())
