"""A picture of the differences between a route and another version: what is new, removed and changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from routekaart.comparison.changes import Pair
from routekaart.comparison.joining import joint_of
from routekaart.comparison.texts import texts_of
from routekaart.foundation.arguments import ROUTE, checked, language
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Language, Text
from routekaart.maps.depth import with_ways_back
from routekaart.maps.of_route import picture_of
from routekaart.maps.picture import Band, MapEdge, MapNode, Otherwise, Picture
from routekaart.model.applied_readings import SECTIONS, difference, places_behind, readings_text
from routekaart.model.condition import Condition
from routekaart.model.step import Transition
from routekaart.route import Route

_WAYS = ("transitions", "otherwise")
"""The fields of a step that are edges of a picture."""
_CITED = ("sources", "readings")
_OTHERWISE = Text("Een andere versie van de route", "Another version of the route")


def picture_of_changes(old: Route, new: Route, lang: Language | None = None) -> Picture:
    """The picture of a route that shows its differences from another one: most often itself under another reading.

    Whatever only the old route has is in it too. Sources and readings are left out: they change nothing for students.

    Args:
        lang: as for `picture_of`.

    Raises:
        WrongTypeError: an argument is of another type.
        WrongValueError: `lang` is not "nl" or "en".
    """
    checked("old", old, Route, ROUTE)
    checked("new", new, Route, ROUTE)
    return _Comparing(_without_sources(old), _without_sources(new), language(lang) or new.language).picture()


class _Comparing:
    """Merges the pictures of two versions into one."""

    def __init__(self, old: Route, new: Route, lang: Language) -> None:
        self._old, self._new, self._lang = old, new, lang
        self._changed: dict[str, dict[str, set[str]]] = {section: defaultdict(set) for section in SECTIONS}
        for section, *names in difference(old, new).changed:
            if section in self._changed:
                self._changed[section][names[0]].update(names[1:])

    def picture(self) -> Picture:
        """The picture of the new version, with what only the old one has."""
        before, after = picture_of(self._old, self._lang), picture_of(self._new, self._lang)
        before = _with_ids_of(after, before)
        edges = tuple(self._edges(before, after))
        nodes = tuple(self._nodes(before, after, {edge.source for edge in edges if edge.change}))
        bands = {band.id for band in after.bands}
        merged = _merged(after.bands, before.bands, lambda band: band.id not in bands)
        otherwise = Otherwise(self._title(), tuple(dict.fromkeys(self._lines())))
        return with_ways_back(replace(after, bands=tuple(merged), nodes=nodes, edges=edges, otherwise=otherwise))

    def _title(self) -> str:
        chosen = {name: one for name, one in self._new.chosen.items() if name not in self._old.chosen}
        return (readings_text(chosen) if chosen else _OTHERWISE).in_language(self._lang)

    def _lines(self) -> Iterator[str]:
        for name, alternative in self._new.chosen.items():
            if name not in self._old.chosen:
                reading = self._new.readings[name]
                text = next(one.text for one in reading.others if one.id == alternative)
                was = Text("in plaats van", "instead of").in_language(self._lang)
                yield f"{name}: {text.rstrip('.')} ({was}: {reading.chosen.rstrip('.')})."
        joint = joint_of(Pair(self._old, self._new), Pair(self._old.id, self._new.id))
        yield from (change.text.in_language(self._lang) for change in texts_of(joint))

    def _nodes(self, before: Picture, after: Picture, ways_otherwise: set[str]) -> Iterator[MapNode]:
        known, kept = {node.id: node for node in before.nodes}, {node.id for node in after.nodes}
        for node in _merged(after.nodes, before.nodes, lambda node: node.id not in kept):
            if node.id not in kept:
                # There is one start: that of the new version.
                kind = "step" if node.kind == "start" else node.kind
                yield replace(node, part=("old", *node.part), change="removed", kind=kind)
            elif node.id not in known:
                yield replace(node, change="added")
            elif self._is_otherwise(known[node.id], node, ways_otherwise):
                yield replace(node, change="changed")
            else:
                yield node

    def _is_otherwise(self, was: MapNode, node: MapNode, ways_otherwise: set[str]) -> bool:
        """Whether something differs in a node itself, not only in the edges that leave it."""
        if _shown(was) != _shown(node):
            return True
        step = self._new.steps.get(node.id)
        if step is None:
            return node.id in self._changed["ends"]
        otherwise = self._changed["steps"].get(node.id, set())
        if otherwise - {*_WAYS, "policy"} or (otherwise and node.id not in ways_otherwise):
            return True
        return any(self._rests_on_changes(part.when) for part in step.duty_parts) or any(
            name in self._changed["partners"] for part in (*step.responsible, *step.contacts) for name in part.partners
        )

    def _edges(self, before: Picture, after: Picture) -> Iterator[MapEdge]:
        """The edges, each compared with its old one: one with the same words, or else one between the same nodes."""
        left: dict[tuple[str, ...], list[MapEdge]] = defaultdict(list)
        for edge in before.edges:
            left[_ends(edge)].append(edge)
        was = {edge.part: _taken(left[_ends(edge)], edge.words) for edge in after.edges}
        was |= {edge.part: _taken(left[_ends(edge)]) for edge in after.edges if was[edge.part] is None}
        gone = {edge.part for edges in left.values() for edge in edges}
        made = [self._marked(edge, was[edge.part]) for edge in after.edges]
        old = [replace(edge, part=("old", *edge.part), change="removed", order=None) for edge in before.edges]
        yield from _merged(made, old, lambda edge: edge.part[1:] in gone)

    def _marked(self, edge: MapEdge, was: MapEdge | None) -> MapEdge:
        if was is None:
            return replace(edge, change="added")
        condition = self._condition(edge)
        if was.words != edge.words or (condition is not None and self._rests_on_changes(condition)):
            return replace(edge, change="changed")
        return edge

    def _condition(self, edge: MapEdge) -> Condition | None:
        section, name, *field = edge.part
        if section != "steps" or len(field) < 2:
            return None
        return getattr(self._new.steps[str(name)], str(field[0]))[field[1]].when  # type: ignore[no-any-return]

    def _rests_on_changes(self, condition: Condition) -> bool:
        """Whether the meaning of a condition changes because of a fact or a parameter that it depends on."""
        behind = places_behind(self._new.vocabulary, [condition])
        return any(name in self._changed[section] for section, name in behind)


Drawn = TypeVar("Drawn", Band, MapNode, MapEdge)


def _merged(new: Iterable[Drawn], old: Iterable[Drawn], is_gone: Callable[[Drawn], bool]) -> list[Drawn]:
    """The parts of the new version; each removed part comes after the part that it followed in the old version."""
    found = list(new)
    kept = {_key(one): one for one in found}
    after = 0
    for one in old:
        if is_gone(one):
            found.insert(after, one)
            after += 1
        elif _key(one) in kept:
            after = found.index(kept[_key(one)]) + 1
    return found


def _key(one: Band | MapNode | MapEdge) -> object:
    return (one.source, one.target, one.kind, one.words) if isinstance(one, MapEdge) else one.id


def _ends(edge: MapEdge) -> tuple[str, ...]:
    return edge.source, edge.target, edge.kind


def _taken(edges: list[MapEdge], words: str | None = None) -> MapEdge | None:
    """The first of some edges, with these words if given; it is removed from the list."""
    found = next((one for one in edges if words in (None, one.words)), None)
    if found is not None:
        edges.remove(found)
    return found


def _shown(node: MapNode) -> tuple[object, ...]:
    """The contents of a node; the number of ways out is left out, as the edges show it."""
    return node.title, node.partners, node.remarks, node.stay, node.outcome, node.kind == "start"


def _with_ids_of(new: Picture, old: Picture) -> Picture:
    """The old picture, where a hand-over gets the id of the same one in the new picture: ids include a position."""
    names = {(node.id.split("/")[0], node.name, node.title): node.id for node in new.nodes if node.kind == "hand_over"}
    ids = {
        node.id: names.get((node.id.split("/")[0], node.name, node.title), node.id)
        for node in old.nodes
        if node.kind == "hand_over"
    }
    nodes = tuple(replace(node, id=ids.get(node.id, node.id)) for node in old.nodes)
    edges = tuple(replace(edge, target=ids.get(edge.target, edge.target)) for edge in old.edges)
    return replace(old, nodes=nodes, edges=edges)


def _without_sources(value: Any) -> Any:
    """A part of a route without sources, readings and notes of transitions: these make no difference for students."""
    if isinstance(value, Mapping):
        return frozen((name, _without_sources(one)) for name, one in value.items())
    if isinstance(value, tuple):
        return tuple(map(_without_sources, value))
    if isinstance(value, Route):
        return replace(value, **{name: _without_sources(getattr(value, name)) for name in (*SECTIONS, "impossible")})
    if is_dataclass(value) and not isinstance(value, type):
        made = {field.name: getattr(value, field.name) for field in fields(value)}
        if isinstance(value, Transition):
            made["note"] = None
        return replace(value, **{name: () if name in _CITED else _without_sources(one) for name, one in made.items()})
    return value
