"""The shapes of what is decided: a decision with its reasons, duties, and what follows from facts."""

from typing import Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from routekaart.deciding.contested import OtherOutcome
from routekaart.deciding.contested_duties import OtherDuties
from routekaart.deciding.duties import Role
from routekaart.deciding.outcome_words import Outcome
from routekaart.deciding.reasons import Status
from routekaart.foundation.foundation_dicts import DayText, TextDict, published
from routekaart.model.fact_types import FactKind, NumberUnit
from routekaart.model.fact_values import WrittenValue

_Ends = TypedDict("_Ends", {"from": WrittenValue, "to": WrittenValue}, total=False)


@published
class GroundDict(_Ends):
    """A fact that settled a transition, with its value. Personal data.

    `value` is null if the fact is not known exactly. In that case `from` and `to` are the bounds of its values, both
    included, or `one_of` holds the values. A missing `from` or `to` means that there is no bound; without any of these,
    nothing is known of the fact.
    """

    fact: str
    value: WrittenValue | None
    one_of: NotRequired[list[WrittenValue]]
    follows_from: list[str]
    """The facts that it follows from; empty if it was given."""


@published
class GroundNameDict(TypedDict):
    """A fact that settled a transition, without its value."""

    fact: str
    follows_from: list[str]
    """The facts that it follows from; empty if it was given."""


@published
class ReasonDict(TypedDict):
    """What became of one transition."""

    number: int
    """Its place in the step, from 1."""
    to: str
    status: Status
    because: list[GroundDict]


@published
class ReasonNamesDict(TypedDict):
    """What became of one transition, without values of facts."""

    number: int
    """Its place in the step, from 1."""
    to: str
    status: Status
    because: list[GroundNameDict]


@published
class TransitionDict(TypedDict):
    """The transition that was taken."""

    number: int
    """Its place in the step, from 1."""
    to: str
    sources: list[str]
    readings: list[str]


@published
class ElsewhereDict(TypedDict):
    """A hand-over to something that is not a route file."""

    outside: str


@published
class ToRouteDict(TypedDict):
    """A hand-over to a step of another route."""

    route: str
    step: str


HandOverDict: TypeAlias = ElsewhereDict | ToRouteDict


@published
class PartnersDict(TypedDict):
    """A partner; or several, one of whom acts."""

    id: str | None
    """The partner; null if it is one of several."""
    one_of: list[str] | None
    """The partners, one of whom acts; null if there is only one."""


@published
class ActionDutyDict(TypedDict):
    """Something to do for this student."""

    text: str
    by: list[PartnersDict]
    """The partners who do it; empty if the source leaves that open."""
    partners: list[str]
    """The partners with whom it is done."""
    hand_over: HandOverDict | None
    holds: Literal[True] | None
    """null if an unknown fact decides whether it must be done."""
    optional: bool
    """Whether the source allows it but does not require it."""


@published
class PartnerDutyDict(PartnersDict):
    """A partner who acts for this student."""

    role: Role
    holds: Literal[True] | None
    note: str | None


@published
class SupportDutyDict(TypedDict):
    """A means that can be used for this student."""

    title: str
    via: list[str]
    holds: Literal[True] | None
    note: str | None


@published
class DutiesDict(TypedDict):
    """Who acts and what is done at a step, for one student."""

    format: Literal["routekaart.duties"]
    format_version: Literal[1]
    step: str
    responsible_unknown: bool
    """Whether the source leaves open who is responsible."""
    actions: list[ActionDutyDict]
    partners: list[PartnerDutyDict]
    supports: list[SupportDutyDict]


@published
class DutiesChangeDict(TypedDict):
    """The first later date on which time alone changes the duties of a student at a step."""

    on: DayText
    """The first day of the new duties."""
    duties: DutiesDict


@published
class ContestedDutiesDict(TypedDict):
    """An unconfirmed reading that duties depend on, with the duties under one of its alternatives."""

    reading: str
    alternative: str
    text: str
    """The alternative, in the words of the route."""
    outcome: OtherDuties
    duties: DutiesDict | None
    """The duties under the alternative; null if there are none (`outcome` says why)."""


@published
class QuestionDict(TypedDict):
    """A question that can still change a decision."""

    fact: str
    text: TextDict
    type: FactKind
    unit: NumberUnit | None
    options: dict[str, str]
    """The title of each option of a choice; empty for other facts."""
    asked_of: list[str]
    """The partners who may answer; empty if the route does not say."""
    sensitive: bool
    """Whether the answer is personal data of a special category, or about criminal offences."""


@published
class EngineDict(TypedDict):
    """The program that decided."""

    name: Literal["routekaart"]
    version: str


