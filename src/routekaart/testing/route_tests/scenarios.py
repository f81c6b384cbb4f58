"""Scenarios that show a goal: the student, step and days for which a part of a step is taken, or a test decides."""

from dataclasses import dataclass

from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, Not
from routekaart.model.occurrences import Occurrence
from routekaart.model.step import STAY, Step, Transition
from routekaart.testing.route_tests.boundary_values import ANY_DAY, BoundaryValue, DaySpan


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way to show a goal: a student for whom `when` holds at a step, on a day in a period.

    Attributes:
        boundary: the value next to a limit that is wanted; None if it is not about a limit.
        best: a stricter condition, for a student for whom the test changes the decision itself; None if it always does.
            `when` is enough; `best` is better, because no other transition to the same target takes over.
    """

    step_id: str
    when: Condition
    period: DaySpan = ANY_DAY
    boundary: BoundaryValue | None = None
    best: Condition | None = None


def taken(step: Step, number: int) -> Condition:
    """The condition that a transition is the one taken."""
    transition = step.transitions[number]
    others = (
        other.when
        for position, other in enumerate(step.transitions)
        if position < number or (position > number and step.policy == "unique" and other.to != transition.to)
    )
    return All((transition.when, *map(Not, others)))


def none_taken(step: Step) -> Condition:
    """The condition that no transition holds."""
    return All(tuple(map(Not, step.guards)))


def nothing_takes_over(step: Step, number: int) -> Condition:
    """The condition that without a transition the step does not lead to its target, when no earlier one wins."""
    transition = step.transitions[number]
    beside = step.transitions[number + 1 :] if step.policy == "first" else _without(step, number)
    to_others = tuple(one.when for one in beside if one.to != transition.to)
    if step.policy == "first":
        taking_over = [
            All((one.when, *(Not(earlier.when) for earlier in beside[:place] if earlier.to != transition.to)))
            for place, one in enumerate(beside)
            if one.to == transition.to
        ]
    else:
        taking_over = [All((one.when,)) for one in beside if one.to == transition.to]
    if step.otherwise is not None and transition.to == (step.id if step.otherwise == STAY else step.otherwise):
        taking_over.append(All(tuple(map(Not, to_others))))
    return Not(AnyOf(tuple(taking_over))) if taking_over else ALWAYS


def _without(step: Step, number: int) -> tuple[Transition, ...]:
    return (*step.transitions[:number], *step.transitions[number + 1 :])


def deciding(step: Step, one: Occurrence, alone: Condition) -> Scenario:
    """A scenario for a student for whom a test decides alone; its best student is one for whom nothing takes over."""
    best = None if alone == ALWAYS else All((*one.circumstances, alone))
    return Scenario(step.id, All(one.circumstances), best=best)


def narrowed(scenario: Scenario, *conditions: Condition, boundary: BoundaryValue | None = None) -> Scenario:
    """A scenario in which further conditions must hold too."""
    best = None if scenario.best is None else All((scenario.best, *conditions))
    return Scenario(
        scenario.step_id,
        All((scenario.when, *conditions)),
        boundary.period if boundary else scenario.period,
        boundary,
        best,
    )
