"""The students whom only one of the versions accepts: the other refuses what is told of them."""

from routekaart.comparison.changes import AdmissionChange, Region
from routekaart.comparison.joint import Joint, Pair
from routekaart.comparison.over_time import Found, Seen, look_on_every_day, meeting_one
from routekaart.comparison.region_words import replayed
from routekaart.comparison.shown_students import accepts, student_of
from routekaart.diagnostics.witness import Witness
from routekaart.model.condition import All


def admission_changes(joint: Joint) -> Found[AdmissionChange]:
    """Each region of students whom one version accepts and the other refuses."""
    old, new = All(joint.required_only_by(joint.old)), All(joint.required_only_by(joint.new))
    if not old.parts and not new.parts:
        return Found()

    def students(seen: Seen[Pair[bool]]) -> Pair[Witness]:
        sides = zip((joint.old, joint.new), seen.key, strict=True)
        return Pair(*(student_of(joint, side, side.route.start, seen, contradict=not one) for side, one in sides))

    def change(accepted: Pair[bool], region: Region) -> AdmissionChange | None:
        if (accepts(joint.old, region.old), accepts(joint.new, region.new)) != accepted:
            return None
        return AdmissionChange(accepted.old, region)

    looked = look_on_every_day(joint.anyone, (old, new), meeting_one(old, new))
    return Found(tuple(replayed(joint, looked, students, change)), (looked,))
