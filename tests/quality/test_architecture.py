"""The import contract holds, and the page that describes it says the same."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from support.places import ROOT

import routekaart
from routekaart.checking import checks

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


@pytest.mark.slow
def test_the_import_contract_holds() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_page_shows_the_floors_of_the_contract() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = re.search(r"^```\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    assert block is not None
    shown = [re.split(r"\s{2,}", line)[0] for line in block.group(1).splitlines()]
    assert shown == CONTRACTS[0]["layers"]


def test_every_check_is_on_the_shelf() -> None:
    folder = Path(checks.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    shelf = {check.rule.replace("-", "_") for check in checks.CHECKS}
    assert modules == shelf


@pytest.mark.slow
def test_tests_of_routes_need_no_hypothesis() -> None:
    script = "import sys, routekaart.testing.route_tests.runner; print('hypothesis' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_importing_the_library_and_deciding_needs_no_heavy_package() -> None:
    script = (
        "import sys, routekaart.route, routekaart;"
        "print([name for name in ('pydantic', 'ruamel', 'ruamel.yaml', 'networkx', 'click') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


@pytest.mark.slow
def test_few_modules_import_our_own_inside_a_function() -> None:
    source = ROOT / "src" / "routekaart"
    lazy = {
        path.relative_to(source).as_posix()
        for path in source.glob("**/*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("routekaart")
    }
    assert lazy == {
        "engine.py",
        "library.py",
        "route.py",
        "cli/check.py",
        "cli/facts_options.py",
        "cli/options.py",
        "cli/route_argument.py",
        "cli/versions.py",
    }


def test_type_checkers_and_python_find_the_public_names_in_the_same_modules() -> None:
    face = ast.parse(Path(routekaart.__file__).read_text(encoding="utf-8"))
    (seen,) = (node for node in face.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name))
    told = {
        name.name: str(one.module).removeprefix("routekaart.")
        for one in seen.body
        if isinstance(one, ast.ImportFrom)
        for name in one.names
    }
    assert told == routekaart._HOMES
    assert told.keys() == set(routekaart.__all__) - {"__version__"}
    for name, home in told.items():
        assert getattr(routekaart, name) is getattr(import_module(f"routekaart.{home}"), name)


def test_a_name_that_is_not_there_is_told_as_python_tells_it() -> None:
    with pytest.raises(AttributeError, match="module 'routekaart' has no attribute 'lod'"):
        routekaart.lod  # type: ignore[attr-defined]  # noqa: B018
    assert {*routekaart.__all__} <= {*dir(routekaart)}


@pytest.mark.slow
def test_the_engine_can_be_used_by_many_threads_at_once() -> None:
    script = (
        "import sys, threading, routekaart;"
        "route = routekaart.load('roc_bbl');"
        "assert 'routekaart.engine' not in sys.modules;"
        "start = threading.Barrier(8); found = [];"
        "decide = lambda: (start.wait(), found.append(route.decide('P3', {'heeft_werkplek': 'nee'}).target));"
        "threads = [threading.Thread(target=decide) for _ in range(8)];"
        "[one.start() for one in threads]; [one.join() for one in threads];"
        "print(found)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == str(["P7"] * 8)
