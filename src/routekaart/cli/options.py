"""The language option, and options of a command as one frozen value."""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar

import click

from routekaart.cli.exits import refuse
from routekaart.cli.help_language import spoken
from routekaart.foundation.language import LANGUAGES
from routekaart.model.fact_values import day_in

Function = TypeVar("Function", bound=Any)


class Command(click.Command):
    """A command that refuses an option that is given twice; click would ignore the first value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the arguments into the context."""
        if not ctx.resilient_parsing:
            *_, order = self.make_parser(ctx).parse_args(args=list(args))
            for one in order:
                if isinstance(one, click.Option) and not (one.multiple or one.is_flag) and order.count(one) > 1:
                    name = max(one.opts, key=len)
                    refuse(spoken(ctx), f"{name} is twee keer gegeven", f"{name} is given twice")
        return super().parse_args(ctx, args)


def lang_option(function: Function) -> Function:
    """Adds `--lang`; None means the language of the route."""
    option = click.option(
        "--lang", type=click.Choice(LANGUAGES), help="Taal van de uitvoer; anders die van de route.", is_eager=True
    )
    decorated: Function = option(function)
    return decorated


def on_option(told: str, *, required: bool = False) -> Callable[[Function], Function]:
    """Adds `--on`, a reference date."""
    return click.option("--on", metavar="DATUM", required=required, callback=_not_as_in_dutch, help=told)


def _not_as_in_dutch(context: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """A click callback for dates: ends the command for one with the day first, and shows how to write it."""
    if value is None or day_in(value) is not None:
        return value
    if not value.strip():
        refuse(
            context.params.get("lang") or "nl",
            "--on: verwacht wordt een datum als 2026-03-01, en er staat niets",
            "--on: expected a date such as 2026-03-01, and there is nothing",
        )
    # Imported here because it is only needed for a day in another notation.
    from routekaart.files.meant_values import day_meant

    written = day_meant(value)
    if written is not None and written.day is not None:
        meant = written.day.isoformat()
        refuse(
            context.params.get("lang") or "nl",
            f"--on: schrijf het jaar eerst; bedoelde u {meant}?",
            f"--on: write the year first; did you mean {meant}?",
        )
    return value


help_lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False, help="Taal van hulp en meldingen."
)
"""`--lang` of a command whose output has no language."""


def gathered_in(kind: type[Any]) -> Callable[[Function], Function]:
    """Gives a command its options as one value of a dataclass, its first argument; fields have the names of options.

    Options without a field in the dataclass remain separate arguments.
    """
    names = [field.name for field in fields(kind)]

    def decorate(function: Function) -> Function:
        @wraps(function)
        def gathered(**options: Any) -> object:
            value = kind(**{name: options.pop(name) for name in names})
            return function(value, **options)

        decorated: Function = gathered  # type: ignore[assignment]
        return decorated

    return decorate
