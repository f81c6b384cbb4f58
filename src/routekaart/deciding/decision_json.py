"""A decision as plain JSON-ready values: the fields of `Decision.to_dict`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from routekaart.deciding.decided_student import DecidedStudent
from routekaart.deciding.grounds import Ground
from routekaart.deciding.reasons import Reason
from routekaart.model.fact_values import plain_value

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import (
        DecisionDict,
        DecisionNamesDict,
        GroundDict,
        GroundNameDict,
        TransitionDict,
    )


def decision_dict(student: DecidedStudent) -> "DecisionDict":
    """The decision about a student."""
    facts = {name: plain_value(value) for name, value in student.facts}
    return cast("DecisionDict", {**_parts(student, _ground_dict), "facts": facts})


def decision_names_dict(student: DecidedStudent) -> "DecisionNamesDict":
    """The decision about a student, with only the names of facts."""
    return cast("DecisionNamesDict", {**_parts(student, _name_dict), "facts": [name for name, _ in student.facts]})


def _parts(student: DecidedStudent, told: "Callable[[Ground], GroundDict | GroundNameDict]") -> dict[str, Any]:
    """All but the facts, with each ground told in one way."""
    verdict = student.verdict
    return {
        "format": "routekaart.decision",
        "format_version": 1,
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
        "transitions": [
            {
                "number": reason.number,
                "to": reason.transition.to,
                "status": reason.status,
                "because": [told(ground) for ground in student.grounds(reason)],
            }
            for reason in student.reasons
        ],
    }


def _transition_dict(taken: Reason | None) -> "TransitionDict | None":
    if taken is None:
        return None
    transition = taken.transition
    return {
        "number": taken.number,
        "to": transition.to,
        "sources": list(transition.sources),
        "readings": list(transition.readings),
    }


def _name_dict(ground: Ground) -> "GroundNameDict":
    return {"fact": ground.fact, "follows_from": list(ground.follows_from)}


def _ground_dict(ground: Ground) -> "GroundDict":
    found: dict[str, Any] = {
        "fact": ground.fact,
        "value": None if ground.value is None else plain_value(ground.value),
    }
    ends = {"from": ground.several.low, "to": ground.several.high}
    found |= {key: plain_value(end) for key, end in ends.items() if end is not None}
    if ground.several.one_of:
        found["one_of"] = [plain_value(one) for one in ground.several.one_of]
    return cast("GroundDict", {**found, "follows_from": list(ground.follows_from)})
