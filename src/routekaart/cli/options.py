"""The language option, and options of a command as one frozen value."""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar

import click

from routekaart.foundation.language import LANGUAGES

Function = TypeVar("Function", bound=Any)


def lang_option(function: Function) -> Function:
    """Adds `--lang`, which is None when the language of the route should be used."""
    option = click.option("--lang", type=click.Choice(LANGUAGES), help="Taal van de uitvoer; anders die van de route.")
    decorated: Function = option(function)
    return decorated


help_lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), expose_value=False, help="Taal van hulp en meldingen."
)
"""`--lang` of a command whose output has no language."""


def gathered_in(kind: type[Any]) -> Callable[[Function], Function]:
    """Gives a command its options as one value of a dataclass, its first argument; each field is named as an option.

    Options of which the dataclass has no field stay arguments of their own.
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
