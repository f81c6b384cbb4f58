"""`routekaart schema`: the JSON Schema of a file that routekaart reads or writes."""

from typing import Literal, TypeAlias, get_args

import click

from routekaart.checking.reports.as_json import json_schema as check_schema
from routekaart.cli.printing import give
from routekaart.comparison import diff_schema
from routekaart.escaping.machines import json_text
from routekaart.files.schema import json_schema
from routekaart.journeys import serialization as journey_form
from routekaart.route_tests import tests_format
from routekaart.simulation import distributions_format

SchemaKind: TypeAlias = Literal["route", "vocabulary", "tests", "simulation", "journey", "check", "diff"]
_KINDS: tuple[SchemaKind, ...] = get_args(SchemaKind)


@click.command("schema")
@click.argument("kind", type=click.Choice(_KINDS), default="route")
def command(kind: SchemaKind) -> None:
    """Geef het JSON-schema van een routebestand, van begrippen, tests of verdelingen (simulation), voor een editor.

    Ook van een bewaarde reis (journey) en van wat check en diff als JSON geven.

    \b
    Voorbeelden:
      routekaart schema > route.schema.json
      routekaart schema vocabulary > vocabulary.schema.json
      routekaart schema tests > tests.schema.json
      routekaart schema simulation > simulation.schema.json
      routekaart schema journey > journey.schema.json
      routekaart schema diff > diff.schema.json
    """
    match kind:
        case "journey":
            made = journey_form.json_schema()
        case "tests":
            made = tests_format.json_schema()
        case "simulation":
            made = distributions_format.json_schema()
        case "check":
            made = check_schema()
        case "diff":
            made = diff_schema.json_schema()
        case _:
            made = json_schema(kind)
    give(json_text(made), newline=True)
