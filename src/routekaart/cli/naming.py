"""The name of a new route on the command line."""

import re

import click

from routekaart.document import LOWER_NAME
from routekaart.escaping.letters import one_line


def route_id(ctx: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001  # click's signature
    """A name that a route can have; a click callback."""
    if re.fullmatch(LOWER_NAME, value) is None:
        raise click.BadParameter(f"{one_line(value)}: een route heet als mijn_route: kleine letters, cijfers en _")
    return value
