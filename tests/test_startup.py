"""Start-up: a command imports the heavy packages that it needs and no others, proven by what is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from routekaart.cli import COMMANDS

ROOT = Path(__file__).parents[1]
HEAVY = ("pydantic", "ruamel.yaml", "networkx", "icalendar", "graphlay", "resvg_py", "hypothesis", "pytest")
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


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("--version", set()),
        ("--help", set()),
        ("completion bash", set()),
        ("explain gap", {"pydantic"}),
        ("new proef", {"pydantic"}),
        ("init proef", {"pydantic"}),
        ("schema route", {"pydantic"}),
        ("list", READS),
        ("show roc_bbl", READS),
        ("partners doorstroompunt", READS),
        ("decide roc_bbl P3 --fact heeft_werkplek=nee", READS),
        ("outlook roc_bbl P11 --fact leeftijd=17 --on 2026-03-01", READS),
        ("outlook roc_bbl P11 --fact leeftijd=17 --on 2026-03-01 --ics proef.ics", READS | {"icalendar"}),
        ("reach roc_bbl P3 P4 --on 2026-03-01", READS),
        ("path roc_bbl P4 --on 2026-03-01", READS),
        ("diff roc_bbl roc_bbl", READS),
        ("test {root}/routes/entree.yaml --no-coverage", READS),
        ("check {root}/routes/entree.yaml", CHECKS),
        ("map entree --format mermaid", CHECKS),
        ("map entree --format svg", CHECKS | {"graphlay"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_command_imports_what_it_needs(command: str, expected: set[str], tmp_path: Path) -> None:
    words = command.format(root=ROOT).split()
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert set(result.stdout.split()) == expected


def test_every_command_is_looked_at() -> None:
    table = next(mark for mark in test_a_command_imports_what_it_needs.pytestmark if mark.name == "parametrize")  # type: ignore[attr-defined]
    assert set(COMMANDS) <= {command.split()[0] for command, _ in table.args[1]}
