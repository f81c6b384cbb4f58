"""Steps and rules as decision diagrams over the known facts of a student, made once for a table of any length.

They are made from the diagram over the facts themselves (`logic.answer_diagram`), which the route also uses to find
what to ask.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Generic, TypeAlias, TypeVar

from routekaart.deciding.admission import admit_known
from routekaart.deciding.decider import outcome_at, possible_targets, step_table
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.verdict import as_asked
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Text
from routekaart.logic.answer_diagram import AnswerDiagram
from routekaart.logic.axes import Axis
from routekaart.logic.budget import at_most
from routekaart.logic.choices import Choice, KnownCells, Tree, grown
from routekaart.logic.date_ranges import every_date_can_be
from routekaart.logic.diagram import NOBODY, Node
from routekaart.logic.formula import Formula
from routekaart.logic.grid import Grid
from routekaart.logic.questions import Questions
from routekaart.logic.table import STUCK, Table
from routekaart.model.condition import Condition, FactTest, Not, Value, tests_in
from routekaart.model.fact_problems import FactError
from routekaart.model.fact_values import PartlyKnown
from routekaart.model.situation import Known
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route

_Leaf = TypeVar("_Leaf")
_KEPT = 128
_SAID_YES = 2
"""The branch for ja of a derived fact with a column; its branches are unknown, nee, ja."""
MOST_STATES = 20_000
"""The most states of a diagram; beyond it, distinct rows are decided one by one. Bundled routes need at most 200."""


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """The answer for students at a step with the same known facts; `missing` is the first question."""

    outcome: Outcome
    target: str | None
    possible: tuple[str, ...]
    missing: str | None


@dataclass(frozen=True)
class Columns:
    """The facts of a route that a table has, in the order of its columns.

    Attributes:
        facts: their names.
        exact: the dates that are a day or unknown; others may be a range of days.
    """

    facts: tuple[str, ...]
    exact: frozenset[str]


@dataclass(frozen=True)
class ChoiceDiagram(Generic[_Leaf]):
    """A decision diagram and the grid its choices refer to: `grid.axes[choice.axis]` has the cells of a branch."""

    grid: Grid
    choices: tuple[Choice, ...]
    tree: Tree[_Leaf]


StepDiagram: TypeAlias = ChoiceDiagram[RowAnswer | None]
"""The answer at a step; None in leaves that no student can reach."""
ConflictDiagram: TypeAlias = ChoiceDiagram[tuple[Text, ...]]
"""The facts that cannot be true together, in words; empty where nothing conflicts."""


@lru_cache(maxsize=_KEPT)
def step_diagram(route: Route, step: Step, on: date, columns: Columns, also: tuple[date, ...] = ()) -> StepDiagram:
    """The answers at a step on a date.

    Args:
        also: other days whose limits separate cells too; see `Grid`.

    Raises:
        TooHardError: the diagram would become too large.
    """
    vocabulary = route.vocabulary
    rules = _connected(vocabulary, list(step.guards), _rules(vocabulary, columns))
    grid = Grid(vocabulary, [*step.guards, *rules], on, {}, also)
    # Given derived facts come first: they then limit what is left, and need not be carried along.
    choices = tuple(sorted(_choices(vocabulary, grid, columns), key=lambda choice: choice.axis is not None))
    answers = AnswerDiagram(step_table(step, grid), also=_said(choices))
    asked, order = Questions(answers), _axes_in_order(vocabulary, step, on, grid, choices, columns)

    def leaf(node: Node, known: KnownCells) -> RowAnswer | None:
        ends = answers.nodes.ends_of(node)
        if not ends:
            return None
        found = dict.fromkeys(map(answers.answer, ends))
        together = (answer.target for end in ends for answer in answers.holding(end))
        outcome, target = outcome_at(step, found, route.ends)
        missing: tuple[str, ...] = ()
        if outcome == "needs_facts":
            with at_most(step_id=step.id):
                missing = as_asked(step, (grid.axes[axis].fact.name for axis in asked.asked(node, order(known))))
        return RowAnswer(outcome, target, possible_targets(step, found, together), next(iter(missing), None))

    tree = grown(answers.nodes, answers.root, choices, leaf, order, most_states=MOST_STATES)
    return ChoiceDiagram(grid, choices, tree)


def _axes_in_order(
    vocabulary: Vocabulary, step: Step, on: date, grid: Grid, choices: Sequence[Choice], columns: Columns
) -> Callable[[KnownCells], tuple[int, ...]]:
    """The order of the axes in the grid in which the route decides, which depends on the given derived facts."""
    listed = [name for name in columns.facts if _follows(vocabulary, name)]

    @cache
    def order(told: frozenset[str]) -> tuple[int, ...]:
        decided_in = Grid(vocabulary, step.guards, on, {name: True for name in listed if name in told})
        return tuple(grid.position(axis.fact.name) for axis in decided_in.axes)

    everywhere = order(frozenset())
    if len(everywhere) == len(grid.axes):
        return lambda _known: everywhere
    named = [(at, choice.name) for at, choice in enumerate(choices) if choice.axis is None]
    return lambda known: order(frozenset(name for at, name in named if at < len(known) and known[at]))


@lru_cache(maxsize=_KEPT)
def conflict_diagrams(
    route: Route, on: date, columns: Columns, also: tuple[date, ...] = ()
) -> tuple[ConflictDiagram, ...]:
    """The values of the columns that cannot be true together, in a diagram for each group of connected rules.

    Raises:
        TooHardError: a diagram would become too large, or some date has an empty domain, so that every row is refused.
    """
    vocabulary = route.vocabulary
    if not every_date_can_be(vocabulary, on):
        raise TooHardError
    waiting = _rules(vocabulary, columns)
    found = []
    while waiting:
        first, *waiting = waiting
        others = _connected(vocabulary, [first], waiting)
        waiting = [rule for rule in waiting if rule not in others]
        found.append(_conflicts_of(route, [first, *others], on, columns, also))
    return tuple(found)


def _conflicts_of(
    route: Route, rules: Sequence[Condition], on: date, columns: Columns, also: tuple[date, ...]
) -> ConflictDiagram:
    grid = Grid(route.vocabulary, rules, on, {}, also)
    choices = _choices(route.vocabulary, grid, columns)

    def leaf(node: Node, known: KnownCells) -> tuple[Text, ...]:
        if node != NOBODY:
            return ()
        try:
            admit_known(route.grids, _example(route.vocabulary, grid, choices, known, columns), on)
        except FactError as error:
            return tuple(Text(problem.message("nl"), problem.message("en")) for problem in error.problems)
        raise AssertionError("what nobody can be is refused")

    def told(known: KnownCells) -> tuple[int, ...]:
        """The positions of the derived facts that are given; which facts a conflict names depends on them."""
        return tuple(at for at, number in enumerate(known) if number and choices[at].axis is None)

    students = AnswerDiagram(Table((), False, STUCK, grid.valid, grid.full), also=_said(choices))
    return ChoiceDiagram(
        grid,
        choices,
        grown(students.nodes, students.root, choices, leaf, told, most_states=MOST_STATES, tell_nobody=True),
    )


def interval(first: int, last: int, cells: int) -> int:
    """The number of a range of cells among all ranges of that many cells, counted from 1."""
    return 1 + first * (2 * cells - first + 1) // 2 + last - first


def _rules(vocabulary: Vocabulary, columns: Columns) -> list[Condition]:
    """The conditions that limit which students can exist: rules of the route, and derived facts with a column."""
    return [
        *(Not(impossible.when) for impossible in vocabulary.impossible),
        *(FactTest(name, "one_of", (True,)) for name in columns.facts if _follows(vocabulary, name)),
    ]


def _follows(vocabulary: Vocabulary, name: str) -> bool:
    return isinstance(vocabulary.facts[name].derivation, Condition)


def _connected(vocabulary: Vocabulary, conditions: list[Condition], rules: list[Condition]) -> list[Condition]:
    """The rules that share an input with the conditions, directly or through other rules."""
    needed = _inputs(vocabulary, conditions)
    kept: list[Condition] = []
    while True:
        touching = [rule for rule in rules if rule not in kept and needed & _inputs(vocabulary, [rule])]
        if not touching:
            return kept
        kept += touching
        needed |= _inputs(vocabulary, touching)


def _inputs(vocabulary: Vocabulary, conditions: Iterable[Condition]) -> set[str]:
    return set(vocabulary.inputs(test.fact for condition in conditions for test in tests_in(condition)))


def _choices(vocabulary: Vocabulary, grid: Grid, columns: Columns) -> tuple[Choice, ...]:
    given = {vocabulary.root_date(name) for name in columns.facts}
    found = [
        Choice(axis.fact.name, at, _masks(axis, exact=axis.fact.name in columns.exact))
        for at, axis in enumerate(grid.axes)
        if axis.fact.name in given
    ]
    for name in columns.facts:
        if _follows(vocabulary, name) and all(grid.has(one) for one in vocabulary.inputs([name])):
            said = (grid.formula(FactTest(name, "one_of", (value,))) for value in (False, True))
            found.append(Choice(name, None, said=(True, *said)))
    return tuple(found)


def _said(choices: Iterable[Choice]) -> tuple[Formula, ...]:
    return tuple(part for choice in choices for part in choice.said)


def _masks(axis: Axis, *, exact: bool) -> tuple[int, ...]:
    cells = len(axis.cells)
    single = tuple(1 << cell for cell in range(cells))
    if exact or axis.fact.kind != "date":
        return axis.full, *single
    stretches = ((1 << (last + 1)) - (1 << first) for first in range(cells) for last in range(first, cells))
    return axis.full, *stretches


def _example(
    vocabulary: Vocabulary, grid: Grid, choices: Sequence[Choice], known: KnownCells, columns: Columns
) -> dict[str, Known]:
    """The facts of one student that fits the known cells, in the order of the columns."""
    found: dict[str, Known] = {}
    for choice, number in zip(choices, known, strict=True):
        if number and choice.axis is None:
            found[choice.name] = number == _SAID_YES
        elif number and choice.axis is not None:
            found[choice.name] = _value_in(grid.axes[choice.axis], choice.masks[number])
    return _in_order(vocabulary, found, columns)


def _in_order(vocabulary: Vocabulary, values: Mapping[str, Known], columns: Columns) -> dict[str, Known]:
    roots = dict.fromkeys(name if name in values else vocabulary.root_date(name) for name in columns.facts)
    return {name: values[name] for name in roots if name in values}


def _value_in(axis: Axis, mask: int) -> Known:
    first: Value = axis.cells[(mask & -mask).bit_length() - 1]
    if not isinstance(first, date):
        return first
    last = axis.bounds(mask.bit_length() - 1)[1]
    assert isinstance(last, date)
    return PartlyKnown(first, last)
