"""A decision as plain JSON-ready values: the fields of `Decision.to_dict`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from routekaart.deciding.decided_student import DecidedStudent
from routekaart.deciding.grounds import Ground
from routekaart.deciding.reasons import Reason
from routekaart.deciding.rests_on import document_dict
from routekaart.foundation.language import Text, text_dict
from routekaart.foundation.version import VERSION
from routekaart.model.fact_values import plain_value

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import (
        DecisionDict,
        DecisionNamesDict,
        GroundDict,
        GroundNameDict,
        TransitionDict,
    )


def decision_dict(student: DecidedStudent, remarks: Sequence[Text], reference: str | None) -> "DecisionDict":
    """The decision about a student."""
    facts = {name: plain_value(value) for name, value in student.facts}
    parts = _parts(student, _ground_dict, remarks, reference)
    return cast("DecisionDict", {**parts, "facts": facts})


def decision_names_dict(student: DecidedStudent, remarks: Sequence[Text], reference: str | None) -> "DecisionNamesDict":
    """The decision about a student, with only the names of facts."""
    parts = _parts(student, _name_dict, remarks, reference)
    return cast("DecisionNamesDict", {**parts, "facts": [name for name, _ in student.facts]})


def _parts(
    student: DecidedStudent,
    told: "Callable[[Ground], GroundDict | GroundNameDict]",
    remarks: Sequence[Text],
    reference: str | None,
) -> dict[str, Any]:
    """All fields except the facts, with each ground written by `told`."""
    verdict = student.verdict
    return {
        "format": "routekaart.decision",
        "format_version": 1,
        "engine": {"name": "routekaart", "version": VERSION},
        "route": verdict.around.route_id,
        "route_version": verdict.around.route_version,
        "route_digest": verdict.around.digest(),
        "meaning_digest": verdict.around.meaning_digest(),
        "chosen": dict(verdict.around.chosen),
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
        "parameters": [one.to_dict() for one in verdict.rests_on.parameters],
        "documents": [document_dict(one) for one in verdict.rests_on.documents],
        "readings": [one.to_dict() for one in verdict.rests_on.readings],
        "contested": [one.to_dict() for one in student.contested],
        "remarks": [text_dict(one) for one in remarks],
        "reference": reference,
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
