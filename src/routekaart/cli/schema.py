"""`routekaart schema`: the JSON Schema of a file that routekaart reads or writes."""

import json
from typing import Literal

import click

from routekaart.journeys import form
from routekaart.reports.as_json import json_schema as check_schema
from routekaart.schema import json_schema


@click.command("schema")
@click.argument("kind", type=click.Choice(["route", "vocabulary", "journey", "check"]), default="route")
def command(kind: Literal["route", "vocabulary", "journey", "check"]) -> None:
    """Geef het JSON-schema van een routebestand of van begrippen, voor een editor.

    Ook van een bewaarde reis (journey) en van wat een controle als JSON geeft (check).

    \b
    Voorbeelden:
      routekaart schema > route.schema.json
      routekaart schema vocabulary > vocabulary.schema.json
      routekaart schema journey > journey.schema.json
    """
    match kind:
        case "journey":
            made = form.json_schema()
        case "check":
            made = check_schema()
        case _:
            made = json_schema(kind)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
