"""Every fact that is known of a student, or that follows from what is known."""

from routekaart.admission import assumed_facts
from routekaart.condition import Condition, Test, Value
from routekaart.logic.formula import Cube, Formula
from routekaart.logic.grid import known_days
from routekaart.logic.grids import Grids
from routekaart.logic.search import find, settled
from routekaart.situation import Situation


def resolve(grids: Grids, known: Situation) -> dict[str, Value]:
    """The value of each fact that is the same for every student who fits what is known, in the order of the route."""
    vocabulary = grids.vocabulary
    defined = tuple(
        Test(name, "one_of", (True,))
        for name, fact in vocabulary.facts.items()
        if isinstance(fact.derivation, Condition)
    )
    grid = grids.grid(defined, known.on, assumed_facts(vocabulary, known))
    cube = grid.cube(known)
    assert cube is not None
    positions = {axis.fact.name: position for position, axis in enumerate(grid.axes)}
    found: dict[str, Value] = {}
    for name, fact in vocabulary.facts.items():
        value = known.value(name)
        if value is None and isinstance(fact.derivation, Condition):
            value = settled(grid.formula(Test(name, "one_of", (True,))), grid.valid, cube, grid.full)
        elif value is None and fact.kind in ("number", "date"):
            value = _from_days(grids, name, known)
        elif value is None and name in positions and fact.kind in ("yes_no", "choice"):
            value = _only_cell(grid.axes[positions[name]].cells, positions[name], cube, grid.valid)
        if value is not None:
            found[name] = value
    return found


def _from_days(grids: Grids, name: str, known: Situation) -> Value | None:
    """A date that only one day fits, or a count that is the same on every day that fits."""
    vocabulary = grids.vocabulary
    chain = vocabulary.date_chain(name)
    days = known_days(vocabulary, chain.date_fact if chain else name, known) if _is_dated(grids, name) else None
    if days is None:
        return None
    first, last = (chain.read(day, known.on) for day in days) if chain else days
    if first != last:
        return None
    return first


def _is_dated(grids: Grids, name: str) -> bool:
    fact = grids.vocabulary.facts[name]
    return fact.kind == "date" or grids.vocabulary.date_chain(name) is not None


def _only_cell(cells: tuple[Value, ...], position: int, cube: Cube, valid: Formula) -> Value | None:
    """The one cell that students who can exist are in; None when there are more."""
    left = []
    for index, cell in enumerate(cells):
        mask = cube[position] & (1 << index)
        if mask and find((valid,), (*cube[:position], mask, *cube[position + 1 :])) is not None:
            left.append(cell)
    return left[0] if len(left) == 1 else None
