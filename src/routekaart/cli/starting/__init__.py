"""What a new project begins with: a first route with tests, schemas for editors, and files for editors and CI."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution, version
from pathlib import Path, PurePosixPath
from typing import Any

from routekaart.files.bundled import schema_folder
from routekaart.files.disk import limits
from routekaart.files.disk.reading import read_bytes
from routekaart.files.source.scalars import as_scalar
from routekaart.foundation.escaping import shell
from routekaart.foundation.escaping.machines import json_text

PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "route": (("routes/@id@.yaml", "route.yaml"), ("routes/@id@.tests.yaml", "tests.yaml")),
    "readme": (("README.md", "readme.md"),),
    "settings": (("routekaart.toml", "routekaart.toml"),),
    "gitignore": ((".gitignore", "gitignore"),),
    "vscode": (
        (".vscode/settings.json", "vscode_settings.json"),
        (".vscode/tasks.json", "vscode_tasks.json"),
        (".vscode/extensions.json", "vscode_extensions.json"),
    ),
    "pre-commit": ((".pre-commit-config.yaml", "pre_commit.yaml"),),
    "github": ((".github/workflows/routekaart.yml", "github.yaml"),),
    "gitlab": ((".gitlab-ci.yml", "gitlab.yaml"),),
}
"""The parts of a new project: for each part its files, with their templates."""

IN_CI = frozenset({"pre-commit", "github", "gitlab"})
"""The parts that install routekaart on other machines."""

TO_FILL_IN = "ROUTEKAART-OWNER"
NOT_RELEASED = f"routekaart @ git+https://github.com/{TO_FILL_IN}/routekaart"
"""The requirement if others cannot install this routekaart: `docs/releasing.md` says what to fill in."""

_SCHEMAS = ("tests", "vocabulary", "simulation", "route")
MARK = PurePosixPath("schema", "route.schema.json")


def project(route_id: str, title: str, parts: Iterable[str]) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of a new project, with their text; `MARK`, by which a project is recognised, is the last of them."""
    for part in parts:
        for path, template in PARTS[part]:
            file = path.replace("@id@", route_id)
            yield PurePosixPath(file), filled_in(template, route_id, title, "../schema", file)
    for kind in _SCHEMAS:
        name = f"{kind}.schema.json"
        yield PurePosixPath("schema", name), _own_text(schema_folder() / name)


def new_route(route_id: str, title: str, schema: str, folder: str) -> str:
    """The text of a new route in a folder; `schema` is the folder of the schemas as seen from there."""
    return filled_in("route.yaml", route_id, title, schema, f"{folder}/{route_id}.yaml")


def filled_in(template: str, route_id: str, title: str, schema: str, file: str) -> str:
    """A template with its placeholders filled in; `file` is the path of the result as a command names it."""
    text = _own_text(Path(__file__).parent / "templates" / template)
    # A folder may be called anything; the name of a route cannot.
    named = shell.word(file) or f"{route_id}.yaml"
    # A JSON string is a YAML string too, whatever the title holds; `format` keeps no quotes that are not needed.
    written = title if as_scalar(title, inside=False) == title else json_text(title)
    values = {"id": route_id, "title": written, "schema": schema, "file": named}
    values["requirement"] = requirement()
    return re.sub("@(id|title|schema|requirement|file)@", lambda found: values[found[1]], text)


def requirement() -> str:
    """The requirement that installs this routekaart: the revision that it was installed from, or its version.

    `NOT_RELEASED` where it was installed from a folder or a file of this machine.
    """
    origin = _origin()
    vcs = origin.get("vcs_info")
    if vcs:
        return f"routekaart @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}"
    if str(origin.get("url", "")).startswith("file:"):
        return NOT_RELEASED
    return f"routekaart=={version('routekaart')}"


def _origin() -> Mapping[str, Any]:
    """Where routekaart was installed from (PEP 610); empty for a package index."""
    written = distribution("routekaart").read_text("direct_url.json")
    origin: Mapping[str, Any] = json.loads(written) if written else {}
    return origin


def _own_text(file: Path) -> str:
    return read_bytes(file, limits.OWN).decode("utf-8")
