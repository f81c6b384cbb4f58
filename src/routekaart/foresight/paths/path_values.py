"""The values along a path: one for each fact that must change or be settled, the same in every step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from routekaart.deciding.witnessing import condition_in, value_in
from routekaart.foresight.outlook import DateRange
from routekaart.foresight.paths.path import PathStep
from routekaart.foresight.paths.student_cells import Cells, StudentCells
from routekaart.foresight.required_changes import Possibilities, Way, way_text
from routekaart.foundation.frozen import frozen
from routekaart.logic.alterations import Alteration
from routekaart.logic.axes import Axis
from routekaart.logic.date_ranges import date_domain, days_giving
from routekaart.logic.table import Answer
from routekaart.model.condition import All, Value
from routekaart.model.fact_values import PartlyKnown

Chapter = tuple[str, int]
_MOST_TRIES = 500


@dataclass(frozen=True)
class Stage:
    """A step of a path that is being made, with what must become true there.

    Attributes:
        target: where the student then goes; the step itself if the student must stay.
        altered: what must become true there; its `alike` is the part of it that this path takes.
        before, after: the student before and after that.
    """

    target: str
    waited: bool
    found: Possibilities
    altered: Alteration
    before: StudentCells
    after: StudentCells

    @property
    def names(self) -> dict[str, int]:
        """The facts that change or are settled here, with their axes."""
        axes = self.found.grid.axes
        return {axes[axis].fact.name: axis for axis in (*self.altered.changed, *self.altered.settled)}


def path_steps(cells: Cells, stages: Sequence[Stage]) -> tuple[PathStep, ...] | None:
    """The steps of a path with the values of one student; None when no values were found that go together."""
    chosen = _Choosing(cells, stages).choose()
    return None if chosen is None else tuple(_step(cells, stage, chosen) for stage in stages)


class _Choosing:
    """Chooses a value for every fact that changes or is settled along a path, so that each step still leads on."""

    def __init__(self, cells: Cells, stages: Sequence[Stage]) -> None:
        self._cells, self._stages, self._tries = cells, stages, 0
        self._last: dict[Chapter, StudentCells] = {}
        for stage in stages:
            # Until a fact changes, more and more becomes known of it: the last state of a chapter is the narrowest.
            self._last |= {stage.after.chapter(name): stage.after for name in (*stage.after.masks, *stage.after.days)}
        self._asked = dict.fromkeys(stage.after.chapter(name) for stage in stages for name in stage.names)

    def choose(self, chosen: Mapping[Chapter, Value] = frozen({})) -> Mapping[Chapter, Value] | None:
        chapter = next((one for one in self._asked if one not in chosen), None)
        if chapter is None:
            return chosen
        for value in self._values(chapter):
            self._tries += 1
            if self._tries > _MOST_TRIES:
                return None
            further = {**chosen, chapter: value}
            if all(_leads_on(self._cells, stage, further) for stage in self._stages):
                found = self.choose(further)
                if found is not None:
                    return found
        return None

    def _values(self, chapter: Chapter) -> Iterator[Value]:
        name, student = chapter[0], self._last[chapter]
        if name in student.days:
            yield from self._days(name, student.days[name])
            return
        axis, mask = self._cells.axes[name], student.masks[name]
        values = [value_in(axis, mask), *(value_in(axis, 1 << cell) for cell in _numbers(mask))]
        yield from dict.fromkeys(values)

    def _days(self, name: str, stretch: DateRange) -> Iterator[date]:
        """The days to try: first the end that people name for a count or a day, then the other, then between."""
        low, high = stretch
        counted = any(self._chain_counts(stage, name) for stage in self._stages)
        first, last = date_domain(self._cells.vocabulary, name, self._stages[-1].after.on)
        ends = [high, low] if counted else [low, high]
        if ends[0] == (last if counted else first):
            ends.reverse()
        middle = date.fromordinal((low.toordinal() + high.toordinal()) // 2)
        yield from dict.fromkeys([*ends, middle])

    def _chain_counts(self, stage: Stage, name: str) -> bool:
        chain = stage.found.grid.dates.only_chain(name)
        return chain is not None and bool(chain.steps)


def _leads_on(cells: Cells, stage: Stage, chosen: Mapping[Chapter, Value]) -> bool:
    """Whether a step leads on for a student with these values, as far as they are known by then."""
    table = stage.found.table_after(stage.altered.changed)
    cube = []
    for axis, mask in zip(stage.found.grid.axes, cells.known(stage.found.grid, stage.after), strict=True):
        name = axis.fact.name
        value = chosen.get(stage.after.chapter(name)) if stage.after.knows(name) else None
        cube.append(mask if value is None else mask & axis.mask_of(value))
    return all(cube) and table.answers(tuple(cube)) == (Answer("target", stage.target),)


def _step(cells: Cells, stage: Stage, chosen: Mapping[Chapter, Value]) -> PathStep:
    grid, on, altered = stage.found.grid, stage.after.on, stage.altered
    conditions = {
        axis: condition_in(cells.vocabulary, grid, axis, altered.alike[axis], on) for axis in stage.names.values()
    }
    changed, settled = ([conditions[axis] for axis in axes] for axes in (altered.changed, altered.settled))
    changes = dict(_named(cells, stage, axis, chosen) for axis in altered.changed)
    settles = dict(_named(cells, stage, axis, chosen) for axis in altered.settled)
    way = Way(
        frozen(changes),
        frozen(settles),
        All(tuple(conditions.values())),
        way_text(cells.vocabulary, [changed, settled]),
        frozen(dict(_facts(cells, stage, chosen))),
    )
    return PathStep(on, stage.found.step.id, stage.target, stage.waited, way)


def _named(cells: Cells, stage: Stage, number: int, chosen: Mapping[Chapter, Value]) -> tuple[str, Value]:
    """The fact and the value to name: for a date, the count that is read off it, if that says enough."""
    axis: Axis = stage.found.grid.axes[number]
    name, on = axis.fact.name, stage.after.on
    value = chosen[stage.after.chapter(name)]
    chain = stage.found.grid.dates.only_chain(name)
    if not isinstance(value, date) or chain is None or not chain.steps:
        return name, value
    count = chain.read(value, on)
    days = days_giving(chain, on, count)
    known = stage.before.days.get(name) if number in stage.altered.settled else None
    low, high = known or date_domain(cells.vocabulary, name, on)
    within = stage.after.days[name]
    if days is None or not within[0] <= max(low, days[0]) <= min(high, days[1]) <= within[1]:
        return name, value
    return next(one.name for one in cells.vocabulary.read_off(name) if one.chain == chain), count


def _facts(cells: Cells, stage: Stage, chosen: Mapping[Chapter, Value]) -> Iterator[tuple[str, Value]]:
    """The known facts after a step, in the form that `decide` takes."""
    for name in dict.fromkeys((*cells.given, *(name for name, _ in chosen))):
        chapter = stage.after.chapter(name)
        if chapter in chosen and stage.after.knows(name):
            yield name, chosen[chapter]
        elif chapter[1] == 0 and name in cells.given:
            value = cells.given[name]
            yield name, str(value) if isinstance(value, PartlyKnown) else value
    yield from ((name, cells.assumed[name]) for name in stage.after.told)


def _numbers(mask: int) -> Iterator[int]:
    return (cell for cell in range(mask.bit_length()) if mask >> cell & 1)
