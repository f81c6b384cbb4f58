"""What is written, held to the published schema of it."""

import json
from functools import cache

import jsonschema

from routekaart.cli.schema import SchemaKind, schema_of


@cache
def validator(kind: SchemaKind) -> jsonschema.Draft202012Validator:
    schema = schema_of(kind)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def check(kind: SchemaKind, written: object) -> None:
    """Raises when a document does not fit its schema, is no plain JSON, or does not begin with its format."""
    assert json.loads(json.dumps(written)) == written
    assert written is None or list(dict(written))[:2] == ["format", "format_version"]  # type: ignore[call-overload]
    validator(kind).validate(written)
