"""The whole public face as a table: each function and method that takes something, with a call of it that is right."""

import inspect
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

import routekaart
from routekaart import Decision, Journey, Network, Route, journeys, maps, testing
from routekaart import comparison as comparing
from routekaart.files.reader.read_file import read
from routekaart.networks import Arrival, Transfer

ROUTE = """
routekaart: 1
id: klein
title: Klein
version: '1'
start: P1
facts:
  werk: {type: yes_no, lifetime: visit}
  hulp: {type: choice, options: [nee, misschien, ja]}
  uren: {type: number, min: 0, max: 40, decimals: 1}
  geboortedatum: {type: date, past: true, changes: never}
  leeftijd: {type: number, unit: years, min: 0, max: 130, derive: {years_since: geboortedatum}}
  plaats: {type: text}
  diploma: {type: yes_no, changes: once}
parameters:
  grens: {title: grens, unit: years, values: [{from: null, value: 23}, {from: 2026-01-01, value: 27}]}
partners:
  school: {title: School}
  elders: {title: Elders}
impossible:
  - {when: {diploma: ja, hulp: ja}, because: Wie een diploma heeft krijgt geen hulp.}
steps:
  P1:
    title: Begin
    responsible: [school]
    actions:
      - {do: Overdragen, with: [elders], hand_over: {route: ander, step: A}, when: {hulp: ja}}
    transitions:
      - {to: P2, when: {werk: ja, plaats: Elders}}
      - {to: klaar, when: {werk: nee, uren: {at_least: 12.5}}}
    otherwise: stay
  P2:
    title: Verder
    transitions:
      - {to: klaar, when: {leeftijd: {at_least: $grens}}}
      - {to: P1, when: {leeftijd: {below: $grens}, diploma: nee}}
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
readings:
  A-01:
    problem: De bron zwijgt.
    chosen: Dit.
    because: Het moet ergens heen.
    confirm: owner
    whole_route: true
    others:
      anders:
        text: Meteen klaar.
        instead: {steps: {P1: {transitions: [{to: klaar, when: {werk: ja}}], otherwise: P2}}}
"""
OTHER = """
routekaart: 1
id: ander
title: Ander
version: '1'
start: A
facts:
  plaats: {type: text}
  geboortedatum: {type: date, past: true, changes: never}
steps:
  A:
    title: Begin
    transitions:
      - {to: klaar, when: {plaats: Elders}}
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
"""
DISTRIBUTIONS = "routekaart_simulation: 1\nfacts: {werk: {weights: {ja: 1, nee: 1}}}\n"
ON = date(2026, 3, 1)
BORN, PLACE = date(1987, 6, 5), "Zonderlingen"
PLANTED = ("1987", PLACE)
"""What no error may show, in any way."""
FACTS: Mapping[str, object] = MappingProxyType({"geboortedatum": BORN, "plaats": PLACE, "hulp": "ja", "werk": True})
_numbers = count()


def fresh_facts() -> Mapping[str, object]:
    """Planted facts with values that have not been met before, so that the quick way does not know them."""
    number = next(_numbers)
    return {**FACTS, "geboortedatum": date(1987, 1, 1) + timedelta(days=number % 365), "plaats": f"{PLACE}{number}"}


@cache
def folder() -> Path:
    """A folder with the two routes, a newer version of the first beside it, and one that is wrong."""
    made = Path(_temporary().name)
    (made / "routes").mkdir()
    (made / "routes" / "klein.yaml").write_text(ROUTE, encoding="utf-8")
    (made / "routes" / "ander.yaml").write_text(OTHER, encoding="utf-8")
    (made / "nieuw.yaml").write_text(ROUTE.replace("version: '1'", "version: '2'").replace("12.5", "16"), "utf-8")
    (made / "fout.yaml").write_text(ROUTE.replace("to: P2", "to: P9"), encoding="utf-8")
    (made / "klein.simulation.yaml").write_text(DISTRIBUTIONS, encoding="utf-8")
    return made


@cache
def _temporary() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory()


@cache
def loaded(name: str) -> Route:
    return routekaart.load(folder() / name)


