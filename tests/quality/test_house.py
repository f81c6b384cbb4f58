"""The house: what its list of folders and files promises."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest
from support.places import ROOT

SOURCE = ROOT / "src" / "routekaart"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES_OF_A_FUNCTION = 60
SAME_THING_IN_TWO_ROOMS = {"as_json.py", "errors.py", "markdown.py", "text_report.py"}
"""Forms of output: what is written as text, as JSON or as Markdown; and the public door to the errors."""
COMMANDS = {"outlook.py", "path.py", "schema.py", "types.py"}
"""Commands that are called as the module of what they show."""


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dotted(path: Path) -> str:
    return ".".join(("routekaart", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def types_in(module: ast.Module) -> Iterator[str]:
    """The names of classes and of type aliases."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
                yield name


def test_the_top_holds_few_modules_and_rooms() -> None:
    modules = {path.name for path in SOURCE.glob("*.py")} - {"__init__.py", "__main__.py"}
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert len(modules) <= 8
    assert len(rooms) <= 18
    assert not {"utils", "helpers", "common", "core", "base"} & {path.stem for path in MODULES}


def test_a_file_name_stands_for_one_thing() -> None:
    places = defaultdict(set)
    for path in MODULES:
        places[path.name].add(path.relative_to(SOURCE).as_posix())
    twice = {name: found for name, found in places.items() if len(found) > 1}
    allowed = {"__init__.py", *SAME_THING_IN_TWO_ROOMS, *COMMANDS}
    assert {name: found for name, found in twice.items() if name not in allowed} == {}
    assert allowed == twice.keys()
    assert all(any(place.startswith("cli/") for place in twice[name]) for name in COMMANDS)


@pytest.mark.slow
def test_a_public_type_name_stands_for_one_thing() -> None:
    places = defaultdict(set)
    for path in MODULES:
        for name in types_in(parsed(path)):
            if not name.startswith("_"):
                places[name].add(path.relative_to(SOURCE).as_posix())
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.slow
def test_no_function_is_long() -> None:
    long = [
        (dotted(path), node.name)
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


@pytest.mark.slow
def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {dotted(path) for path in MODULES}
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for path in MODULES:
        for node in parsed(path).body:
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                inner = {f"{node.module}.{one.name}" for one in node.names} & names
                graph.add_edges_from((dotted(path), one) for one in inner or {node.module} & names)
    assert [group for group in networkx.strongly_connected_components(graph) if len(group) > 1] == []
