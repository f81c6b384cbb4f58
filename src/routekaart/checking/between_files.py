"""Findings about several files of one folder: names that clash, and definitions that no route uses."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from routekaart.checking.placing import placed
from routekaart.diagnostics.diagnostic import Diagnostic, Finding, PartPath
from routekaart.files.reader.read_file import ReadFile
from routekaart.files.shelf import Shelf
from routekaart.foundation.language import Text
from routekaart.route import Route
from routekaart.usage import hand_overs_of, usage_of

SECTIONS = ("facts", "parameters", "partners")


def double_routes(files: Iterable[Path], shelf: Shelf) -> Iterator[Diagnostic]:
    """Routes in one folder with the same id: nobody can say to which of them a student is handed over."""
    first: dict[tuple[Path, str], Path] = {}
    for file in files:
        result = shelf.read(file)
        if result.route is not None:
            other = first.setdefault((file.parent, result.route.id), file)
            if other != file:
                text = Text(
                    f"{result.route.id} is ook de naam van de route in {other.name}",
                    f"{result.route.id} is also the name of the route in {other.name}",
                )
                yield placed("duplicate-name", Finding(("id",), text), result.documents[0])


def two_meanings(files: Iterable[Path], shelf: Shelf) -> Iterator[Diagnostic]:
    """Facts that a route defines in another way than a route that it hands students over to, or gets them from."""
    for file in files:
        result = shelf.read(file)
        if result.route is None:
            continue
        beside = ((path, shelf.read(path).route) for path in shelf.naming(file, linked_names(result.route)))
        linked = [(path, other) for path, other in beside if other is not None and _are_linked(result.route, other)]
        for name in result.documents[0].keys(("facts",)):
            fact = result.route.facts[name]
            place = next((path for path, other in linked if name in other.facts and other.facts[name] != fact), None)
            if place is not None:
                text = Text(
                    f"{name} betekent iets anders in {place.name}; noem een van de twee anders, of zet het gegeven in"
                    " gedeelde begrippen",
                    f"{name} means something else in {place.name}; rename one of them, or put the fact in a vocabulary",
                )
                yield placed("two-meanings", Finding(("facts", name), text, at_key=True), result.documents[0])


def linked_names(route: Route) -> frozenset[str]:
    """The ids of the routes that a route hands students over to, and its own: what a linked route must name."""
    return frozenset({route.id, *(str(hand_over.route) for _, hand_over in hand_overs_of(route) if hand_over.route)})


def _are_linked(route: Route, other: Route) -> bool:
    """Whether one of two routes hands students over to the other."""
    return any(
        hand_over.route == to.id
        for sender, to in ((route, other), (other, route))
        for _, hand_over in hand_overs_of(sender)
    )


def unused_in_vocabulary(file: Path, result: ReadFile, shelf: Shelf) -> Iterator[Diagnostic]:
    """What a vocabulary defines that no route in its folder uses; nothing when some of those routes are broken."""
    document = result.documents[0]
    users = [shelf.read(path) for path in shelf.naming(file, (file.stem,))]
    if any(not one.documents for one in users):
        return
    using = [one for one in users if any(other.file == document.file for other in one.documents[1:])]
    routes = [one.route for one in using if one.route is not None]
    if not routes or len(routes) < len(using):
        return
    usages = [usage_of(route) for route in routes]
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
                rule = f"unused-{section.removesuffix('s')}"
                text = Text(f"geen enkele route in deze map gebruikt {name}", f"no route in this folder uses {name}")
                yield placed(rule, Finding(path, text, at_key=True, needless=True), document)
