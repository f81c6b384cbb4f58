"""Which fact, step or end of the new version is which of the old one."""

from collections.abc import Iterable, Mapping

from routekaart.model.facts import FactType
from routekaart.model.step import End, Step
from routekaart.route import Route


def facts_of(old: Route, new: Route) -> dict[str, str]:
    """For each fact of the old version what it is called in the new one; without those that are gone."""
    return _counterparts(old.facts, new.facts, _renamed(old.facts, new.facts))


def _counterparts(old: Iterable[str], new: Iterable[str], renamed: Mapping[str, str]) -> dict[str, str]:
    """For each old name the new name of the same thing, by its name or by a new name for it."""
    known = set(new)
    return {name: name if name in known else renamed[name] for name in old if name in known or name in renamed}


def _renamed(old: Mapping[str, FactType], new: Mapping[str, FactType]) -> dict[str, str]:
    """The facts with another name, by what either version says that they were called."""
    forward = {former: fact.name for fact in new.values() for former in reversed(fact.renamed_from) if former in old}
    # Somebody may compare a new version with an older one.
    back = {fact.name: former for fact in old.values() for former in fact.renamed_from if former in new}
    found: dict[str, str] = {}
    for name, other in {**back, **forward}.items():
        # Of two facts that became one, one is compared and the other is gone.
        if name not in new and other not in old and other not in found.values():
            found[name] = other
    return found


def places_of(old: Route, new: Route) -> dict[str, str]:
    """For each step and end of the old version what it is called in the new one; without those that are gone."""
    return {**_places(old.steps, new.steps), **_places(old.ends, new.ends)}


def _places(old: Mapping[str, Step] | Mapping[str, End], new: Mapping[str, Step] | Mapping[str, End]) -> dict[str, str]:
    forward = {former: place.id for place in new.values() for former in place.renamed_from}
    back = {place.id: former for place in old.values() for former in place.renamed_from if former in new}
    return _counterparts(old, new, {**back, **forward})
