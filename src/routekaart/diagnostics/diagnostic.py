"""Findings and diagnostics: the broken rule, a message, the place, and a student that demonstrates it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from routekaart.diagnostics.rules import RULES, Severity
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.edits import Fix, Span
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import file_name, message
from routekaart.foundation.language import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from routekaart.diagnostics.diagnostics_dicts import DiagnosticDict, EditDict, FixDict, SpanDict

PartPath: TypeAlias = tuple[str | int, ...]
"""The path of a part of a file: its keys and positions, such as `("steps", "P3", "transitions", 0, "when")`."""

SEVERITY_WORDS: Mapping[Severity, Text] = {
    "error": Text("fout", "error"),
    "warning": Text("waarschuwing", "warning"),
    "info": Text("info", "info"),
}
"""Each severity in words, the worst first."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that is involved in the problem, and what is there."""

    text: Text
    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong, at its place.

    Attributes:
        rule: the name of the rule, such as "unknown-fact".
        text: what is wrong, what was expected and the nearest valid name, in both languages.
        file: the path as it was given.
        label: a student that demonstrates it, in words; None where no student is needed.
        witness: that student, who is made up.
        part: the keys that lead to the part of the file; empty for the file as a whole.
        related: other places that are involved.
        fix: a change that mends it, if there is one.
    """

    rule: str
    text: Text
    file: str
    span: Span
    label: Text | None = None
    witness: Witness | None = None
    part: PartPath = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None

    @property
    def code(self) -> str:
        """The short code of the rule, such as "RK111"."""
        return RULES[self.rule].code

    @property
    def severity(self) -> Severity:
        """How serious it is: a file with an error is not fit for use."""
        return RULES[self.rule].severity

    @property
    def breaks_file(self) -> bool:
        """Whether it keeps the file from being a route."""
        return RULES[self.rule].breaks_file

    @property
    def can_be_ignored(self) -> bool:
        """Whether an author may choose to ignore it."""
        return RULES[self.rule].can_be_ignored

    @property
    def message(self) -> str:
        """What is wrong, with the student that demonstrates it, in Dutch."""
        return self.message_in("nl")

    def message_in(self, lang: Language) -> str:
        """What is wrong, with the student that demonstrates it, in one line with control characters escaped."""
        return message(self.told_in(lang))

    def told_in(self, lang: Language) -> str:
        """The message as `message_in` gives it, but unescaped, for formats that escape it themselves."""
        student = f": {self.label.in_language(lang)}" if self.label else ""
        return self.text.in_language(lang) + student

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
        place = f"{file_name(self.file)}:{self.line}:{self.column}"
        trial = Text("probeer", "try").in_language(lang)
        command = self.witness.command if self.witness else None
        tried = f"; {trial}: {command}" if command else ""
        return f"{place}: {self.severity}[{self.rule}]: {self.message_in(lang)}{tried}"

    def to_dict(self, lang: Language = "nl") -> "DiagnosticDict":
        """The diagnostic as plain JSON-ready values."""
        return {
            "rule": self.rule,
            "code": self.code,
            "severity": self.severity,
            "message": self.message_in(lang),
            "file": self.file,
            **_place(self.span),
            "part": list(self.part),
            "related": [
                {"message": message(one.text.in_language(lang)), "file": one.file, **_place(one.span)}
                for one in self.related
            ],
            "witness": self.witness.to_dict() if self.witness else None,
            "fix": _fix(self.fix, lang) if self.fix else None,
        }


def _place(span: Span) -> "SpanDict":
    return {"line": span.line, "column": span.column, "end_line": span.end_line, "end_column": span.end_column}


def _fix(fix: Fix, lang: Language) -> "FixDict":
    edits: list[EditDict] = [{**_place(edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": message(fix.title.in_language(lang)), "safe": fix.safe, "edits": edits}


@dataclass(frozen=True, slots=True)
class Ignored:
    """A diagnostic that the author chose not to act on, and why.

    Attributes:
        reason: the reason in the comment; None if a baseline ignores it.
        until: the last day on which it is ignored; None if there is none.
    """

    diagnostic: Diagnostic
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file that was checked, and the language of its author.

    Attributes:
        text: None when the file could not be read as text.
    """

    text: str | None
    language: Language = "nl"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of checking files.

    Attributes:
        files: the files that were checked, in order.
        diagnostics: what is wrong, in the order of files and lines.
        ignored: the diagnostics that were ignored, with the reason.
        texts: the text of each file that was checked or is named in a diagnostic.
    """

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    ignored: tuple[Ignored, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict, repr=False, compare=False)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong; diagnostics that are only info do not count."""
        return all(one.severity == "info" for one in self.diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors, which make a file unfit for use."""
        return tuple(one for one in self.diagnostics if one.severity == "error")


@dataclass(frozen=True, slots=True)
class Mention:
    """Another part of the file that is involved in a finding, and what is there."""

    path: PartPath
    text: Text
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, and in which part; the linter adds the place and makes it a diagnostic.

    Attributes:
        at_key: point at the key of the part, rather than at what it holds.
        label: a student that demonstrates it, in words.
        witness: that student.
        related: other parts of the same file that are involved.
        needless: whether nothing would be lost without this part, so that removing it mends it.
        instead: for a part that is a name, the name that was surely meant.
        reported_as: the rule to report it under, if not that of the check, such as for a check that could not finish.
            "too-hard" means "not-proven" for a check that looks for errors, and "remark-not-proven" for any other.
    """

    path: PartPath
    text: Text
    at_key: bool = False
    label: Text | None = None
    witness: Witness | None = None
    related: tuple[Mention, ...] = ()
    needless: bool = False
    instead: str | None = None
    reported_as: Literal["not-proven", "too-hard", "ways-not-proven"] | None = None


class RouteError(RoutekaartError, ValueError):
    """A file is not a route. `diagnostics` holds everything that keeps it from being one."""

    code = "no-route"

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        nl, en = ("\n".join(diagnostic.render(lang) for diagnostic in diagnostics) for lang in LANGUAGES)
        super().__init__(Text(nl, en), where=tuple(dict.fromkeys(one.file for one in diagnostics)))

    def __reduce__(self) -> tuple[type["RouteError"], tuple[tuple[Diagnostic, ...]]]:
        return RouteError, (self.diagnostics,)
