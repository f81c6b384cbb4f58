"""The answers of a table as one diagram, for questions about all students in it at once."""

from collections.abc import Iterable

from routekaart.logic.diagram import EVERYBODY, NOBODY, Node
from routekaart.logic.formula import Cube, Formula
from routekaart.logic.multi_terminal import MultiTerminal
from routekaart.logic.search import as_they_come
from routekaart.logic.table import AMBIGUOUS, Answer, Table

_MOST_NODES = 50_000


class AnswerDiagram:
    """The answers of a table. Not to be shared between threads.

    Attributes:
        nodes: the factory of the diagram, and of its remainders when more is known.
        root: the diagram for everybody in the cube.
    """

    def __init__(self, table: Table, cube: Cube | None = None, also: Iterable[Formula] = ()) -> None:
        """The diagram of a table.

        Args:
            cube: the students it covers; by default all. Other students end in `NOBODY`.
            also: formulas of sets that will be asked for.

        Raises:
            TooHardError: it would become too large.
        """
        formulas = (table.valid, *(row.formula for row in table.rows), *also)
        order = as_they_come(formulas)
        self.nodes = nodes = MultiTerminal([mask.bit_length() for mask in table.full], order, _MOST_NODES)
        self._targets = tuple(dict.fromkeys(row.answer for row in table.rows))
        self._fallback = table.fallback
        valid = EVERYBODY
        for axis, mask in enumerate(cube or ()):
            if axis in order:
                valid = nodes.both(valid, nodes.within(axis, mask))
        valid = nodes.both(valid, nodes.of(table.valid))
        numbers = {answer: number for number, answer in enumerate(self._targets)}
        rows = ((numbers[row.answer], nodes.of(row.formula)) for row in table.rows)
        self.root = nodes.joined(valid, rows, first_wins=table.first_wins)
        self._answer_at: dict[Node, Answer] = {NOBODY: table.fallback}

    def holding(self, end: Node) -> tuple[Answer, ...]:
        """The answers of the rows that hold at an end; under policy "first", only that of the first such row."""
        return tuple(self._targets[number] for number in self.nodes.labels(end))

    def answer(self, end: Node) -> Answer:
        """The answer at an end."""
        found = self._answer_at.get(end)
        if found is None:
            holding = self.holding(end)
            found = holding[0] if len(holding) == 1 else AMBIGUOUS if holding else self._fallback
            self._answer_at[end] = found
        return found
