"""The shape of a portable route; `docs/portable.md` says how to decide with it.

A field that need not be there is left out where it would be null, false or empty.
"""

from typing import Any, Literal, NotRequired, TypeAlias

from typing_extensions import TypedDict

from routekaart.deciding.deciding_dicts import HandOverDict
from routekaart.foundation.foundation_dicts import DayText, TextDict, published
from routekaart.model.condition import Operator
from routekaart.model.fact_types import FactKind
from routekaart.model.step import EndOutcome, Policy

UnitText: TypeAlias = Literal["years", "months", "weeks", "days", "hours"]
CalendarUnit: TypeAlias = Literal["years", "months", "weeks", "days"]


@published
class PortableRouteDict(TypedDict):
    """Which route this is."""

    id: str
    title: str
    version: str
    description: NotRequired[str]
    language: Literal["nl", "en"]
    start: str
    digest: str
    meaning_digest: str
    chosen: NotRequired[dict[str, str]]
    """The alternative that it goes by, for each reading that it takes otherwise."""


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
    also: NotRequired[list[str]]
    """Other spellings that mean this option."""
    said: NotRequired[str]
    """How it is called in a sentence, where that is not its title."""


@published
class AmountDict(TypedDict):
    """A number of units by which a date is moved, one after the other."""

    unit: CalendarUnit
    amount: int


@published
class ReadOffStepDict(TypedDict):
    """How a value follows from a date: counted, or the date moved."""

    count: NotRequired[Literal["since", "until"]]
    unit: NotRequired[CalendarUnit]
    plus: NotRequired[list[AmountDict]]
    to: NotRequired[Literal["end_of_school_year"]]


ReadOffDict = TypedDict(
    "ReadOffDict",
    {"date": str, "from": NotRequired[str], "steps": list[ReadOffStepDict]},
)
ReadOffDict.__doc__ = """The date that a fact is read off, and the steps from that date to the fact, in order.

`from` is the fact before the last step, where that is not the date itself.
"""
published(ReadOffDict)


@published
class PortableFactDict(TypedDict):
    """What can be known of a student."""

    type: FactKind
    title: str
    question: NotRequired[str]
    description: NotRequired[str]
    options: NotRequired[list[OptionDict]]
    unit: NotRequired[UnitText]
    minimum: NotRequired[str]
    maximum: NotRequired[str]
    decimals: NotRequired[int]
    past: NotRequired[bool]
    phrases: NotRequired[dict[str, str]]
    bounds: NotRequired[Literal["age"]]
    """The phrases for its bounds, where they are not those of its type."""
    accepts: NotRequired[TextDict]
    """Of a number, what it accepts."""
    asked_of: NotRequired[list[str]]
    sensitive: NotRequired[bool]
    read_off: NotRequired[ReadOffDict]
    definition: NotRequired[int]
    """The condition that it follows from, by number."""
    function: NotRequired[int]
    """The function of that it holds, for a fact that follows from a condition."""


@published
class CutDict(TypedDict):
    """A place where the values of a fact are cut; see `docs/portable.md`."""

    of: str
    value: NotRequired[str]
    parameter: NotRequired[str]
    beyond: NotRequired[bool]


@published
class AxisDict(TypedDict):
    """A fact that a function rests on."""

    fact: str
    cells: NotRequired[list[str]]
    """The options that are its cells, or the texts that are, before a last cell for every other text."""
    cuts: NotRequired[list[CutDict]]
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

    axes: list[int]
    """By number."""
    diagrams: dict[str, DiagramDict]
    """By shape."""
    turns: NotRequired[list[DayText]]
    """The days on which another shape begins."""


@published
class OperandDict(TypedDict):
    """What a test compares with: a value, written as in a route file, or the value of a parameter on the day."""

    value: NotRequired[str]
    parameter: NotRequired[str]


@published
class OpenLimitDict(TypedDict):
    """A place in a text for the value of a parameter, with a unit."""

    parameter: str
    unit: UnitText | None


@published
class OpenTextDict(TypedDict):
    """A text in both languages: pieces in a row."""

    nl: list[str | OpenLimitDict]
    en: list[str | OpenLimitDict]


@published
class TestWordsDict(TypedDict):
    """A test in words."""

    when: str | TextDict
    """With every value that a parameter has, and from when; one text where it is the same in each language."""
    on_day: NotRequired[OpenTextDict]
    """With the values on a day; left out where no parameter is named."""


