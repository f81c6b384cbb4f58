"""The students whom only one of the versions accepts: others refuse what is told of them."""

from collections.abc import Iterable, Iterator

from routekaart.comparison.changes import AdmissionChange
from routekaart.comparison.joint import Joint
from routekaart.comparison.over_time import Different, Looked, Seen, look_on_every_day
from routekaart.comparison.region_words import regions_of
from routekaart.comparison.regions import StudentSet
from routekaart.comparison.shown_students import accepts, student_of
from routekaart.diagnostics.witness import Witness
from routekaart.logic.formula import conjoin, opposite
from routekaart.logic.grid import Grid
from routekaart.model.condition import All


class Admissions:
    """Compares which students two versions accept.

    Attributes:
        looked: what was seen; the key tells whether the new version refuses them.
        not_replayed: whether a version accepts or refuses otherwise than was proven: a fault in the proof.
    """

    def __init__(self, joint: Joint, called: tuple[str, str]) -> None:
        """The two versions; `called` is how they are loaded."""
        self._joint, self._called = joint, called
        self.looked: Looked[bool] = Looked()
        self.not_replayed = False

    def changes(self) -> Iterator[AdmissionChange]:
        """Each region of students whom one version accepts and the other refuses."""
        only_old = self._joint.required_only_by(self._joint.old)
        only_new = self._joint.required_only_by(self._joint.new)
        if not only_old and not only_new:
            return
        self.looked = look_on_every_day(self._joint.anyone, (All(only_old), All(only_new)), self._look)
        for refused, region in regions_of(self._joint, self.looked, self._students):
            accepted = accepts(self._joint.old, region.old), accepts(self._joint.new, region.new)
            if accepted == (refused, not refused):
                yield AdmissionChange(refused, region)
            else:
                self.not_replayed = True

    def _look(self, grid: Grid) -> Iterable[Different[bool]]:
        old, new = (
            grid.formula(All(self._joint.required_only_by(side))) for side in (self._joint.old, self._joint.new)
        )
        for refused, accepting, other in ((True, old, new), (False, new, old)):
            formula = conjoin([accepting, opposite(other, grid.full)], grid.full)
            students = StudentSet(grid.valid, formula, grid.full)
            if students.some() is not None:
                yield Different(refused, students, frozenset())

    def _students(self, seen: Seen[bool]) -> tuple[Witness, Witness]:
        joint = self._joint
        old, new = (
            student_of(joint, side, called, side.route.start, seen, contradict=refuses)
            for side, called, refuses in zip(
                (joint.old, joint.new), self._called, (not seen.key, seen.key), strict=True
            )
        )
        return old, new
