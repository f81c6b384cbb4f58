"""`routekaart schema`: the JSON Schema of a route file, a vocabulary or a journey."""

import json
from typing import Literal

import click

from routekaart.journeys import form
from routekaart.schema import json_schema


@click.command("schema")
@click.argument("kind", type=click.Choice(["route", "vocabulary", "journey"]), default="route")
def command(kind: Literal["route", "vocabulary", "journey"]) -> None:
    """Geef het JSON-schema van een routebestand of van begrippen, voor een editor, of van een bewaarde reis.

    \b
    Voorbeelden:
      routekaart schema > route.schema.json
      routekaart schema vocabulary > vocabulary.schema.json
      routekaart schema journey > journey.schema.json
    """
    made = form.json_schema() if kind == "journey" else json_schema(kind)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
