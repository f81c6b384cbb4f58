"""Findings and diagnostics: which rule is broken, in words, where it stands, and the student who shows it."""

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
"""Which part of a file: the keys and positions that lead to it, such as `("steps", "P3", "transitions", 0, "when")`."""

SEVERITY_WORDS: Mapping[Severity, Text] = {
    "error": Text("fout", "error"),
    "warning": Text("waarschuwing", "warning"),
    "info": Text("info", "info"),
}
"""Each severity in words, the worst first."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that has to do with what is wrong, and what is there."""

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
        label: which student shows it, in words; None where no student is needed to see it.
        witness: that student, made up.
        part: the keys that lead to the part of the file; empty for the file as a whole.
        related: other places that have to do with it.
        fix: a change that mends it, where there is one.
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
        """How bad it is: with an error the file is not fit for use."""
        return RULES[self.rule].severity

    @property
    def breaks_file(self) -> bool:
        """Whether it keeps the file from being a route."""
        return RULES[self.rule].breaks_file

    @property
    def can_be_ignored(self) -> bool:
        """Whether an author may choose to live with it."""
        return RULES[self.rule].can_be_ignored

    @property
    def message(self) -> str:
        """What is wrong, with the student who shows it, in Dutch."""
        return self.message_in("nl")

    def message_in(self, lang: Language) -> str:
        """What is wrong, with the student who shows it, in one line in which nothing hides."""
        return message(self.told_in(lang))

    def told_in(self, lang: Language) -> str:
        """The same as it was put together, line ends and all; for an output that has its own way to write those."""
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
        reason: what the comment says; None where a baseline holds it.
        until: the last day on which it is ignored; None when there is no end.
    """

    diagnostic: Diagnostic
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file that was checked, and the language that its author writes.

    Attributes:
        text: None when the file could not be read as text.
    """

    text: str | None
    language: Language = "nl"


@dataclass(frozen=True, slots=True)
class Report:
    """What checking files gave.

    Attributes:
        files: the files that were checked, in order.
        diagnostics: what is wrong, in the order of files and lines.
        ignored: what is wrong but was ignored, with the reason.
        texts: the text of each file that was checked or is named in a diagnostic.
    """

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    ignored: tuple[Ignored, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict, repr=False, compare=False)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong; what is only info does not count."""
        return all(one.severity == "info" for one in self.diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What makes a file unfit for use."""
        return tuple(one for one in self.diagnostics if one.severity == "error")


@dataclass(frozen=True, slots=True)
class Mention:
    """Another part of the file that has to do with a finding, and what is there."""

    path: PartPath
    text: Text
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw, and in which part; the linter finds the place and makes it a diagnostic.

    Attributes:
        at_key: point at the key of the part, rather than at what it holds.
        label: which student shows it, in words.
        witness: that student.
        related: other parts of the same file that have to do with it.
        needless: nothing would be lost without this part, so taking it out mends it.
        instead: what was surely meant in place of the name that this part is.
        reported_as: the rule to report it as, when that is not the rule of the check: a check that could not finish.
            "too-hard" is "not-proven" for a check that looks for errors, and "remark-not-proven" for any other.
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
