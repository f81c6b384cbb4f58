"""The students of whom something else follows: one version refuses what the other makes of the same facts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from routekaart.comparison.changes import FollowChange
from routekaart.comparison.joining import limits_of
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Different, Look, Looked, Seen, look_on_every_day
from routekaart.comparison.region_words import regions_of
from routekaart.comparison.regions import StudentSet
from routekaart.comparison.shown_students import accepts, facts_of
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.frozen import frozen
from routekaart.logic.formula import conjoin, opposite
from routekaart.logic.grid import Grid
from routekaart.model.condition import Condition, Test, Value


class Following:
    """Compares what follows in two versions of a fact that each of them derives.

    Attributes:
        looked: what was seen for each value that was asked about.
        not_replayed: whether a version makes something else of a student than was proven: a fault in the proof.
        unsure: whether it follows in another way, and no student was found for whom it is another number or date.
    """

    def __init__(self, joint: Joint, called: tuple[str, str], old: str, new: str) -> None:
        """A fact as the two versions call it; `called` is how these are loaded."""
        self._joint, self._called, self._names = joint, called, (old, new)
        self.looked: list[Looked[bool]] = []
        self.not_replayed = False
        self.unsure = False

    def changes(self) -> Iterator[FollowChange]:
        """Each region of students of whom something else follows; of numbers and dates, those at one limit."""
        old, new = self._joint.old.facts[self._names[0]], self._joint.new.facts[self._names[1]]
        if self._joint.old.route.facts[self._names[0]].kind == "yes_no":
            yield from self._changes(Test(old, "one_of", (True,)), Test(new, "one_of", (True,)))
            return
        for limit in dict.fromkeys(limits_of((self._joint.old.route, self._joint.new.route), self._names)):
            found = list(self._changes(Test(old, "at_least", (limit,)), Test(new, "at_least", (limit,))))
            if found:
                yield from found
                return
        self.unsure = True

    def _changes(self, before: Condition, after: Condition) -> Iterator[FollowChange]:
        looked = look_on_every_day(self._joint.everyone, (before, after), _looking(before, after))
        self.looked.append(looked)
        for _, region in regions_of(self._joint, looked, self._students):
            was, becomes = region.old.facts[self._names[0]], region.new.facts[self._names[1]]
            if was != becomes and self._refuse_each_other(region.old, region.new):
                yield FollowChange(*self._names, was, becomes, region)
            else:
                self.not_replayed = True

    def _students(self, seen: Seen[bool]) -> tuple[Witness, Witness]:
        joint = self._joint
        old, new = (
            self._student(side, called, name, seen, yes=yes)
            for side, called, name, yes in zip(
                (joint.old, joint.new), self._called, self._names, (seen.key, not seen.key), strict=True
            )
        )
        return old, new

    def _student(self, side: Side, called: str, name: str, seen: Seen[bool], *, yes: bool) -> Witness:
        """One of the students with what follows of her; `yes` is that of a yes_no fact."""
        chain = side.route.vocabulary.date_chain(name)
        facts = facts_of(self._joint, side, seen, frozenset() if chain is None else self._dates)
        follows: Value = yes if chain is None else chain.read(_day(facts[chain.date_fact]), seen.on)
        return Witness(called, side.route.start, seen.on, frozen({**facts, name: follows}))

    @property
    def _dates(self) -> frozenset[str]:
        """The dates that the fact is read off, as the joint vocabulary calls them."""
        vocabulary = self._joint.everyone.vocabulary
        names = self._joint.old.facts[self._names[0]], self._joint.new.facts[self._names[1]]
        return frozenset(vocabulary.root_date(name) for name in names)

    def _refuse_each_other(self, old: Witness, new: Witness) -> bool:
        """Whether each version accepts what follows in it, and refuses what follows in the other."""
        old_side, new_side = self._joint.old, self._joint.new
        was, becomes = old.facts[self._names[0]], new.facts[self._names[1]]
        turned_old = replace(old, facts=frozen({**old.facts, self._names[0]: becomes}))
        turned_new = replace(new, facts=frozen({**new.facts, self._names[1]: was}))
        both_accept = accepts(old_side, old) and accepts(new_side, new)
        return both_accept and not accepts(old_side, turned_old) and not accepts(new_side, turned_new)


def _looking(before: Condition, after: Condition) -> Look[bool]:
    """Tells for whom the one holds and not the other: True when that is what the old version says."""

    def look(grid: Grid) -> Iterable[Different[bool]]:
        one, other = grid.formula(before), grid.formula(after)
        for key, holding, failing in ((True, one, other), (False, other, one)):
            formula = conjoin([holding, opposite(failing, grid.full)], grid.full)
            students = StudentSet(grid.valid, formula, grid.full)
            if students.some() is not None:
                yield Different(key, students, frozenset())

    return look


def _day(value: Value) -> date:
    assert isinstance(value, date)
    return value
