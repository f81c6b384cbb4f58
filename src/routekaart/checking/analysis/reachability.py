"""Which students can come to which step: what the way there says about their facts.

Facts change only in a step in which one waits, each as its fact type says; from one step to the next it is the same
student on the same day, but a fact of a visit is asked anew. Ages and terms are taken as numbers that grow by
themselves, apart from each other, so that what is found never to happen happens on no day at all. Everything is taken
rather too wide than too narrow: "nobody gets here" is a proof, "somebody does" must be shown.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from heapq import heappop, heappush

import networkx

from routekaart.foresight.knowledge import by_time
from routekaart.logic.diagram import EVERYBODY, NOBODY, Change, Diagrams, Node
from routekaart.logic.grid import Grid
from routekaart.logic.lookups import Lookups
from routekaart.model.condition import Condition
from routekaart.model.facts import Elapsed
from routekaart.model.step import STAY, Step
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route

_MOST_NODES, _MOST_NODES_A_STEP = 100_000, 300
"""What the ways through one route may take: some seconds. The five routes take some hundreds."""

_LARGEST_SET = 50
"""In nodes. Where a set of students needs more, it is taken too wide; the sets of the five routes take some tens."""

_BACKWARDS: dict[Change, Change] = {"keep": "keep", "up": "down", "down": "up", "free": "free"}


@dataclass(frozen=True, slots=True)
class Edge:
    """A way out of a step, with the students who can take it.

    Attributes:
        number: which transition; None for `otherwise`.
        guards: for each period of the parameters the students who can take it then.
        guard: the students who can take it in some period.
    """

    source: str
    number: int | None
    target: str
    guards: tuple[Node, ...]
    guard: Node


@dataclass(frozen=True, slots=True)
class Arrival:
    """Students who came to a step over one edge (None: here the route starts, or another route hands over)."""

    serial: int
    edge: Edge | None
    students: Node


class Reaching:
    """The students who can be at each step of a route.

    Attributes:
        axes: the facts; a count off a date is a fact of its own.
        everybody: the students who can exist.
        arriving: for each step the students as they come in.
        present: for each step the students who can be there, after what may have changed while they wait.
        arrivals: for each step how they came, in the order in which that was found.
    """

    def __init__(self, route: Route, entries: Iterable[str] = ()) -> None:
        """`entries` are the steps at which students come in from another route.

        Raises:
            TooHardError: it would take too much work.
        """
        timeless = route.vocabulary.without_time()
        conditions = [condition for step in route.steps.values() for condition in step.conditions]
        self.periods = route.vocabulary.periods()
        lookups = Lookups(timeless)
        self.grids = [Grid(timeless, conditions, day, {}, also=self.periods, lookups=lookups) for day in self.periods]
        self.axes = self.grids[0].axes
        self.route = route
        self._set_changes(route.vocabulary)
        order = sorted(range(len(self.axes)), key=self._rank)
        most = _MOST_NODES + _MOST_NODES_A_STEP * len(route.steps)
        self.diagrams = Diagrams([len(axis.cells) for axis in self.axes], order, most)
        self.valid = [self.diagrams.of(grid.valid) for grid in self.grids]
        self.everybody = reduce(self.diagrams.either, self.valid)
        self.edges = {name: tuple(self._edges(step)) for name, step in route.steps.items()}
        self.arriving: dict[str, Node] = dict.fromkeys(route.steps, NOBODY)
        self.present: dict[str, Node] = dict.fromkeys(route.steps, NOBODY)
        self.arrivals: dict[str, list[Arrival]] = {name: [] for name in route.steps}
        self._loose: dict[Node, Node] = {}
        starts = tuple(dict.fromkeys([route.start, *entries]))
        walking = self._in_walking_order([*starts, *route.steps])
        self._order = {name: position for position, name in enumerate(walking)}
        self._walk(starts)

    def where(self, condition: Condition) -> Node:
        """The students for whom a condition of the route holds, in some period."""
        found = (
            self.diagrams.both(valid, self.diagrams.of(grid.formula(condition)))
            for grid, valid in zip(self.grids, self.valid, strict=True)
        )
        return reduce(self.diagrams.either, found)

    def waits(self, step_id: str) -> bool:
        """Whether one waits in a step; in the other steps it is decided at once where one goes."""
        return self.route.steps[step_id].otherwise == STAY

    def later(self, students: Node) -> Node:
        """What students can have become after waiting."""
        return self.diagrams.both(self.diagrams.changed(students, self.changes), self.everybody)

    def earlier(self, students: Node) -> Node:
        """Who can become one of these students by waiting."""
        changes = tuple(_BACKWARDS[change] for change in self.changes)
        return self.diagrams.both(self.diagrams.changed(students, changes), self.everybody)

    def until_then(self, students: Node) -> Node:
        """Who becomes one of these students when nothing changes but the passing of time."""
        changes = tuple(_BACKWARDS[change] for change in self.with_time)
        return self.diagrams.both(self.diagrams.changed(students, changes), self.everybody)

    def entering(self, students: Node) -> Node:
        """The students as they come into a step: the facts of a visit are asked anew."""
        return self.diagrams.both(self.diagrams.changed(students, self.asked_anew), self.everybody)

    def whatever_is_answered(self, students: Node) -> Node:
        """Who is one of these students whatever is answered to the questions of a visit."""
        others = self.diagrams.minus(self.everybody, students)
        return self.diagrams.minus(students, self.diagrams.changed(others, self.asked_anew))

    def leaving(self, step_id: str) -> Node:
        """The students who can leave a step at once."""
        return reduce(self.diagrams.either, (edge.guard for edge in self.edges[step_id]), NOBODY)

    @cached_property
    def finishing(self) -> Mapping[str, Node]:
        """For each step the students who, once there, can still come to an end."""
        return self.coming_to(self.route.ends)

    def coming_to(self, ends: Container[str]) -> Mapping[str, Node]:
        """For each step the students who, once there, can still come to one of these ends."""
        found: dict[str, Node] = dict.fromkeys(self.route.steps, NOBODY)
        before: dict[str, list[Edge]] = {name: [] for name in self.route.steps}
        queue = self.backwards()
        for edge in (edge for edges in self.edges.values() for edge in edges):
            if edge.target in ends:
                queue.put(edge.source)
            elif edge.target in self.route.steps:
                before[edge.target].append(edge)
        while (name := queue.take()) is not None:
            good = found[name]
            for edge in self.edges[name]:
                onward = EVERYBODY if edge.target in ends else self._before_questions(found.get(edge.target, NOBODY))
                good = self.diagrams.either(good, self.diagrams.both(edge.guard, onward))
            if self.waits(name):
                good = self.earlier(good)
            good = self._loosely(good)
            if good != found[name]:
                found[name] = good
                for edge in before[name]:
                    queue.put(edge.source)
        return found

    def backwards(self, steps: Iterable[str] = ()) -> "Queue":
        """A queue that takes steps in an order in which most come before those that lead to them; with these in it."""
        queue = Queue({name: -position for name, position in self._order.items()})
        for name in steps:
            queue.put(name)
        return queue

    def _before_questions(self, students: Node) -> Node:
        """Who can be one of these students once the questions of a visit are answered."""
        return self.diagrams.changed(students, self.asked_anew)

    def _edges(self, step: Step) -> Iterator[Edge]:
        by_period = [self._guards(step, number) for number in range(len(self.periods))]
        places: list[tuple[int | None, str]] = [(number, one.to) for number, one in enumerate(step.transitions)]
        if step.otherwise not in (None, STAY):
            places.append((None, str(step.otherwise)))
        for position, (number, target) in enumerate(places):
            guards = tuple(guards[position] for guards in by_period)
            yield Edge(step.id, number, target, guards, reduce(self.diagrams.either, guards))

    def _guards(self, step: Step, period: int) -> list[Node]:
        """In one period, who can take each transition, and, where that leads somewhere, who takes none."""
        grid, rest = self.grids[period], self.valid[period]
        found = []
        for transition in step.transitions:
            fitting = self.diagrams.of(grid.formula(transition.when))
            if step.policy == "first":
                found.append(self.diagrams.both(rest, fitting))
            else:
                found.append(self.diagrams.both(self.valid[period], fitting))
            if step.policy == "first" or step.otherwise not in (None, STAY):
                rest = self.diagrams.minus(rest, fitting)
        return [*found, rest]

    def _walk(self, entries: Iterable[str]) -> None:
        queue = Queue(self._order)
        serial = 0

        def arrive(name: str, edge: Edge | None, students: Node) -> None:
            nonlocal serial
            together = self.diagrams.either(self.arriving[name], students)
            if together != self.arriving[name]:
                serial += 1
                self.arrivals[name].append(Arrival(serial, edge, students))
                self.arriving[name] = together
                queue.put(name)

        for name in entries:
            arrive(name, None, self.everybody)
        while (step := queue.take()) is not None:
            name = step
            here = self.arriving[name]
            here = self.later(here) if self.waits(name) else here
            self.present[name] = here
            for edge in self.edges[name]:
                if edge.target in self.route.steps:
                    arrive(edge.target, edge, self._loosely(self.entering(self.diagrams.both(here, edge.guard))))

    def _loosely(self, students: Node) -> Node:
        """The same students, or more: a set with too many distinctions is taken without what can change freely."""
        found = self._loose.get(students)
        if found is None:
            found = students
            if self.diagrams.is_larger(students, _LARGEST_SET):
                forget: tuple[Change, ...] = tuple("free" if change == "free" else "keep" for change in self.changes)
                found = self.diagrams.both(self.diagrams.changed(students, forget), self.everybody)
            self._loose[students] = found
        return found

    def _in_walking_order(self, entries: Iterable[str]) -> list[str]:
        """The steps so that most come after those that lead to them."""
        graph: networkx.DiGraph[str] = networkx.DiGraph()
        graph.add_nodes_from(entries)
        for edge in (edge for edges in self.edges.values() for edge in edges):
            if edge.target in self.route.steps:
                graph.add_edge(edge.source, edge.target)
        return list(networkx.dfs_postorder_nodes(graph))[::-1]

    def _set_changes(self, vocabulary: Vocabulary) -> None:
        """What can become of each axis: while one waits, by time alone, and between two steps."""
        roots = [vocabulary.facts[vocabulary.root_date(axis.fact.name)] for axis in self.axes]
        visit = [root.lifetime == "visit" for root in roots]
        self.changes = tuple(_while_waiting(vocabulary, axis.fact.name) for axis in self.axes)
        self.with_time = tuple(by_time(vocabulary, axis.fact.name) for axis in self.axes)
        self.asked_anew: tuple[Change, ...] = tuple("free" if one else "keep" for one in visit)

    def _rank(self, axis: int) -> tuple[bool, bool, bool]:
        """Facts that are forgotten come last in a diagram, so that forgetting them cuts off its end."""
        change = self.changes[axis]
        return self.asked_anew[axis] == "free", change == "free", change != "keep"


class Queue:
    """Steps that must be looked at (again), in a fixed order; each stands in it once."""

    def __init__(self, order: Mapping[str, int]) -> None:
        self._order = order
        self._heap: list[tuple[int, str]] = []
        self._waiting: set[str] = set()

    def put(self, name: str) -> None:
        """Add a step, unless it stands in the queue already."""
        if name not in self._waiting:
            self._waiting.add(name)
            heappush(self._heap, (self._order[name], name))

    def take(self) -> str | None:
        """The first step, taken out; None when there is none."""
        if not self._heap:
            return None
        _, name = heappop(self._heap)
        self._waiting.discard(name)
        return name


def _while_waiting(vocabulary: Vocabulary, name: str) -> Change:
    fact = vocabulary.facts[name]
    if isinstance(fact.derivation, Elapsed):
        never = vocabulary.facts[vocabulary.root_date(name)].changes == "never"
        return by_time(vocabulary, name) if never else "free"
    if fact.changes == "never":
        return "keep"
    ordered = fact.kind in ("number", "date") if fact.changes == "grows" else fact.kind == "yes_no"
    return "up" if fact.changes in ("grows", "once") and ordered else "free"