class Made:
    """Everything that a caller can have in hands; a new one has decided nothing yet."""

    @cached_property
    def route(self) -> Route:
        return replace(loaded("routes/klein.yaml"))

    @cached_property
    def newer(self) -> Route:
        return replace(loaded("nieuw.yaml"))

    @cached_property
    def decision(self) -> Decision:
        return self.route.decide("P1", FACTS, on=ON)

    @cached_property
    def journey(self) -> Journey:
        begun = Journey.start(self.route, on=ON, by="balie")
        return begun.learn(FACTS, on=ON, by="balie").advance(on=ON).correct({"hulp": "ja"}, on=ON, since=ON)

    @cached_property
    def network(self) -> Network:
        return Network({"klein": self.route, "ander": replace(loaded("routes/ander.yaml"))})

    @cached_property
    def versions(self) -> journeys.Versions:
        return journeys.Versions([self.route, self.newer])

    @cached_property
    def link(self) -> object:
        return self.network.links[0]

    @cached_property
    def change(self) -> object:
        facts = {**FACTS, "geboortedatum": date(2004, 6, 5)}
        return self.route.outlook("P2", facts, on=ON)[0]

    @cached_property
    def origin(self) -> object:
        return journeys.Origin(route=journeys.version_of(loaded("routes/ander.yaml")), place="klaar", on=ON)

    @cached_property
    def report(self) -> routekaart.Report:
        return routekaart.check(folder() / "fout.yaml")

    @cached_property
    def refused(self) -> routekaart.FactError:
        try:
            self.route.decide("P1", {**FACTS, "plaats": 1, "huur": PLACE}, on=ON)
        except routekaart.FactError as error:
            return error
        raise AssertionError("nothing was refused")

    @cached_property
    def picture(self) -> maps.Picture:
        return maps.with_decision(maps.picture_of(self.route), self.decision)

    @cached_property
    def drawing(self) -> maps.Drawing:
        return maps.draw(self.picture)

    @cached_property
    def flow(self) -> maps.Flow:
        return maps.Flow({("P1", "P2"): 3}, {"P1": 1}, {"P2": 4}, routekaart.Text("allen", "all"))

    @cached_property
    def draft(self) -> tuple[object, object]:
        file = read(folder() / "fout.yaml")
        return file, file.draft

    @cached_property
    def highlight(self) -> object:
        return self.picture.highlight


Value = object | Callable[[Made], object]


@dataclass(frozen=True)
class Door:
    """A function or method, with arguments that are right.

    Attributes:
        of: gets it, of what a caller has.
        kinds: for each parameter, what it takes: a key of `REFUSED`, or "open" where any value says something.
    """

    of: Callable[[Made], Callable[..., Any]]
    kinds: Mapping[str, str]
    right: Mapping[str, Value]

    def arguments(self, made: Made) -> dict[str, object]:
        """Arguments that are right."""
        return {name: value(made) if isinstance(value, _Of) else value for name, value in self.right.items()}


@dataclass(frozen=True)
class _Of:
    """A value that is made of what a caller has."""

    make: Callable[[Made], object]

    def __call__(self, made: Made) -> object:
        return self.make(made)


def door(of: Callable[[Made], Callable[..., Any]], **parameters: tuple[str, object]) -> Door:
    """A function with its parameters: of each the kind, and a value that is right; a lambda makes it."""
    kinds = {name: kind for name, (kind, _) in parameters.items()}
    values = {name: _Of(value) if inspect.isfunction(value) else value for name, (_, value) in parameters.items()}
    return Door(of, kinds, values)


