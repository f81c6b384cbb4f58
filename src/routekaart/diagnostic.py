"""What is wrong with a file: which rule, in words, where it stands, and the student who shows it."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from routekaart.language import Language, Text, one_line
from routekaart.rules import RULES, Severity
from routekaart.witness import Witness


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text; lines and columns count from 1, and the end lies just after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, at its place.

    Attributes:
        rule: the name of the rule, such as "unknown-fact".
        text: what is wrong, what was expected and the nearest valid name, in both languages.
        file: the path as it was given.
        witness: a made-up student who shows it; None where no student is needed to see it.
    """

    rule: str
    text: Text
    file: str
    span: Span
    witness: Witness | None = None

    @property
    def code(self) -> str:
        """The short code of the rule, such as "RK111"."""
        return RULES[self.rule].code

    @property
    def severity(self) -> Severity:
        """How bad it is: with an error the file is not fit for use."""
        return RULES[self.rule].severity

    @property
    def message(self) -> str:
        """The message in Dutch; `text` holds both languages."""
        return self.text.nl

    @property
    def line(self) -> int:
        """The line where it starts, from 1."""
        return self.span.line

    @property
    def column(self) -> int:
        """The column where it starts, from 1."""
        return self.span.column

    def render(self, lang: Language = "nl") -> str:
        """The diagnostic in one line: `file:line:column: severity[rule]: message`."""
        place = f"{one_line(self.file, 400)}:{self.line}:{self.column}"
        return f"{place}: {self.severity}[{self.rule}]: {self.text.in_language(lang)}"

    def to_dict(self, lang: Language = "nl") -> dict[str, Any]:
        """The diagnostic as plain JSON-ready values."""
        return {
            "rule": self.rule,
            "code": self.code,
            "severity": self.severity,
            "message": self.text.in_language(lang),
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_line": self.span.end_line,
            "end_column": self.span.end_column,
            "witness": self.witness.to_dict() if self.witness else None,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What checking files gave.

    Attributes:
        files: the files that were checked, in order.
        diagnostics: what is wrong, in the order of files and lines.
    """

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong; what is only info does not count."""
        return all(one.severity == "info" for one in self.diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What makes a file unfit for use."""
        return tuple(one for one in self.diagnostics if one.severity == "error")


Path: TypeAlias = tuple[str | int, ...]
"""Which part of a file: the keys and positions that lead to it, such as `("steps", "P3", "transitions", 0, "when")`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw, and in which part; the linter finds the place and makes it a diagnostic.

    Attributes:
        at_key: point at the key of the part, rather than at what it holds.
        witness: a student who shows it.
        told_as: the rule to tell it as, when that is not the rule of the check: a check that could not finish.
    """

    path: Path
    text: Text
    at_key: bool = False
    witness: Witness | None = None
    told_as: Literal["not-proven", "ways-not-proven"] | None = None


class RouteError(ValueError):
    """A file is not a route. `diagnostics` holds everything that keeps it from being one."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(diagnostic.render() for diagnostic in diagnostics))

    def __reduce__(self) -> tuple[type["RouteError"], tuple[tuple[Diagnostic, ...]]]:
        return RouteError, (self.diagnostics,)