@published
class PortableTestDict(TypedDict):
    """A comparison of one fact with one value, or (`one_of`) with one or more."""

    fact: str
    operator: Operator
    operands: list[OperandDict]
    words: TestWordsDict
    denied: NotRequired[TestWordsDict]
    """That it is not so, in words; where some condition says that."""


TreeDict = TypedDict(
    "TreeDict",
    {
        "test": NotRequired[int],
        "not": NotRequired["TreeDict"],
        "all": NotRequired[list["TreeDict"]],
        "any": NotRequired[list["TreeDict"]],
    },
)
TreeDict.__doc__ = """A condition: a test by its number, or one of the others, of conditions."""
published(TreeDict)


@published
class PortableRuleDict(TypedDict):
    """A combination of facts that no student can have."""

    because: str
    condition: int
    function: int


@published
class PortableTransitionDict(TypedDict):
    """A transition; its condition is that number of the function of its step."""

    to: str
    condition: int
    sources: NotRequired[list[str]]
    readings: NotRequired[list[str]]


@published
class PortablePartDict(TypedDict):
    """Who acts, what is done, or what can be used."""

    text: NotRequired[str]
    """What is done, or used."""
    partners: NotRequired[list[str]]
    """Who acts, of whom one does when there are several; of an action with whom, of a support through whom."""
    by: NotRequired[list[str]]
    note: NotRequired[str]
    optional: NotRequired[bool]
    hand_over: NotRequired[HandOverDict]
    condition: NotRequired[int]
    """For whom; for everybody without one."""
    function: NotRequired[int]
    """The function of its condition."""


@published
class PortableStepDict(TypedDict):
    """A step."""

    title: str
    description: NotRequired[str]
    phase: NotRequired[str]
    policy: Policy
    otherwise: NotRequired[str]
    ask: NotRequired[list[str]]
    function: int
    transitions: NotRequired[list[PortableTransitionDict]]
    responsible_unknown: NotRequired[bool]
    responsible: NotRequired[list[PortablePartDict]]
    contacts: NotRequired[list[PortablePartDict]]
    actions: NotRequired[list[PortablePartDict]]
    supports: NotRequired[list[PortablePartDict]]
    checklist: NotRequired[list[str]]
    sources: NotRequired[list[str]]
    readings: NotRequired[list[str]]


@published
class PortableEndDict(TypedDict):
    """An end."""

    title: str
    description: NotRequired[str]
    outcome: EndOutcome
    hand_over: NotRequired[HandOverDict]


@published
class PortableReadingDict(TypedDict):
    """A reading of the source."""

    problem: str
    chosen: str
    because: str
    to_confirm: NotRequired[bool]


@published
class PortableAlternativeDict(TypedDict):
    """The route under an alternative of a reading."""

    reading: str
    alternative: str
    text: str
    steps: list[str] | None
    """The steps whose answer it can change; null for each."""
    alone: bool
    """Whether it changes what a fact means, a limit, or who can exist: of such alternatives one can be taken."""
    apart: NotRequired[list[list[str]]]
    """The reading and the alternative of others with which it does not go together, though their patches would."""
    changes: dict[str, Any]
    """What is otherwise, as a JSON Merge Patch (RFC 7396) of the document."""


@published
class UnitWordsDict(TypedDict):
    """A unit in the singular and the plural."""

    one: str
    more: str


@published
class PortableWordsDict(TypedDict):
    """The words of the engine in one language; what stands in braces is to be filled in."""

    outcomes: dict[str, str]
    answers: dict[str, str]
    explaining: dict[str, str]
    phrases: dict[str, str]
    refusals: dict[str, str]
    units: dict[str, UnitWordsDict]


@published
class PortableDict(TypedDict):
    """A route as data."""

    format: Literal["routekaart.portable"]
    format_version: Literal[1]
    engine: str
    route: PortableRouteDict
    days: ServedDaysDict
    words: dict[str, PortableWordsDict]
    """By language."""
    parameters: dict[str, PortableParameterDict]
    facts: dict[str, PortableFactDict]
    partners: dict[str, str]
    phases: dict[str, str]
    sources: dict[str, str]
    readings: dict[str, PortableReadingDict]
    tests: list[PortableTestDict]
    conditions: list[TreeDict]
    axes: list[AxisDict]
    functions: list[FunctionDict]
    somebody: int
    """The function of nothing: it tells which students can exist."""
    impossible: list[PortableRuleDict]
    steps: dict[str, PortableStepDict]
    ends: dict[str, PortableEndDict]
    alternatives: list[PortableAlternativeDict]
