"""The shape of a portable route; `docs/portable.md` says how to decide with it."""

from typing import Literal, TypeAlias

from typing_extensions import TypedDict

from routekaart.deciding.deciding_dicts import HandOverDict
from routekaart.foundation.foundation_dicts import DayText, TextDict, published
from routekaart.model.facts import FactKind
from routekaart.model.step import EndOutcome, Policy

UnitText: TypeAlias = Literal["years", "months", "weeks", "days", "hours"]
CalendarUnit: TypeAlias = Literal["years", "months", "weeks", "days"]


@published
class PortableRouteDict(TypedDict):
    """Which route this is."""

    id: str
    title: str
    version: str
    description: str | None
    language: Literal["nl", "en"]
    start: str
    digest: str
    meaning_digest: str


@published
class ServedDaysDict(TypedDict):
    """The reference dates for which the diagrams were made, both included."""

    first: DayText
    last: DayText


@published
class PortableValueDict(TypedDict):
    """A value of a parameter."""

    since: DayText | None
    value: str
    """As text, so that no decimal is lost."""


@published
class PortableParameterDict(TypedDict):
    """A limit, with its values in order of time."""

    title: str
    unit: UnitText | None
    values: list[PortableValueDict]


@published
class OptionDict(TypedDict):
    """An option of a choice."""

    id: str
    title: str
    also: list[str]
    """Other spellings that mean this option."""


@published
class AmountDict(TypedDict):
    """A number of units by which a date is moved, one after the other."""

    unit: CalendarUnit
    amount: int


@published
class ReadOffStepDict(TypedDict):
    """How a value follows from a date: counted, or the date moved."""

    count: Literal["since", "until"] | None
    unit: CalendarUnit | None
    plus: list[AmountDict]
    to: Literal["end_of_school_year"] | None


@published
class ReadOffDict(TypedDict):
    """The date that a fact is read off, and the steps from that date to the fact, in order."""

    date: str
    steps: list[ReadOffStepDict]


@published
class PortableFactDict(TypedDict):
    """What can be known of a student."""

    type: FactKind
    title: str
    question: str | None
    description: str | None
    options: list[OptionDict]
    unit: UnitText | None
    minimum: str | None
    maximum: str | None
    decimals: int
    past: bool
    phrases: dict[str, str]
    asked_of: list[str]
    sensitive: bool
    read_off: ReadOffDict | None
    follows: bool
    """Whether it follows from other facts in another way: then it cannot be given here."""


@published
class CutDict(TypedDict):
    """A place where the values of a fact are cut; see `docs/portable.md`."""

    of: str
    value: str | None
    parameter: str | None
    beyond: bool


@published
class AxisDict(TypedDict):
    """A fact that a function rests on."""

    fact: str
    cells: list[str] | None
    """The options that are its cells, or the texts that are, before a last cell for every other text."""
    cuts: list[CutDict] | None
    """The cuts between its cells, for a number and a date."""


@published
class DiagramDict(TypedDict):
    """A function for one shape of its axes."""

    nodes: list[list[int]]
    root: int
    ends: list[list[int] | None]


@published
class FunctionDict(TypedDict):
    """What some conditions say of each student."""

    axes: list[AxisDict]
    diagrams: dict[str, DiagramDict]
    """By shape."""
    turns: list[DayText]
    """The days on which another shape begins."""


@published
class PortableRuleDict(TypedDict):
    """A combination of facts that no student can have."""

    because: str
    when: TextDict
    function: int


@published
class PortableTransitionDict(TypedDict):
    """A transition; its condition is that number of the function of its step."""

    to: str
    when: TextDict
    sources: list[str]
    readings: list[str]


@published
class PortablePartDict(TypedDict):
    """Who acts, what is done, or what can be used."""

    section: Literal["responsible", "contacts", "actions", "supports"]
    text: str | None
    """What is done, or used."""
    partners: list[str]
    """Who acts, of whom one does when there are several; of an action with whom, of a support through whom."""
    by: list[str]
    note: str | None
    optional: bool
    hand_over: HandOverDict | None
    when: TextDict | None
    function: int | None
    """The function of its condition; null for everybody."""


@published
class PortableStepDict(TypedDict):
    """A step."""

    title: str
    description: str | None
    phase: str | None
    policy: Policy
    otherwise: str | None
    ask: list[str]
    function: int
    transitions: list[PortableTransitionDict]
    responsible_unknown: bool
    parts: list[PortablePartDict]
    checklist: list[str]
    sources: list[str]
    readings: list[str]


@published
class PortableEndDict(TypedDict):
    """An end."""

    title: str
    description: str | None
    outcome: EndOutcome
    hand_over: HandOverDict | None


@published
class PortableReadingDict(TypedDict):
    """A reading of the source."""

    problem: str
    chosen: str
    because: str
    to_confirm: bool


@published
class PortableDict(TypedDict):
    """A route as data."""

    format: Literal["routekaart.portable"]
    format_version: Literal[1]
    engine: str
    route: PortableRouteDict
    days: ServedDaysDict
    parameters: dict[str, PortableParameterDict]
    facts: dict[str, PortableFactDict]
    partners: dict[str, str]
    phases: dict[str, str]
    sources: dict[str, str]
    readings: dict[str, PortableReadingDict]
    functions: list[FunctionDict]
    somebody: int
    """The function of nothing: it tells which students can exist."""
    impossible: list[PortableRuleDict]
    steps: dict[str, PortableStepDict]
    ends: dict[str, PortableEndDict]
