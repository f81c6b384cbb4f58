"""Output of the commands: the only module that writes to the terminal, always without control characters.

In text for a person, characters that steer a terminal or are invisible are escaped (`escaping.terminal`). Text for a
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
"""The colour codes of `reports.text`, which puts them around escaped text."""

_LONG = re.compile(r"[^\s']{400,}")
"""Long arguments quoted by click are cut, so that the text after them, about what was expected, stays visible."""


def show(text: str = "", *, newline: bool = True) -> None:
    """Writes text for a person to standard output; line ends and tabs stay."""
    click.echo(terminal(text), nl=newline)


def show_painted(text: str) -> None:
    """Writes text for a person with our own colour codes in it, without adding a line end."""
    parts = _COLORS.split(text)
    click.echo("".join(part if number % 2 else terminal(part) for number, part in enumerate(parts)), nl=False)


def show_message(text: str, *more: str) -> None:
    """Writes messages for a person to standard error; very long lines are cut."""
    for one in (text, *more):
        click.echo(terminal(messages(one)), err=True)


def give(text: str, *, newline: bool = False) -> None:
    """Writes text for a program. Control and invisible characters are escaped, though our formats let none through."""
    click.echo(visible(text, lines=True), nl=newline)


def give_bytes(content: bytes) -> None:
    """Writes bytes, such as a picture."""
    click.echo(content, nl=False)


def give_patch(text: str) -> None:
    """Writes a patch exactly, so that it can be applied; on a terminal, as text for a person."""
    click.echo(terminal(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text, nl=False)


def count_up(text: str) -> None:
    """Shows progress on a line of the terminal that is overwritten each time; an empty text clears it."""
    if sys.stderr.isatty():
        click.echo(f"\r{message(text)} " if text else "\r\033[K", nl=False, err=True)


def show_wrong_use(error: click.ClickException, lang: Language) -> None:
    """Shows the message of click about wrong arguments, which quotes them."""
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
