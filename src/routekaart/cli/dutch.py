"""Dutch for the phrases that click adds to help and messages, unless the language is English."""

import re
from collections.abc import Iterable, Sequence

import click

from routekaart.cli.help_language import spoken

_PHRASES: Sequence[tuple[str, str]] = (
    (r"Usage: ", "Gebruik: "),
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT [...]"),
    (r"^Options$", "Opties"),
    (r"^Commands$", "Opdrachten"),
    (r"Show this message and exit\.", "Toon deze hulp."),
    (r"Show the version and exit\.", "Toon de versie."),
    (r"\[default: (.*?)\]", r"[anders: \1]"),
    (r"\[required\]", "[verplicht]"),
    (r"; required\]", "; verplicht]"),
    (r"\bTEXT\b", "TEKST"),
    (r"^(-.* )PATH$", r"\1PAD"),
    (r"\bINTEGER( RANGE)?\b", "GETAL"),
    (r"^No such option:? '?(-[^ '.]*)'?\.?", r"er is geen optie \1"),
    (r"^No such command '(.*?)'\.", r"er is geen opdracht \1"),
    (r" Did you mean '?(.*?)'?\?$", r"; bedoelde u \1?"),
    (r" \(Possible options: (.*)\)$", r"; bedoelde u \1?"),
    (r" \(?Did you mean one of: (.*)\?\)?$", r"; bedoelde u een van \1?"),
    (r"^Missing argument '(.*?)'\.", r"\1 ontbreekt"),
    (r"^Missing option (?:'-\w' / )?'(.*?)'\.", r"\1 ontbreekt"),
    (r"^Missing command\.", "noem een opdracht"),
    (r"^Got unexpected extra arguments? \((.*)\)$", r"dit is te veel: \1"),
    (r"^Option '(.*?)' requires an argument\.", r"\1: hierachter ontbreekt een waarde"),
    (r"^Option '(.*?)' does not take a value\.", r"\1: hierachter hoort geen waarde"),
    (r"^Invalid value for ('\[?)(.*?)(\]?(?:\.\.\.)?'): ", r"\2: "),
    (r"'(.*)' is not (?:one of )?('.*)\.$", r"verwacht wordt \2, niet '\1'"),
    (r"'(.*)' is not a valid integer(?: range)?\.$", r"verwacht wordt een geheel getal, niet '\1'"),
    (r"'(.*)' is not a valid float(?: range)?\.$", r"verwacht wordt een getal, niet '\1'"),
    (r"(?:Path|File|Directory) '(.*)' is not readable\.$", r"'\1' is niet te lezen"),
    (r"(\S+) is not in the range (\S*x\S*)\.$", r"verwacht wordt een getal x met \2, niet \1"),
    (r"'(.*)' does not match the formats? .*\.$", r"verwacht wordt een datum als 2026-03-01, niet '\1'"),
)
"""Each phrase of click as a pattern, with its Dutch. Other text stays as it is."""

_COMPILED = [(re.compile(pattern, re.MULTILINE), dutch) for pattern, dutch in _PHRASES]


def in_dutch(text: str) -> str:
    """A text of click with the phrases of click in Dutch."""
    for pattern, dutch in _COMPILED:
        text = pattern.sub(dutch, text)
    return text


class _Formatter(click.HelpFormatter):
    """Writes the help of a command, with the phrases of click in Dutch."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, in_dutch(args), in_dutch("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(in_dutch(heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(in_dutch(name), in_dutch(words)) for name, words in rows], col_max, col_spacing)


class SpokenContext(click.Context):
    """The context of a command whose help is in the requested language."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter that writes the help."""
        kind = click.HelpFormatter if spoken(self) == "en" else _Formatter
        return kind(width=self.terminal_width, max_width=self.max_content_width)
