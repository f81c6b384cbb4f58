"""Puts a compiled copy of each bundled route in the wheel, so that they load without being parsed (docs/speed.md).

An editable install gets none: there the files of the routes can change, and the copies of the user serve.

It also makes the text of the package page out of README.md.
"""

import re
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#|mailto:)([^)]+)\)")


def for_a_package_page(readme: str, source: str | None) -> str:
    """README.md without links that lead nowhere on the page of a package.

    Args:
        source: the address under which the files of this version stand, without a slash at its end. Without it only
            the text of such a link is left.
    """
    return _RELATIVE_LINK.sub(r"\1" if source is None else rf"[\1]({source}/\2)", readme)


class PackagePage(MetadataHookInterface):
    """Gives the package its readme; with a `Source` in `project.urls`, links lead to the tag of this version there."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Sets the readme."""
        source = metadata.get("urls", {}).get("Source")
        files = source and f"{source.rstrip('/')}/blob/v{metadata['version']}"
        text = for_a_package_page((Path(self.root) / "README.md").read_text(encoding="utf-8"), files)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


class CompiledCopies(BuildHookInterface[Any]):
    """Reads each route with the package that is built, and refuses to build with one that is no route."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the copies to a folder beside the build and adds them to the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from routekaart.files.compiled_copies import as_copy, built_with
        from routekaart.files.reader.read_file import read
        from routekaart.files.route_files import route_files

        self._made = Path(mkdtemp(prefix="routekaart-"))
        for path in route_files([root / "routes"]):
            result = read(path)
            if result.diagnostics:
                raise RuntimeError("\n".join(one.render("en") for one in result.diagnostics))
            copy = self._made / f"{path.stem}.json"
            copy.write_bytes(as_copy(path.name, result.texts, result.route, built_with()))
            build_data["force_include"][str(copy)] = f"routekaart/bundled_copies/{copy.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Takes the folder away again."""
        if version != "editable":
            from shutil import rmtree

            rmtree(self._made)
