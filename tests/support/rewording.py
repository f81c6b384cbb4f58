"""A route in other words: everything that people read is otherwise, and nothing else."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar

from routekaart.foundation.digest import name_of
from routekaart.model.text_fields import UNORDERED, WORDS

Part = TypeVar("Part")


def reworded(part: Part) -> Part:
    """The same part of a route, with each of its words replaced, and in another order where that is free."""
    return _kept(part)  # type: ignore[no-any-return]


def _kept(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_kept, value))
    if isinstance(value, Mapping):
        return {name: _kept(item) for name, item in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kind, found = name_of(type(value)), {}
    for field in fields(value):
        one = getattr(value, field.name)
        found[field.name] = _other(field.name, one) if field.name in WORDS.get(kind, ()) else _kept(one)
        if field.name in UNORDERED.get(kind, ()):
            found[field.name] = dict(reversed(found[field.name].items()))
    return replace(value, **found)


def _other(name: str, value: Any) -> Any:
    """Other words. The names of readings, options and phases stay, for parts of the route refer to them."""
    if name == "language":
        return "en" if value == "nl" else "nl"
    if name in ("checked", "valid_until"):
        return date(2030, 1, 1)
    if value is None or isinstance(value, str):
        return f"Anders {value}"
    if isinstance(value, tuple):
        return (*reversed(value), "Erbij")
    assert isinstance(value, Mapping)
    return {key: _part(item) for key, item in reversed([*value.items()])}


def _part(value: Any) -> Any:
    """A reading or a source with other texts; or another title."""
    if isinstance(value, str):
        return f"Anders {value}"
    kept = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in ("id", "confirm")}
    return replace(value, **{name: f"Anders {text}" for name, text in kept.items() if isinstance(text, str)})
