"""The smallest sets of axes that satisfy a monotone predicate."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

Works = Callable[[Sequence[int]], bool]


def smallest_sets(axes: Sequence[int], works: Works) -> list[tuple[int, ...]]:
    """The sets of the smallest size that work; empty if not even all axes together work.

    Args:
        works: whether a set works; every superset of a set that works must work too.
    """
    for sets in growing_sets(axes, works):
        found = [axes for axes in sets if works(axes)]
        if found:
            return found
    return []


def growing_sets(axes: Sequence[int], may_work: Works) -> Iterator[Iterator[tuple[int, ...]]]:
    """The candidates for the smallest sets that work, grouped by size, small ones first.

    Sets of two or more axes are generated only if all axes together may work, and only those with every indispensable
    axis: one without which all the others together do not work.

    Args:
        may_work: as `works`, but may also be true for sets that do not work.
    """
    yield from (combinations(axes, size) for size in range(min(2, len(axes) + 1)))
    if len(axes) < 2 or not may_work(axes):
        return
    needed = frozenset(axis for axis in axes if not may_work([other for other in axes if other != axis]))
    others = [axis for axis in axes if axis not in needed]
    for size in range(max(2, len(needed)), len(axes) + 1):
        chosen = (needed.union(some) for some in combinations(others, size - len(needed)))
        yield (tuple(axis for axis in axes if axis in some) for some in chosen)
