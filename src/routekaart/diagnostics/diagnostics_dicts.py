"""The typed dicts of the results of checking route files."""

from typing import Annotated, Literal, TypeAlias

from typing_extensions import TypedDict

from routekaart.diagnostics.rules import Severity
from routekaart.foundation.foundation_dicts import DayText, Keywords, published
from routekaart.model.fact_values import WrittenValue

LineNumber: TypeAlias = Annotated[int, Keywords(minimum=1, description="Counted from 1.")]
ColumnNumber: TypeAlias = Annotated[int, Keywords(minimum=1, description="Counted from 1.")]
EndColumnNumber: TypeAlias = Annotated[
    int, Keywords(minimum=1, description="The column just after the last character, counted from 1.")
]
RuleCode: TypeAlias = Annotated[str, Keywords(pattern="^RK[0-9]{3}$")]


@published
class StudentDict(TypedDict):
    """A made-up student at a step on a date."""

    step: str
    on: DayText
    facts: dict[str, WrittenValue]
    command: str | None
    """The command that shows the decision for this student; null if it cannot be pasted safely."""
    before: "list[StudentDict]"
    """The same student at earlier moments, if that matters."""


@published
class SpanDict(TypedDict):
    """A range in a file."""

    line: LineNumber
    column: ColumnNumber
    end_line: LineNumber
    end_column: EndColumnNumber


@published
class RelatedDict(SpanDict):
    """Another place that is involved in the problem, and what is there."""

    message: str
    file: str


@published
class EditDict(SpanDict):
    """A part of the file, and the text that replaces it."""

    text: str


@published
class FixDict(TypedDict):
    """A change that solves the problem."""

    title: str
    safe: bool
    """Whether it may be applied without asking, because only this can have been meant."""
    edits: list[EditDict]


@published
class DiagnosticDict(SpanDict):
    """One thing that is wrong, at its place."""

    rule: str
    """The name of the rule; `routekaart explain` describes it."""
    code: RuleCode
    severity: Severity
    message: str
    file: str
    """The path as it was given."""
    part: list[str | int]
    """The keys that lead to the part; empty for the file as a whole."""
    related: list[RelatedDict]
    witness: StudentDict | None
    """A made-up student that demonstrates it; null if no student is needed."""
    fix: FixDict | None


@published
class IgnoredDict(DiagnosticDict):
    """Something that is wrong, but is ignored."""

    reason: str | None
    """Why it is ignored; null if a baseline ignores it."""
    until: DayText | None


@published
class CheckDict(TypedDict):
    """The result of checking route files."""

    format: Literal["routekaart.check"]
    format_version: Literal[1]
    files: list[str]
    diagnostics: list[DiagnosticDict]
    ignored: list[IgnoredDict]
