"""Do the sources and readings that a part names exist?"""

from collections.abc import Sequence

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.reader.definitions import Definitions
from routekaart.files.reader.scopes import Scope
from routekaart.foundation.language import Text


def check_references(
    scope: Scope, definitions: Definitions, sources: Sequence[str], readings: Sequence[str], path: PartPath
) -> None:
    """Tell which sources and readings the part at `path` names that are not there."""
    known_sources = definitions.declared.get("sources", frozenset())
    for index, source in enumerate(sources):
        name = source.split()[0].rstrip(",;:")
        if name not in known_sources:
            what = Text("onbekende bron", "unknown source")
            scope.problems.unknown("unknown-source", (*path, "source", index), what, name, sorted(known_sources))
    known_readings = scope.declared.get("readings", frozenset())
    for index, reading in enumerate(readings):
        if reading not in known_readings:
            what = Text("onbekende lezing", "unknown reading")
            scope.problems.unknown("unknown-reading", (*path, "reading", index), what, reading, sorted(known_readings))
