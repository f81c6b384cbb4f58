"""The import contract holds, and the page that describes it says the same."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import routekaart.checks

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


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


def test_every_check_is_on_the_shelf_and_in_the_contract() -> None:
    folder = Path(routekaart.checks.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {
        "__init__",
        "subject",
        "proving",
        "ways",
        "circles",
        "moments",
    }
    shelf = {check.RULE.replace("-", "_") for check in (*routekaart.checks.CHECKS, *routekaart.checks.PROOFS)}
    independent = {name.rpartition(".")[2] for name in CONTRACTS[1]["modules"]}
    assert modules == shelf == independent


def test_importing_the_library_and_deciding_needs_no_heavy_package() -> None:
    script = (
        "import sys, routekaart.route, routekaart;"
        "print([name for name in ('pydantic', 'ruamel', 'ruamel.yaml', 'networkx', 'click') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_no_module_but_the_library_imports_our_own_inside_a_function() -> None:
    source = ROOT / "src" / "routekaart"
    lazy = {
        path.relative_to(source).as_posix()
        for path in source.glob("**/*.py")
        if re.search(r"^ +(from|import) routekaart", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    }
    assert lazy == {"library.py"}
