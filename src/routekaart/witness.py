"""A student for whom something holds: the fewest facts that matter, with the values a person would choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from routekaart.condition import Value
from routekaart.facts import write_value
from routekaart.frozen import frozen
from routekaart.logic.axes import Axis
from routekaart.logic.formula import Cube, cells_of
from routekaart.logic.grid import Grid
from routekaart.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Witness:
    """A student at a step on a date. Facts that are not named may have any value that can be true with these."""

    step_id: str
    on: date
    facts: Mapping[str, Value]

    def command(self, route: str) -> str:
        """The command that shows what becomes of this student."""
        facts = "".join(f" --fact {_quoted(f'{name}={write_value(value)}')}" for name, value in self.facts.items())
        return f"routekaart decide {route} {self.step_id}{facts} --on {self.on}"


def witness_in(step_id: str, vocabulary: Vocabulary, grid: Grid, region: Cube, on: date) -> Witness:
    """A student out of a region of a grid."""
    facts: dict[str, Value] = {}
    for position, axis in enumerate(grid.axes):
        if region[position] != grid.full[position]:
            name, value = _chosen(vocabulary, axis, region[position], on)
            facts[name] = value
    return Witness(step_id, on, frozen(facts))


def _chosen(vocabulary: Vocabulary, axis: Axis, mask: int, on: date) -> tuple[str, Value]:
    """The fact and the value to name: for a date from which one thing is counted, the count."""
    name = axis.fact.name
    day = _at_the_limit(axis, mask)
    counts = vocabulary.read_off(name)
    if len(counts) == 1 and isinstance(day, date):
        # Any day with the same count does as well, since nothing else hangs on this date.
        return counts[0].name, counts[0].chain.read(day, on)
    return name, day


def _at_the_limit(axis: Axis, mask: int) -> Value:
    """A value at the side where another cell begins: 17 for below 18, 18 for 18 and older.

    For a date the latest one: a later birth date is a lower age, and the lowest age is the one that a person names.
    """
    cells = [cell.bit_length() - 1 for cell in cells_of(mask)]
    if axis.fact.kind == "date":
        first, last = axis.bounds(cells[-1])
        return first if cells[-1] + 1 == len(axis.cells) > 1 else last
    if axis.fact.kind == "number":
        first, last = axis.bounds(cells[0])
        return last if cells[0] == 0 and len(axis.cells) > 1 else first
    return axis.cells[cells[0]]


def _quoted(text: str) -> str:
    return f"'{text}'" if " " in text else text
