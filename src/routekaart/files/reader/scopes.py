"""Reads a route file and the vocabularies it imports into their shape, each with its own problems."""

from dataclasses import dataclass, replace
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic, PartPath
from routekaart.files.bundled import bundled_vocabularies
from routekaart.files.disk.seen import found_again
from routekaart.files.file_names import file_called, meant
from routekaart.files.format_models import RouteFile, VocabularyFile
from routekaart.files.reader.problems import Problems
from routekaart.files.reader.shape import NAMELESS, check_format_version, shape, without_empty
from routekaart.files.route_files import route_files
from routekaart.files.source import Document, Mapping, Unreadable, plain, read_document
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint
from routekaart.model.step import BUNDLED

MOST_FILES = 1024
"""The number of files for which the result of reading is remembered."""
MAY_BE_NULL = frozenset({"from"})
"""The keys whose value may be null."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One file: its text with places, its content, and its problems.

    Attributes:
        declared: for each section, every name in the file, including those of broken parts.
        called: the name by which the route refers to it; for a file beside the route, its path.
        bundled: whether it comes with routekaart, so that it must not be changed where it is used.
    """

    document: Document
    content: RouteFile | VocabularyFile
    problems: Problems
    declared: dict[str, frozenset[str]]
    called: str
    bundled: bool = False


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file of which nothing is usable, and why; `text` is None when it is not text at all."""

    diagnostics: tuple[Diagnostic, ...]
    text: str | None


def read_file(path: Path) -> Scope | Unusable:
    """A file in the shape of the format, without its broken parts; or why nothing is left."""
    found = _read_file(path)
    # Copy the problems, because each route that imports the file adds its own.
    return replace(found, problems=found.problems.copy()) if isinstance(found, Scope) else found


@found_again(MOST_FILES)
def _read_file(path: Path) -> Scope | Unusable:
    try:
        document = read_document(path)
    except Unreadable as error:
        return Unusable(error.diagnostics, error.text)
    problems = Problems(document)
    data = without_empty(plain(document.root), MAY_BE_NULL)
    if not check_format_version(data, problems):
        return Unusable(tuple(problems.found), document.text)
    is_vocabulary = "vocabulary" in data
    model: type[RouteFile] | type[VocabularyFile] = VocabularyFile if is_vocabulary else RouteFile
    content: RouteFile | VocabularyFile | None = shape(data, model, problems, may_hold_null=MAY_BE_NULL)
    if content is None:
        return Unusable(tuple(problems.found), document.text)
    if isinstance(content, VocabularyFile) and content.vocabulary not in (path.stem, NAMELESS):
        text = Text(
            f"verwacht wordt de naam van dit bestand: {path.stem}", f"expected the name of this file: {path.stem}"
        )
        problems.add("wrong-value", ("vocabulary",), text)
    return Scope(document, content, problems, _declared(document, content), called=document.file)


def _declared(document: Document, content: RouteFile | VocabularyFile) -> dict[str, frozenset[str]]:
    """For each section, the names as they are written in the file, and as they were meant."""
    declared = {
        key: frozenset(node.entries) for key, (_, node) in document.root.entries.items() if isinstance(node, Mapping)
    }
    for section in type(content).model_fields:
        named = getattr(content, section)
        if isinstance(named, dict):
            declared[section] = declared.get(section, frozenset()) | frozenset(named)
    return declared


def vocabulary_scopes(route: Scope, path: Path) -> tuple[list[Scope], list[Diagnostic]]:
    """The vocabularies that a route imports, and the diagnostics of those that cannot be used at all.

    Bundled ones come first: of a name that is defined twice, the other definition must be changed.
    """
    assert isinstance(route.content, RouteFile)
    scopes: dict[Path, Scope] = {}
    unusable: list[Diagnostic] = []
    seen: set[Path] = set()
    for index, name in enumerate(route.content.uses):
        file = file_called(name, path)
        if file is None:
            _report_unknown(route, path, index, name)
        elif file in seen:
            text = Text(f"{name} staat er twee keer", f"{name} stands here twice")
            route.problems.add("duplicate-name", ("uses", index), text)
        else:
            seen.add(file)
            scope = read_file(file)
            if isinstance(scope, Unusable):
                unusable += scope.diagnostics
            elif isinstance(scope.content, RouteFile):
                _report_route(route, index, name if name.startswith(BUNDLED) else file.name)
            elif name.startswith(BUNDLED):
                scopes[file] = replace(scope, called=name, bundled=True)
            else:
                scopes[file] = scope
    return sorted(scopes.values(), key=lambda scope: not scope.bundled), unusable


def _report_unknown(route: Scope, path: Path, index: int, name: str) -> None:
    """Reports that a vocabulary does not exist, with the one that was probably meant."""
    bundled = bundled_vocabularies()
    close = meant(name, (file.stem for file in route_files([path.parent]) if file != path), bundled)
    if name.startswith(BUNDLED):
        shown = name.removeprefix(BUNDLED)
        what = Text(
            f"er zijn geen begrippen {shown} die met routekaart meekomen",
            f"there is no vocabulary {shown} that routekaart brings",
        )
    else:
        what = Text(f"naast dit bestand is er geen {name}.yaml", f"there is no {name}.yaml beside this file")
    if close is None:
        listed = ", ".join(f"{BUNDLED}{one}" for one in bundled)
        way = Text(f"; wat met routekaart meekomt, is {listed}", f"; what comes with routekaart is {listed}")
    elif close.name == f"{BUNDLED}{name}":
        way = Text(
            f"; de begrippen die met routekaart meekomen, heten {close.name}",
            f"; the one that comes with routekaart is {close.name}",
        )
    else:
        way = hint(close.name)
    place: PartPath = ("uses", index)
    fix = route.problems.other_word(place, name, close.name, safe=close.surely) if close else None
    route.problems.add("unknown-vocabulary", place, Text(what.nl + way.nl, what.en + way.en), fix=fix)


def _report_route(route: Scope, index: int, called: str) -> None:
    name = Path(called).stem
    text = Text(
        f"{called} is een route; verwacht wordt een bestand met vocabulary: {name}",
        f"{called} is a route; expected a file with vocabulary: {name}",
    )
    route.problems.add("unknown-vocabulary", ("uses", index), text)
