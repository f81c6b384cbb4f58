"""All that the commands print: the only module that writes to the terminal, and nothing in it can steer that.

What a person reads has everything that steers or hides written out (`escaping.terminal`). What another program reads
comes from a writer that has seen to that in its own way, so that it stays what it says.
"""

import re
import sys

import click

from routekaart.cli.dutch import in_dutch
from routekaart.escaping.letters import file_name, message, messages, visible
from routekaart.escaping.terminal import terminal

_COLORS = re.compile("(\033\\[(?:[0-9]{2};1|0)m)")
"""The colours of `reports.text`, which puts them around text that was made safe."""

_LONG = re.compile(r"[^\s']{400,}")
"""What somebody gave is cut within the message of click, so that what was expected still stands behind it."""


def show(text: str = "", *, newline: bool = True) -> None:
    """Text for a person, on standard output; line ends and tabs stay."""
    click.echo(terminal(text), nl=newline)


def show_painted(text: str) -> None:
    """Text for a person with our own colours in it, and no line end behind it."""
    parts = _COLORS.split(text)
    click.echo("".join(part if number % 2 else terminal(part) for number, part in enumerate(parts)), nl=False)


def tell(text: str, *more: str) -> None:
    """Messages for a person, on standard error; much too long a line is cut."""
    for one in (text, *more):
        click.echo(terminal(messages(one)), err=True)


def give(text: str, *, newline: bool = False) -> None:
    """Text for a program: what still steers or hides in it is written out, which no form of ours has any of."""
    click.echo(visible(text, lines=True), nl=newline)


def give_bytes(content: bytes) -> None:
    """What is not text, such as a picture."""
    click.echo(content, nl=False)


def give_patch(text: str) -> None:
    """Changes to files, exactly, because they would not fit otherwise; on a terminal as a person can read them."""
    click.echo(terminal(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text, nl=False)


def count_up(text: str) -> None:
    """What is being done, on a line of a terminal that is written over; empty when it is done."""
    if sys.stderr.isatty():
        click.echo(f"\r{message(text)} " if text else "\r\033[K", nl=False, err=True)


def tell_wrong_use(error: click.ClickException) -> None:
    """What click has to say about arguments; what was given is in its message."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(terminal(error.message), err=True)
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        tell(context.get_usage())
        names = context.help_option_names
        if names:
            tell(f"{context.command_path} {max(names, key=len)} geeft hulp", "")
    vars(error)["message"] = message(_LONG.sub(lambda given: file_name(given[0]), error.message))
    tell(in_dutch(error.format_message()))