REFUSED: Mapping[str, tuple[object, ...]] = {
    "text": (None, 17, True, b"P1", [], ["P1"], {}, object()),
    "text or none": (17, True, b"P1", [], ["P1"], {}, object()),
    "word": (None, 17, True, b"nl", [], {}, object()),
    "word or none": (17, True, b"nl", [], {}, object()),
    "mapping": (None, 17, "ja", b"ja", [], ["werk"], {"werk"}, object()),
    "mapping or none": (17, "ja", b"ja", [], ["werk"], object()),
    "flag": (None, 17, 0, "ja", [], object()),
    "path": (None, 17, b"x.yaml", [], {}, object()),
    "path or none": (17, b"x.yaml", [], {}, object()),
    "paths": (None, 17, b"x.yaml", {}, object(), [17], [b"x.yaml"]),
    "value": (None, 17, "klein", [], {}, object()),
    "value or none": (17, "klein", [], {}, object()),
    "values": (None, 17, "klein", [17], {}, object()),
    "names": (None, 17, "leeftijd", b"x", [17], object()),
    "number": (None, "17", "x", [], object()),
    "pair or none": (17, "ab", b"ab", ["a"], ("a", 1), object()),
    "function or none": (17, "x", [], object()),
    "path of keys": (None, 17, "steps", object()),
    # A day that is no day is a ReferenceDateError, a table that is no table a CohortError, and what is no journey a
    # JourneyError, of whatever type it is: those say what was expected of the value too.
    "day": (),
    "day or none": (),
    "table": (),
    "data": (),
}
"""By kind, values of a type that is refused: with the name of the parameter."""

ROUTE_ARGUMENTS: dict[str, Any] = {
    "facts": ("mapping", lambda _: fresh_facts()),
    "on": ("day", ON),
    "unknown_facts": ("word", "error"),
}
UNDATED = {**ROUTE_ARGUMENTS, "on": ("day or none", ON)}


def _route(made: Made) -> Route:
    return made.route


