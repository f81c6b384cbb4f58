"""The parts of a route: steps and their transitions, who acts, what must be done, and ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from routekaart.model.condition import ALWAYS, Condition, ParameterRef

Policy: TypeAlias = Literal["unique", "first"]
EndOutcome: TypeAlias = Literal["success", "transfer", "hand_over", "out_of_scope", "stopped"]
STAY = "stay"
BUNDLED = "routekaart/"
"""Prefix of the name of a route or vocabulary that comes with routekaart, in a route file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a route is based on.

    Attributes:
        bwb_id: the id of a law or regulation in the Basiswettenbestand, such as "BWBR0002628".
        article, paragraph: the part of it.
        url: the address of the document.
        juriconnect: the reference of a part of a law on a day (Juriconnect, jci 1.3).
        checked: when somebody last compared the route with it.
        valid_until: the last day on which it holds.
    """

    id: str
    title: str
    publisher: str | None = None
    year: int | None = None
    description: str | None = None
    bwb_id: str | None = None
    article: str | None = None
    paragraph: str | None = None
    url: str | None = None
    juriconnect: str | None = None
    checked: date | None = None
    valid_until: date | None = None


def document_in(source: str) -> str:
    """The id of the document in a place in the sources: "rivor" in "rivor P3"."""
    return source.split()[0].rstrip(",;:")


@dataclass(frozen=True, slots=True)
class Partner:
    """A person or organisation that acts in a route. `functions` are the roles of its people.

    Attributes:
        identifier: its address in registers; for a public body, a TOOI URI.
    """

    id: str
    title: str
    functions: tuple[str, ...] = ()
    description: str | None = None
    identifier: str | None = None


def partner_titles(partners: Mapping[str, Partner], names: Iterable[str]) -> tuple[str, ...]:
    """The title of each partner; the name itself for one that the route does not have."""
    return tuple(partners[name].title if name in partners else name for name in names)


@dataclass(frozen=True, slots=True)
class HandOver:
    """Where a student is handed over to: a step of another route, or something `outside` the route files.

    Attributes:
        route: the id of that route.
        partner: who takes over there; None if the route does not say.
        bundled: whether it is a route that comes with routekaart, wherever the file is that hands over to it.
    """

    route: str | None = None
    step: str | None = None
    outside: str | None = None
    partner: str | None = None
    bundled: bool = False

    @property
    def called(self) -> str:
        """The route as the file calls it: by its id, after `routekaart/` when it comes with routekaart."""
        return f"{BUNDLED if self.bundled else ''}{self.route or ''}"


@dataclass(frozen=True, slots=True)
class Sourced:
    """The sources and readings that a part of a route is based on."""

    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    note: str | None = None

    @property
    def source(self) -> str | None:
        """The places in the sources, each as "document, place"; None if none is given."""
        return "; ".join(self.sources) or None

    @property
    def reading(self) -> str | None:
        """The first reading that this is based on; None if there is none."""
        return self.readings[0] if self.readings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional(Sourced):
    """A part of a step that applies to the students for whom `when` holds."""

    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Conditional):
    """Who is responsible in a step or must be contacted: one partner, or one of several."""

    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Conditional):
    """An action that must be done in a step, or may be (`optional`).

    Attributes:
        partners: with whom it is done.
        by: who does it; empty if that is whoever is responsible in the step.
    """

    text: str
    partners: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    hand_over: HandOver | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Conditional):
    """A means of support that can be used in a step, and via whom."""

    title: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Sourced):
    """A time limit named in the source; `fact` and `value` if a fact of the route measures it."""

    title: str
    fact: str | None = None
    value: int | ParameterRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(Conditional):
    """A transition from a step to another step or an end.

    Attributes:
        to: the id of a step or an end.
        implicit: whether the source does not state it, but implies it by its order.
    """

    to: str
    implicit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Sourced):
    """A step: a place in the route where a student can be.

    Attributes:
        responsible: who acts; empty, with `responsible_unknown`, if the source leaves that open ("n.t.b.").
        policy: "unique" if the transitions must exclude each other, "first" if the earliest that holds wins.
        otherwise: what happens if no transition holds: "stay", or the id of a step or end; None if the transitions
            are complete.
        ask: the facts to ask first, in this order; the others follow, most decisive first.
        renamed_from: the ids of the step in earlier versions of the route.
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
    ask: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()

    @property
    def duty_parts(self) -> tuple[Conditional, ...]:
        """The parts that say who acts and what must be done, in the order of the file."""
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
        """The ids of the steps and ends that can follow, each once, in order; the step itself if one can stay."""
        after = {STAY: self.id}.get(self.otherwise or "", self.otherwise)
        return tuple(dict.fromkeys([*(transition.to for transition in self.transitions), *([after] if after else [])]))


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Sourced):
    """An end: where a route stops for a student, and with what outcome; `renamed_from` as in a step."""

    id: str
    title: str
    outcome: EndOutcome
    description: str | None = None
    hand_over: HandOver | None = None
    renamed_from: tuple[str, ...] = ()
