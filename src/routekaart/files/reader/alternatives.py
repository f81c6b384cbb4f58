"""Reads the changes of a route under an alternative: merges them into the files, and reads those as usual.

An alternative is data in the shape of a file. It is merged by section, name and key: the value of a key is replaced as
a whole, `null` removes a name or a key, and `impossible` replaces the list of its file.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.format_models import InsteadFile, RouteFile
from routekaart.files.reader.definitions import Definitions, check_definitions, read_definitions
from routekaart.files.reader.problems import Problems
from routekaart.files.reader.reading_register import Executable
from routekaart.files.reader.scopes import MAY_BE_NULL, Scope
from routekaart.files.reader.shape import shape, without_empty
from routekaart.files.reader.steps import StepReader
from routekaart.files.source import Document, plain
from routekaart.foundation.edits import Fix
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.model.applied_readings import difference
from routekaart.model.source_readings import Instead
from routekaart.model.step import End, Step
from routekaart.route import Route

Part = TypeVar("Part", Step, End)

_DEFINED = ("facts", "parameters", "partners")
_OF_A_VOCABULARY = (*_DEFINED, "impossible")
_OF_A_ROUTE = ("start", *_OF_A_VOCABULARY, "steps", "ends")
_PARTS = Text("wat dan anders is, zoals steps: {P1: {...}}", "what is different then, such as steps: {P1: {...}}")


class AlternativeProblems(Problems):
    """The problems of an alternative, each at its place in the file, or else at the nearest part around it."""

    def __init__(self, document: Document, place: PartPath, called: Text) -> None:
        """Collect the problems of an alternative.

        Args:
            called: the words to put before a problem in a part that the alternative does not change.
        """
        # Problems with the text of the file itself have been reported.
        super().__init__(replace(document, problems=()))
        self._place = place
        self._called = called

    def add(self, rule: str, path: PartPath, text: Text, *, at_key: bool = False, fix: Fix | None = None) -> None:  # noqa: ARG002  # it is one rule for all
        """Reports a problem with the part at `path` of the route that the alternative makes."""
        if self._document.node(self.in_file(path)) is None:
            part = one_line(".".join(map(str, path)))
            text = Text(f"{self._called.nl}{part}: {text.nl}", f"{self._called.en}{part}: {text.en}")
        super().add("alternative-broken", path, text, at_key=at_key, fix=fix)

    def in_file(self, path: PartPath) -> PartPath:
        """The path in the file, within the alternative."""
        return (*self._place, *super().in_file(path))


@dataclass(frozen=True, slots=True)
class _Changes:
    """What an alternative changes in one file.

    Attributes:
        parts: by section and name, the data of each part that is added or changed.
        gone: by section, the names of the parts that are removed.
        whole: the data of the sections without named parts.
    """

    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    gone: dict[str, set[str]] = field(default_factory=dict)
    whole: dict[str, Any] = field(default_factory=dict)

    @property
    def only_steps(self) -> bool:
        """Whether it only adds or changes steps and ends, so that everything that they refer to still exists."""
        return not self.gone and not self.whole and self.parts.keys() <= {"steps", "ends"}


class AlternativeReader:
    """Reads one alternative; its problems are reported with those of its file."""

    def __init__(self, one: Executable, scopes: Sequence[Scope], route_id: str | None) -> None:
        """Read an alternative in one of some files; if there is a route, it is the last of them.

        Args:
            route_id: the id of the route; None for a vocabulary by itself.
        """
        self._one, self._scopes = one, scopes
        own = route_id is None or one.scope is scopes[-1]
        called = Text("", "") if own else Text(f"in route {route_id}: ", f"in route {route_id}: ")
        self._problems = AlternativeProblems(one.scope.document, one.place, called)
        self._changes = [_Changes() for _ in scopes]
        self._gather()
        self._changed = [self._put_in(scope, made) for scope, made in zip(scopes, self._changes, strict=True)]

    def definitions(self) -> None:
        """Reads the alternative of a vocabulary by itself."""
        self._definitions()
        self._one.scope.problems.take(self._problems)

    def instead(self, route: Route, definitions: Definitions) -> Instead | None:
        """The changes of the route; None when there are problems.

        Args:
            definitions: the definitions in the files.
        """
        other = route
        only_steps = all(made.only_steps for made in self._changes)
        if not only_steps:
            definitions = self._definitions()
            other = replace(
                route,
                facts=frozen(definitions.facts),
                parameters=frozen(definitions.parameters),
                partners=frozen(definitions.partners),
                impossible=definitions.impossible,
            )
        other = self._with_steps(other, definitions, self._changes[-1].parts if only_steps else None)
        self._one.scope.problems.take(self._problems)
        return None if self._problems.count else difference(route, other)

    def _definitions(self) -> Definitions:
        definitions = read_definitions(self._changed)
        check_definitions(self._changed, definitions)
        return definitions

    def _with_steps(self, route: Route, definitions: Definitions, parts: Mapping[str, Any] | None) -> Route:
        """The route with the changed steps and ends of its file; reads only the `parts` again, or else all of them."""
        own = self._changed[-1]
        assert isinstance(own.content, RouteFile)
        reader = StepReader(own, definitions)
        reader.start()
        reader.renames()
        # An invalid name has been replaced here by another one, which the route does not have either.
        kept_steps = {} if parts is None else _without(route.steps, parts.get("steps", ()))
        kept_ends = {} if parts is None else _without(route.ends, parts.get("ends", ()))
        steps = {name: kept_steps.get(name) or reader.step(name, data) for name, data in own.content.steps.items()}
        ends = {name: kept_ends.get(name) or reader.end(name, data) for name, data in own.content.ends.items()}
        return replace(route, start=own.content.start, steps=frozen(steps), ends=frozen(ends))

    def _gather(self) -> None:
        """Divides the changes of the alternative over the files."""
        node = self._one.scope.document.node(self._one.place)
        said = plain(node) if node is not None else None
        own = self._scopes.index(self._one.scope)
        if not isinstance(said, dict) or not said:
            self._wrong((), _PARTS)
            return
        known = _OF_A_ROUTE if isinstance(self._one.scope.content, RouteFile) else _OF_A_VOCABULARY
        for section, value in said.items():
            if section not in _OF_A_ROUTE:
                what = Text("onbekende sleutel", "unknown key")
                self._problems.unknown("unknown-key", (section,), what, section, known, at_key=True)
            elif section not in known:
                text = Text(
                    "een lezing in gedeelde begrippen verandert geen stappen; zet die in de route",
                    "a reading in a vocabulary changes no steps; put it in the route",
                )
                self._problems.add("misplaced-key", (section,), text, at_key=True)
            elif section in ("start", "impossible"):
                self._changes[own].whole[section] = value
            elif not isinstance(value, dict) or not value:
                self._wrong((section,), Text("een naam met wat dan anders is", "a name with what is different then"))
            else:
                for name, part in value.items():
                    self._change(section, name, part, own)

    def _change(self, section: str, name: str, part: Any, own: int) -> None:
        """Assigns one part of the alternative to the file that has it, or else to the file of the reading."""
        at = next((at for at, one in enumerate(self._scopes) if name in one.declared.get(section, ())), None)
        if part is None:
            if at is None:
                names = [one for scope in self._scopes for one in sorted(scope.declared.get(section, ()))]
                what = Text("dit is er niet om weg te halen:", "this is not there to be taken away:")
                self._problems.unknown("unknown-key", (section, name), what, name, names, at_key=True)
            else:
                self._changes[at].gone.setdefault(section, set()).add(name)
            return
        if isinstance(part, dict):
            node = None if at is None else self._scopes[at].document.node((section, name))
            was = {} if node is None else plain(node)
            self._check_taken_away(section, name, part, was)
            whole = {**was, **part}
            part = {key: value for key, value in whole.items() if key not in part or part[key] is not None}
        self._changes[own if at is None else at].parts.setdefault(section, {})[name] = part

    def _check_taken_away(self, section: str, name: str, part: dict[str, Any], was: Mapping[str, Any]) -> None:
        """Reports each key that is removed from a part that does not have it."""
        for key, value in part.items():
            if value is None and was and key not in was:
                what = Text("dit is er niet om weg te halen:", "this is not there to be taken away:")
                self._problems.unknown("unknown-key", (section, name, key), what, key, tuple(was), at_key=True)

    def _put_in(self, scope: Scope, made: _Changes) -> Scope:
        """A file with the changes made; problems with it are those of the alternative."""
        data = without_empty({**made.parts, **made.whole}, MAY_BE_NULL)
        found = shape(data, InsteadFile, self._problems) if data else None
        new: dict[str, Any] = {} if found is None else {section: getattr(found, section) for section in made.whole}
        declared = dict(scope.declared)
        for section in {*made.parts, *made.gone}:
            gone, names = made.gone.get(section, set()), made.parts.get(section, {})
            parts = {} if found is None else getattr(found, section)
            kept = {name: part for name, part in getattr(scope.content, section).items() if name not in gone}
            new[section] = {**kept, **parts}
            declared[section] = (scope.declared.get(section, frozenset()) - gone) | names.keys()
        if new.get("start", "") is None:
            del new["start"]
        content = scope.content.model_copy(update=new) if new else scope.content
        document = self._one.scope.document
        return replace(scope, document=document, content=content, problems=self._problems, declared=declared)

    def _wrong(self, path: PartPath, expected: Text) -> None:
        text = Text(f"verwacht wordt {expected.nl}", f"expected {expected.en}")
        self._problems.add("wrong-value", path, text)


def _without(parts: Mapping[str, Part], names: Collection[str]) -> dict[str, Part]:
    return {name: part for name, part in parts.items() if name not in names}


def read_alternatives(
    scopes: Sequence[Scope], found: Iterator[Executable], route: Route, definitions: Definitions
) -> dict[str, dict[str, Instead]]:
    """The changes of a route, by the ids of readings and their alternatives, without broken alternatives."""
    said: dict[str, dict[str, Instead]] = {}
    for one in found:
        instead = AlternativeReader(one, scopes, route.id).instead(route, definitions)
        if instead is not None:
            said.setdefault(one.reading, {})[one.alternative] = instead
    return said
