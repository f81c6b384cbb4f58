"""A student along a path, as cells: what becomes known, changes, is forgotten or passes with time.

No value is chosen before the whole path is known: what must be settled stays a set of cells, or of days, that each
further step can make smaller.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import product

from routekaart.deciding.admission import assumed_facts
from routekaart.deciding.decider import Decider, step_table
from routekaart.foresight.knowledge import knowledge_of
from routekaart.foresight.outlook import DateRange, days_to_look
from routekaart.foresight.required_changes import Possibilities, can_become
from routekaart.foundation.frozen import frozen
from routekaart.logic.alterations import Alteration
from routekaart.logic.axes import Axis
from routekaart.logic.date_ranges import date_domain
from routekaart.logic.formula import Cube, with_cells
from routekaart.logic.grid import Grid
from routekaart.logic.search import find
from routekaart.logic.table import Answer, Table
from routekaart.model.condition import Condition, FactTest
from routekaart.model.fact_problems import FactError
from routekaart.model.fact_values import PartlyKnown
from routekaart.model.situation import Situation, situation
from routekaart.model.step import Step


@dataclass(frozen=True)
class StudentCells:
    """The known facts of a student at one moment of a path.

    Attributes:
        masks: for a fact that is not a date, the cells that it can be in (see `Cells.axes`); if it has none, any.
        days: for a date, the first and the last day that it can be.
        told: the facts that follow from others and were given at the start, as far as that still holds.
        chapters: the number of times that a fact has changed or was forgotten: within one chapter it has one value.
    """

    on: date
    masks: Mapping[str, int]
    days: Mapping[str, DateRange]
    told: frozenset[str]
    chapters: Mapping[str, int]

    def knows(self, name: str) -> bool:
        """Whether something is known of a fact."""
        return name in self.masks or name in self.days

    def chapter(self, name: str) -> tuple[str, int]:
        """The fact as it is now: it has one value until it changes or is forgotten."""
        return name, self.chapters.get(name, 0)


class Cells:
    """The facts that some steps ask for, cut into cells where a step can tell two students apart.

    Attributes:
        axes: for each fact that is not a date, its cells; they are the same on every day.
        first: the student at the start.
        given: the known facts at the start that follow from nothing.
    """

    def __init__(self, decider: Decider, steps: Collection[Step], known: Situation) -> None:
        self._decider = decider
        self.grids = decider.grids
        self.vocabulary = self.grids.vocabulary
        self._knowledge = knowledge_of(self.grids, known)
        self.given = self._knowledge.known
        self.assumed = assumed_facts(self.vocabulary, known)
        self._assuming = tuple(FactTest(name, "one_of", (value,)) for name, value in self.assumed.items())
        guards: list[Condition] = [guard for step in steps for guard in step.guards]
        grid = Grid(self.vocabulary, [*guards, *self._assuming], known.on, {}, also=self.vocabulary.periods())
        self.axes = {axis.fact.name: axis for axis in grid.axes if axis.fact.kind != "date"}
        self.first = self._first(known.on)
        self.at = lru_cache(maxsize=4096)(self._at)
        self._holding = lru_cache(maxsize=4096)(self._holding_on)

    def _first(self, on: date) -> StudentCells:
        days = dict(self._knowledge.days())
        masks = {
            name: self.axes[name].mask_of(value)
            for name, value in self.given.items()
            if name in self.axes and not isinstance(value, PartlyKnown)
        }
        return StudentCells(on, masks, days, frozenset(self.assumed), {})

    @cached_property
    def _asked_anew(self) -> frozenset[str]:
        return frozenset(name for name in self.vocabulary.facts if self.vocabulary.is_of_a_visit(name))

    def _at(self, step: Step, on: date) -> tuple[Grid, Table]:
        grid = self.grids.grid((*step.guards, *self._assuming), on, {})
        return grid, step_table(step, grid)

    def possibilities(self, step: Step, student: StudentCells) -> Possibilities | None:
        """The possibilities of a student at a step; None if no student is like this."""
        grid, table = self.at(step, student.on)
        known = self.known(grid, student)
        days = student.days
        possible = tuple(
            can_become(axis, mask, student.on, days.get(axis.fact.name))
            for axis, mask in zip(grid.axes, known, strict=True)
        )
        assumed = frozen({name: value for name, value in self.assumed.items() if name in student.told})
        here = situation(self.vocabulary, {}, student.on)
        found = Possibilities(step, grid, here, assumed, known, possible, table)
        somebody = all(known) and find((found.table_after(()).valid,), known) is not None
        return found if somebody else None

    def known(self, grid: Grid, student: StudentCells) -> Cube:
        """The cells of a grid that a student can be in, each fact by itself."""
        return tuple(self._known(axis, student) for axis in grid.axes)

    def answers(self, step: Step, student: StudentCells) -> tuple[Answer, ...]:
        """The answers that are possible for a student at a step; empty if no student is like this."""
        found = self.possibilities(step, student)
        return () if found is None else found.table_after(()).answers(found.known)

    def students_after(
        self, found: Possibilities, student: StudentCells, altered: Alteration
    ) -> Iterator[tuple[StudentCells, Alteration]]:
        """The student after an alteration, with the part of the alteration that applies.

        The days of a date, and the values of a number, must be adjacent: separate runs are separate ways.
        """
        axes = (*altered.changed, *altered.settled)
        parts = [_runs(found.grid.axes[axis], altered.alike[axis]) for axis in axes]
        for masks in product(*parts):
            one = replace(altered, alike=with_cells(altered.alike, dict(zip(axes, masks, strict=True))))
            after = self._after(found, student, one)
            if after is not None:
                yield after, one

    def _after(self, found: Possibilities, student: StudentCells, altered: Alteration) -> StudentCells | None:
        masks, days, chapters = dict(student.masks), dict(student.days), dict(student.chapters)
        for number in (*altered.changed, *altered.settled):
            axis, mask, changed = found.grid.axes[number], altered.alike[number], number in altered.changed
            name = axis.fact.name
            if changed:
                chapters[name] = chapters.get(name, 0) + 1
            if axis.fact.kind != "date":
                wider = self._in_common(axis, mask)
                masks[name] = wider if changed else masks.get(name, self.axes[name].full) & wider
                continue
            low, high = _ends(axis, mask)
            before = student.days.get(name)
            if not changed and before is not None:
                low, high = max(low, before[0]), min(high, before[1])
            elif changed and before is not None and before[0] > student.on:
                # What is planned can only move to a day that is still to come.
                low = max(low, student.on)
            if low > high:
                return None
            days[name] = low, high
        told = frozenset(found.assumed_after(altered.changed))
        return replace(student, masks=masks, days=days, chapters=chapters, told=told)

    def entering(self, student: StudentCells) -> StudentCells:
        """The student on entering a step: facts with lifetime "visit" are asked anew."""
        gone = self._asked_anew
        forgotten = [name for name in gone if name in student.masks or name in student.days]
        return replace(
            student,
            masks={name: mask for name, mask in student.masks.items() if name not in gone},
            days={name: stretch for name, stretch in student.days.items() if name not in gone},
            told=student.told - gone,
            chapters={**student.chapters, **{name: student.chapters.get(name, 0) + 1 for name in forgotten}},
        )

    def later(self, student: StudentCells, day: date) -> StudentCells | None:
        """The same student on a later day; None if no student lives so long."""
        holding = self._holding(day)
        return None if holding is None else replace(student, on=day, told=student.told & holding)

    def _holding_on(self, day: date) -> frozenset[str] | None:
        """The given facts that follow from others and still hold on a day; None if no student lives so long."""
        try:
            return frozenset(assumed_facts(self.vocabulary, self._knowledge.on(day)))
        except FactError:
            return None

    def days_ahead(self, steps: Collection[Step], student: StudentCells, until: date) -> list[date]:
        """The later days on which the answer of a step can change for a student."""
        found = (days_to_look(self._decider, step, student.days, student.on, until) for step in steps)
        return sorted({day for days in found for day in days})

    def _known(self, axis: Axis, student: StudentCells) -> int:
        name = axis.fact.name
        if axis.fact.kind == "date":
            low, high = student.days.get(name) or date_domain(self.vocabulary, name, student.on)
            return axis.mask_between(low, high)
        mask = student.masks.get(name)
        if mask is None or name not in self.axes:
            return axis.full
        common = self.axes[name]
        found = 0
        for cell, value in enumerate(common.cells):
            found |= axis.mask_of(value) if mask >> cell & 1 else 0
        return found

    def _in_common(self, axis: Axis, mask: int) -> int:
        """The common cells of all steps that some cells of one step overlap."""
        common = self.axes[axis.fact.name]
        return sum(1 << cell for cell, value in enumerate(common.cells) if axis.mask_of(value) & mask)


def _runs(axis: Axis, mask: int) -> list[int]:
    """The runs of adjacent cells; all cells together if a fact has no order."""
    if axis.fact.kind not in ("number", "date"):
        return [mask]
    found: list[int] = []
    for cell in (1 << number for number in range(len(axis.cells)) if mask >> number & 1):
        if found and found[-1] & cell >> 1:
            found[-1] |= cell
        else:
            found.append(cell)
    return found


def _ends(axis: Axis, mask: int) -> DateRange:
    """The first and the last day in adjacent cells."""
    first, last = (mask & -mask).bit_length() - 1, mask.bit_length() - 1
    low, high = axis.bounds(first)[0], axis.bounds(last)[1]
    assert isinstance(low, date)
    assert isinstance(high, date)
    return low, high
