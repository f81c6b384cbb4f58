"""receiver-absent: a student is handed over to a partner who does nothing in the receiving step."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text, enumerate_text
from routekaart.model.step import HandOver
from routekaart.route import Route
from routekaart.usage import acting_in, hand_overs_of


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each hand-over whose receiving partner does not act where the student comes in."""
    for path, hand_over in hand_overs_of(subject.route):
        other = subject.others.get(hand_over.route or "")
        step = other.steps.get(hand_over.step or "") if other else None
        partners = _receivers(subject.route, path, hand_over)
        if step is not None and partners and not partners & acting_in(step):
            listed = enumerate_text(sorted(partners))
            where = f"{hand_over.route} {step.id}"
            text = Text(
                f"{listed.nl} doet niets in {where}, waar de student binnenkomt; noem met partner: wie de student "
                "overneemt",
                f"{listed.en} does nothing in {where}, where the student comes in; name with partner: who takes over",
            )
            yield Finding((*path, "partner") if hand_over.partner else path, text)


def _receivers(route: Route, path: PartPath, hand_over: HandOver) -> frozenset[str]:
    """The partner that receives a student, or else the partners with whom the action is done."""
    if hand_over.partner is not None:
        return frozenset({hand_over.partner})
    if path[0] == "ends":
        return frozenset()
    assert isinstance(path[3], int)
    return frozenset(route.steps[str(path[1])].actions[path[3]].partners)


CHECK = Check("receiver-absent", of_route=_check)
