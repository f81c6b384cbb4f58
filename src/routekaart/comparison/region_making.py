"""What was seen on many days as regions: the same students in several periods are told once."""

from collections.abc import Callable, Iterable, Iterator

from routekaart.comparison.changes import Period, Region
from routekaart.comparison.joint import Joint
from routekaart.comparison.over_time import Key, Seen
from routekaart.comparison.saying import as_data, conditions_of_region, in_words
from routekaart.condition import Condition
from routekaart.witness import Witness


def regions_of(
    joint: Joint, seen: Iterable[Seen[Key]], students: Callable[[Seen[Key]], tuple[Witness, Witness]]
) -> Iterator[tuple[Key, Region]]:
    """Each region once, with all its periods; `students` makes one of its students, as either version knows her."""
    groups: dict[tuple[Key, tuple[Condition, ...]], list[Seen[Key]]] = {}
    for one in seen:
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


def _joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in order of time, with those that follow each other as one."""
    found: list[Period] = []
    for period in dict.fromkeys(periods):
        if found and found[-1].until == period.since:
            found[-1] = Period(found[-1].since, period.until)
        else:
            found.append(period)
    return tuple(found)
