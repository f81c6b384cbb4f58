"""The typed dicts of the results of checking route files."""

from typing import Annotated, Literal, TypeAlias

from typing_extensions import TypedDict

from routekaart.diagnostics.rules import Severity
from routekaart.foundation.foundation_dicts import DayText, Keywords, published
from routekaart.model.fact_values import WrittenValue

LineNumber: TypeAlias = Annotated[int, Keywords(minimum=1, description="From 1.")]
ColumnNumber: TypeAlias = Annotated[int, Keywords(minimum=1, description="From 1.")]
EndColumnNumber: TypeAlias = Annotated[int, Keywords(minimum=1, description="Just after the last character.")]
RuleCode: TypeAlias = Annotated[str, Keywords(pattern="^RK[0-9]{3}$")]


@published
class StudentDict(TypedDict):
    """A made-up student at a step on a date."""

    step: str
    on: DayText
    facts: dict[str, WrittenValue]
    command: str | None
    """The command that shows what becomes of this student; null when none can be pasted."""
    before: "list[StudentDict]"
    """The same student at earlier moments, where that matters."""


@published
class SpanDict(TypedDict):
    """A stretch of a file."""

    line: LineNumber
    column: ColumnNumber
    end_line: LineNumber
    end_column: EndColumnNumber


@published
class RelatedDict(SpanDict):
    """Another place that has to do with what is wrong, and what is there."""

    message: str
    file: str


@published
class EditDict(SpanDict):
    """A piece of the file, and what comes in its place."""

    text: str


@published
class FixDict(TypedDict):
    """A change that mends it."""

    title: str
    safe: bool
    """Nothing else can be meant."""
    edits: list[EditDict]


@published
class DiagnosticDict(SpanDict):
    """One thing that is wrong, at its place."""

    rule: str
    """The name of the rule; `routekaart explain` tells of it."""
    code: RuleCode
    severity: Severity
    message: str
    file: str
    """The path as it was given."""
    part: list[str | int]
    """The keys that lead to the part; empty for the file as a whole."""
    related: list[RelatedDict]
    witness: StudentDict | None
    """A made-up student who shows it."""
    fix: FixDict | None


@published
class IgnoredDict(DiagnosticDict):
    """Something that is wrong, and ignored."""

    reason: str | None
    """Why; null in a baseline."""
    until: DayText | None


@published
class CheckDict(TypedDict):
    """What a check of route files found."""

    format: Literal["routekaart.check"]
    format_version: Literal[1]
    files: list[str]
    diagnostics: list[DiagnosticDict]
    ignored: list[IgnoredDict]
