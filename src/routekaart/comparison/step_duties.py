"""The students in a step for whom somebody else acts, or something else must be done."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from routekaart.comparison.changes import DutyChange
from routekaart.comparison.duty_parts import Duty, duties_of, given_duties, rewritten
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Different, Look, Looked, Seen, look_on_every_day
from routekaart.comparison.region_making import regions_of
from routekaart.comparison.regions import StudentSet
from routekaart.comparison.shown_students import student_of
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text
from routekaart.logic.formula import Formula, conjoin, opposite
from routekaart.logic.grid import Grid
from routekaart.model.condition import AnyOf, Condition
from routekaart.model.situation import FactError
from routekaart.model.step import Step

DutyChangeKind: TypeAlias = Literal["added", "removed", "changed"]
_NEVER: Condition = AnyOf(())


class DutiesOfStep:
    """Compares who acts and what must be done in two versions of a step.

    Attributes:
        looked: what was seen for each duty, and what keeps it from being everything.
        not_replayed: whether a version says something else of a student than was proven: a fault in the proof.
    """

    def __init__(self, joint: Joint, called: tuple[str, str], old: Step, new: Step) -> None:
        """The step of the old version and what it became; `called` is how the routes are loaded."""
        self._joint, self._called = joint, called
        self._steps = (old, new)
        self._words: tuple[dict[Duty, Text], dict[Duty, Text]] = ({}, {})
        self._when = tuple(
            duties_of(side, step, words)
            for side, step, words in zip((joint.old, joint.new), self._steps, self._words, strict=True)
        )
        self.looked: list[Looked[DutyChangeKind]] = []
        self.not_replayed = False

    def changes(self) -> Iterator[DutyChange]:
        """Each region of students for whom something falls away, comes, or becomes something else."""
        old, new = self._when
        gone = [duty for duty in old if duty not in new]
        come = [duty for duty in new if duty not in old]
        for was in list(gone):
            becomes = rewritten(was, [duty for duty in come if old[was] == new[duty]])
            if becomes is not None:
                gone.remove(was)
                come.remove(becomes)
                yield from self._changes(was, becomes)
        for duty in (*gone, *(duty for duty in old if duty in new and old[duty] != new[duty]), *come):
            yield from self._changes(duty, duty)

    def _changes(self, was: Duty, becomes: Duty) -> Iterator[DutyChange]:
        """Who gets a duty in one version only; of a duty that became another, who gets them."""
        before, after = self._when[0].get(was, _NEVER), self._when[1].get(becomes, _NEVER)
        looked = look_on_every_day(self._joint.everyone, (before, after), _looking(before, after, same=was == becomes))
        self.looked.append(looked)
        old, new = self._steps
        for change, region in regions_of(self._joint, looked, self._students):
            held = _holds(self._joint.old, old, was, region.old), _holds(self._joint.new, new, becomes, region.new)
            if held != (change != "added", change != "removed"):
                self.not_replayed = True
                continue
            yield DutyChange(
                old_step=old.id,
                new_step=new.id,
                named=self._joint.new.route.surroundings.named(new.id),
                role=was.role,
                was=None if change == "added" else self._words[0][was],
                becomes=None if change == "removed" else self._words[1][becomes],
                region=region,
            )

    def _students(self, seen: Seen[DutyChangeKind]) -> tuple[Witness, Witness]:
        old, new = (
            student_of(self._joint, side, called, step.id, seen)
            for side, called, step in zip((self._joint.old, self._joint.new), self._called, self._steps, strict=True)
        )
        return old, new


def _looking(before: Condition, after: Condition, *, same: bool) -> Look[DutyChangeKind]:
    """Tells who gets the one and not the other; of two duties with one condition, who gets them."""

    def look(grid: Grid) -> Iterator[Different[DutyChangeKind]]:
        one, other = grid.formula(before), grid.formula(after)
        changed: list[tuple[DutyChangeKind, Formula]] = [("changed", one)]
        if same:
            changed = [
                ("removed", conjoin([one, opposite(other, grid.full)], grid.full)),
                ("added", conjoin([other, opposite(one, grid.full)], grid.full)),
            ]
        for change, formula in changed:
            students = StudentSet(grid.valid, formula, grid.full)
            if students.some() is not None:
                yield Different(change, students, frozenset())

    return look


def _holds(side: Side, step: Step, duty: Duty, student: Witness) -> bool | None:
    """Whether a version really gives a student a duty; None when that is open, or it refuses the student."""
    try:
        given = given_duties(side, side.route.duties(step.id, student.facts, on=student.on))
    except FactError:
        return None
    return given.get(duty, False)
