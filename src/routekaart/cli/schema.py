"""`routekaart schema`: the JSON Schema of a file that routekaart reads or writes."""

from typing import Any, Literal, TypeAlias, get_args

import click

from routekaart import types
from routekaart.cli.options import Command, help_lang_option
from routekaart.cli.printing import give
from routekaart.files.schema import json_schema
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.json_schema import json_schema_of
from routekaart.journeys import serialization as journey_form
from routekaart.simulation import distributions_format
from routekaart.testing.route_tests import tests_format

FileKind: TypeAlias = Literal["route", "vocabulary", "tests", "simulation", "journey"]
DocumentKind: TypeAlias = Literal[
    "check",
    "diff",
    "decision",
    "duties",
    "due",
    "change",
    "outlook",
    "reach",
    "path",
    "migration",
    "resolve",
    "cohort",
    "portable",
    "readings",
]
SchemaKind: TypeAlias = FileKind | DocumentKind
KINDS: tuple[SchemaKind, ...] = (*get_args(FileKind), *get_args(DocumentKind))

_DOCUMENTS: dict[DocumentKind, tuple[Any, str]] = {
    "check": (types.CheckDict, "What a check of route files found"),
    "diff": (types.DiffDict, "A comparison of two versions of routes"),
    "decision": (types.DecisionDict | types.DecisionNamesDict, "Where a student goes from a step"),
    "duties": (types.DutiesDict, "Who and what at a step, for one student"),
    "due": (types.DueDict, "A term of a step, with its dates for one student"),
    "change": (types.ChangeDict, "A date on which time alone changes a decision"),
    "outlook": (types.OutlookDict, "A decision, and the dates on which time alone changes it"),
    "reach": (types.ReachDict, "What it would take for a student to go to a target"),
    "path": (types.PathDict | None, "A shortest way through a route; null when none was found"),
    "migration": (types.MigrationDict, "What a new version of a route does to a journey"),
    "resolve": (types.ResolveDict, "Every fact that is known of a student or follows"),
    "cohort": (types.CohortDict, "How many students of a table go where"),
    "portable": (types.PortableDict, "A route as data, for programs in other languages"),
    "readings": (types.ReadingsDict, "The readings of a route, with what their alternatives do"),
}
"""The typed dict of each document that routekaart writes, and its title."""


def schema_of(kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of file or document."""
    match kind:
        case "route" | "vocabulary":
            return json_schema(kind)
        case "tests":
            return tests_format.json_schema()
        case "simulation":
            return distributions_format.json_schema()
        case "journey":
            return journey_form.json_schema()
        case _:
            return json_schema_of(*_DOCUMENTS[kind])


@click.command("schema", cls=Command)
@click.argument("kind", type=click.Choice(KINDS), default="route")
@help_lang_option
def command(kind: SchemaKind) -> None:
    """Geef het JSON-schema van een routebestand, van begrippen, tests of verdelingen (simulation), voor een editor.

    Ook van een bewaarde reis (journey), en van elk antwoord dat als JSON geschreven wordt.

    \b
    Voorbeelden:
      routekaart schema > route.schema.json
      routekaart schema vocabulary > vocabulary.schema.json
      routekaart schema tests > tests.schema.json
      routekaart schema simulation > simulation.schema.json
      routekaart schema journey > journey.schema.json
      routekaart schema decision > decision.schema.json
    """
    give(json_text(schema_of(kind)), newline=True)
