"""Diagnostics for a terminal: the line in the file, underlined, with other places, the student and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from routekaart.checking.reports.places import SEVERITIES, language_of, said
from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.diagnostics.rules import Severity
from routekaart.foundation.edits import Span, split_lines
from routekaart.foundation.escaping.letters import blank_each, file_name
from routekaart.foundation.escaping.terminal import terminal
from routekaart.foundation.language import Language, Text, counted

_WIDEST = 110
"""The most characters of a line that are shown, around the part that matters."""

_BEFORE = 30
"""The number of characters that are shown before the part that matters in a line that is too long."""

_COLORS: dict[Severity, str] = {"error": "31;1", "warning": "33;1", "info": "36;1"}
_WORDS: dict[Severity, tuple[Text, Text]] = {
    "error": (Text("fout", "error"), Text("fouten", "errors")),
    "warning": (Text("waarschuwing", "warning"), Text("waarschuwingen", "warnings")),
    "info": (Text("keer info", "info"), Text("keer info", "infos")),
}


_Paint = Callable[[str, str], str]
"""Writes a text in a colour, or as it is."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span that is underlined, with its message."""

    span: Span
    sign: str
    label: str


def text(report: Report, lang: Language | None, *, color: bool = False) -> str:
    """Every diagnostic, with an empty line after each."""
    paint = _colored if color else _plain
    blocks = (_block(report, one, language_of(report, one, lang), paint) for one in report.diagnostics)
    return "".join("\n".join(block) + "\n\n" for block in blocks)


def short(report: Report, lang: Language | None) -> str:
    """Every diagnostic in one line: `file:line:column: severity[rule]: message`."""
    return "".join(f"{one.render(language_of(report, one, lang))}\n" for one in report.diagnostics)


def summary(report: Report, lang: Language) -> str:
    """How many files were checked, what was found in them and how much of it is ignored."""
    files = counted(len(report.files), Text("bestand", "file"), Text("bestanden", "files")).in_language(lang)
    counts = Counter(diagnostic.severity for diagnostic in report.diagnostics)
    found = [counted(counts[one], *_WORDS[one]).in_language(lang) for one in SEVERITIES if counts[one]]
    counted_words = ", ".join(found) or Text("alles in orde", "all clear").in_language(lang)
    ignored = len(report.ignored)
    known = Text(f" ({ignored} genegeerd)", f" ({ignored} ignored)").in_language(lang) if ignored else ""
    return f"{files}: {counted_words}{known}"


def _colored(text: str, color: str) -> str:
    """The text, escaped, in colour."""
    return f"\033[{color}m{terminal(text)}\033[0m" if text else text


def _plain(text: str, _: str) -> str:
    return text


def _block(report: Report, one: Diagnostic, lang: Language, paint: _Paint) -> Iterator[str]:
    color = _COLORS[one.severity]
    yield f"{paint(f'{one.severity}[{one.rule}]', color)}: {said(one.text, lang)}"
    label = said(one.label, lang) if one.label else ""
    here = [_Mark(one.span, "^", label)]
    here += [_Mark(other.span, "-", said(other.text, lang)) for other in one.related if other.file == one.file]
    lines = _lines_of(report, one.file)
    margin = len(str(max(mark.span.line for mark in here))) if lines else 1
    yield f"{' ' * margin}--> {_place(one.file, one.span)}"
    if lines:
        yield from _excerpt(lines, here, margin, paint, color)
    for other in one.related:
        if other.file != one.file:
            yield f"{' ' * margin}::: {_place(other.file, other.span)}: {said(other.text, lang)}"
    for name, words in _notes(one, lang):
        yield f"{' ' * margin} = {name}: {words}"


def _notes(one: Diagnostic, lang: Language) -> Iterator[tuple[str, str]]:
    if one.fix:
        asked = Text(" (routekaart check --fix)", " (routekaart check --fix)")
        if not one.fix.safe:
            asked = Text(" (routekaart check --fix=all)", " (routekaart check --fix=all)")
        yield (
            Text("herstel", "help").in_language(lang),
            said(one.fix.title, lang) + asked.in_language(lang),
        )
    if one.witness and one.witness.command:
        yield Text("probeer", "try").in_language(lang), one.witness.command
    yield Text("meer", "more").in_language(lang), f"routekaart explain {one.rule}"


def _place(file: str, span: Span) -> str:
    return f"{file_name(file)}:{span.line}:{span.column}"


def _lines_of(report: Report, file: str) -> Sequence[str]:
    source = report.texts.get(file)
    return split_lines(source.text) if source and source.text else ()


def _excerpt(lines: Sequence[str], marks: Sequence[_Mark], margin: int, paint: _Paint, color: str) -> Iterator[str]:
    """The lines with a mark, each with its number; three dots where lines are left out."""
    yield f"{' ' * margin} |"
    previous = 0
    for mark in sorted(marks, key=lambda one: one.span):
        number = mark.span.line
        if previous and number > previous + 1:
            yield "..."
        line = lines[number - 1] if number <= len(lines) else ""
        end = mark.span.end_column if mark.span.end_line == number else len(line) + 1
        shown, before, under = _windowed(line, mark.span.column - 1, max(end - 1, mark.span.column))
        if number != previous:
            yield f"{number:>{margin}} | {shown}".rstrip()
        underline = f"{mark.sign * max(_width(under), 1)} {mark.label}".rstrip()
        painted = paint(underline, color) if mark.sign == "^" else underline
        yield f"{' ' * margin} | {' ' * _width(before)}{painted}"
        previous = number
    yield f"{' ' * margin} |"


def _windowed(line: str, start: int, end: int) -> tuple[str, str, str]:
    """The shown text of a line, the shown text before the part from `start` to `end`, and that part."""
    visible = blank_each(line)
    start, end = min(start, len(visible)), min(end, len(visible))
    if len(visible) <= _WIDEST:
        return visible, visible[:start], visible[start:end]
    first = max(0, min(start - _BEFORE, len(visible) - _WIDEST))
    dots = "..." if first else ""
    shown = dots + visible[first : first + _WIDEST] + ("..." if first + _WIDEST < len(visible) else "")
    return shown, dots + visible[first:start], visible[start : min(end, first + _WIDEST)]


def _width(shown: str) -> int:
    """The number of columns that a text takes in a terminal."""
    return sum(0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF") for one in shown)