DOORS: Mapping[str, Door] = {
    "routekaart.load": door(lambda _: routekaart.load, name_or_path=("path", lambda _: folder() / "nieuw.yaml")),
    "routekaart.network": door(lambda _: routekaart.network, folder=("path", lambda _: folder() / "routes")),
    "routekaart.check": door(
        lambda _: routekaart.check, paths=("paths", lambda _: folder() / "fout.yaml"), on=("day or none", ON)
    ),
    "routekaart.cohort": door(
        lambda _: routekaart.cohort,
        route=("value", _route),
        step=("text", "P1"),
        frame=("table", lambda _: pl.DataFrame({"werk": [True, None], "plaats": [PLACE, PLACE], "naam": ["x", "y"]})),
        on=("day", ON),
        changes=("flag", True),
        contested=("flag", False),
        prefix=("text", "rk_"),
        not_facts=("names", ("naam",)),
        lang=("word or none", "nl"),
    ),
    "routekaart.migrate": door(
        lambda _: routekaart.migrate, journey=("data", lambda m: m.journey), new_route=("value", lambda m: m.newer)
    ),
    "routekaart.simulate": door(
        lambda _: routekaart.simulate,
        route=("value", _route),
        students=("number", 3),
        seed=("number", 1),
        on=("day", ON),
        years=("number", 1),
        every=("word", "month"),
        step=("text or none", "P1"),
        distributions=("path or none", lambda _: folder() / "klein.simulation.yaml"),
        parameters=("mapping or none", {"grens": 25}),
        against=("value or none", lambda m: m.newer),
    ),
    "comparison.compare": door(
        lambda _: comparing.compare,
        old=("value", _route),
        new=("value", lambda m: m.newer),
        called=("pair or none", ("oud", "nieuw")),
    ),
    "journeys.version_of": door(lambda _: journeys.version_of, route=("value", _route)),
    "Route.decide": door(lambda m: m.route.decide, step=("text", "P1"), **UNDATED),
    "Route.outlook": door(
        lambda m: m.route.outlook, step=("text", "P2"), until=("day or none", date(2030, 1, 1)), **ROUTE_ARGUMENTS
    ),
    "Route.reach": door(lambda m: m.route.reach, step=("text", "P1"), target=("text", "klaar"), **ROUTE_ARGUMENTS),
    "Route.path": door(lambda m: m.route.path, to=("text", "klaar"), step=("text or none", "P1"), **UNDATED),
    "Route.duties": door(lambda m: m.route.duties, step=("text", "P1"), **UNDATED),
    "Route.duties_change": door(lambda m: m.route.duties_change, step=("text", "P1"), **ROUTE_ARGUMENTS),
    "Route.contested_duties": door(lambda m: m.route.contested_duties, step=("text", "P1"), **UNDATED),
    "Route.resolve": door(lambda m: m.route.resolve, **UNDATED),
    "Route.from_dict": door(lambda _: Route.from_dict, data=("data", lambda m: m.route.to_dict())),
    "Route.facts_schema": door(lambda m: m.route.facts_schema, step=("text or none", "P1")),
    "Route.under": door(lambda m: m.route.under, readings=("mapping", {"A-01": "anders"})),
    "Route.step": door(lambda m: m.route.step, name=("text", "P1")),
    "Route.now_called": door(lambda m: m.route.now_called, place=("text", "P1")),
    "Route.to_networkx": door(lambda m: m.route.to_networkx, lang=("word or none", "en")),
    "Route.parameter": door(lambda m: m.route.parameter, name=("text", "grens"), on=("day", ON)),
    "Decision.explain": door(lambda m: m.decision.explain, lang=("word", "en")),
    "Decision.to_dict": door(
        lambda m: m.decision.to_dict, values=("flag", False), remarks=("names", ()), reference=("text or none", "B-1")
    ),
    "Decision.under": door(lambda m: m.decision.under, verdict=("value", lambda m: m.decision.verdict)),
    "Change.answer": door(
        lambda m: m.change.answer,  # type: ignore[attr-defined]
        around=("value", lambda m: m.route.surroundings),
        lang=("word", "nl"),
    ),
    "Text.in_language": door(lambda _: routekaart.Text("ja", "yes").in_language, lang=("word", "nl")),
    "FactProblem.message": door(lambda m: m.refused.problems[0].message, lang=("word", "nl"), values=("flag", False)),
    "FactError.message": door(lambda m: m.refused.message, lang=("word", "nl"), values=("flag", False)),
    "Parameter.at": door(lambda m: m.route.parameters["grens"].at, on=("day", ON)),
    "Diagnostic.message_in": door(lambda m: m.report.errors[0].message_in, lang=("word", "nl")),
    "Diagnostic.render": door(lambda m: m.report.errors[0].render, lang=("word", "nl")),
    "Diagnostic.to_dict": door(lambda m: m.report.errors[0].to_dict, lang=("word", "nl")),
    "Diagnostic.told_in": door(lambda m: m.report.errors[0].told_in, lang=("word", "nl")),
    "Journey.start": door(
        lambda _: Journey.start,
        route=("value", _route),
        on=("day", ON),
        step=("text or none", "P1"),
        by=("text or none", "balie"),
        origin=("value or none", lambda m: m.origin),
    ),
    "Journey.from_dict": door(
        lambda _: Journey.from_dict, data=("data", lambda m: m.journey.to_dict()), route=("value", _route)
    ),
    "Journey.at": door(lambda m: m.journey.at, on=("day", ON)),
    "Journey.learn": door(
        lambda m: m.journey.learn, by=("text or none", "balie"), **{**ROUTE_ARGUMENTS, "facts": ("mapping", FACTS)}
    ),
    "Journey.advance": door(
        lambda m: m.journey.advance,
        on=("day", ON),
        by=("text or none", "balie"),
        steps=("word", "all"),
        reference=("text or none", "B-1"),
    ),
    "Journey.place": door(
        lambda m: m.journey.place,
        step=("text", "P2"),
        on=("day", ON),
        because=("text", "afspraak"),
        by=("text or none", "balie"),
    ),
    "Journey.correct": door(
        lambda m: m.journey.correct,
        facts=("mapping", FACTS),
        on=("day", ON),
        since=("day or none", ON),
        until=("day or none", ON),
        by=("text or none", "balie"),
    ),
    "Journey.handed_over": door(
        lambda m: m.journey.handed_over,
        route=("text", "ander"),
        step=("text", "A"),
        on=("day", ON),
        by=("text or none", "balie"),
    ),
    "Journey.time_here": door(lambda m: m.journey.time_here, unit=("word", "weeks")),
    "Journey.outlook": door(lambda m: m.journey.outlook, until=("day or none", date(2030, 1, 1))),
    "Migration.journey": door(
        lambda m: routekaart.migrate(m.journey, m.newer).journey,
        on=("day or none", ON),
        step=("text or none", "P2"),
        because=("text or none", "nieuw"),
        by=("text or none", "balie"),
    ),
    "Versions.add": door(lambda m: m.versions.add, route=("value", _route)),
    "Versions.get": door(
        lambda m: m.versions.get, route_id=("text", "klein"), digest=("text", lambda m: m.route.digest)
    ),
    "Versions.current": door(lambda m: m.versions.current, route_id=("text", "klein")),
    "Versions.journey": door(lambda m: m.versions.journey, data=("data", lambda m: m.journey.to_dict())),
    "Network.arrive": door(lambda m: m.network.arrive, link=("value", lambda m: m.link), **ROUTE_ARGUMENTS),
    "Network.hand_overs": door(lambda m: m.network.hand_overs, journey=("value", lambda m: m.journey)),
    "Network.hand_over": door(
        lambda m: m.network.hand_over,
        journey=("value", lambda m: m.journey),
        link=("value", lambda m: m.link),
        on=("day", ON),
        by=("text or none", "balie"),
        reference=("text or none", "12"),
    ),
    "maps.picture_of": door(
        lambda _: maps.picture_of,
        route=("value", _route),
        lang=("word or none", "nl"),
        as_written=("mapping", {}),
        in_file=("function or none", None),
    ),
    "maps.picture_of_changes": door(
        lambda _: maps.picture_of_changes,
        old=("value", lambda m: m.route),
        new=("value", lambda m: m.route.under({"A-01": "anders"})),
        lang=("word or none", "nl"),
    ),
    "maps.picture_of_draft": door(
        lambda _: maps.picture_of_draft,
        read=("value", lambda m: m.draft[0]),
        draft=("value", lambda m: m.draft[1]),
        lang=("word or none", "nl"),
    ),
    "maps.draw": door(lambda _: maps.draw, picture=("value", lambda m: m.picture)),
    "maps.dot": door(lambda _: maps.dot, picture=("value", lambda m: m.picture)),
    "maps.mermaid": door(lambda _: maps.mermaid, picture=("value", lambda m: m.picture)),
    "maps.text": door(lambda _: maps.text, picture=("value", lambda m: m.picture)),
    "maps.svg": door(
        lambda _: maps.svg,
        picture=("value", lambda m: m.picture),
        tokens=("flag", True),
        paper=("value or none", lambda _: maps.Paper("a4")),
    ),
    "maps.png": door(
        lambda _: maps.png,
        picture=("value", lambda m: m.picture),
        scale=("number", 0.1),
        paper=("value or none", lambda _: maps.Paper("a4")),
    ),
    "maps.painted": door(
        lambda _: maps.painted,
        drawing=("value", lambda m: m.drawing),
        tokens=("flag", True),
        paper=("value or none", lambda _: maps.Paper("a4")),
    ),
    "Paper.scale": door(lambda _: maps.Paper("a4").scale, drawing=("value", lambda m: m.drawing)),
    "Paper.view": door(lambda _: maps.Paper("a4").view, drawing=("value", lambda m: m.drawing)),
    "Paper.letters": door(lambda _: maps.Paper("a4").letters, drawing=("value", lambda m: m.drawing)),
    "maps.legibility": door(lambda _: maps.legibility, drawing=("value", lambda m: m.drawing)),
    "maps.marked": door(
        lambda _: maps.marked,
        picture=("value", lambda m: m.picture),
        diagnostics=("values", lambda m: m.report.diagnostics),
        others=("values", ()),
    ),
    "maps.number": door(lambda _: maps.number, count=("number", 1234), lang=("word", "nl")),
    "maps.with_details": door(
        lambda _: maps.with_details,
        picture=("value", lambda m: m.picture),
        route=("value", lambda m: m.route),
        details=("values", ("tasks",)),
    ),
    "maps.with_decision": door(
        lambda _: maps.with_decision, picture=("value", lambda m: m.picture), decision=("value", lambda m: m.decision)
    ),
    "maps.with_journey": door(
        lambda _: maps.with_journey, picture=("value", lambda m: m.picture), journey=("value", lambda m: m.journey)
    ),
    "maps.with_flow": door(
        lambda _: maps.with_flow, picture=("value", lambda m: m.picture), flow=("value", lambda m: m.flow)
    ),
    "Picture.say": door(lambda m: m.picture.say, text=("value", routekaart.Text("ja", "yes"))),
    "Picture.marks_at": door(lambda m: m.picture.marks_at, part=("path of keys", ("steps", "P1"))),
    "Picture.with_highlight": door(lambda m: m.picture.with_highlight, highlight=("value", lambda m: m.highlight)),
    "DrawnNode.inset": door(lambda m: m.drawing.nodes[0].inset, x=("number", 10.0)),
    "testing.dates": door(lambda _: testing.dates, route=("value", _route), facts=("mapping or none", FACTS)),
    "testing.facts": door(lambda _: testing.facts, route=("value", _route), on=("day or none", ON)),
    "testing.histories": door(lambda _: testing.histories, route=("value", _route), longest=("number", 2)),
    "testing.students": door(
        lambda _: testing.students,
        route=("value", _route),
        step=("text or none", "P1"),
        on=("day or none", ON),
        complete=("flag", True),
    ),
}
"""Every function and method of the public face that takes something."""

