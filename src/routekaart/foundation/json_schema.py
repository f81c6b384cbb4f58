"""The JSON Schema of a typed dict, made by pydantic from its declared types."""

from typing import Any

from routekaart.foundation.shapes import DIALECT


def json_schema_of(shape: Any, title: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a typed dict, or of several."""
    # Imported here because only making a schema needs it.
    from pydantic import TypeAdapter

    made = _plainer(TypeAdapter(shape).json_schema())
    definitions = {"$defs": dict(sorted(made.pop("$defs").items()))} if "$defs" in made else {}
    return {"$schema": DIALECT, "title": title, **made, **definitions}


def _plainer(schema: Any) -> Any:
    """The schema without titles made from names, and with a list of types for alternatives that are only types."""
    if isinstance(schema, list):
        return [_plainer(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _plainer(value) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    if plain.get("additionalProperties") is True:
        # Some versions of pydantic write this default.
        del plain["additionalProperties"]
    options = plain.get("anyOf", [])
    if options and all(_is_a_type(option) for option in options):
        # A keyword such as `format` applies to one type only, so the keywords can be merged.
        names = [option["type"] for option in options]
        kinds = [name for name in names if name != "integer" or "number" not in names]
        del plain["anyOf"]
        plain = {key: value for option in options for key, value in option.items()} | {"type": kinds} | plain
    return plain


def _is_a_type(option: dict[str, Any]) -> bool:
    """Whether an alternative is only a type, or a date as text."""
    return option.keys() == {"type"} or option == {"type": "string", "format": "date"}
