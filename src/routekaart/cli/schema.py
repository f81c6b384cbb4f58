"""`routekaart schema`: the JSON Schema of a route file, a vocabulary, a journey or a comparison."""

import json
from typing import Literal, TypeAlias

import click

from routekaart.comparison import form as comparison_form
from routekaart.journeys import form
from routekaart.schema import json_schema

Kind: TypeAlias = Literal["route", "vocabulary", "journey", "diff"]


@click.command("schema")
@click.argument("kind", type=click.Choice(["route", "vocabulary", "journey", "diff"]), default="route")
def command(kind: Kind) -> None:
    """Geef het JSON-schema van een routebestand, van begrippen, van een bewaarde reis of van een vergelijking.

    \b
    Voorbeelden:
      routekaart schema > route.schema.json
      routekaart schema vocabulary > vocabulary.schema.json
      routekaart schema journey > journey.schema.json
      routekaart schema diff > diff.schema.json
    """
    match kind:
        case "journey":
            made = form.json_schema()
        case "diff":
            made = comparison_form.json_schema()
        case _:
            made = json_schema(kind)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
