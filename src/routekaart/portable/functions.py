"""What some conditions say of each student, as a diagram over cells, for each shape that a reference date can have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from routekaart.foundation.errors import TooHardError
from routekaart.logic.diagram import NOBODY, Diagrams, Node
from routekaart.logic.grid import Grid
from routekaart.model.condition import Condition
from routekaart.model.facts import FactType
from routekaart.model.vocabulary import Vocabulary
from routekaart.portable.axis_shapes import FIRST, Shapes
from routekaart.portable.cuts import AxisCut, cuts_of

_MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Diagram:
    """The diagram of some conditions for one shape.

    Attributes:
        nodes: each with the number of its axis and, for each cell of it, where to go on: to a node, or (negative) to
            the end that is counted from 1 downwards.
        root: where to begin, as in a node.
        ends: which of the conditions hold, by number; None where nobody can be.
    """

    nodes: tuple[tuple[int, ...], ...]
    root: int
    ends: tuple[tuple[int, ...] | None, ...]


@dataclass(frozen=True)
class Function:
    """What some conditions say of each student, for any reference date that is served (see `axis_shapes`).

    Attributes:
        axes: the facts that they rest on, each with its cuts; no cuts for a fact whose options are its cells.
        texts: of a fact that is a text, the texts that are told apart, in the order of its cells.
        diagrams: by shape: the shapes of the axes with cuts, with `;` between them.
        turns: the days on which another shape begins; none where there is one shape only.
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
            kept: those of a vocabulary that is much the same; see `Shapes`.
        """
        self._vocabulary = vocabulary
        self._shapes: Shapes = Shapes(vocabulary, None if kept is None else kept._shapes)
        self._made: dict[tuple[Condition, ...], Function] = {}

    def goes_for(self, vocabulary: Vocabulary) -> bool:
        """Whether these are the functions of another vocabulary too, because it says the same."""
        mine = self._vocabulary
        return (mine.facts, mine.parameters, mine.impossible) == (
            vocabulary.facts,
            vocabulary.parameters,
            vocabulary.impossible,
        )

    def of(self, conditions: tuple[Condition, ...]) -> Function:
        """The function of some conditions; of no conditions it tells who can exist at all.

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
    """Whether the cells of a fact are stretches of values, rather than options."""
    return fact.kind in ("number", "date")


def _diagram(grid: Grid, conditions: tuple[Condition, ...]) -> Diagram:
    sets = Diagrams([len(axis.cells) for axis in grid.axes], range(len(grid.axes)), _MOST_NODES)
    start = sets.of(grid.valid), *(sets.of(grid.formula(one)) for one in conditions)
    made = _Making(sets, [len(axis.cells) for axis in grid.axes])
    root = made.place(start)
    return Diagram(tuple(made.nodes), root, tuple(made.ends))


class _Making:
    """Puts the sets of some conditions together into one diagram."""

    def __init__(self, sets: Diagrams, sizes: list[int]) -> None:
        self._sets, self._sizes = sets, sizes
        self._places: dict[tuple[Node, ...], int] = {}
        self._known: dict[tuple[int, ...], int] = {}
        self.nodes: list[tuple[int, ...]] = []
        self.ends: list[tuple[int, ...] | None] = []

    def place(self, parts: tuple[Node, ...]) -> int:
        """Where students who are left with these sets go on: the first set is that of who can exist."""
        if parts[0] == NOBODY:
            return self._end(None)
        if parts not in self._places:
            self._places[parts] = self._made(parts)
        return self._places[parts]

    def _made(self, parts: tuple[Node, ...]) -> int:
        asked = [axis for axis in map(self._sets.asks, parts) if axis is not None]
        if not asked:
            return self._end(tuple(number for number, part in enumerate(parts[1:]) if part != NOBODY))
        axis = min(asked)
        after = list(self._after(axis, parts))
        node = (axis, *after)
        if all(one == after[0] for one in after):
            return after[0]
        if node not in self._known:
            if len(self.nodes) >= _MOST_NODES:
                raise TooHardError
            self._known[node] = len(self.nodes)
            self.nodes.append(node)
        return self._known[node]

    def _after(self, axis: int, parts: tuple[Node, ...]) -> Iterator[int]:
        for cell in range(self._sizes[axis]):
            yield self.place(tuple(self._sets.after(part, axis, cell) for part in parts))

    def _end(self, holding: tuple[int, ...] | None) -> int:
        if holding not in self.ends:
            self.ends.append(holding)
        return -1 - self.ends.index(holding)
