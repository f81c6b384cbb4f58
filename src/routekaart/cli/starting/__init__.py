"""What a new project begins with: a first route with tests, schemas for editors, and files for editors and CI."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distribution, version
from pathlib import Path, PurePosixPath
from typing import Any

from routekaart.disk import limits
from routekaart.disk.reading import read_bytes
from routekaart.escaping import shell
from routekaart.escaping.machines import json_text
from routekaart.files.bundled import schema_folder

PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "route": (("routes/@id@.yaml", "route.yaml"), ("routes/@id@.tests.yaml", "tests.yaml")),
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
"""The parts of a new project: for each its files, with the template they are made from."""

IN_CI = frozenset({"pre-commit", "github", "gitlab"})
"""The parts that install routekaart elsewhere."""

_SCHEMAS = ("tests", "vocabulary", "simulation", "route")
MARK = PurePosixPath("schema", "route.schema.json")


def project(route_id: str, title: str, parts: Iterable[str]) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of a new project, with their text; `MARK`, by which a project is known as one, is the last of them."""
    for part in parts:
        for path, template in PARTS[part]:
            file = path.replace("@id@", route_id)
            yield PurePosixPath(file), filled_in(template, route_id, title, "../schema", file)
    for kind in _SCHEMAS:
        name = f"{kind}.schema.json"
        yield PurePosixPath("schema", name), _own_text(schema_folder() / name)


def new_route(route_id: str, title: str, schema: str, folder: str) -> Iterator[tuple[PurePosixPath, str]]:
    """A new route and its tests in a folder; `schema` is the folder of the schemas as seen from there."""
    for path, template in PARTS["route"]:
        name = PurePosixPath(path.replace("@id@", route_id)).name
        yield PurePosixPath(name), filled_in(template, route_id, title, schema, f"{folder}/{name}")


def filled_in(template: str, route_id: str, title: str, schema: str, file: str) -> str:
    """A template with the names in it; `file` is how a command names the file that it becomes."""
    text = _own_text(Path(__file__).parent / "templates" / template)
    # A folder may be called anything; the name of a route cannot.
    named = shell.word(file) or f"{route_id}.yaml"
    # A JSON string is a YAML string too, whatever the title holds.
    values = {"id": route_id, "title": json_text(title), "schema": schema, "file": named}
    values["requirement"] = requirement()
    return re.sub("@(id|title|schema|requirement|file)@", lambda found: values[found[1]], text)


def requirement() -> str:
    """What to ask of an installer to get this routekaart: the revision that it was installed from, or its version."""
    origin = _origin()
    vcs = origin.get("vcs_info")
    if vcs:
        return f"routekaart @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}"
    return f"routekaart=={version('routekaart')}"


def is_from_this_machine() -> bool:
    """Whether routekaart was installed from a folder or file here, so that others may not be able to get it."""
    return str(_origin().get("url", "")).startswith("file:")


def _origin() -> Mapping[str, Any]:
    """Where routekaart was installed from (PEP 610); empty for a package index."""
    written = distribution("routekaart").read_text("direct_url.json")
    origin: Mapping[str, Any] = json.loads(written) if written else {}
    return origin


def _own_text(file: Path) -> str:
    return read_bytes(file, limits.OWN).decode("utf-8")
