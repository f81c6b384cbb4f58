"""What was seen on many days as regions: the same students in several periods are told once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from routekaart.comparison.changes import Period, Region
from routekaart.comparison.joint import Joint
from routekaart.comparison.over_time import ChangeKey, Looked, Seen
from routekaart.comparison.saying import as_data, conditions_of_region, in_words
from routekaart.diagnostics.witness import Witness
from routekaart.model.condition import Condition


def regions_of(
    joint: Joint, looked: Looked[ChangeKey], students: Callable[[Seen[ChangeKey]], tuple[Witness, Witness]]
) -> Iterator[tuple[ChangeKey, Region]]:
    """Each region once, with all its periods; `students` makes one of its students, as either version knows her.

    Whoever tells one thing to the old version and another thing to the new one is nobody: that region is left out.
    """
    groups: dict[tuple[ChangeKey, tuple[Condition, ...]], list[Seen[ChangeKey]]] = {}
    for one in looked.seen:
        if _tells_two_things(joint, one):
            looked.incomparable = True
        else:
            groups.setdefault((one.key, conditions_of_region(joint, one)), []).append(one)
    for (key, parts), alike in groups.items():
        old, new = students(alike[0])
        yield (
            key,
            Region(
                when=as_data(joint, parts),
                who=in_words(joint, parts),
                periods=_joined([one.period for one in alike]),
                every_day=all(one.every_day for one in alike),
                old=old,
                new=new,
            ),
        )


def _tells_two_things(joint: Joint, seen: Seen[Any]) -> bool:
    named = {axis.fact.name for axis, mask in zip(seen.grid.axes, seen.cube, strict=True) if mask != axis.full}
    return any(old in named and new in named for old, new in joint.incomparable)


def _joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in order of time, with those that follow each other as one."""
    found: list[Period] = []
    for period in dict.fromkeys(periods):
        if found and found[-1].until == period.since:
            found[-1] = Period(found[-1].since, period.until)
        else:
            found.append(period)
    return tuple(found)
