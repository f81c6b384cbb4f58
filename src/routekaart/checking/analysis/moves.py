"""How sets of students move through a route: who can take each edge, and how facts can change in a step.

Facts change only in a step where students wait, as their fact types say. Moving to the next step keeps the student and
the day, but facts of a visit are asked again. Ages and terms are treated as independent numbers that change with time,
so what is found to be impossible is impossible on every day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from routekaart.foresight.knowledge import by_time
from routekaart.logic.axes import Axis
from routekaart.logic.diagram import NOBODY, CellMove, Diagrams, Node
from routekaart.logic.grid import Grid
from routekaart.logic.lookups import Lookups
from routekaart.model.condition import Condition
from routekaart.model.fact_types import Elapsed
from routekaart.model.step import STAY, Step
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route

_MOST_NODES, _MOST_NODES_A_STEP = 100_000, 300
"""The most nodes of the diagrams of one route: some seconds of work. The bundled routes take some hundreds of nodes."""

_BACKWARDS: dict[CellMove, CellMove] = {"keep": "keep", "up": "down", "down": "up", "free": "free"}

_Changes = tuple[CellMove, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A way out of a step, with the students who can take it.

    Attributes:
        number: the transition, from 0; None for `otherwise`.
        guards: for each period of the parameters, the students who can take it then.
        guard: the students who can take it in some period.
    """

    source: str
    number: int | None
    target: str
    guards: tuple[Node, ...]
    guard: Node


@dataclass(frozen=True)
class Moves:
    """The edges of a route and the changes of the facts, over sets of students.

    Attributes:
        periods: the first day of each period of the parameters.
        grids: every condition of the route, in each period.
        axes: the facts; a count off a date is a fact of its own.
        diagrams: the sets of students and the operations on them.
        valid: the students who can exist in each period.
        everybody: the students who can exist in some period.
        changes, with_time, asked_anew: how each axis can change while waiting, by time alone, and between steps.
        edges: the ways out of each step.
    """

    route: Route
    periods: Sequence[date]
    grids: Sequence[Grid]
    axes: Sequence[Axis]
    diagrams: Diagrams
    valid: Sequence[Node]
    everybody: Node
    changes: _Changes
    with_time: _Changes
    asked_anew: _Changes
    edges: Mapping[str, tuple[Edge, ...]]

    @property
    def every_edge(self) -> Iterator[Edge]:
        """The edges of all steps."""
        return (edge for edges in self.edges.values() for edge in edges)

    def where(self, condition: Condition) -> Node:
        """The students for whom a condition of the route holds, in some period."""
        found = (
            self.diagrams.both(valid, self.diagrams.of(grid.formula(condition)))
            for grid, valid in zip(self.grids, self.valid, strict=True)
        )
        return reduce(self.diagrams.either, found)

    def waits(self, step_id: str) -> bool:
        """Whether students can wait in a step; in other steps the next step is decided at once."""
        return self.route.steps[step_id].otherwise == STAY

    def later(self, students: Node) -> Node:
        """What these students can be after waiting."""
        return self._changed(students, self.changes)

    def earlier(self, students: Node) -> Node:
        """The students who can become one of these by waiting."""
        return self._changed(students, _reversed(self.changes))

    def until_then(self, students: Node) -> Node:
        """The students who can become one of these by time alone."""
        return self._changed(students, _reversed(self.with_time))

    def entering(self, students: Node) -> Node:
        """The students as they enter a step: facts of a visit are asked again, so they may have any value."""
        return self._changed(students, self.asked_anew)

    def whatever_is_answered(self, students: Node) -> Node:
        """The students who are in this set whatever the facts of a visit are."""
        others = self.diagrams.minus(self.everybody, students)
        return self.diagrams.minus(students, self.diagrams.changed(others, self.asked_anew))

    def leaving(self, step_id: str) -> Node:
        """The students who can leave a step at once."""
        return reduce(self.diagrams.either, (edge.guard for edge in self.edges[step_id]), NOBODY)

    def _changed(self, students: Node, changes: _Changes) -> Node:
        return self.diagrams.both(self.diagrams.changed(students, changes), self.everybody)


def moves_of(route: Route) -> Moves:
    """How students move through a route.

    Raises:
        TooHardError: it takes too much work.
    """
    timeless = route.vocabulary.without_time()
    conditions = [condition for step in route.steps.values() for condition in step.conditions]
    periods = route.vocabulary.periods()
    lookups = Lookups(timeless)
    grids = [Grid(timeless, conditions, day, {}, also=periods, lookups=lookups) for day in periods]
    axes = grids[0].axes
    names = [axis.fact.name for axis in axes]
    roots = [route.vocabulary.facts[route.vocabulary.root_date(name)] for name in names]
    changes = tuple(_while_waiting(route.vocabulary, name) for name in names)
    asked_anew: _Changes = tuple("free" if root.lifetime == "visit" else "keep" for root in roots)
    # Facts that get any value come last in a diagram, so that freeing them cuts off its end.
    ranks = [(anew == "free", one == "free", one != "keep") for anew, one in zip(asked_anew, changes, strict=True)]
    most = _MOST_NODES + _MOST_NODES_A_STEP * len(route.steps)
    diagrams = Diagrams([len(axis.cells) for axis in axes], sorted(range(len(axes)), key=ranks.__getitem__), most)
    valid = [diagrams.of(grid.valid) for grid in grids]
    return Moves(
        route,
        periods,
        grids,
        axes,
        diagrams,
        valid,
        reduce(diagrams.either, valid),
        changes,
        tuple(by_time(route.vocabulary, name) for name in names),
        asked_anew,
        {name: tuple(_edges(step, diagrams, grids, valid)) for name, step in route.steps.items()},
    )


def _edges(step: Step, diagrams: Diagrams, grids: Sequence[Grid], valid: Sequence[Node]) -> Iterator[Edge]:
    by_period = [_guards(step, diagrams, grid, existing) for grid, existing in zip(grids, valid, strict=True)]
    places: list[tuple[int | None, str]] = [(number, one.to) for number, one in enumerate(step.transitions)]
    if step.otherwise not in (None, STAY):
        places.append((None, str(step.otherwise)))
    for position, (number, target) in enumerate(places):
        guards = tuple(guards[position] for guards in by_period)
        yield Edge(step.id, number, target, guards, reduce(diagrams.either, guards))


def _guards(step: Step, diagrams: Diagrams, grid: Grid, valid: Node) -> list[Node]:
    """In one period, the students who can take each transition, and last the students for `otherwise`."""
    rest, found = valid, []
    for transition in step.transitions:
        fitting = diagrams.of(grid.formula(transition.when))
        found.append(diagrams.both(rest if step.policy == "first" else valid, fitting))
        if step.policy == "first" or step.otherwise not in (None, STAY):
            rest = diagrams.minus(rest, fitting)
    return [*found, rest]


def _while_waiting(vocabulary: Vocabulary, name: str) -> CellMove:
    fact = vocabulary.facts[name]
    if isinstance(fact.derivation, Elapsed):
        never = vocabulary.facts[vocabulary.root_date(name)].changes == "never"
        return by_time(vocabulary, name) if never else "free"
    if fact.changes == "never":
        return "keep"
    ordered = fact.kind in ("number", "date") if fact.changes == "grows" else fact.kind == "yes_no"
    return "up" if fact.changes in ("grows", "once") and ordered else "free"


def _reversed(changes: _Changes) -> _Changes:
    return tuple(_BACKWARDS[change] for change in changes)
