"""What is wrong with a step, by looking at everybody who can be in it: RK301 to RK307 in docs/checks.md."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from .conditions import Condition, Limits, Student, holds
from .deciding import could_go_to
from .route_file import SECTIONS, Part, Route, Step
from .students import everybody, world

Place = tuple[str, int]
"""A section of a step, such as `transitions`, and a number in it from 0."""


@dataclass
class Seen:
    """What somebody, on some day, showed of a step.

    Attributes:
        holding, failing: the parts that held for somebody, and those that did not.
        taken: the transitions that somebody took.
        overlapping: the pairs of transitions to different targets that held together.
        otherwise: whether somebody fitted no transition.
    """

    students: int = 0
    holding: set[Place] = field(default_factory=set)
    failing: set[Place] = field(default_factory=set)
    taken: set[Place] = field(default_factory=set)
    overlapping: set[tuple[int, int]] = field(default_factory=set)
    otherwise: bool = False


def seen_at(route: Route, step: Step, days: Iterable[date]) -> Seen:
    """Look at everybody on some days.

    Raises:
        TooMany: there are too many students to look at.
    """
    seen = Seen()
    for on in days:
        there = world(route, on, step.conditions)
        for student in everybody(there, {}):
            seen.students += 1
            _look(seen, step, student, there.limits)
    return seen


def _look(seen: Seen, step: Step, student: Student, limits: Limits) -> None:
    for place, when in _conditions(step):
        (seen.holding if holds(when, student, limits) else seen.failing).add(place)
    open_to_her = [index for index, one in enumerate(step.transitions) if holds(one.when, student, limits)]
    if not open_to_her:
        seen.otherwise = True
    elif step.policy == "first":
        seen.taken.add(("transitions", open_to_her[0]))
    else:
        seen.taken |= {("transitions", index) for index in open_to_her}
        if len(set(could_go_to(step, student, limits))) > 1:
            seen.overlapping |= {
                pair
                for pair in combinations(open_to_her, 2)
                if step.transitions[pair[0]].to != step.transitions[pair[1]].to
            }


def _conditions(step: Step) -> Iterator[tuple[Place, Condition]]:
    for index, one in enumerate(step.transitions):
        yield ("transitions", index), one.when
    for section in SECTIONS:
        parts: list[Part] = [part for part in step.parts if part.section == section]
        for index, part in enumerate(parts):
            yield (section, index), part.when


def days_that_say_all(route: Route) -> list[date] | None:
    """One day out of each period; None when a date is told, so that other days can show more."""
    if any(fact.type == "date" for fact in route.facts.values()):
        return None
    return [date(2000, 1, 1), *route.starts()]


def some_days(route: Route, others: Iterable[date]) -> list[date]:
    """Days on which much can differ: when a limit changes, the day before, and others."""
    starts = route.starts()
    return sorted({*others, *starts, *(start - timedelta(days=1) for start in starts)})
