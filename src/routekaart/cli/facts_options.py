"""The facts of a student on the command line: `--fact`, `--facts`, `--on` and `--ignore-unknown`."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import click

from routekaart import FactError, ReferenceDateError, UnknownNameError
from routekaart.cli import completion
from routekaart.cli.exits import fail, refuse
from routekaart.cli.options import Function, gathered_in, on_option
from routekaart.cli.recognised_facts import recognised_facts
from routekaart.files.disk import limits
from routekaart.files.disk.reading import ReadingError, read_stream
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language, Text, say
from routekaart.model.fact_types import FactType
from routekaart.model.situation import UnknownFacts

_OPTIONS = (
    click.option(
        "--fact",
        "pairs",
        multiple=True,
        metavar="NAAM=WAARDE",
        shell_complete=completion.facts,
        help="Een gegeven van de student; u mag dit herhalen.",
    ),
    click.option("--facts", "file", metavar="BESTAND", help="Gegevens uit een JSON- of YAML-bestand; - is de invoer."),
    on_option("De peildatum, zoals 2026-03-01; anders vandaag."),
    click.option("--strict", is_flag=True, help="Weiger gegevens die herkend moeten worden, zoals J of 31-12-2009."),
    click.option("--ignore-unknown", is_flag=True, help="Sla gegevens over die deze route niet kent."),
)
_NAMES_WITH_VALUES = Text("namen met waarden, zoals heeft_werk: ja", "names with values, such as heeft_werk: ja")


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """The facts options of a command, as they were typed.

    Attributes:
        pairs: the value of each `--fact`.
        file: the file of `--facts`; "-" for the input.
        on: the reference date; None for today.
    """

    pairs: tuple[str, ...] = field(repr=False)
    file: str | None
    on: str | None
    strict: bool
    ignore_unknown: bool

    @property
    def day(self) -> str:
        """The reference date, or today."""
        return reference_date(self.on)

    @property
    def unknown_facts(self) -> UnknownFacts:
        """What to do with a fact that the route does not know."""
        return "ignore" if self.ignore_unknown else "error"

    def read(self, facts: Mapping[str, FactType], lang: Language) -> dict[str, Any]:
        """The facts of the file and of the pairs, as the facts of a route; the pairs override the file."""
        in_file = recognised_facts(facts_in_file(self.file, lang), facts, lang, strict=self.strict)
        return in_file | recognised_facts(_facts_in_pairs(self.pairs, lang), facts, lang, strict=self.strict)


def facts_options(function: Function) -> Function:
    """Adds the options; the command gets them as its first argument, `GivenFacts`."""
    function = gathered_in(GivenFacts)(function)
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


@contextmanager
def refused_plainly(lang: Language) -> Iterator[None]:
    """Ends the command with the message when the route refuses a step, a fact or a date."""
    try:
        yield
    except FactError as error:
        fail(*(problem.message(lang, values=True) for problem in error.problems))
    except (UnknownNameError, ReferenceDateError) as error:
        fail(error.text.in_language(lang))


def reference_date(on: str | None) -> str:
    """The reference date that was given, or today."""
    return on or date.today().isoformat()


def date_line(shown: date | None, on: str | None, lang: Language) -> str:
    """The line with the reference date, marked as today when none was given."""
    today = "" if on else say(lang, " (vandaag)", " (today)")
    return say(lang, "Peildatum: ", "Reference date: ") + f"{shown}{today}"


def _facts_in_pairs(pairs: tuple[str, ...], lang: Language) -> dict[str, str]:
    facts: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip() or not value.strip():
            shown = one_line(name)
            refuse(
                lang,
                f"--fact {shown}: verwacht wordt NAAM=WAARDE, zoals heeft_werkplek=nee",
                f"--fact {shown}: expected NAME=VALUE, such as heeft_werkplek=nee",
            )
        if name.strip() in facts:
            shown = one_line(name)
            refuse(lang, f"--fact {shown} is twee keer gegeven", f"--fact {shown} is given twice")
        facts[name.strip()] = value.strip()
    return facts


def facts_in_file(
    file: str | None, lang: Language, most: int = limits.FACTS, keys: Text = _NAMES_WITH_VALUES
) -> Mapping[str, Any]:
    """The content of a YAML or JSON file, or of the input for "-"; nothing without a file.

    Args:
        most: the largest size, in bytes.
        keys: what an error says was expected, if the content is a list or plain text.
    """
    if file is None:
        return {}
    # Imported here because it takes long, and few commands get a file.
    from routekaart.files import source

    try:
        if file == "-":
            data = read_stream(sys.stdin.buffer, most)
            document = source.parse_document(source.decoded(data, "-"), "-", keys=keys)
        else:
            document = source.read_document(Path(file), most=most, keys=keys)
    except ReadingError as error:
        fail(f"-: {error.text.in_language(lang)}")
    except source.Unreadable as error:
        fail(*(diagnostic.render(lang) for diagnostic in error.diagnostics))
    if document.problems:
        fail(*(diagnostic.render(lang) for diagnostic in document.problems))
    facts: Mapping[str, Any] = source.plain(document.root)
    return facts