@published
class ParameterUsedDict(TypedDict):
    """A limit with the value that it had on the reference date."""

    name: str
    title: str
    value: int | float
    unit: NumberUnit | None
    since: DayText | None
    """The first day of that value; null if it holds from the beginning."""
    sources: list[str]


@published
class DocumentDict(TypedDict):
    """A document that a decision is based on, with its identifiers."""

    id: str
    title: str
    bwb_id: str | None
    article: str | None
    paragraph: str | None
    url: str | None
    juriconnect: str | None
    checked: DayText | None
    """The day on which somebody last compared the route with it."""


@published
class ReadingUsedDict(TypedDict):
    """A reading that a decision is based on."""

    id: str
    problem: str
    chosen: str
    because: str
    confirm: Literal["owner"] | None
    """owner: the owner of the source must still confirm the reading, and nobody has."""


@published
class ContestedDict(TypedDict):
    """An unconfirmed reading that a decision depends on, with the outcome under one of its alternatives."""

    reading: str
    alternative: str
    text: str
    """The alternative, in the words of the route."""
    outcome: OtherOutcome
    target: str | None
    possible: list[str]
    missing: list[str]
    answer: TextDict
    """The outcome under the alternative, in words."""


@published
class DecisionDict(TypedDict):
    """Where a student goes from one step on one reference date. Personal data."""

    format: Literal["routekaart.decision"]
    format_version: Literal[1]
    engine: EngineDict
    route: str
    route_version: str
    route_digest: str
    """The digest of the route, with every word in it."""
    meaning_digest: str
    """The digest of what the route means, without its words."""
    chosen: dict[str, str]
    """For each reading that the route replaces, the id of the alternative that it uses."""
    step: str
    on: DayText | None
    """The reference date; null if the answer does not depend on it and none was given."""
    outcome: Outcome
    target: str | None
    """The next step, the end, or the step itself on "stay"; null for every other outcome."""
    possible: list[str]
    """Every target that is still possible."""
    missing: list[str]
    """The facts that can still change the decision, in the order in which to ask them."""
    questions: list[QuestionDict]
    """The missing facts as questions, in the same order."""
    transition: TransitionDict | None
    transitions: list[ReasonDict]
    parameters: list[ParameterUsedDict]
    """The limits of the step, with their values on the reference date; empty if there is no date."""
    documents: list[DocumentDict]
    """The sources that the transition taken names (or else the step), and those of the limits."""
    readings: list[ReadingUsedDict]
    contested: list[ContestedDict]
    """The unconfirmed readings of the sources that the decision depends on."""
    remarks: list[TextDict]
    """Remarks of the application, such as what a register says about its data; they change nothing in the decision."""
    reference: str | None
    """The name of this decision in the application."""
    facts: dict[str, WrittenValue]
    """The facts that were given."""
    duties: NotRequired[DutiesDict]
    """The duties at the step; only in the output of `routekaart decide --json`."""
    duties_change: NotRequired[DutiesChangeDict | None]
    """The first later day on which time alone changes the duties, likewise; null if it changes nothing."""
    contested_duties: NotRequired[list[ContestedDutiesDict]]
    """The unconfirmed readings that the duties depend on; only in the output of `routekaart decide --json`."""


@published
class DecisionNamesDict(TypedDict):
    """A decision without values of facts."""

    format: Literal["routekaart.decision"]
    format_version: Literal[1]
    engine: EngineDict
    route: str
    route_version: str
    route_digest: str
    """The digest of the route, with every word in it."""
    meaning_digest: str
    """The digest of what the route means, without its words."""
    chosen: dict[str, str]
    """For each reading that the route replaces, the id of the alternative that it uses."""
    step: str
    on: DayText | None
    outcome: Outcome
    target: str | None
    possible: list[str]
    missing: list[str]
    questions: list[QuestionDict]
    transition: TransitionDict | None
    transitions: list[ReasonNamesDict]
    parameters: list[ParameterUsedDict]
    """The limits of the step, with their values on the reference date; empty if there is no date."""
    documents: list[DocumentDict]
    """The sources that the transition taken names (or else the step), and those of the limits."""
    readings: list[ReadingUsedDict]
    contested: list[ContestedDict]
    """The unconfirmed readings of the sources that the decision depends on."""
    remarks: list[TextDict]
    """Remarks of the application, such as what a register says about its data; they change nothing in the decision."""
    reference: str | None
    """The name of this decision in the application."""
    facts: list[str]
    """The names of the facts that were given."""


@published
class ResolveDict(TypedDict):
    """Every fact that is known of a student, or that follows, on a reference date. Personal data."""

    format: Literal["routekaart.resolve"]
    format_version: Literal[1]
    route: str
    route_version: str
    on: DayText
    facts: dict[str, WrittenValue]
