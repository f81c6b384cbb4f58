"""Findings about several files of one folder: names that clash, and definitions that no route uses."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from routekaart.checking.neighbour_view import neighbour_view
from routekaart.checking.placing import placed
from routekaart.diagnostics.diagnostic import Diagnostic, Finding, PartPath
from routekaart.files.bundled import bundled_file, id_of_bundled
from routekaart.files.disk.seen import found_again
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.reader.scopes import MOST_FILES
from routekaart.files.shelf import bundled_route, naming
from routekaart.foundation.language import Text
from routekaart.model.fact_meaning import FactDifference, differences
from routekaart.model.step import BUNDLED
from routekaart.route import Route
from routekaart.usage import Usage, bundled_receivers, hand_overs_of, usage_of

SECTIONS = ("facts", "parameters", "partners")

_FOR_OWN = Text(
    "noem een van de twee anders, of zet het gegeven in gedeelde begrippen",
    "rename one of them, or put the fact in a vocabulary",
)
_FOR_BUNDLED = Text("geef het hier een andere naam of dezelfde betekenis", "give it another name here, or that meaning")


def double_routes(files: Iterable[Path]) -> Iterator[Diagnostic]:
    """Diagnostics for routes in one folder with the same id, which makes hand-overs to them ambiguous."""
    first: dict[tuple[Path, str], Path] = {}
    for file in files:
        result = read(file)
        if result.route is not None:
            other = first.setdefault((file.parent, result.route.id), file)
            if other != file:
                text = Text(
                    f"{result.route.id} is ook de naam van de route in {other.name}",
                    f"{result.route.id} is also the name of the route in {other.name}",
                )
                yield placed("duplicate-name", Finding(("id",), text), result.documents[0])


def called_as_bundled(file: Path, result: ReadFile) -> Iterator[Diagnostic]:
    """The diagnostic that a route has the id of a bundled route to which routes in this folder hand students over."""
    if result.route is None or bundled_file(result.route.id) in (None, file):
        return
    others = (neighbour_view(path).route for path in naming(file, (BUNDLED,)))
    received = bundled_receivers((result.route, *(one for one in others if one is not None)), bundled_route)
    other = received.get(result.route.id)
    if other is not None and other.digest != result.route.digest:
        yield placed("duplicate-name", Finding(("id",), id_of_bundled(other.id)), result.documents[0])


def two_meanings(file: Path, result: ReadFile) -> Iterator[Diagnostic]:
    """Diagnostics for facts with another meaning in a route that hands students over to this one or receives them."""
    if result.route is None:
        return
    linked = dict(_linked(file, result.route))
    # Bundled vocabularies cannot be changed here; the author must choose another name in their own file.
    own = [one for one in result.documents if Path(one.file).parent == file.parent]
    for document in own:
        for name in document.keys(("facts",)):
            text = _other_meaning(name, result.route, linked)
            if text is not None:
                yield placed("two-meanings", Finding(("facts", name), text, at_key=True), document)


def _linked(file: Path, route: Route) -> Iterator[tuple[str, Route]]:
    """The routes that a route hands students over to or receives them from, each with the name to call it."""
    for path in naming(file, linked_names(route)):
        other = neighbour_view(path).route
        if other is not None and _are_linked(route, other):
            yield path.name, other
    for _, hand_over in hand_overs_of(route):
        receiver = bundled_route(str(hand_over.route)) if hand_over.bundled else None
        if receiver is not None:
            yield hand_over.called, receiver


def _other_meaning(name: str, route: Route, linked: Mapping[str, Route]) -> Text | None:
    """The message on the first route in which a fact means something else, with the differences; None if in none."""
    for called, other in linked.items():
        if name not in other.facts:
            continue
        found = [_said(one) for one in differences(name, route.vocabulary, other.vocabulary)]
        if found:
            nl, en = "; ".join(one.nl for one in found), "; ".join(one.en for one in found)
            way = _FOR_BUNDLED if called.startswith(BUNDLED) else _FOR_OWN
            return Text(
                f"{name} betekent iets anders in {called} ({nl}); {way.nl}",
                f"{name} means something else in {called} ({en}); {way.en}",
            )
    return None


def _said(one: FactDifference) -> Text:
    """A difference in a fact, in a few words."""
    if one.key == "derive":
        return Text("derive is anders", "derive differs")
    if isinstance(one.here, tuple) and isinstance(one.there, tuple):
        here, there = (
            ", ".join(option for option in some if option not in others) or "-"
            for some, others in ((one.here, one.there), (one.there, one.here))
        )
        return Text(
            f"{one.key}: alleen hier {here}, alleen daar {there}", f"{one.key}: only here {here}, only there {there}"
        )
    here, there = ("-" if value is None else str(value).lower() for value in (one.here, one.there))
    return Text(f"{one.key}: hier {here}, daar {there}", f"{one.key}: {here} here, {there} there")


def linked_names(route: Route) -> frozenset[str]:
    """The ids of a route and of the routes that it hands students over to: a linked route must contain one of these."""
    received = (hand_over for _, hand_over in hand_overs_of(route) if not hand_over.bundled)
    return frozenset({route.id, *(str(hand_over.route) for hand_over in received)})


def _are_linked(route: Route, other: Route) -> bool:
    """Whether one of two routes hands students over to the other."""
    return any(
        hand_over.route == to.id and not hand_over.bundled
        for sender, to in ((route, other), (other, route))
        for _, hand_over in hand_overs_of(sender)
    )


@found_again(MOST_FILES)
def _usage_in(path: Path) -> Usage | None:
    """The names that the route in a file uses; None when the file is not a sound route."""
    route = read(path).route
    return None if route is None else usage_of(route)


def unused_in_vocabulary(file: Path, result: ReadFile) -> Iterator[Diagnostic]:
    """Diagnostics for definitions in a vocabulary that no route in its folder uses; none if such a route is broken."""
    document = result.documents[0]
    users = {path: read(path) for path in naming(file, (file.stem,))}
    if any(not one.documents for one in users.values()):
        return
    using = [path for path, one in users.items() if any(other.file == document.file for other in one.documents[1:])]
    usages = [usage for path in using if (usage := _usage_in(path)) is not None]
    if not usages or len(usages) < len(using):
        return
    used = {
        "facts": frozenset().union(*(usage.facts for usage in usages)),
        "parameters": frozenset().union(*(usage.parameters for usage in usages)),
        "partners": frozenset().union(*(usage.partners for usage in usages)),
    }
    assert result.definitions is not None
    recorded = {name for name, fact in result.definitions.facts.items() if fact.only_recorded}
    for section in SECTIONS:
        for name in document.keys((section,)):
            if name not in used[section] and not (section == "facts" and name in recorded):
                path: PartPath = (section, name)
                text = Text(f"geen enkele route in deze map gebruikt {name}", f"no route in this folder uses {name}")
                # There is no fix that removes it, because routes in other folders may use it.
                yield placed("unused-in-vocabulary", Finding(path, text, at_key=True), document)
