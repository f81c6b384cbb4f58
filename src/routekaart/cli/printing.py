"""Output of the commands: the only module that writes to the terminal, always without control characters.

In text for a person, characters that steer a terminal or hide are written out (`escaping.terminal`). Text for a
program has been escaped by the writer of its format.
"""

import re
import sys

import click

from routekaart.cli.dutch import in_dutch
from routekaart.foundation.escaping.letters import file_name, message, messages, visible
from routekaart.foundation.escaping.terminal import terminal
from routekaart.foundation.language import Language, say

_COLORS = re.compile("(\033\\[(?:[0-9]{2};1|0)m)")
"""The colours of `reports.text`, which puts them around text that was made safe."""

_LONG = re.compile(r"[^\s']{400,}")
"""Arguments quoted by click are cut when longer, so that what was expected stays visible after them."""


def show(text: str = "", *, newline: bool = True) -> None:
    """Text for a person, on standard output; line ends and tabs stay."""
    click.echo(terminal(text), nl=newline)


def show_painted(text: str) -> None:
    """Text for a person with our own colours in it, and no line end behind it."""
    parts = _COLORS.split(text)
    click.echo("".join(part if number % 2 else terminal(part) for number, part in enumerate(parts)), nl=False)


def show_message(text: str, *more: str) -> None:
    """Messages for a person, on standard error; much too long a line is cut."""
    for one in (text, *more):
        click.echo(terminal(messages(one)), err=True)


def give(text: str, *, newline: bool = False) -> None:
    """Text for a program; characters that steer or hide are written out, though no format of ours lets any through."""
    click.echo(visible(text, lines=True), nl=newline)


def give_bytes(content: bytes) -> None:
    """Bytes, such as a picture."""
    click.echo(content, nl=False)


def give_patch(text: str) -> None:
    """Changes to files, exactly, because they would not fit otherwise; on a terminal as a person can read them."""
    click.echo(terminal(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text, nl=False)


def count_up(text: str) -> None:
    """Progress, on a line of a terminal that is overwritten; an empty text clears it."""
    if sys.stderr.isatty():
        click.echo(f"\r{message(text)} " if text else "\r\033[K", nl=False, err=True)


def show_wrong_use(error: click.ClickException, lang: Language) -> None:
    """The message of click about wrong arguments, which quotes what was given."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(terminal(error.message), err=True)
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        show_message(context.get_usage())
        names = context.help_option_names
        if names:
            gives = say(lang, "geeft hulp", "gives help")
            show_message(f"{context.command_path} {max(names, key=len)} {gives}", "")
    vars(error)["message"] = message(_LONG.sub(lambda given: file_name(given[0]), error.message))
    told = error.format_message()
    show_message(in_dutch(told) if lang == "nl" else told)
