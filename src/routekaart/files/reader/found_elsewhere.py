"""Finds unknown names of a route in the vocabularies and routes beside it that define them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.bundled import bundled_vocabularies
from routekaart.files.file_names import file_called
from routekaart.files.format_models import RouteFile
from routekaart.files.reader.scopes import Scope, read_file
from routekaart.files.route_files import route_files
from routekaart.foundation.language import Text, counted
from routekaart.foundation.suggest import near_miss

_SECTIONS = {
    "unknown-fact": "facts",
    "unknown-parameter": "parameters",
    "unknown-partner": "partners",
    "unknown-source": "sources",
}
_MOST_FILES = 30
"""The most files beside a route that are searched."""


@dataclass(frozen=True, slots=True)
class _Home:
    """A file that defines names, and the name by which a route would refer to it."""

    called: str
    scope: Scope

    def defines(self, section: str, name: str | None) -> bool:
        """Whether it defines a name; in other routes only facts count, because routes have their own partners."""
        if section != "facts" and isinstance(self.scope.content, RouteFile):
            return False
        return name in self.scope.declared.get(section, ())


def with_homes(found: Sequence[Diagnostic], route: Scope, path: Path) -> tuple[Diagnostic, ...]:
    """The diagnostics of a route, with one for all unknown names that the same file beside it defines."""
    if not any(one.rule in _SECTIONS for one in found):
        return tuple(found)
    homes = list(_homes(route, path))
    told: dict[str, int] = {}
    kept: list[Diagnostic] = []
    names: dict[str, set[str]] = {}
    for one in found:
        name = _name(one, route)
        section = _SECTIONS.get(one.rule, "")
        home = next((home for home in homes if home.defines(section, name)), None)
        own = route.declared.get(section, frozenset())
        if name is None or home is None or near_miss(name, own):
            kept.append(one)
            continue
        names.setdefault(home.called, set()).add(name)
        if home.called not in told:
            told[home.called] = len(kept)
            kept.append(replace(one, text=_lives_in(home, name), fix=None))
    for called, position in told.items():
        more = len(names[called]) - 1
        if more:
            kept[position] = replace(kept[position], text=_and_more(kept[position].text, more))
    return tuple(kept)


def _name(one: Diagnostic, route: Scope) -> str | None:
    """The name that a diagnostic is about; None for one about something else."""
    if one.rule not in _SECTIONS or one.file != route.document.file:
        return None
    scalar = route.document.scalar(one.part)
    if one.rule == "unknown-fact" and not (one.part and one.part[-1] == "fact"):
        return str(one.part[-1]) if one.part else None
    if scalar is None:
        return None
    return scalar.text.split()[0] if one.rule == "unknown-source" and scalar.text.split() else scalar.text.strip("$")


def _homes(route: Scope, path: Path) -> Iterator[_Home]:
    """The vocabularies that a route could import, then the other routes beside it."""
    assert isinstance(route.content, RouteFile)
    used = set(route.content.uses)
    beside = [file for file in route_files([path.parent]) if file != path][:_MOST_FILES]
    scopes = [(file.stem, read_file(file)) for file in beside]
    bundled = [(f"routekaart/{name}", file_called(f"routekaart/{name}", path)) for name in bundled_vocabularies()]
    scopes += [(called, read_file(file)) for called, file in bundled if file is not None]
    found = [_Home(called, scope) for called, scope in scopes if isinstance(scope, Scope) and called not in used]
    yield from (home for home in found if not isinstance(home.scope.content, RouteFile))
    yield from (home for home in found if isinstance(home.scope.content, RouteFile))


def _lives_in(home: _Home, name: str) -> Text:
    if isinstance(home.scope.content, RouteFile):
        return Text(
            f"{name} is alleen bekend in de route {home.called}; schrijf het ook hier, of in gedeelde begrippen",
            f"{name} is known in the route {home.called} only; write it here too, or put it in a vocabulary",
        )
    return Text(
        f"{name} staat niet in deze route, wel in {home.called}; neem dat op met uses: [{home.called}]",
        f"{name} is not in this route but in {home.called}; take that in with uses: [{home.called}]",
    )


def _and_more(text: Text, number: int) -> Text:
    names = counted(number, Text("andere naam", "other name"), Text("andere namen", "other names"))
    return Text(f"{text.nl} (ook voor {names.nl})", f"{text.en} (for {names.en} too)")
