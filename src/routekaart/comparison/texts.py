"""The differences in the text of two versions, by part and by field."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from routekaart.comparison.changes import RoutePart, TextChange, TextChangeKind
from routekaart.comparison.ignored import IGNORED_FIELDS
from routekaart.comparison.joint import Joint
from routekaart.comparison.renaming import Renaming
from routekaart.comparison.written import FIELDS, PARTS, SECTIONS, Written
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text, untranslated
from routekaart.model.parameters import DatedValue, Parameter
from routekaart.model.source_readings import Reading
from routekaart.model.step import Step
from routekaart.route import Route

_OF_THE_ROUTE = ("id", "title", "version", "language", "description", "start")
_OF_A_STEP: dict[str, tuple[Callable[[Any], object], ...]] = {
    "responsible": (lambda one: one.partners,),
    "contacts": (lambda one: one.partners,),
    "actions": (
        lambda one: one.text,
        lambda one: (one.when, one.partners, one.by, one.hand_over),
        lambda one: one.hand_over,
    ),
    "supports": (lambda one: one.title,),
    "terms": (lambda one: one.title, lambda one: one.fact),
    "transitions": (lambda one: (one.to, one.when), lambda one: one.to, lambda one: one.when),
}
"""The lists in a step, with the keys by which old and new parts are matched, the surest first."""
_MOST = 160
"""A longer text is cut in a sentence, but not in `was` and `becomes`."""


def texts_of(joint: Joint) -> Iterator[TextChange]:
    """The parts that were added, removed, renamed or changed, in the order of a route file."""
    old, new = joint.old.route, joint.new.route
    places = {name: now for name, now in joint.old.places.items() if now in new.steps or now in new.ends}
    yield from _renames(joint, places)
    yield from _Texts(Renaming(joint.pairs, places).route(old), new).all()


def _renames(joint: Joint, places: Mapping[str, str]) -> Iterator[TextChange]:
    old, new = joint.old.route, joint.new.route
    for was, becomes in (*places.items(), *joint.pairs.items()):
        if was != becomes:
            part: RoutePart = "step" if becomes in new.steps else "end" if becomes in new.ends else "fact"
            if (was in old.facts) != (part == "fact"):
                part = "fact"
            text = Text(f"{PARTS[part].nl} {was} heet nu {becomes}", f"{PARTS[part].en} {was} is now called {becomes}")
            yield TextChange(part, becomes, "renamed", None, text, untranslated(was), untranslated(becomes))


class _Texts:
    def __init__(self, old: Route, new: Route) -> None:
        self._old, self._new = old, new
        self._before, self._after = Written(old), Written(new)

    def all(self) -> Iterator[TextChange]:
        """Everything, in the order of a route file."""
        old, new = self._old, self._new
        for field in _OF_THE_ROUTE:
            yield from self._field("route", new.id, field, getattr(old, field), getattr(new, field))
        yield from self._phases()
        yield from self._section("source", old.sources, new.sources)
        yield from self._section("parameter", old.parameters, new.parameters)
        yield from self._section("fact", old.facts, new.facts)
        yield from self._parts("impossible", "", "impossible", old.impossible, new.impossible, (lambda one: one.when,))
        yield from self._section("partner", old.partners, new.partners)
        yield from self._section("step", old.steps, new.steps)
        yield from self._section("end", old.ends, new.ends)
        yield from self._section("reading", old.readings, new.readings)

    def _phases(self) -> Iterator[TextChange]:
        yield from self._names("phase", self._old.phases, self._new.phases)
        for name, title in self._old.phases.items():
            if name in self._new.phases:
                yield from self._field("phase", name, "title", title, self._new.phases[name])

    def _section(self, part: RoutePart, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[TextChange]:
        yield from self._names(part, old, new)
        for name, one in old.items():
            if name in new and one != new[name]:
                yield from self._thing(part, name, one, new[name])

    def _names(self, part: RoutePart, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[TextChange]:
        """The parts that were added or removed, and whether the order of the others changed."""
        for names, other, kind, words in (
            (old, new, "removed", Text("weg", "gone")),
            (new, old, "added", Text("nieuw", "new")),
        ):
            for name in names:
                if name not in other:
                    title = _title(names[name])
                    text = Text(
                        f"{PARTS[part].nl} {name}{title}: {words.nl}", f"{PARTS[part].en} {name}{title}: {words.en}"
                    )
                    yield TextChange(part, name, _kind(kind), None, text)
        if [name for name in old if name in new] != [name for name in new if name in old]:
            section = SECTIONS[part]
            text = Text(f"{section.nl} staan in een andere volgorde", f"{section.en} stand in another order")
            yield TextChange(part, "", "moved", None, text)

    def _thing(self, part: RoutePart, name: str, old: Any, new: Any) -> Iterator[TextChange]:
        for field in fields(old):
            was, becomes = getattr(old, field.name), getattr(new, field.name)
            if field.name in IGNORED_FIELDS or was == becomes:
                continue
            if isinstance(old, Step) and field.name in _OF_A_STEP:
                yield from self._parts(part, name, field.name, was, becomes, _OF_A_STEP[field.name])
            elif isinstance(old, Reading) and field.name == "others":
                yield from self._alternatives(part, name, old, new)
            elif isinstance(old, Parameter) and field.name == "values":
                yield from self._parts(part, name, field.name, was, becomes, (lambda one: one.start,))
            else:
                yield from self._field(part, name, field.name, was, becomes)

    def _alternatives(self, part: RoutePart, name: str, old: Reading, new: Reading) -> Iterator[TextChange]:
        words = [[(one.id, one.text) for one in reading.others] for reading in (old, new)]
        if words[0] != words[1]:
            yield from self._field(part, name, "others", old.others, new.others)
        before, after = old.executable, new.executable
        otherwise = [one for one in {**before, **after} if before.get(one) != after.get(one)]
        if otherwise:
            listed = ", ".join(otherwise)
            text = Text(
                f"wat de route in een andere lezing zou zeggen, is anders: {listed}",
                f"what the route would say under another reading is different: {listed}",
            )
            yield TextChange(part, name, "changed", "others", _of(part, name, text))

    def _parts(
        self,
        part: RoutePart,
        name: str,
        section: str,
        old: Sequence[Any],
        new: Sequence[Any],
        keys: Iterable[Callable[[Any], object]],
    ) -> Iterator[TextChange]:
        pairs = list(_pairs(old, new, keys))
        for was, becomes in pairs:
            if was is None or becomes is None:
                yield self._came_or_went(part, name, section, was, becomes)
                continue
            called = self._after.part(section, becomes)
            for field in fields(was):
                before, after = getattr(was, field.name), getattr(becomes, field.name)
                if before != after:
                    yield from self._field(part, name, field.name, before, after, called, section)
        both = [(was, becomes) for was, becomes in pairs if was is not None and becomes is not None]
        if [old.index(was) for was, _ in both] != sorted(old.index(was) for was, _ in both):
            label = FIELDS.get(section, SECTIONS.get(part, PARTS[part]))
            text = Text(f"{label.nl} in een andere volgorde", f"{label.en} in another order")
            yield TextChange(part, name, "moved", section, _of(part, name, text))

    def _came_or_went(self, part: RoutePart, name: str, section: str, was: Any, becomes: Any) -> TextChange:
        one, written = (becomes, self._after) if was is None else (was, self._before)
        words = Text("nieuw", "new") if was is None else Text("weg", "gone")
        called, content = written.part(section, one), written.content(one)
        more = Text(f" ({content.nl})", f" ({content.en})") if content else Text("", "")
        text = Text(f"{called.nl}{more.nl}: {words.nl}", f"{called.en}{more.en}: {words.en}")
        if isinstance(one, DatedValue) and content:
            text = Text(f"{called.nl}: {content.nl} ({words.nl})", f"{called.en}: {content.en} ({words.en})")
        kind: TextChangeKind = "added" if was is None else "removed"
        return TextChange(
            part,
            name,
            kind,
            section,
            _of(part, name, text),
            None if was is None else content or called,
            None if becomes is None else content or called,
        )

    def _field(
        self,
        part: RoutePart,
        name: str,
        field: str,
        was: object,
        becomes: object,
        called: Text | None = None,
        section: str | None = None,
    ) -> Iterator[TextChange]:
        if was == becomes:
            return
        before, after = self._before.value(field, was), self._after.value(field, becomes)
        label = FIELDS[field]
        if called is not None:
            label = Text(f"{called.nl}: {label.nl}", f"{called.en}: {label.en}")
        text = Text(
            f"{label.nl}: was {one_line(before.nl, _MOST)}, is nu {one_line(after.nl, _MOST)}",
            f"{label.en}: was {one_line(before.en, _MOST)}, is now {one_line(after.en, _MOST)}",
        )
        yield TextChange(part, name, "changed", section or field, _of(part, name, text), before, after)


def _pairs(
    old: Sequence[Any], new: Sequence[Any], keys: Iterable[Callable[[Any], object]]
) -> Iterator[tuple[Any | None, Any | None]]:
    """Each new part with its counterpart in the old version, in the new order; then the removed old parts."""
    left, found = list(old), dict[int, Any]()
    for key in (lambda one: one, *keys):
        for number, one in enumerate(new):
            was = next((other for other in left if number not in found and key(other) == key(one)), None)
            if was is not None:
                left.remove(was)
                found[number] = was
    for number, one in enumerate(new):
        yield found.get(number), one
    for was in left:
        yield was, None


def _of(part: RoutePart, name: str, text: Text) -> Text:
    """A text with the name of the part that it is about; the route itself is not named."""
    if part == "route":
        return text
    label = PARTS[part]
    called = f" {name}" if name else ""
    return Text(f"{label.nl}{called}: {text.nl}", f"{label.en}{called}: {text.en}")


def _title(thing: object) -> str:
    title = thing if isinstance(thing, str) else getattr(thing, "title", None) or getattr(thing, "problem", None)
    return f" ({one_line(title)})" if isinstance(title, str) else ""


def _kind(kind: str) -> TextChangeKind:
    return "added" if kind == "added" else "removed"
