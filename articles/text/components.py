"""Groups that share something become one."""

from collections.abc import Callable, Iterable, Sequence


def connected_components[Member](
    groups: Sequence[Sequence[Member]], marks_of: Callable[[Sequence[Member]], Iterable[object]]
) -> list[list[Member]]:
    """The groups, so that any two with a mark in common, or with a third between them, are one; in their order."""
    home = list(range(len(groups)))

    def root(number: int) -> int:
        while home[number] != number:
            home[number] = number = home[home[number]]
        return number

    first: dict[object, int] = {}
    for number, group in enumerate(groups):
        for mark in marks_of(group):
            one, other = sorted((root(number), root(first.setdefault(mark, number))))
            home[other] = one
    whole: dict[int, list[Member]] = {}
    for number, group in enumerate(groups):
        whole.setdefault(root(number), []).extend(group)
    return list(whole.values())
