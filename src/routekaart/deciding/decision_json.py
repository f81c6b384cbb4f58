"""A decision as plain JSON-ready values: the fields of `Decision.to_dict`."""

from typing import Any

from routekaart.deciding.decided_student import DecidedStudent
from routekaart.deciding.grounds import Ground
from routekaart.deciding.reasons import Reason
from routekaart.model.fact_values import plain_value

DICT_VERSION = 1
"""The version of `Decision.to_dict`; raised when a field changes its meaning or goes away."""


def decision_dict(student: DecidedStudent, *, values: bool) -> dict[str, Any]:
    """The decision about a student; without `values`, only the names of facts."""
    verdict = student.verdict
    facts = {name: plain_value(value) for name, value in student.facts}
    return {
        "format": "routekaart.decision",
        "format_version": DICT_VERSION,
        "route": verdict.around.route_id,
        "route_version": verdict.around.route_version,
        "route_digest": verdict.around.digest(),
        "step": verdict.step.id,
        "on": verdict.on.isoformat() if verdict.on else None,
        "outcome": verdict.outcome,
        "target": verdict.target,
        "possible": list(verdict.possible),
        "missing": list(verdict.missing),
        "questions": [question.to_dict() for question in verdict.fact_questions],
        "transition": _transition_dict(student.taken),
        "transitions": [_reason_dict(student, reason, values=values) for reason in student.reasons],
        "facts": facts if values else list(facts),
    }


def _transition_dict(taken: Reason | None) -> dict[str, Any] | None:
    if taken is None:
        return None
    transition = taken.transition
    return {
        "number": taken.number,
        "to": transition.to,
        "sources": list(transition.sources),
        "readings": list(transition.readings),
    }


def _reason_dict(student: DecidedStudent, reason: Reason, *, values: bool) -> dict[str, Any]:
    because = [_ground_dict(ground, values=values) for ground in student.grounds(reason)]
    return {"number": reason.number, "to": reason.transition.to, "status": reason.status, "because": because}


def _ground_dict(ground: Ground, *, values: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"fact": ground.fact}
    if values:
        found["value"] = None if ground.value is None else plain_value(ground.value)
        ends = {"from": ground.several.low, "to": ground.several.high}
        found |= {key: plain_value(end) for key, end in ends.items() if end is not None}
        if ground.several.one_of:
            found["one_of"] = [plain_value(one) for one in ground.several.one_of]
    return {**found, "follows_from": list(ground.follows_from)}
