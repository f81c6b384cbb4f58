"""Reads a file: a route with everything it imports, or a vocabulary, or what is wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.files.disk.seen import found_again
from routekaart.files.file_names import written_name
from routekaart.files.format_models import RouteFile
from routekaart.files.reader.alternatives import AlternativeReader, read_alternatives
from routekaart.files.reader.definitions import Definitions, check_definitions, read_definitions
from routekaart.files.reader.found_elsewhere import with_homes
from routekaart.files.reader.reading_register import executable_in, with_instead
from routekaart.files.reader.scopes import MOST_FILES, Scope, Unusable, read_file, vocabulary_scopes
from routekaart.files.reader.steps import StepReader
from routekaart.files.source import Document
from routekaart.foundation.edits import START
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Language, Text
from routekaart.route import Route

_UNKNOWN_IN = {
    "steps": "unknown-target",
    "ends": "unknown-target",
    "facts": "unknown-fact",
    "parameters": "unknown-parameter",
    "partners": "unknown-partner",
    "sources": "unknown-source",
    "phases": "unknown-phase",
}
_FROM_VOCABULARIES = ("unknown-fact", "unknown-parameter", "unknown-partner", "unknown-source")


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of a route with errors: for showing, not for deciding.

    Attributes:
        route: a route in which references may be broken.
        in_file: maps the path of a part in that route to its path in the file, which counts broken items.
    """

    route: Route
    in_file: Callable[[PartPath], PartPath]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The result of reading a file.

    Attributes:
        route: the route; None for a vocabulary, and for a file that is not a route.
        definitions: what the file defines or imports; None when it could not be read at all.
        documents: the document of the file, then those of its vocabularies, with the place of each part.
        diagnostics: everything that keeps it from being a route (or a vocabulary).
        text: the content of the file; None when it is not text.
        draft: what could be read of a route that has errors.
    """

    route: Route | None
    definitions: Definitions | None
    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...]
    text: str | None
    draft: Draft | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The text of the file and of each imported vocabulary, by `written_name`."""
        files = ((Path(document.file), document.text) for document in self.documents)
        return {written_name(file, Path(self.documents[0].file)): text for file, text in files}

    @property
    def language(self) -> Language:
        """The language of the author of the file; Dutch if the file does not say it."""
        scalar = self.documents[0].scalar(("language",)) if self.documents else None
        return "en" if scalar is not None and scalar.text == "en" else "nl"


@found_again(MOST_FILES)
def read(path: Path) -> ReadFile:
    """Reads a route or a vocabulary. It never raises because of the content of the file."""
    scope = read_file(path)
    if isinstance(scope, Unusable):
        return ReadFile(None, None, (), scope.diagnostics, scope.text)
    text = scope.document.text
    if not isinstance(scope.content, RouteFile):
        definitions = read_definitions([scope])
        check_definitions([scope], definitions)
        for one in executable_in(scope) if not scope.problems.count else ():
            AlternativeReader(one, [scope], None).definitions()
        return ReadFile(None, definitions, (scope.document,), tuple(scope.problems.found), text)
    vocabularies, unusable = vocabulary_scopes(scope, path)
    scopes = [*vocabularies, scope]
    definitions = read_definitions(scopes)
    check_definitions(scopes, definitions)
    route = _route(scope, definitions)
    if not unusable and not any(one.problems.count for one in scopes):
        route = _with_alternatives(route, scopes, definitions)
    by_file = [sorted(one.problems.found, key=lambda found: (found.span, found.rule)) for one in (scope, *vocabularies)]
    diagnostics = (*(found for group in by_file for found in group), *unusable)
    if len(vocabularies) < len(set(scope.content.uses)):
        # Names that the missing vocabulary would define are not reported at each use.
        diagnostics = tuple(one for one in diagnostics if one.rule not in _FROM_VOCABULARIES)
    # A duplicate name was meant as another name, which is not reported as unknown at each use.
    twice = [_UNKNOWN_IN[one] for one in scope.document.sections_with_doubles if one in _UNKNOWN_IN]
    diagnostics = with_homes([one for one in diagnostics if one.rule not in twice], scope, path)
    documents = (scope.document, *(one.document for one in vocabularies))
    if diagnostics:
        return ReadFile(None, definitions, documents, diagnostics, text, Draft(route, scope.problems.in_file))
    return ReadFile(route, definitions, documents, diagnostics, text)


def is_vocabulary(path: Path) -> Diagnostic:
    """The diagnostic for a vocabulary where a route is expected."""
    text = Text(
        "dit zijn gedeelde begrippen; verwacht wordt een route met steps",
        "this is a vocabulary; expected a route with steps",
    )
    return Diagnostic("not-a-route", text, str(path), START)


def _route(scope: Scope, definitions: Definitions) -> Route:
    content = scope.content
    assert isinstance(content, RouteFile)
    reader = StepReader(scope, definitions)
    reader.start()
    reader.renames()
    return Route(
        id=content.id,
        title=content.title,
        version=content.version,
        language=content.language,
        start=content.start,
        steps=frozen({name: reader.step(name, data) for name, data in content.steps.items()}),
        ends=frozen({name: reader.end(name, data) for name, data in content.ends.items()}),
        facts=frozen(definitions.facts),
        parameters=frozen(definitions.parameters),
        partners=frozen(definitions.partners),
        readings=frozen(definitions.readings),
        sources=frozen(definitions.sources),
        phases=frozen(dict(content.phases)),
        impossible=definitions.impossible,
        description=content.description,
    )


def _with_alternatives(route: Route, scopes: Sequence[Scope], definitions: Definitions) -> Route:
    """The route with the changes of its alternatives; broken alternatives are reported."""
    found = (one for scope in scopes for one in executable_in(scope))
    said = read_alternatives(scopes, found, route, definitions)
    if not said:
        return route
    readings = {name: with_instead(one, said.get(name, {})) for name, one in route.readings.items()}
    return replace(route, readings=frozen(readings))
