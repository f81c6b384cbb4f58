"""The name of a new route on the command line."""

import re

import click

from routekaart.escaping.letters import hides, one_line
from routekaart.files.field_types import LOWER_NAME

_NO_TEXT_IN_YAML = frozenset({"null", "true", "false"})


def route_id(ctx: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001  # click's signature
    """A name that a route can have; a click callback."""
    if re.fullmatch(LOWER_NAME, value) is None or value in _NO_TEXT_IN_YAML:
        raise click.BadParameter(f"{one_line(value)}: een route heet als mijn_route: kleine letters, cijfers en _")
    return value


def plain_title(ctx: click.Context, parameter: click.Parameter, value: str) -> str:  # noqa: ARG001  # click's signature
    """A title that a route can have; a click callback."""
    if not value.strip() or hides(value):
        raise click.BadParameter(f"{one_line(value)}: een titel is tekst op een regel, zonder verborgen tekens")
    return value
