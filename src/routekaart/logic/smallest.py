"""The smallest sets of axes that will do."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

Works = Callable[[Sequence[int]], bool]


def smallest_sets(axes: Sequence[int], works: Works) -> list[tuple[int, ...]]:
    """Every set of these axes that works and has as few of them as can be; none when not even all of them work.

    Args:
        works: whether a set will do; of a set that will do, every larger one must too.
    """
    for sets in growing_sets(axes, works):
        found = [axes for axes in sets if works(axes)]
        if found:
            return found
    return []


def growing_sets(axes: Sequence[int], may_work: Works) -> Iterator[Iterator[tuple[int, ...]]]:
    """The sets of these axes that can be a smallest one that works: those of one size together, small ones first.

    Sets of two or more are looked at only when all axes together may work, and only those with every axis that all the
    others together cannot do without.

    Args:
        may_work: as `works`; it may also say so of sets that do not.
    """
    yield from (combinations(axes, size) for size in range(min(2, len(axes) + 1)))
    if len(axes) < 2 or not may_work(axes):
        return
    needed = frozenset(axis for axis in axes if not may_work([other for other in axes if other != axis]))
    others = [axis for axis in axes if axis not in needed]
    for size in range(max(2, len(needed)), len(axes) + 1):
        chosen = (needed.union(some) for some in combinations(others, size - len(needed)))
        yield (tuple(axis for axis in axes if axis in some) for some in chosen)
