"""Start-up: a command imports the heavy packages that it needs and no others, proven by what is imported."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.places import ROOT
from support.profiles import sample

from routekaart.cli import COMMANDS

HEAVY = (
    "pydantic", "ruamel.yaml", "networkx", "icalendar", "graphlay", "resvg_py", "numpy", "narwhals", "polars",
    "hypothesis", "pytest",
)  # fmt: skip
SCRIPT = f"""
import contextlib, io, sys
from routekaart.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    try:
        main(sys.argv[1:], standalone_mode=False)
    except SystemExit as end:
        assert not end.code, end.code
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""
READS = {"pydantic", "ruamel.yaml"}
CHECKS = READS | {"networkx"}
DRAWS = {"pydantic", "networkx"}
TABLES = {"narwhals", "polars"}

TABLE: dict[str, tuple[set[str], set[str]]] = {
    "--version": (set(), set()),
    "--help": (set(), set()),
    "completion bash": (set(), set()),
    "explain gap": (set(), set()),
    "new proef": ({"pydantic"}, {"pydantic"}),
    "init proef": ({"pydantic"}, {"pydantic"}),
    "schema route": ({"pydantic"}, {"pydantic"}),
    "list": (set(), READS),
    "types roc_bbl": (set(), READS),
    "show roc_bbl": (set(), READS),
    "partners doorstroompunt": (set(), READS),
    "decide roc_bbl P3 --fact heeft_werkplek=nee": (set(), READS),
    "decide {root}/routes/roc_bbl.yaml P3 --fact heeft_werkplek=nee": (set(), READS),
    "outlook roc_bbl P11 --fact leeftijd=17 --on 2026-03-01": (set(), READS),
    "outlook roc_bbl P11 --fact leeftijd=17 --on 2026-03-01 --ics proef.ics": ({"icalendar"}, READS | {"icalendar"}),
    "reach roc_bbl P3 P4 --on 2026-03-01": (set(), READS),
    "path roc_bbl P4 --on 2026-03-01": (set(), READS),
    "diff roc_bbl roc_bbl": (set(), READS),
    "export doorstroompunt": (set(), READS),
    "page doorstroompunt -o proef.html": (DRAWS | {"graphlay"}, CHECKS | {"graphlay"}),
    "site een -o proef": (DRAWS | {"graphlay"}, CHECKS | {"graphlay"}),
    "format opgemaakt.yaml": (CHECKS, CHECKS),
    "readings roc_bbl A-31": ({"pydantic"}, READS),
    "simulate entree --on 2026-03-01 --students 10": (READS | {"numpy"}, READS | {"numpy"}),
    "cohort roc_bbl studenten.csv --step P15 --on 2026-03-01": ({"pydantic"} | TABLES, READS | TABLES),
    "test {root}/routes/entree.yaml --no-coverage": (READS, READS),
    "check {root}/routes/entree.yaml": (CHECKS, CHECKS),
    "map entree --format mermaid": (DRAWS, CHECKS),
    "map entree --format svg": (DRAWS | {"graphlay"}, CHECKS | {"graphlay"}),
}
"""What each command imports when there are compiled copies of the routes, and when there are none."""


@pytest.fixture(name="copies", scope="module")
def a_folder_with_copies_of_every_bundled_route(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    done = run("partners", folder, str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def run(command: str, folder: Path, copies: str) -> "subprocess.CompletedProcess[str]":
    (folder / "studenten.csv").write_text("leeftijd\n17\n", encoding="utf-8")
    (folder / "opgemaakt.yaml").write_text("routekaart: 1\nvocabulary: opgemaakt\n", encoding="utf-8")
    (folder / "een").mkdir(exist_ok=True)
    for name in ("doorstroompunt", "begrippen"):
        shutil.copy(ROOT / "routes" / f"{name}.yaml", folder / "een")
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, *command.format(root=ROOT).split()],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "ROUTEKAART_CACHE": copies},
    )


@pytest.mark.slow
@pytest.mark.parametrize("command", TABLE)
def test_with_copies_a_command_imports_what_it_needs(command: str, copies: Path, tmp_path: Path) -> None:
    done = run(command, tmp_path, str(copies))
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == TABLE[command][0]


@pytest.mark.slow
@pytest.mark.parametrize("command", sample(tuple(TABLE), 3))
def test_without_copies_a_command_imports_what_it_needs(command: str, tmp_path: Path) -> None:
    done = run(command, tmp_path, "off")
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == TABLE[command][1]


def test_loading_a_route_imports_nothing_that_decides(copies: Path) -> None:
    needless = (
        "routekaart.logic.grid",
        "routekaart.deciding.decider",
        "routekaart.diagnostics.diagnostic",
        "routekaart.journeys",
    )
    script = (
        "import sys, routekaart; route = routekaart.load('roc_bbl');"
        f"print(*(name for name in {(*needless, 'routekaart.files.reader', 'click', *HEAVY)!r} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "ROUTEKAART_CACHE": str(copies)},
    )
    assert done.stdout.split() == []


@pytest.mark.slow
def test_only_who_wants_a_graph_waits_for_networkx(copies: Path) -> None:
    script = (
        "import sys, routekaart; route = routekaart.load('roc_bbl'); student = {'heeft_werkplek': 'nee'};"
        "route.decide('P3', student); route.path(student, to='P4', on='2026-03-01');"
        "print('networkx' in sys.modules); route.to_networkx(); print('networkx' in sys.modules)"
    )
    environment = {**os.environ, "ROUTEKAART_CACHE": str(copies)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["False", "True"]


def test_every_command_is_looked_at() -> None:
    assert set(COMMANDS) <= {command.split()[0] for command in TABLE}
