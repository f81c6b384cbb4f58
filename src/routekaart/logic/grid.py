"""Conditions turned into formulas over cells, for one reference date.

Derived facts are replaced by their definitions, so that what is known of one fact counts for the facts that depend on
it: whoever is 18 is not kwalificatieplichtig, whatever else is unknown.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from functools import cached_property

from routekaart.logic.axes import Axis
from routekaart.logic.budget import current
from routekaart.logic.date_ranges import every_date_can_be, known_days
from routekaart.logic.formula import AxisLiteral, Cube, Formula, conjoin, disjoin
from routekaart.logic.grid_basis import TEST
from routekaart.logic.lookups import Lookups
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not
from routekaart.model.evaluation import holds
from routekaart.model.situation import Situation
from routekaart.model.vocabulary import Vocabulary


class Grid:
    """The axes that a set of conditions needs, and the formulas of those conditions.

    Attributes:
        axes: one for each input (a fact that must be given) of the conditions and of the constraints connected to them.
        full: every cell of every axis.
        dates: how each date takes part in the conditions.
        constraints: the negation of each impossible combination that is connected, and the given derived facts.
        formulas: shared with the grids of other days on which the same conditions have the same cells; no days in it.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        conditions: Iterable[Condition],
        on: date,
        assumed: Mapping[str, bool],
        also: Iterable[date] = (),
        *,
        lookups: Lookups | None = None,
    ) -> None:
        """The grid of some conditions on a reference date.

        Without dates in the vocabulary, grids for different days with the same `also` have the same axes.

        Args:
            conditions: without any, every constraint of the vocabulary is taken.
            assumed: derived facts that were given, with their values.
            also: more days; the cells tell the limits of parameters on those days apart too.
            lookups: shared with other grids of this vocabulary.
        """
        self._vocabulary = vocabulary
        self._on = on
        self._lookups = lookups or Lookups(vocabulary)
        undated = self._lookups.undated
        self._parameters = undated.parameters(on)
        self._assumed: dict[str, Condition] = {
            name: FactTest(name, "one_of", (value,)) for name, value in assumed.items()
        }
        basis = undated.basis(tuple(conditions), tuple(self._assumed.values()), (on, *also))
        self.constraints, self.dates, self._index = basis.constraints, basis.dates, basis.index
        self._tested = [self._lookups.axis(name, on, limits) for name, limits in basis.needed]
        self.axes = tuple(tested.axis for tested in self._tested)
        self.full: Cube = tuple(tested.full for tested in self._tested)
        self.formulas = undated.formulas(basis, on, tuple(tested.shape for tested in self._tested))

    @property
    def valid(self) -> Formula:
        """Holds for students who can exist: no impossible combination, and every given derived fact follows."""
        if self.formulas.valid is None:
            self.formulas.valid = conjoin([self.formula(constraint) for constraint in self.constraints], self.full)
        return self.formulas.valid

    def formula(self, condition: Condition, *, positive: bool = True) -> Formula:
        """The formula of a condition (unless `positive`, of its negation), for facts that this grid has axes for."""
        match condition:
            case FactTest():
                return self._test(condition, positive=positive)
            case Not(part):
                return self.formula(part, positive=not positive)
            case All(parts) | AnyOf(parts):
                join = conjoin if isinstance(condition, All) == positive else disjoin
                return join((self.formula(part, positive=positive) for part in parts), self.full)

    def cube(self, situation: Situation) -> Cube | None:
        """The set of students who fit what is known; None if nobody does."""
        masks = []
        for axis in self.axes:
            mask = self._known_mask(axis, situation)
            if not mask:
                return None
            masks.append(mask)
        return tuple(masks)

    def valid_without(self, names: Container[str]) -> Formula:
        """The formula `valid` as it would be without some of the given derived facts."""
        left_out = [condition for name, condition in self._assumed.items() if name in names]
        return conjoin([self.formula(one) for one in self.constraints if one not in left_out], self.full)

    def is_said_every_day(self, students: Cube) -> bool:
        """Whether the words for a set of students hold on every day: no date is named where an age is counted."""
        named = (axis.fact.name for axis, mask in zip(self.axes, students, strict=True) if mask != axis.full)
        return self.dates.same_every_day and not any(map(self.dates.is_counted_among_others, named))

    @cached_property
    def every_date_can_be(self) -> bool:
        """Whether each date of the vocabulary, with or without an axis, has a non-empty domain."""
        return every_date_can_be(self._vocabulary, self._on)

    def has(self, name: str) -> bool:
        """Whether there is an axis for this input."""
        return name in self._index

    def position(self, name: str) -> int:
        """The index of the axis of an input."""
        return self._index[name]

    def _known_mask(self, axis: Axis, situation: Situation) -> int:
        name = axis.fact.name
        if axis.fact.kind == "date":
            days = known_days(self._vocabulary, name, situation)
            return axis.mask_between(*days) if days else 0
        value = situation.given.get(name)
        return axis.full if value is None else axis.mask_of(value)

    def _test(self, test: FactTest, *, positive: bool) -> Formula:
        current().spend(TEST)
        fact = self._vocabulary.facts[test.fact]
        derivation = fact.derivation
        if isinstance(derivation, Condition):
            yes, no = (holds(test, value, self._parameters) == positive for value in (True, False))
            return yes if yes == no else self._definition(test.fact, derivation, positive=yes)
        chain = self._vocabulary.date_chain(test.fact)
        position = self._index[chain.date_fact if chain else test.fact]
        tested = self._tested[position]
        mask = tested.mask(test) if positive else tested.full & ~tested.mask(test)
        return mask == tested.full if mask in (0, tested.full) else AxisLiteral(position, mask)

    def _definition(self, name: str, derivation: Condition, *, positive: bool) -> Formula:
        key = (name, positive)
        derived = self.formulas.derived
        if key not in derived:
            derived[key] = self.formula(derivation, positive=positive)
        return derived[key]
