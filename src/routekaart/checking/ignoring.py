"""Comments with which an author ignores findings: `# routekaart: ignore[gap] reason until=2027-08-01`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from routekaart.diagnostics.diagnostic import Diagnostic, Ignored
from routekaart.diagnostics.rules import RULES, Rule, rule_named
from routekaart.files.source import Document
from routekaart.files.source.comments import Comment, comments
from routekaart.foundation.edits import Edit, Fix, Span, split_lines
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.foreign import iso_day
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint, nearest, surely_meant

_MARK = "routekaart:"
_COMMENT = re.compile(
    r"#\s*routekaart:\s*(?P<word>[\w-]*)\s*(?:\[(?P<rules>[^\]]*)\])?(?P<rest>.*)", flags=re.IGNORECASE
)
_WORD = "ignore"
_UNTIL = re.compile(r"(?:^|\s)until=(?P<day>\S*)")
_ALMOST_UNTIL = re.compile(r"\buntil(?:\s*[=:]|\s+\d)", flags=re.IGNORECASE)
"""An `until=` that is written otherwise or twice; not the word in a sentence."""


@dataclass(frozen=True, slots=True)
class _Ignore:
    """A comment that ignores rules on a line.

    Attributes:
        names: the rules as they are written.
    """

    comment: Comment
    names: tuple[str, ...]
    rules: tuple[str, ...]
    reason: str
    until: date | None

    def expired(self, today: date | None) -> bool:
        return today is not None and self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class Sifted:
    """The diagnostics of one file: reported ones, also about the comments themselves, and ignored ones."""

    reported: tuple[Diagnostic, ...]
    ignored: tuple[Ignored, ...]


def sifted(document: Document, diagnostics: Iterable[Diagnostic], today: date | None, *, complete: bool) -> Sifted:
    """The diagnostics of a file without those that a comment ignores.

    Args:
        today: the day on which `until` is judged; None if comments never expire.
        complete: whether every check has run, so that a comment without findings is not needed.
    """
    reported: list[Diagnostic] = []
    ignores: list[_Ignore] = []
    for comment in filter(_is_meant, comments(document, _MARK)):
        read = _read(comment, document.file)
        if isinstance(read, _Ignore):
            ignores.append(read)
        else:
            reported.append(read)
    by_line: dict[int, list[int]] = {}
    for number, one in enumerate(ignores):
        by_line.setdefault(one.comment.covers, []).append(number)
    ignored: list[Ignored] = []
    used: set[tuple[int, str]] = set()
    for diagnostic in diagnostics:
        found = [number for number in by_line.get(diagnostic.line, ()) if diagnostic.rule in ignores[number].rules]
        used.update((number, diagnostic.rule) for number in found)
        valid = next((ignores[number] for number in found if not ignores[number].expired(today)), None)
        if valid is None:
            reported.append(diagnostic)
        else:
            ignored.append(Ignored(diagnostic, valid.reason, valid.until))
    for number, one in enumerate(ignores):
        unused = [name for name, rule in zip(one.names, one.rules, strict=True) if (number, rule) not in used]
        if unused and complete:
            reported.append(_unused(one, unused, document))
        elif one.expired(today):
            reported.append(_expired(one, document.file))
    return Sifted(tuple(reported), tuple(ignored))


def _is_meant(comment: Comment) -> bool:
    """Whether a comment is one of these, perhaps misspelt, rather than a sentence about a routekaart."""
    match = _COMMENT.match(comment.text)
    return match is not None and (match["rules"] is not None or nearest(match["word"], [_WORD]) is not None)


def _read(comment: Comment, file: str) -> _Ignore | Diagnostic:
    """The meaning of a comment, or a diagnostic about it."""
    match = _COMMENT.match(comment.text)
    if match is None or match["word"].lower() != _WORD or match["rules"] is None:
        return _wrong(comment, file, _EXPECTED)
    names = tuple(name.strip() for name in match["rules"].split(","))
    rules: list[str] = []
    for name in names:
        rule = rule_named(name)
        if rule is None:
            return _no_such_rule(name, comment, file)
        if not rule.can_be_ignored:
            return _wrong(comment, file, _never_ignored(rule))
        rules.append(rule.name)
    given = _UNTIL.search(match["rest"])
    until = iso_day(given["day"]) if given else None
    if given and until is None:
        return _wrong(comment, file, _EXPECTED_DAY)
    reason = " ".join(_UNTIL.sub(" ", match["rest"], count=1).split())
    if _ALMOST_UNTIL.search(reason):
        return _wrong(comment, file, _EXPECTED_ONCE)
    if not reason:
        written = f"ignore[{', '.join(names)}]"
        return _wrong(comment, file, Text(f"zet achter {written} de reden", f"write the reason after {written}"))
    return _Ignore(comment, names, tuple(rules), reason, until)


_EXPECTED = Text(
    "verwacht wordt # routekaart: ignore[naam van een regel] met een reden",
    "expected # routekaart: ignore[name of a rule] with a reason",
)
_EXPECTED_DAY = Text("verwacht wordt een datum, zoals until=2027-08-01", "expected a date, such as until=2027-08-01")
_EXPECTED_ONCE = Text("verwacht wordt een keer until=2027-08-01", "expected until=2027-08-01, once")


def _wrong(comment: Comment, file: str, text: Text, fix: Fix | None = None) -> Diagnostic:
    return Diagnostic("wrong-ignore", text, file, comment.span, fix=fix)


def _no_such_rule(name: str, comment: Comment, file: str) -> Diagnostic:
    if not name:
        return _wrong(comment, file, Text("noem de regel, zoals ignore[gap]", "name the rule, such as ignore[gap]"))
    valid = [rule.name for rule in RULES.values() if rule.can_be_ignored]
    close = nearest(name, valid)
    meant = hint(close)
    text = Text(f"er is geen regel {one_line(name)}{meant.nl}", f"there is no rule {one_line(name)}{meant.en}")
    fix = None
    if close and comment.text.count(name) == 1:
        column = comment.span.column + comment.text.index(name)
        edit = Edit(Span(comment.span.line, column, comment.span.line, column + len(name)), close)
        title = Text(f"schrijf {close} in plaats van {name}", f"write {close} instead of {name}")
        fix = Fix(title, (edit,), safe=surely_meant(name, close, valid))
    return _wrong(comment, file, text, fix)


def _never_ignored(rule: Rule) -> Text:
    if rule.code.startswith("RK6"):
        return Text(f"{rule.name} kan niet worden genegeerd", f"{rule.name} cannot be ignored")
    return Text(
        f"{rule.name} kan niet worden genegeerd: met die fout is het bestand geen route",
        f"{rule.name} cannot be ignored: with that mistake the file is no route",
    )


def _unused(one: _Ignore, unused: list[str], document: Document) -> Diagnostic:
    listed = ", ".join(unused)
    text = Text(
        f"hier is geen {listed} om te negeren; haal dit weg", f"there is no {listed} here to ignore; take this out"
    )
    edit = _without(one, unused, document)
    fix = Fix(Text(f"haal ignore[{listed}] weg", f"take out ignore[{listed}]"), (edit,), safe=True)
    return Diagnostic("unused-ignore", text, document.file, one.comment.span, fix=fix)


def _without(one: _Ignore, unused: list[str], document: Document) -> Edit:
    """The edit that removes rules from a comment, or the whole comment when no rule is left."""
    span, text = one.comment.span, one.comment.text
    left = [name for name in one.names if name not in unused]
    if left:
        start, end = text.index("[") + 1, text.index("]")
        return Edit(Span(span.line, span.column + start, span.line, span.column + end), ", ".join(left))
    lines = split_lines(document.text)
    line = lines[span.line - 1]
    if one.comment.alone and span.line < len(lines) and span.end_column == len(line) + 1:
        return Edit(Span(span.line, 1, span.line + 1, 1), "")
    if span.end_column <= len(line):
        # Another comment follows on this line: it moves to the place of this one.
        return Edit(span, "")
    before = len(line[: span.column - 1].rstrip())
    return Edit(Span(span.line, before + 1, span.line, span.end_column), "")


def _expired(one: _Ignore, file: str) -> Diagnostic:
    text = Text(
        f"dit negeren gold tot en met {one.until}; los het op, of noem een nieuwe datum",
        f"this was ignored up to and including {one.until}; fix it, or give a new date",
    )
    return Diagnostic("expired-ignore", text, file, one.comment.span)