MODULES: Mapping[str, ModuleType] = {
    "routekaart": routekaart,
    "comparison": comparing,
    "journeys": journeys,
    "maps": maps,
    "testing": testing,
}
OF_THE_HOUSE = {"surroundings", "decider", "grids", "verdict", "known", "vocabulary", "texts"}
"""Attributes by which modules of the library find each other; what they lead to is not for callers."""
PASSIVE = {"Situation", "Vocabulary", "Draw", "Spread", "Ticks", "Settings"}
"""Values of the house that are met on the way: a caller has no use for their methods."""


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Each public function, by its name in `DOORS`: that of the first module that has it."""
    found: dict[Callable[..., object], str] = {}
    for name, module in MODULES.items():
        for public in module.__all__:
            if inspect.isfunction(getattr(module, public)):
                found.setdefault(getattr(module, public), f"{name}.{public}")
    yield from ((name, function) for function, name in found.items())


def methods() -> Iterator[tuple[str, Callable[..., object]]]:
    """Each public method of each class that is public or of which a caller receives a value."""
    for kind in sorted({*_public_classes(), *received()}, key=lambda one: one.__qualname__):
        for name, _ in inspect.getmembers(kind, callable):
            made_here = any(name in vars(one) and one.__module__.startswith("routekaart") for one in kind.__mro__)
            if not name.startswith("_") and made_here:
                yield f"{kind.__name__}.{name}", getattr(kind, name)


def parameters(function: Callable[..., object]) -> list[str]:
    """What a function takes, without the object that it is a method of."""
    return [name for name in inspect.signature(function).parameters if name != "self"]


def _public_classes() -> set[type]:
    found = {getattr(module, name) for module in MODULES.values() for name in module.__all__}
    return {one for one in found if inspect.isclass(one)}


@cache
def received() -> frozenset[type]:
    """The classes of ours of which a caller gets values, by asking everything and looking into the answers."""
    made = Made()
    answers: list[object] = [made.refused, made.report, made.journey, Arrival, Transfer]
    answers += [answer(one, made) for one in DOORS.values()]
    seen: dict[int, object] = {}
    counted: dict[type, int] = {}
    waiting: list[object] = answers
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type) or type(one).__name__ in PASSIVE:
            continue
        seen[id(one)] = one
        if isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, tuple | list | frozenset):
            waiting += one
        elif type(one).__module__.startswith("routekaart"):
            counted[type(one)] = counted.get(type(one), 0) + 1
            if counted[type(one)] < 30:
                waiting += _attributes(one)
    return frozenset(counted)


def _attributes(one: object) -> Iterator[object]:
    names = {field.name for field in fields(one)} if is_dataclass(one) else set()
    for kind in type(one).__mro__:
        names |= {name for name, value in vars(kind).items() if isinstance(value, property | cached_property)}
    for name in sorted(names | vars(one).keys() if hasattr(one, "__dict__") else names):
        if not name.startswith("_") and name not in OF_THE_HOUSE:
            yield getattr(one, name)


def answer(one: Door, made: Made) -> object:
    """What is answered when every argument is right."""
    try:
        return used(one.of(made)(**one.arguments(made)))
    except maps.NotDrawnError:
        # A machine without fonts draws no png.
        return None


def used(result: object) -> object:
    """A result that is really used: of a strategy, one example."""
    if isinstance(result, SearchStrategy):
        every = tuple(HealthCheck)
        quiet = settings(max_examples=1, database=None, derandomize=True, deadline=None, suppress_health_check=every)
        quiet(given(result)(lambda _: None))()
    return result
