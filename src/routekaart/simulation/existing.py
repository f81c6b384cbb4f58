"""Who can exist on a day, as far as lasting facts say: no impossible combination, and no date that cannot be."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from routekaart.logic.axes import date_domain
from routekaart.model.condition import Not, tests_in
from routekaart.model.vocabulary import Impossible
from routekaart.route import Route
from routekaart.simulation.distributions import Draw
from routekaart.simulation.vector_steps import Bools, Column, Formulas


class Existing:
    """The rules about lasting facts on one day.

    Attributes:
        involved: the facts that some rule speaks of.
    """

    def __init__(self, route: Route, draws: Mapping[str, Draw], lasting: Sequence[str], on: date) -> None:
        vocabulary = route.vocabulary
        rules = [rule for rule in route.impossible if set(_inputs(route, rule)) <= set(lasting)]
        self.involved = tuple(dict.fromkeys(name for rule in rules for name in _inputs(route, rule)))
        conditions = tuple(Not(rule.when) for rule in rules)
        if conditions:
            grid = route.grids.grid(conditions, on, {})
            self._of_grid = Formulas(grid, draws)
            made = [grid.formula(condition) for condition in conditions]
            self._formulas = [formula for formula in made if formula is not True]
        else:
            self._formulas = []
        dates = [name for name in lasting if draws[name].fact.kind == "date"]
        self._domains = {name: date_domain(vocabulary, name, on) for name in dates}

    def of(self, columns: Mapping[str, Column], who: NDArray[np.intp]) -> Bools:
        """Whether each of these students can exist."""
        found = np.ones(len(who), dtype=np.bool_)
        for name, (first, last) in self._domains.items():
            days = columns[name][who]
            found &= (days >= first.toordinal()) & (days <= last.toordinal())
        if self._formulas:
            cells = self._of_grid.cells(self._formulas, columns, who)
            for formula in self._formulas:
                found &= self._of_grid.holds(formula, cells, len(who))
        return found


def _inputs(route: Route, rule: Impossible) -> tuple[str, ...]:
    return route.vocabulary.inputs(test.fact for test in tests_in(rule.when))
