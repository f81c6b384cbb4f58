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

    The value is null when it is not known exactly. Then `from` and `to` are the ends of what it can be, both included,
    or `one_of` holds the values; an end that is left out is no end, and without any of these nothing is known of it.
    """

    fact: str
    value: WrittenValue | None
    one_of: NotRequired[list[WrittenValue]]
    follows_from: list[str]
    """The facts that it follows from; none when it was given."""


@published
class GroundNameDict(TypedDict):
    """A fact that settled a transition, without its value."""

    fact: str
    follows_from: list[str]
    """The facts that it follows from; none when it was given."""


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
    """A hand-over to something that is no route file."""

    outside: str


@published
class ToRouteDict(TypedDict):
    """A hand-over to a step of another route."""

    route: str
    step: str


HandOverDict: TypeAlias = ElsewhereDict | ToRouteDict


@published
class PartnersDict(TypedDict):
    """A partner; or several, of whom one acts."""

    id: str | None
    """The partner; null when it is one of several."""
    one_of: list[str] | None
    """The partners of whom one acts; null when it is one partner."""


@published
class ActionDutyDict(TypedDict):
    """Something to do for this student."""

    text: str
    by: list[PartnersDict]
    """Who does it; empty when the source leaves that open."""
    partners: list[str]
    """With whom it is done."""
    hand_over: HandOverDict | None
    holds: Literal[True] | None
    """null when an unknown fact decides whether it must be done."""
    optional: bool
    """The source allows it and does not require it."""


@published
class PartnerDutyDict(PartnersDict):
    """Someone who acts for this student."""

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
    """Who and what at a step, for one student."""

    format: Literal["routekaart.duties"]
    format_version: Literal[1]
    step: str
    responsible_unknown: bool
    """The source leaves open who is responsible."""
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
    """An unconfirmed reading that duties hang on, with the duties under one of its alternatives."""

    reading: str
    alternative: str
    text: str
    """The alternative, in the words of the route."""
    outcome: OtherDuties
    duties: DutiesDict | None
    """The duties then; null when there are none to tell (`outcome`)."""


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
    """The partners who may answer; empty where the route does not say."""
    sensitive: bool
    """Whether the answer is a special category of personal data, or criminal."""


@published
class EngineDict(TypedDict):
    """What decided."""

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
    """The first day of that value; null when it holds from the beginning."""
    sources: list[str]


@published
class DocumentDict(TypedDict):
    """A document that a decision rests on, with its identifiers."""

    id: str
    title: str
    bwb_id: str | None
    article: str | None
    paragraph: str | None
    url: str | None
    juriconnect: str | None
    checked: DayText | None
    """When somebody last compared the route with it."""


@published
class ReadingUsedDict(TypedDict):
    """A reading that a decision rests on."""

    id: str
    problem: str
    chosen: str
    because: str
    confirm: Literal["owner"] | None
    """owner: the owner of the source must still say that it is right."""


@published
class ContestedDict(TypedDict):
    """An unconfirmed reading that a decision hangs on, with what the student gets under one of its alternatives."""

    reading: str
    alternative: str
    text: str
    """The alternative, in the words of the route."""
    outcome: OtherOutcome
    target: str | None
    possible: list[str]
    missing: list[str]
    answer: TextDict
    """What is decided then, in words."""


@published
class DecisionDict(TypedDict):
    """Where a student goes from one step on one reference date. Personal data."""

    format: Literal["routekaart.decision"]
    format_version: Literal[1]
    engine: EngineDict
    route: str
    route_version: str
    route_digest: str
    """Of every word of the route."""
    meaning_digest: str
    """Of what the route means, whatever its words."""
    chosen: dict[str, str]
    """The alternative that the route goes by, for each reading that it takes otherwise."""
    step: str
    on: DayText | None
    """The reference date; null when the answer does not depend on it and none was given."""
    outcome: Outcome
    target: str | None
    """The next step, the end, or the step itself on "stay"."""
    possible: list[str]
    """Every target that is still possible."""
    missing: list[str]
    """The facts that can still change the decision, in the order in which to ask them."""
    questions: list[QuestionDict]
    """Those facts, as they are asked."""
    transition: TransitionDict | None
    transitions: list[ReasonDict]
    parameters: list[ParameterUsedDict]
    """The limits of the step, with their values on the reference date; empty without one."""
    documents: list[DocumentDict]
    """The sources that the transition taken names, and those of the limits."""
    readings: list[ReadingUsedDict]
    contested: list[ContestedDict]
    """What the student would get under other readings of the sources that nobody has confirmed yet."""
    remarks: list[TextDict]
    """What the application carries along, such as what a register says of its data; it decides nothing."""
    reference: str | None
    """What the application calls this decision."""
    facts: dict[str, WrittenValue]
    """The facts that were given."""
    duties: NotRequired[DutiesDict]
    """What `routekaart decide --json` tells beside it."""
    duties_change: NotRequired[DutiesChangeDict | None]
    """Likewise: the first later day on which time alone changes the duties; null if it changes nothing."""
    contested_duties: NotRequired[list[ContestedDutiesDict]]
    """Likewise: the duties under other readings of the sources that nobody has confirmed yet."""


@published
class DecisionNamesDict(TypedDict):
    """A decision without values of facts."""

    format: Literal["routekaart.decision"]
    format_version: Literal[1]
    engine: EngineDict
    route: str
    route_version: str
    route_digest: str
    """Of every word of the route."""
    meaning_digest: str
    """Of what the route means, whatever its words."""
    chosen: dict[str, str]
    """The alternative that the route goes by, for each reading that it takes otherwise."""
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
    """The limits of the step, with their values on the reference date; empty without one."""
    documents: list[DocumentDict]
    """The sources that the transition taken names, and those of the limits."""
    readings: list[ReadingUsedDict]
    contested: list[ContestedDict]
    """What the student would get under other readings of the sources that nobody has confirmed yet."""
    remarks: list[TextDict]
    """What the application carries along, such as what a register says of its data; it decides nothing."""
    reference: str | None
    """What the application calls this decision."""
    facts: list[str]
    """The names of the facts that were given."""


@published
class ResolveDict(TypedDict):
    """Every fact that is known of a student or follows on a reference date. Personal data."""

    format: Literal["routekaart.resolve"]
    format_version: Literal[1]
    route: str
    route_version: str
    on: DayText
    facts: dict[str, WrittenValue]
