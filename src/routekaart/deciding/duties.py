"""Who acts at a step, and what must be done, for one student."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from routekaart.deciding.admission import assumed_facts, students_who_fit
from routekaart.deciding.fitting_students import Students
from routekaart.foundation.shapes import written_as
from routekaart.foundation.truth import Truth, disjunction
from routekaart.logic.grid_cache import GridCache
from routekaart.model.situation import Situation
from routekaart.model.step import Action, HandOver, Involvement, Step

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import DutiesDict, HandOverDict, PartnerDutyDict, PartnersDict

Role: TypeAlias = Literal["responsible", "contact", "action", "with"]


@dataclass(frozen=True, slots=True)
class ActionDuty:
    """Something to do for this student.

    Attributes:
        partners: the partners with whom it is done.
        by: who does it: the partners that the action names, else those responsible for this student. Empty if the
            source leaves that open.
        holds: True, or None if an unknown fact decides whether it must be done.
        optional: the source allows it but does not require it.
        action: the action of the step, with its condition, source and reading.
    """

    text: str
    partners: tuple[str, ...]
    hand_over: HandOver | None
    holds: Literal[True] | None
    optional: bool
    action: Action
    by: "tuple[PartnerDuty, ...]" = ()


@dataclass(frozen=True, slots=True)
class PartnerDuty:
    """A partner who acts for this student.

    Attributes:
        partners: the partner; or several, one of whom acts.
        role: "responsible", to be contacted ("contact"), doing an action although others are responsible ("action"), or
            together with whom an action is done ("with").
    """

    partners: tuple[str, ...]
    role: Role
    holds: Literal[True] | None
    note: str | None = None

    @property
    def id(self) -> str | None:
        """The partner; None when it is one of several."""
        return self.partners[0] if len(self.partners) == 1 else None

    def to_dict(self) -> "PartnerDutyDict":
        """The duty as plain JSON-ready values: `id`, or `one_of` for one of several."""
        return {**partners_dict(self.partners), "role": self.role, "holds": self.holds, "note": self.note}


@dataclass(frozen=True, slots=True)
class SupportDuty:
    """A means that can be used for this student; `holds` as for an action."""

    title: str
    via: tuple[str, ...]
    holds: Literal[True] | None
    note: str | None = None


@written_as("routekaart.deciding.deciding_dicts:DutiesDict")
@dataclass(frozen=True, slots=True)
class Duties:
    """Who acts and what is done at a step, for one student. What does not apply to this student is left out.

    Attributes:
        responsible_unknown: the source leaves open who is responsible ("n.t.b.").
    """

    step_id: str
    actions: tuple[ActionDuty, ...]
    partners: tuple[PartnerDuty, ...]
    supports: tuple[SupportDuty, ...]
    responsible_unknown: bool

    def to_dict(self) -> "DutiesDict":
        """The duties as plain JSON-ready values, in a form that stays the same (`format_version`)."""
        return {
            "format": "routekaart.duties",
            "format_version": 1,
            "step": self.step_id,
            "responsible_unknown": self.responsible_unknown,
            "actions": [
                {
                    "text": duty.text,
                    "by": [partners_dict(one.partners) for one in duty.by],
                    "partners": list(duty.partners),
                    "hand_over": hand_over_dict(duty.hand_over),
                    "holds": duty.holds,
                    "optional": duty.optional,
                }
                for duty in self.actions
            ],
            "partners": [duty.to_dict() for duty in self.partners],
            "supports": [
                {"title": duty.title, "via": list(duty.via), "holds": duty.holds, "note": duty.note}
                for duty in self.supports
            ],
        }


def partners_dict(partners: tuple[str, ...]) -> "PartnersDict":
    """A partner as `id`, or several partners, one of whom acts, as `one_of`."""
    return {"id": partners[0], "one_of": None} if len(partners) == 1 else {"id": None, "one_of": list(partners)}


def hand_over_dict(hand_over: HandOver | None) -> "HandOverDict | None":
    """A hand-over as plain values; None when there is none."""
    if hand_over is None:
        return None
    if hand_over.outside is not None:
        return {"outside": hand_over.outside}
    return {"route": hand_over.route or "", "step": hand_over.step or ""}


def duties_at(grids: GridCache, step: Step, known: Situation) -> Duties:
    """The duties at a step. A condition that unknown facts leave open gives `holds=None`, never a guess."""
    conditions = tuple(part.when for part in step.duty_parts)
    grid = grids.grid(conditions, known.on, assumed_facts(grids.vocabulary, known))
    students = Students(grid, students_who_fit(grid, known), known)
    responsible = tuple(_partners(students, step.responsible, "responsible"))
    actions = tuple(
        ActionDuty(
            action.text,
            action.partners,
            action.hand_over,
            truth or None,
            action.optional,
            action,
            tuple(PartnerDuty((name,), "action", truth or None) for name in action.by) or responsible,
        )
        for action in step.actions
        if (truth := students.truth(action.when)) is not False
    )
    partners = [
        *responsible,
        *_partners(students, step.contacts, "contact"),
        *_acting(actions),
    ]
    supports = tuple(
        SupportDuty(support.title, support.via, truth or None, support.note)
        for support in step.supports
        if (truth := students.truth(support.when)) is not False
    )
    return Duties(step.id, actions, tuple(partners), supports, step.responsible_unknown)


def _partners(students: Students, involved: Iterable[Involvement], role: Role) -> list[PartnerDuty]:
    return [
        PartnerDuty(one.partners, role, truth or None, one.note)
        for one in involved
        if (truth := students.truth(one.when)) is not False
    ]


def _acting(actions: tuple[ActionDuty, ...]) -> list[PartnerDuty]:
    """Each partner who does an action, or with whom one is done, once; certain if one of the actions surely holds."""
    holds: dict[tuple[str, Role], list[Truth]] = {}
    for duty in actions:
        named: dict[Role, tuple[str, ...]] = {"action": duty.action.by, "with": duty.partners}
        for role, partners in named.items():
            for partner in partners:
                holds.setdefault((partner, role), []).append(duty.holds)
    return [PartnerDuty((name,), role, disjunction(truths) or None) for (name, role), truths in holds.items()]
