"""The smallest changes of facts that lead from a step to a target, or the proof that no change does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from routekaart.deciding.admission import assumed_facts, students_who_fit
from routekaart.deciding.decided_student import as_given
from routekaart.deciding.decider import Decider, step_table
from routekaart.deciding.witnessing import condition_in, facts_in
from routekaart.foresight.knowledge import knowledge_of
from routekaart.foresight.outlook import changes
from routekaart.foundation.dates import LATEST
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text, enumerate_text, joined, text_dict
from routekaart.foundation.shapes import written_as
from routekaart.logic.alterations import Alteration, smallest_alterations
from routekaart.logic.axes import Axis
from routekaart.logic.date_ranges import known_days
from routekaart.logic.formula import Cube, Formula, axes_of, conjoin
from routekaart.logic.grid import Grid
from routekaart.logic.smallest import smallest_sets
from routekaart.logic.table import Answer, Table
from routekaart.model.condition import All, Condition, FactTest, Value
from routekaart.model.fact_values import plain_value
from routekaart.model.situation import Situation, situation_of
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary
from routekaart.model.wording import in_both_languages

if TYPE_CHECKING:
    from routekaart.foresight.foresight_dicts import ReachDict, WayDict


@dataclass(frozen=True)
class Way:
    """One way to reach a target. Personal data, not in `repr`.

    Attributes:
        changes: the facts that must change, each with a value that is enough.
        settles: the facts that are not known (in full) and must turn out to have the given value.
        when: the condition that must be true, which covers every value that is enough.
        text: the same in words.
        facts: what is known afterwards, in the form that `decide` takes; the decision then is the target.
    """

    changes: Mapping[str, Value] = field(repr=False)
    settles: Mapping[str, Value] = field(repr=False)
    when: Condition = field(repr=False)
    text: Text = field(repr=False)
    facts: Mapping[str, Value] = field(repr=False)

    def to_dict(self) -> "WayDict":
        """The way as plain JSON-ready values. Personal data."""
        return {
            "changes": {name: plain_value(value) for name, value in self.changes.items()},
            "settles": {name: plain_value(value) for name, value in self.settles.items()},
            "text": text_dict(self.text),
        }


@written_as("routekaart.foresight.foresight_dicts:ReachDict")
@dataclass(frozen=True)
class Reach:
    """The changes that would bring a student from a step to a target.

    Attributes:
        ways: the smallest ways: with the fewest facts changed, and of those with the fewest facts settled. If empty, it
            is proven that no change of facts that can change leads there.
        fixed: if there are no ways, the facts that cannot change and prevent it; empty if no student gets there.
        on_its_own: the first later date on which time alone leads the student there; not in `repr`, since it follows
            from facts.
        text: all of it in words. Personal data, not in `repr`.
    """

    step_id: str
    target: str
    on: date
    ways: tuple[Way, ...]
    fixed: tuple[str, ...]
    on_its_own: date | None = field(repr=False)
    text: Text = field(repr=False)

    def to_dict(self) -> "ReachDict":
        """The answer as plain JSON-ready values, in a form that stays the same (`format_version`). Personal data."""
        return {
            "format": "routekaart.reach",
            "format_version": 1,
            "step": self.step_id,
            "target": self.target,
            "on": self.on.isoformat(),
            "goes_there": self.goes_there,
            "ways": [way.to_dict() for way in self.ways],
            "fixed": list(self.fixed),
            "on_its_own": self.on_its_own.isoformat() if self.on_its_own else None,
        }

    @property
    def goes_there(self) -> bool:
        """Whether the student already goes there."""
        return any(not way.changes and not way.settles for way in self.ways)


@dataclass(frozen=True)
class Possibilities:
    """The cells that a student is in at a step, and those that the student could move to.

    Attributes:
        situation: what is known, without what follows from other facts.
        assumed: the given facts that follow from others: they limit those, as long as none changes.
        known: the students who fit what is known of each fact by itself.
        possible: the cells that the student could move to.
    """

    step: Step
    grid: Grid
    situation: Situation
    assumed: Mapping[str, bool] = field(repr=False)
    known: Cube = field(repr=False)
    possible: Cube = field(repr=False)
    table: Table = field(repr=False)

    def table_after(self, changed: Sequence[int]) -> Table:
        """The table for students who move on these axes: given facts that depend on those axes do not count."""
        kept = [self._formula(name) for name in self.assumed_after(changed)]
        table = self.table
        return replace(table, valid=conjoin([table.valid, *kept], self.grid.full)) if kept else table

    def assumed_after(self, changed: Sequence[int]) -> dict[str, bool]:
        """The given facts that follow from others and that still hold for students who move on these axes."""
        moved = frozenset(changed)
        return {name: value for name, value in self.assumed.items() if not axes_of(self._formula(name)) & moved}

    def _formula(self, name: str) -> Formula:
        return self.grid.formula(FactTest(name, "one_of", (self.assumed[name],)))


def _possibilities(decider: Decider, step: Step, known: Situation) -> Possibilities:
    """The possibilities of a student at a step.

    Raises:
        FactError: no student can be like this.
    """
    vocabulary = known.vocabulary
    here = situation_of(vocabulary, knowledge_of(decider.grids, known).known, known.on)
    assumed = assumed_facts(vocabulary, known)
    given = (FactTest(name, "one_of", (value,)) for name, value in assumed.items())
    grid = decider.grids.grid((*step.guards, *given), known.on, {})
    cube = students_who_fit(grid, here)
    possible = tuple(
        can_become(axis, mask, here.on, _known_days(axis, here)) for axis, mask in zip(grid.axes, cube, strict=True)
    )
    return Possibilities(step, grid, here, frozen(assumed), cube, possible, step_table(step, grid))


def _alterations(found: Possibilities, target: str) -> tuple[Alteration, ...]:
    """The smallest alterations after which the decision is the target."""
    return smallest_alterations(found.table_after, Answer("target", target), found.known, found.possible)


def reach(decider: Decider, step: Step, known: Situation, target: str) -> Reach:
    """The changes that lead from a step to one of its targets.

    Raises:
        FactError: no student can be like this.
    """
    found = _possibilities(decider, step, known)
    altered = _alterations(found, target)
    ways = tuple(_way(found, one) for one in altered)
    fixed = () if ways else _in_the_way(found, target)
    outlook = changes(decider, step, knowledge_of(decider.grids, known), known.on, LATEST)
    later = (change.on for change in outlook if change.decision.target == target)
    goes_there = any(not one.changed and not one.settled for one in altered)
    on_its_own = None if goes_there else next(later, None)
    text = _text(known.vocabulary, target, ways, fixed, on_its_own)
    return Reach(step.id, target, known.on, ways, fixed, on_its_own, text)


def _way(found: Possibilities, altered: Alteration) -> Way:
    """An alteration as facts and words."""
    vocabulary, on, grid = found.situation.vocabulary, found.situation.on, found.grid
    regions = [_only(grid, altered.students, axes) for axes in (altered.changed, altered.settled)]
    # A cell can hold more days than those that are known: a settled date is one of the known days, and a planned date
    # moves to a day that is still to come.
    known = {axis.fact.name: days for axis in grid.axes if (days := _known_days(axis, found.situation))}
    to_come = {name: (on, LATEST) for name, days in known.items() if days[0] > on}
    changed, settled = (
        facts_in(vocabulary, grid, region, on, within=within)
        for region, within in zip(regions, (to_come, known), strict=True)
    )
    fixed = (*altered.changed, *altered.settled)
    conditions = {axis: condition_in(vocabulary, grid, axis, altered.alike[axis], on) for axis in fixed}
    when = All(tuple(conditions.values()))
    text = way_text(vocabulary, [[conditions[axis] for axis in axes] for axes in (altered.changed, altered.settled)])
    facts = {**_beside(found, fixed), **found.assumed_after(altered.changed), **changed, **settled}
    return Way(changed, settled, when, text, frozen(facts))


def _beside(found: Possibilities, altered: Sequence[int]) -> dict[str, Value]:
    """The known values of the other facts."""
    vocabulary, grid = found.situation.vocabulary, found.grid
    named = {name for axis in altered for name in vocabulary.family(grid.axes[axis].fact.name)}
    return {name: value for name, value in as_given(found.situation) if name not in named}


def _only(grid: Grid, students: Cube, axes: Sequence[int]) -> Cube:
    """The students of a set, limited on these axes only."""
    return tuple(mask if axis in axes else grid.full[axis] for axis, mask in enumerate(students))


def can_become(axis: Axis, known: int, on: date, days: tuple[date, date] | None) -> int:
    """The cells that a fact can move to, with those that it is in.

    Args:
        days: the first and the last day that a date can be, where something is known of it.
    """
    fact = axis.fact
    if known == axis.full or fact.changes == "never":
        return known
    if fact.changes == "once" and fact.kind == "yes_no":
        return known if known == axis.mask_of(True) else axis.full
    onwards = axis.full & ~((known & -known) - 1)
    if fact.kind == "date" and fact.changes != "grows":
        # A past event stays in the past: its date can only be replaced by a later one. What is planned can come sooner.
        return onwards | axis.mask_between(on, LATEST) if days and days[0] > on else onwards
    return onwards if fact.changes == "grows" and fact.kind in ("date", "number") else axis.full


def _known_days(axis: Axis, situation: Situation) -> tuple[date, date] | None:
    if axis.fact.kind != "date":
        return None
    return known_days(situation.vocabulary, axis.fact.name, situation)


def _in_the_way(found: Possibilities, target: str) -> tuple[str, ...]:
    """The fewest facts that cannot change and without which some change would lead to the target."""
    grid = found.grid
    stuck = [axis for axis, mask in enumerate(found.possible) if mask != grid.full[axis]]

    def would_do(group: Sequence[int]) -> bool:
        freed = tuple(grid.full[axis] if axis in group else mask for axis, mask in enumerate(found.possible))
        return found.table_after(group).region(Answer("target", target), freed) is not None

    groups = smallest_sets(stuck, would_do)
    return tuple(_called(found, axis) for axis in groups[0]) if groups else ()


def _called(found: Possibilities, axis: int) -> str:
    """The fact that the conditions read off an axis: the age rather than the birth date."""
    name = found.grid.axes[axis].fact.name
    chain = found.grid.dates.only_chain(name)
    read_off = found.situation.vocabulary.read_off(name)
    return next((one.name for one in read_off if chain is not None and one.chain == chain), name)


def way_text(vocabulary: Vocabulary, altered: Sequence[Sequence[Condition]]) -> Text:
    """The changes, and the facts that must be settled, in words."""
    words = (Text("er verandert", "this changes"), Text("het blijkt", "this turns out"))
    parts: list[Text] = []
    for word, conditions in zip(words, altered, strict=True):
        if conditions:
            said = _said(vocabulary, conditions)
            parts.append(Text(f"{word.nl}: {said.nl}", f"{word.en}: {said.en}"))
    return joined(parts, "; ")


def _said(vocabulary: Vocabulary, conditions: Sequence[Condition]) -> Text:
    return in_both_languages(
        vocabulary.facts, vocabulary.parameters, lambda wording: wording.condition(All(tuple(conditions)))
    )


def _text(
    vocabulary: Vocabulary, target: str, ways: Sequence[Way], fixed: Sequence[str], on_its_own: date | None
) -> Text:
    lines: list[Text] = []
    if not ways:
        names = enumerate_text((vocabulary.facts[name].title for name in fixed), every=True)
        nl = f"wat niet kan veranderen, sluit dat uit: {names.nl}" if fixed else "dat kan bij niemand"
        en = f"what cannot change excludes it: {names.en}" if fixed else "that is so for nobody"
        lines.append(Text(f"Geen verandering leidt naar {target}: {nl}.", f"No change leads to {target}: {en}."))
    for one in ways:
        if one.text.nl:
            lines.append(Text(f"Naar {target} als {one.text.nl}.", f"To {target} if {one.text.en}."))
        else:
            lines.append(Text(f"Gaat al naar {target}.", f"Goes to {target} already."))
    if on_its_own:
        lines.append(
            Text(f"Vanzelf naar {target} op {on_its_own}.", f"To {target} on {on_its_own} if nothing changes but time.")
        )
    return joined(lines, "\n")
