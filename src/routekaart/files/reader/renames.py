"""Former names: each belongs to one part of a file, and none is still in use."""

from collections.abc import Container, Iterable, Sequence

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.reader.problems import Problems
from routekaart.foundation.language import Text


def tell_double_renames(
    problems: Problems, parts: Iterable[tuple[PartPath, Sequence[str]]], in_use: Container[str]
) -> None:
    """Tell each former name (of the parts at these paths) that two parts have, or that some part still has."""
    owners: dict[str, str] = {}
    for path, former_names in parts:
        for former in dict.fromkeys(former_names):
            owner = owners.setdefault(former, str(path[-1]))
            if former in in_use:
                text = Text(
                    f"{former} is nog in gebruik; een oude naam in renamed_from bestaat zelf niet meer",
                    f"{former} is still in use; a former name in renamed_from is itself gone",
                )
                problems.add("duplicate-name", (*path, "renamed_from"), text)
            elif owner != path[-1]:
                text = Text(f"{former} is ook de oude naam van {owner}", f"{former} is the former name of {owner} too")
                problems.add("duplicate-name", (*path, "renamed_from"), text)
