"""`routekaart schema`: the JSON Schema of a route file or a vocabulary."""

import json
from typing import Literal

import click

from routekaart.schema import json_schema


@click.command("schema")
@click.argument("kind", type=click.Choice(["route", "vocabulary"]), default="route")
def command(kind: Literal["route", "vocabulary"]) -> None:
    """Geef het JSON-schema van een routebestand, voor een editor.

    \b
    Voorbeelden:
      routekaart schema > route.schema.json
      routekaart schema vocabulary > vocabulary.schema.json
    """
    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))
