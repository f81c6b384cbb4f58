"""Reads a route file and the vocabularies it takes in into their shape, each with its own problems."""

from dataclasses import dataclass
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.disk.reading import is_file, listed
from routekaart.files.document import RouteFile, VocabularyFile
from routekaart.files.reader.problems import Problems
from routekaart.files.reader.shape import NAMELESS, check_format_version, shape, without_empty
from routekaart.files.source import Document, Mapping, Unreadable, plain, read_document
from routekaart.foundation.language import Text

_MAY_BE_NULL = frozenset({"from"})


@dataclass(frozen=True, slots=True)
class Scope:
    """One file: its text with places, its content, and what is wrong with it.

    Attributes:
        declared: for each section, every name that stands in the file, also of parts that are broken.
    """

    document: Document
    content: RouteFile | VocabularyFile
    problems: Problems
    declared: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file of which nothing is left, and why; `text` is None when it is no text at all."""

    diagnostics: tuple[Diagnostic, ...]
    text: str | None


def read_file(path: Path) -> Scope | Unusable:
    """A file in the shape of the format, without its broken parts; or why nothing is left."""
    try:
        document = read_document(path)
    except Unreadable as error:
        return Unusable(error.diagnostics, error.text)
    problems = Problems(document)
    data = without_empty(plain(document.root), _MAY_BE_NULL)
    if not check_format_version(data, problems):
        return Unusable(tuple(problems.found), document.text)
    is_vocabulary = "vocabulary" in data
    content = shape(data, VocabularyFile, problems) if is_vocabulary else shape(data, RouteFile, problems)
    if content is None:
        return Unusable(tuple(problems.found), document.text)
    if isinstance(content, VocabularyFile) and content.vocabulary not in (path.stem, NAMELESS):
        text = Text(
            f"verwacht wordt de naam van dit bestand: {path.stem}", f"expected the name of this file: {path.stem}"
        )
        problems.add("wrong-value", ("vocabulary",), text)
    declared = {
        key: frozenset(node.entries) for key, (_, node) in document.root.entries.items() if isinstance(node, Mapping)
    }
    return Scope(document, content, problems, declared)


def vocabulary_scopes(route: Scope, path: Path) -> tuple[list[Scope], list[Diagnostic]]:
    """The vocabularies that a route takes in, and what is wrong with those that cannot be used at all."""
    assert isinstance(route.content, RouteFile)
    scopes: list[Scope] = []
    unusable: list[Diagnostic] = []
    for index, name in enumerate(route.content.uses):
        if name in route.content.uses[:index]:
            text = Text(f"{name} staat er twee keer", f"{name} stands here twice")
            route.problems.add("duplicate-name", ("uses", index), text)
            continue
        beside = path.with_name(f"{name}.yaml")
        if not is_file(beside):
            known = [file.stem for file in listed(path.parent, ".yaml") if file != path]
            what = Text("naast deze route is er geen bestand voor", "beside this route there is no file for")
            route.problems.unknown("unknown-vocabulary", ("uses", index), what, name, known)
            continue
        scope = read_file(beside)
        if isinstance(scope, Unusable):
            unusable += scope.diagnostics
        elif isinstance(scope.content, RouteFile):
            text = Text(
                f"{beside.name} is een route; verwacht wordt een bestand met vocabulary: {name}",
                f"{beside.name} is a route; expected a file with vocabulary: {name}",
            )
            route.problems.add("unknown-vocabulary", ("uses", index), text)
        else:
            scopes.append(scope)
    return scopes, unusable
