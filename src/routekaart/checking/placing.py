"""Findings placed in the text of a file, which makes them diagnostics."""

from routekaart.diagnostics.diagnostic import Diagnostic, Finding, Related
from routekaart.diagnostics.rules import RULES
from routekaart.files.source import Document
from routekaart.files.source.removing import removal
from routekaart.foundation.edits import Fix
from routekaart.foundation.language import Text


def placed(rule: str, finding: Finding, document: Document) -> Diagnostic:
    """A finding with its rule and its place in a file."""
    return Diagnostic(
        _reported_as(rule, finding),
        finding.text,
        document.file,
        document.span(finding.path, at_key=finding.at_key),
        label=finding.label,
        witness=finding.witness,
        part=finding.path,
        related=tuple(
            Related(one.text, document.file, document.span(one.path, at_key=one.at_key)) for one in finding.related
        ),
        fix=_fix(finding, document),
    )


def _reported_as(rule: str, finding: Finding) -> str:
    if finding.reported_as == "too-hard":
        return "not-proven" if RULES[rule].severity == "error" else "remark-not-proven"
    return finding.reported_as or rule


def _fix(finding: Finding, document: Document) -> Fix | None:
    if finding.instead is not None:
        scalar = document.scalar(finding.path)
        return document.other_word(finding.path, scalar.text, finding.instead, safe=True) if scalar else None
    return _taken_out(finding, document) if finding.needless else None


def _taken_out(finding: Finding, document: Document) -> Fix | None:
    """The fix that removes a part that nothing needs; it is not safe, because the part may be meant for later."""
    edit = removal(document, finding.path)
    name = finding.path[-1]
    return Fix(Text(f"haal {name} weg", f"take out {name}"), (edit,), safe=False) if edit else None
