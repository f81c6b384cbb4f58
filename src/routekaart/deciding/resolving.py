"""Every fact that is known of a student, or that follows from what is known."""

from collections.abc import Iterable

from routekaart.deciding.admission import assumed_facts, students_who_fit
from routekaart.logic.formula import Cube
from routekaart.logic.grid import Grid
from routekaart.logic.grids import Grids
from routekaart.logic.possible import possible_cells, possible_days
from routekaart.logic.search import settled
from routekaart.model.condition import Condition, Test, Value
from routekaart.model.situation import Situation


def resolve(grids: Grids, known: Situation) -> dict[str, Value]:
    """The value of each fact that is the same for every student who fits what is known, in the order of the route."""
    return _known_values(*_everything(grids, known), grids.vocabulary.facts, known)


def _everything(grids: Grids, known: Situation) -> tuple[Grid, Cube]:
    """The grid of all that hangs together in a route, and the students who fit what is known."""
    vocabulary = grids.vocabulary
    defined = [Test(name, "one_of", (True,)) for name, fact in vocabulary.facts.items() if fact.kind == "yes_no"]
    rules = [rule.when for rule in vocabulary.impossible]
    grid = grids.grid((*defined, *rules), known.on, assumed_facts(vocabulary, known))
    return grid, students_who_fit(grid, known)


def _known_values(grid: Grid, cube: Cube, names: Iterable[str], known: Situation) -> dict[str, Value]:
    """Of these facts, the value of each that every student who fits has the same value for."""
    found: dict[str, Value] = {}
    for name in names:
        value = known.value(name)
        if value is None and isinstance(known.vocabulary.facts[name].derivation, Condition):
            value = settled(grid.formula(Test(name, "one_of", (True,))), grid.valid, cube, grid.full)
        elif value is None:
            value = _only_value(grid, cube, name, known)
        if value is not None:
            found[name] = value
    return found


def _only_value(grid: Grid, cube: Cube, name: str, known: Situation) -> Value | None:
    """The one value that an input, or a fact read off a date, can have; None when there are more."""
    vocabulary = known.vocabulary
    fact = vocabulary.facts[name]
    root = vocabulary.root_date(name)
    if vocabulary.facts[root].kind == "date":
        days = possible_days(grid, cube, root, known)
        chain = vocabulary.date_chain(name)
        first, last = (chain.read(day, known.on) for day in days) if chain else days
        return first if first == last else None
    if not grid.has(name):
        return fact.minimum if fact.kind == "number" and fact.minimum == fact.maximum else None
    axis = grid.axes[grid.position(name)]
    possible = possible_cells(grid, cube, grid.position(name))
    return axis.only_value(possible[0]) if len(possible) == 1 else None
