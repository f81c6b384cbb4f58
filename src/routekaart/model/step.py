"""The parts of a route: steps and what leads out of them, who acts, what must be done, and where a route ends."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from routekaart.model.condition import ALWAYS, Condition

Policy: TypeAlias = Literal["unique", "first"]
EndOutcome: TypeAlias = Literal["success", "transfer", "hand_over", "out_of_scope", "stopped"]
STAY = "stay"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a route is made from."""

    id: str
    title: str
    publisher: str | None = None
    year: int | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A place where the source is silent or contradicts itself, and what was chosen there.

    Attributes:
        whole_route: it belongs to no single part of the route.
    """

    id: str
    problem: str
    chosen: str
    because: str
    others: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str | None = None
    whole_route: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """A person or organisation that acts in a route. `functions` are the roles people have there."""

    id: str
    title: str
    functions: tuple[str, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """To whom a student is handed over: a step of another route, or something that is no route file (`outside`).

    Attributes:
        partner: who takes her over there; None when that is not said.
    """

    route: str | None = None
    step: str | None = None
    outside: str | None = None
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Sourced:
    """What every part of a step can say about where it comes from."""

    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    note: str | None = None

    @property
    def source(self) -> str | None:
        """Where this stands in the source, as "document, place"; None when it says nothing."""
        return "; ".join(self.sources) or None

    @property
    def reading(self) -> str | None:
        """The first reading that this rests on; None when there is none."""
        return self.readings[0] if self.readings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional(Sourced):
    """A part of a step that is there for the students for whom `when` holds."""

    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Conditional):
    """A partner who is responsible in a step or must be contacted."""

    partner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Conditional):
    """Something that must be done in a step, or may be done (`optional`)."""

    text: str
    partners: tuple[str, ...] = ()
    hand_over: HandOver | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Conditional):
    """A means that can be used in a step, and via whom."""

    title: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Sourced):
    """A time limit that the source names; `fact` and `value` where a fact of the route measures it."""

    title: str
    fact: str | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Conditional):
    """The way from a step to another step or an end.

    Attributes:
        to: the id of a step or an end.
        implicit: the source does not write it; it follows from its order.
    """

    to: str
    implicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Sourced):
    """Where a student can be.

    Attributes:
        responsible: who acts; empty with `responsible_unknown` when the source leaves that open ("n.t.b.").
        policy: "unique" when the transitions must exclude each other, "first" when the earliest that holds wins.
        otherwise: "stay", or the id of a step or end, when no transition holds; None when the transitions are complete.
        renamed_from: what the step was called in earlier versions of the route.
    """

    id: str
    title: str
    description: str | None = None
    phase: str | None = None
    responsible: tuple[Involvement, ...] = ()
    responsible_unknown: bool = False
    contacts: tuple[Involvement, ...] = ()
    actions: tuple[Action, ...] = ()
    supports: tuple[Support, ...] = ()
    checklist: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    transitions: tuple[Transition, ...] = ()
    policy: Policy = "unique"
    otherwise: str | None = None
    renamed_from: tuple[str, ...] = ()

    @property
    def duty_parts(self) -> tuple[Conditional, ...]:
        """Everything that says who acts and what must be done, in the order of the file."""
        return (*self.responsible, *self.contacts, *self.actions, *self.supports)

    @property
    def guards(self) -> tuple[Condition, ...]:
        """The condition of each transition, in order."""
        return tuple(transition.when for transition in self.transitions)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition in the step: of its transitions, and of who acts and what must be done."""
        return (*self.guards, *(part.when for part in self.duty_parts))

    @property
    def targets(self) -> tuple[str, ...]:
        """Where a student can go from here, each once, in order; the step itself when one can stay."""
        after = {STAY: self.id}.get(self.otherwise or "", self.otherwise)
        return tuple(dict.fromkeys([*(transition.to for transition in self.transitions), *([after] if after else [])]))


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Sourced):
    """Where a route stops for a student, and what that means; `renamed_from` as in a step."""

    id: str
    title: str
    outcome: EndOutcome
    description: str | None = None
    hand_over: HandOver | None = None
    renamed_from: tuple[str, ...] = ()
