"""The changes of a document when the route uses another reading, as a JSON Merge Patch (RFC 7396)."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from routekaart.deciding.contested import touches
from routekaart.model.source_readings import Instead
from routekaart.model.text_fields import WORDS
from routekaart.route import Route

_SAYS_NOTHING = WORDS["FactType"] | {
    "asked_of",
    "changes",
    "lifetime",
    "only_recorded",
    "readings",
    "renamed_from",
    "sensitive",
    "sources",
}
"""The fields of a fact that do not affect a decision about one student on one day."""

Json: TypeAlias = Mapping[str, Any]


def merge_patch(old: Json, new: Json) -> dict[str, Any]:
    """The patch that turns the old object into the new one; neither may hold a null."""
    patch: dict[str, Any] = {name: None for name in old if name not in new}
    for name, value in new.items():
        before = old.get(name)
        if name not in old or not (isinstance(before, Mapping) and isinstance(value, Mapping)):
            if value != before:
                patch[name] = value
        elif value != before:
            patch[name] = merge_patch(before, value)
    return patch


def meet(one: object, other: object) -> bool:
    """Whether two patches change the same place."""
    if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
        return True
    return any(name in other and meet(value, other[name]) for name, value in one.items())


def alternatives_of(route: Route) -> Iterator[tuple[str, str, str, Instead, Route]]:
    """The alternatives that the route can use, each with its reading, its text, its changes and the route under it."""
    for reading in route.readings.values():
        if reading.id in route.chosen:
            continue
        for one in reading.others:
            if one.id is None or one.instead is None:
                continue
            other = route.surroundings.under(reading.id, one.id)
            if isinstance(other, Route):
                yield reading.id, one.id, one.text, one.instead, other


def steps_touched(route: Route, instead: Instead) -> list[str] | None:
    """The steps whose answer an alternative can change; None for all steps."""
    found = [name for name in route.steps if touches(instead, name)]
    return None if len(found) == len(route.steps) else found


def changes_facts(instead: Instead) -> bool:
    """Whether an alternative changes the meaning of facts, limits, or who can exist: more than words and new facts."""
    for section, *place in instead.changed:
        if section in ("parameters", "impossible"):
            return True
        if section == "facts" and len(place) > 1 and place[1] not in _SAYS_NOTHING:
            return True
    return False
