"""Which of some conditions hold for each student, as a diagram over cells, for each shape on a reference date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from routekaart.logic.diagram import NOBODY, Node
from routekaart.logic.grid import Grid
from routekaart.logic.multi_terminal import MultiTerminal
from routekaart.model.condition import Condition
from routekaart.model.fact_types import FactType
from routekaart.model.vocabulary import Vocabulary
from routekaart.portable.axis_shapes import FIRST, Shapes
from routekaart.portable.cuts import AxisCut, cuts_of

_MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Diagram:
    """The diagram of some conditions for one shape.

    Attributes:
        nodes: each with the number of its axis and, for each cell, where to go on: to a node, or (negative) to
            the end that is counted from 1 downwards.
        root: where to begin, in the same notation.
        ends: which of the conditions hold, by number; None if no student can be there.
    """

    nodes: tuple[tuple[int, ...], ...]
    root: int
    ends: tuple[tuple[int, ...] | None, ...]


@dataclass(frozen=True)
class Function:
    """Which of some conditions hold for each student, on any reference date that is served (see `axis_shapes`).

    Attributes:
        axes: the facts that the conditions depend on, each with its cuts; no cuts for a fact whose options are its
            cells.
        texts: for a fact of text, the texts that are told apart, in the order of its cells.
        diagrams: by shape: the shapes of the axes with cuts, separated by `;`.
        turns: the days on which another shape begins; empty if there is only one shape.
    """

    axes: Mapping[str, tuple[AxisCut, ...]]
    texts: Mapping[str, tuple[str, ...]]
    diagrams: Mapping[str, Diagram]
    turns: tuple[date, ...]


class Functions:
    """Makes functions for the conditions of a route."""

    def __init__(self, vocabulary: Vocabulary, kept: "Functions | None" = None) -> None:
        """The functions of a vocabulary.

        Args:
            kept: the functions of a similar vocabulary; see `Shapes`.
        """
        self._vocabulary = vocabulary
        self._shapes: Shapes = Shapes(vocabulary, None if kept is None else kept._shapes)
        self._made: dict[tuple[Condition, ...], Function] = {}

    def goes_for(self, vocabulary: Vocabulary) -> bool:
        """Whether these functions are also right for another vocabulary, because it is equal."""
        mine = self._vocabulary
        return (mine.facts, mine.parameters, mine.impossible) == (
            vocabulary.facts,
            vocabulary.parameters,
            vocabulary.impossible,
        )

    def of(self, conditions: tuple[Condition, ...]) -> Function:
        """The function of some conditions; of no conditions, it shows which students can exist at all.

        Raises:
            TooHardError: the diagrams would become too large.
        """
        if conditions not in self._made:
            self._made[conditions] = self._make(conditions)
        return self._made[conditions]

    def _make(self, conditions: tuple[Condition, ...]) -> Function:
        grid = Grid(self._vocabulary, conditions, FIRST, {})
        together = (*conditions, *grid.constraints)
        facts = [axis.fact for axis in grid.axes]
        cuts = {fact.name: cuts_of(self._vocabulary, fact, together) for fact in facts if has_cuts(fact)}
        texts = {axis.fact.name: tuple(map(str, axis.cells[:-1])) for axis in grid.axes if axis.fact.kind == "text"}
        turns = list(self._shapes.of(cuts)) if cuts else [(FIRST, "")]
        diagrams: dict[str, Diagram] = {}
        for on, shape in turns:
            if shape not in diagrams:
                diagrams[shape] = _diagram(Grid(self._vocabulary, conditions, on, {}), conditions)
        axes = {fact.name: cuts.get(fact.name, ()) for fact in facts}
        return Function(axes, texts, diagrams, tuple(on for on, _ in turns[1:]))


def has_cuts(fact: FactType) -> bool:
    """Whether the cells of a fact are ranges of values, rather than options."""
    return fact.kind in ("number", "date")


def _diagram(grid: Grid, conditions: tuple[Condition, ...]) -> Diagram:
    sizes = [len(axis.cells) for axis in grid.axes]
    sets = MultiTerminal(sizes, range(len(sizes)), _MOST_NODES)
    root = sets.joined(sets.of(grid.valid), enumerate(sets.of(grid.formula(one)) for one in conditions))
    places: dict[Node, int] = {}
    nodes: list[tuple[int, ...]] = []
    ends: list[tuple[int, ...] | None] = []

    def place(node: Node) -> int:
        axis = sets.asks(node)
        if node not in places:
            if axis is None:
                ends.append(None if node == NOBODY else sets.labels(node))
                places[node] = -len(ends)
            else:
                nodes.append((axis, *(place(sets.after(node, axis, cell)) for cell in range(sizes[axis]))))
                places[node] = len(nodes) - 1
        return places[node]

    first = place(root)
    return Diagram(tuple(nodes), first, tuple(ends))
