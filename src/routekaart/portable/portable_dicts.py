"""The shape of a portable route; `docs/portable.md` says how to decide with it.

An optional field is left out if it would be null, false or empty.
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
    """For each reading that the route replaces, the id of the alternative that it uses."""


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
    """The value as text, so that no decimal is lost."""


@published
class PortableParameterDict(TypedDict):
    """A limit, with its values in order of their first day."""

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
    """Its name in a sentence, if that is not its title."""


@published
class AmountDict(TypedDict):
    """An amount by which a date is moved. Several amounts are applied one after the other."""

    unit: CalendarUnit
    amount: int


@published
class ReadOffStepDict(TypedDict):
    """A step from a date to a value: a count of units, or the date moved."""

    count: NotRequired[Literal["since", "until"]]
    unit: NotRequired[CalendarUnit]
    plus: NotRequired[list[AmountDict]]
    to: NotRequired[Literal["end_of_school_year"]]


ReadOffDict = TypedDict(
    "ReadOffDict",
    {"date": str, "from": NotRequired[str], "steps": list[ReadOffStepDict]},
)
ReadOffDict.__doc__ = """The date that a fact is read off, and the steps from that date to the fact, in order.

`from` is the fact before the last step, if that is not the date itself.
"""
published(ReadOffDict)


@published
class PortableFactDict(TypedDict):
    """One thing that can be known of a student."""

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
    """The group of phrases for its bounds, if that is not the group of its type."""
    accepts: NotRequired[TextDict]
    """The values that it accepts, in words; only for a number."""
    asked_of: NotRequired[list[str]]
    sensitive: NotRequired[bool]
    read_off: NotRequired[ReadOffDict]
    definition: NotRequired[int]
    """The number of the condition that it follows from."""
    function: NotRequired[int]
    """The number of the function for "this fact is true"; only for a fact that follows from a condition."""


@published
class CutDict(TypedDict):
    """A place where the values of a fact are cut; see `docs/portable.md`."""

    of: str
    value: NotRequired[str]
    parameter: NotRequired[str]
    beyond: NotRequired[bool]


@published
class AxisDict(TypedDict):
    """A fact that a function depends on, with its cells."""

    fact: str
    cells: NotRequired[list[str]]
    """Its cells: the options, or the texts that are told apart; a text has one more cell, for every other text."""
    cuts: NotRequired[list[CutDict]]
    """The cuts between its cells; only for a number or a date."""


@published
class DiagramDict(TypedDict):
    """The diagram of a function for one shape of its axes; see `docs/portable.md`."""

    nodes: list[list[int]]
    root: int
    ends: list[list[int] | None]


@published
class FunctionDict(TypedDict):
    """Which of some conditions hold for each student; see `docs/portable.md`."""

    axes: list[int]
    """The numbers of the axes."""
    diagrams: dict[str, DiagramDict]
    """The diagram for each shape."""
    turns: NotRequired[list[DayText]]
    """The days on which another shape begins; left out if there is only one shape."""


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
    """A text in both languages, in pieces that are put one after the other."""

    nl: list[str | OpenLimitDict]
    en: list[str | OpenLimitDict]


@published
class TestWordsDict(TypedDict):
    """A test in words."""

    when: str | TextDict
    """The words with every value of a parameter and its first day; one text if it is the same in both languages."""
    on_day: NotRequired[OpenTextDict]
    """The words with the values on a day filled in; left out if the test names no parameter."""


@published
class PortableTestDict(TypedDict):
    """A comparison of one fact with one value, or (`one_of`) with one or more."""

    fact: str
    operator: Operator
    operands: list[OperandDict]
    words: TestWordsDict
    denied: NotRequired[TestWordsDict]
    """The negation of the test in words, if some condition needs it."""


TreeDict = TypedDict(
    "TreeDict",
    {
        "test": NotRequired[int],
        "not": NotRequired["TreeDict"],
        "all": NotRequired[list["TreeDict"]],
        "any": NotRequired[list["TreeDict"]],
    },
)
TreeDict.__doc__ = """A condition: the number of a test, or a combination of conditions (`not`, `all` or `any`)."""
published(TreeDict)


@published
class PortableRuleDict(TypedDict):
    """A combination of facts that no student can have."""

    because: str
    condition: int
    function: int


@published
class PortableTransitionDict(TypedDict):
    """A transition, with the number of its condition.

    The ends of the function of its step refer to a condition by the place of its transition in the step, from 0.
    """

    to: str
    condition: int
    sources: NotRequired[list[str]]
    readings: NotRequired[list[str]]


@published
class PortablePartDict(TypedDict):
    """A part of a step: who acts, what is done, or what can be used."""

    text: NotRequired[str]
    """What is done, or what can be used."""
    partners: NotRequired[list[str]]
    """Who acts (one of them, if there are several), with whom an action is done, or who provides a support."""
    by: NotRequired[list[str]]
    note: NotRequired[str]
    optional: NotRequired[bool]
    hand_over: NotRequired[HandOverDict]
    condition: NotRequired[int]
    """The number of the condition that says for whom the part holds; without one, it holds for everybody."""
    function: NotRequired[int]
    """The number of the function of its condition."""


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
    """The steps whose answer it can change; null for all steps."""
    alone: bool
    """Whether it changes what a fact means, a limit, or who can exist; only one such alternative can be used."""
    apart: NotRequired[list[list[str]]]
    """Other alternatives, each as reading and alternative, that it does not go with, although their patches do."""
    changes: dict[str, Any]
    """The differences, as a JSON Merge Patch (RFC 7396) of the document."""


@published
class UnitWordsDict(TypedDict):
    """A unit in the singular and the plural."""

    one: str
    more: str


@published
class PortableWordsDict(TypedDict):
    """The words of the engine in one language, with names in braces for what is filled in."""

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
    """The words of the engine in each language."""
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
    """The number of the function that shows which students can exist; it has no conditions."""
    impossible: list[PortableRuleDict]
    steps: dict[str, PortableStepDict]
    ends: dict[str, PortableEndDict]
    alternatives: list[PortableAlternativeDict]
