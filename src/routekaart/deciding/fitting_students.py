"""Every student who fits what is known of one student, and the facts on which a condition is settled for all of them.

Only the tests that settle the condition are cited, never tests with the opposite result. The cited facts suffice:
whoever knows nothing else reaches the same result.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from routekaart.deciding.grounds import Ground, Several
from routekaart.foundation.dates import LATEST
from routekaart.foundation.truth import Truth
from routekaart.logic.date_ranges import date_domain
from routekaart.logic.formula import AxisLiteral, Cube, Formula
from routekaart.logic.grid import Grid
from routekaart.logic.possible import possible_cells, possible_days
from routekaart.logic.search import settled
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Value, tests_in
from routekaart.model.evaluation import evaluate, holds
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.situation import Situation
from routekaart.model.vocabulary import DateChain


class Students:
    """Every student who fits what is known of one student, for questions about the conditions of one step."""

    def __init__(self, grid: Grid, cube: Cube, known: Situation) -> None:
        """The students who fit, in the cells of a grid.

        Args:
            grid: the grid of the conditions that will be asked about.
        """
        self._grid = grid
        self._cube = cube
        self._known = known
        self._facts = known.vocabulary.facts
        limited = (name for name, days in known.days.items() if days != self._domain(name))
        self._told = tuple(dict.fromkeys((*known.given, *limited)))

    def grounds(self, condition: Condition, truth: Truth) -> tuple[Ground, ...]:
        """The facts that make a condition hold (or fail) for all of them, each once; for an open one, those known.

        Args:
            truth: whether it holds for all of them, for none (False) or for some (None).

        Raises:
            TooHardError: there is no budget left for it.
        """
        if truth is None:
            tested = dict.fromkeys(test.fact for test in tests_in(condition))
            return tuple(self._ground(name) for name in tested if self._known.value(name) is not None)
        tests = self._settling(condition, truth)
        found = [self._ground(name) for name in _facts_of(tests)]
        if any(self._as_known(test) is None for test in tests):
            found[-1] = self._with_what_else_it_takes(found, self._grid.formula(condition), truth)
        return tuple(found)

    def of(self, name: str) -> Value | Several:
        """The value of a fact that all of them share, or else the values that are possible.

        Raises:
            TooHardError: there is no budget left for it.
        """
        value = self._known.value(name)
        if value is not None:
            return value
        if isinstance(self._facts[name].derivation, Condition):
            shared = self.truth(FactTest(name, "one_of", (True,)))
            return Several() if shared is None else shared
        if self._facts[self._root(name)].kind == "date":
            return self._read_off_days(name)
        return self._in_cells(name)

    def _settling(self, condition: Condition, wanted: bool) -> list[FactTest]:
        """The tests that settle the truth of a condition: all parts of a true `all`, the failing ones of a false one.

        If no single part settles it, the tests of the parts that are open together.
        """
        found: list[FactTest] = []
        seen: set[tuple[str, bool]] = set()
        waiting = [(condition, wanted)]
        while waiting:
            one, wanted = waiting.pop()
            if not isinstance(one, FactTest):
                waiting += reversed(list(self._parts(one, wanted)))
            elif (open_fact := self._open_definition(one)) is None:
                found.append(one)
            elif (key := (one.fact, holds(one, True, self._known.parameters) is wanted)) not in seen:
                seen.add(key)
                waiting.append((open_fact, key[1]))
        return found

    def _parts(self, condition: All | AnyOf | Not, wanted: bool) -> Iterator[tuple[Condition, bool]]:
        """The parts that the truth of a condition is based on, each with the truth that it must have."""
        if isinstance(condition, Not):
            yield condition.part, not wanted
            return
        truths = [(part, self.truth(part)) for part in condition.parts]
        if wanted is isinstance(condition, AnyOf):
            rests_on = wanted if any(truth is wanted for _, truth in truths) else None
            yield from ((part, wanted) for part, truth in truths if truth is rests_on)
        else:
            yield from ((part, wanted) for part, truth in truths if truth is not (not wanted))

    def _open_definition(self, test: FactTest) -> Condition | None:
        """The defining condition of an open fact that follows from one; None for other facts."""
        definition = self._facts[test.fact].derivation
        return definition if isinstance(definition, Condition) and self.truth(test) is None else None

    def _as_known(self, condition: Condition) -> Truth:
        return evaluate(condition, self._facts, self._known.value, self._known.parameters)

    def truth(self, condition: Condition) -> Truth:
        """Whether a condition holds for all of them, for none (False) or for some (None).

        Raises:
            TooHardError: there is no budget left for it.
        """
        quick = self._as_known(condition)
        if quick is not None:
            return quick
        return settled(self._grid.formula(condition), self._grid.valid, self._cube, self._grid.full)

    def _ground(self, name: str) -> Ground:
        found = self.of(name)
        value, several = (None, found) if isinstance(found, Several) else (found, Several())
        return Ground(name, value, self._follows_from(name, value), several)

    def _follows_from(self, name: str, value: Value | None) -> tuple[str, ...]:
        """The facts that a fact follows from; none when the fact itself was given."""
        if name in self._told:
            return ()
        names = self._defined_by(name, value)
        return names if self._known.value(name) is not None else self._enough(names, self._said(name, value), True)

    def _defined_by(self, name: str, value: Value | None) -> tuple[str, ...]:
        """The facts that a fact follows from by its definition, or as another fact of the same date."""
        derivation, root = self._facts[name].derivation, self._root(name)
        if isinstance(derivation, Condition):
            return _facts_of(self._settling(derivation, value)) if isinstance(value, bool) else ()
        if isinstance(derivation, Elapsed | Shifted) and {derivation.date_fact, root}.intersection(self._told):
            return (derivation.date_fact,)
        return tuple(one for one in self._family(root) if one in self._told)

    def _said(self, name: str, value: Value | None) -> Formula:
        """The formula that a fact has the value that it has for all of these students."""
        if isinstance(self._facts[name].derivation, Condition):
            return True if value is None else self._grid.formula(FactTest(name, "one_of", (value,)))
        root = self._root(name)
        if not self._grid.has(root):
            return True
        position = self._grid.position(root)
        mask = sum(1 << cell for cell in possible_cells(self._grid, self._cube, position))
        return True if mask == self._grid.full[position] else AxisLiteral(position, mask)

    def _with_what_else_it_takes(self, grounds: list[Ground], formula: Formula, truth: bool) -> Ground:
        """The last of some grounds, extended with the facts that are needed in addition to all of them."""
        last = grounds[-1]
        cited = [name for ground in grounds for name in (ground.fact, *ground.follows_from)]
        more = self._enough(cited, formula, truth)[len(cited) :]
        return Ground(last.fact, last.value, (*last.follows_from, *more), last.several)

    def _enough(self, names: Iterable[str], formula: Formula, truth: bool) -> tuple[str, ...]:
        """Some facts, and as few other known facts as are needed to settle a formula."""
        names = tuple(names)
        cited = {told for told in self._told if self._says_something_of(told, names)}
        if self._settle(cited, formula, truth):
            return names
        needed = [told for told in self._told if told not in cited and self._matters(told)]
        for name in list(needed):
            fewer = [one for one in needed if one != name]
            if self._settle(cited.union(fewer), formula, truth):
                needed = fewer
        return (*names, *needed)

    def _settle(self, told: Container[str], formula: Formula, truth: bool) -> bool:
        """Whether a formula is settled for someone who knows only these given facts."""
        hidden = frozenset(name for name in self._told if name not in told)
        cube = self._grid.cube(self._known.without(hidden))
        assert cube is not None
        return settled(formula, self._grid.valid_without(hidden), cube, self._grid.full) is truth

    def _says_something_of(self, told: str, names: Iterable[str]) -> bool:
        """Whether a given fact is one of these facts, one that they follow from, or one of the same date."""
        return any(told in self._family(one) for one in self._known.vocabulary.needed(names))

    def _matters(self, told: str) -> bool:
        return any(self._grid.has(name) for name in self._known.vocabulary.inputs([told]))

    def _read_off_days(self, name: str) -> Value | Several:
        """The value of a date, or of a fact read off it, from the days that it can be."""
        root, on = self._root(name), self._known.on
        days, domain = possible_days(self._grid, self._cube, root, self._known), self._domain(root)
        chain = self._known.vocabulary.date_chain(name) or DateChain(root, ())
        first, last = (chain.read(day, on) for day in days)
        if first == last:
            return first
        if days == domain:
            return Several()
        of_first, of_last = None if days[0] == domain[0] else first, None if days[1] == LATEST else last
        return Several(of_first, of_last) if chain.rising else Several(of_last, of_first)

    def _in_cells(self, name: str) -> Value | Several:
        """The value of an input other than a date, from the cells that it can be in."""
        fact = self._facts[name]
        if not self._grid.has(name):
            if len(fact.options) == 1:
                return fact.options[0]
            only = fact.minimum if fact.kind == "number" and fact.minimum == fact.maximum else None
            return Several() if only is None else only
        position = self._grid.position(name)
        axis = self._grid.axes[position]
        cells = possible_cells(self._grid, self._cube, position)
        if len(cells) == 1 and (value := axis.only_value(cells[0])) is not None:
            return value
        if len(cells) == len(axis.cells) or (fact.kind == "text" and cells[-1] == len(axis.cells) - 1):
            return Several()
        if fact.kind != "number":
            return Several(one_of=tuple(axis.cells[cell] for cell in cells))
        low, high = axis.bounds(cells[0])[0], axis.bounds(cells[-1])[1]
        has_no_low, has_no_high = fact.minimum is None and not cells[0], fact.maximum is None and high == axis.last
        return Several(None if has_no_low else low, None if has_no_high else high)

    def _domain(self, root: str) -> tuple[date, date]:
        return date_domain(self._known.vocabulary, root, self._known.on)

    def _root(self, name: str) -> str:
        return self._known.vocabulary.root_date(name)

    def _family(self, name: str) -> tuple[str, ...]:
        """A date and the facts that are read off it, in order."""
        root = self._root(name)
        return root, *(one.name for one in self._known.vocabulary.read_off(root))


def _facts_of(tests: Iterable[FactTest]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(test.fact for test in tests))
