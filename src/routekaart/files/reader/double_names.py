"""Names that two files define: which lines to remove, and the fix if both have the same meaning."""

from collections.abc import Sequence

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.field_types import FilePart
from routekaart.files.format_models import RouteFile
from routekaart.files.reader.scopes import Scope
from routekaart.files.source.removing import lines_of, removal
from routekaart.foundation.edits import Fix
from routekaart.foundation.language import Text, enumerate_words

SECTIONS = ("facts", "parameters", "partners", "sources", "readings")

_MEANING = frozenset(
    {"type", "options", "unit", "min", "max", "decimals", "past", "derive", "values"}
    | {"changes", "lifetime", "only_recorded", "sensitive"}
)
"""The keys of a definition that affect its meaning, rather than only its words."""


def report_double_names(scopes: Sequence[Scope]) -> None:
    """Reports each name that a file defines although an earlier file does."""
    for section in SECTIONS:
        owners: dict[str, Scope] = {}
        for scope in scopes:
            for name in getattr(scope.content, section):
                owner = owners.setdefault(name, scope)
                if owner is not scope:
                    _report(section, name, owner, scope)


def _report(section: str, name: str, owner: Scope, scope: Scope) -> None:
    path = (section, name)
    differing = _differing(getattr(owner.content, section)[name], getattr(scope.content, section)[name])
    line = owner.document.span(path, at_key=True).line
    place = owner.called if owner.bundled else f"{owner.called}:{line}"
    first, last = lines_of(scope.document, path)
    lines = Text(f"regel {first}", f"line {first}")
    if last > first:
        lines = Text(f"regel {first} tot en met {last}", f"lines {first} to {last}")
    how, instead = Text(", met dezelfde inhoud", ", with the same content"), Text("", "")
    if differing:
        keys = enumerate_words(differing, "en"), enumerate_words(differing, "and")
        how = Text(f", met verschil in {keys[0]}", f", with a difference in {keys[1]}")
        instead = Text(", of geef het hier een andere naam", ", or give it another name here")
    file = scope.document.file
    text = Text(
        f"{name} is al gemaakt in {place}{how.nl}; haal {lines.nl} van {file} weg{instead.nl}",
        f"{name} is already defined in {place}{how.en}; take out {lines.en} of {file}{instead.en}",
    )
    # Other routes may use a vocabulary that this route imports, so nothing is removed from it.
    mends = isinstance(scope.content, RouteFile) and _MEANING.isdisjoint(differing)
    fix = _taken_out(scope, path, safe=not differing) if mends else None
    scope.problems.add("duplicate-name", path, text, at_key=True, fix=fix)


def _differing(one: FilePart, other: FilePart) -> list[str]:
    """The keys in which two definitions differ; words that only the first one has do not count."""
    keys = (key for key in type(one).model_fields if getattr(one, key) != getattr(other, key))
    return [key for key in keys if key in _MEANING or key in other.model_fields_set]


def _taken_out(scope: Scope, path: PartPath, *, safe: bool) -> Fix | None:
    """The fix that removes a definition, with its section if nothing else is left there."""
    alone = len(scope.document.keys(path[:-1])) == 1
    edit = removal(scope.document, path[:-1] if alone else path)
    name = path[-1]
    return Fix(Text(f"haal {name} weg", f"take out {name}"), (edit,), safe=safe) if edit else None
