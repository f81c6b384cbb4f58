"""The manual is executed: README commands give the output that stands under them, and its Python runs."""

import doctest
import itertools
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from routekaart.cli import main
from routekaart.reports import WRITERS
from routekaart.simulation.form import FactData

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SIMULATION = (ROOT / "docs" / "simulation.md").read_text(encoding="utf-8")


def blocks_of(page: str) -> list[tuple[str, str]]:
    """Each block of a page: its language and its text."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


BLOCKS = blocks_of(README)


def commands_with_output() -> list[tuple[str, str]]:
    """Each command of the README, and of the manual of simulations, that is followed by a block with its output."""
    pairs = [pair for page in (README, SIMULATION) for pair in itertools.pairwise(blocks_of(page))]
    return [
        (command.strip().rpartition("uv run ")[2], output)
        for (_, command), (_, output) in pairs
        if re.match(r"(.*&& uv run )?routekaart ", command) and not re.match(r".*routekaart ", output)
    ]


@pytest.mark.parametrize(("command", "expected"), commands_with_output(), ids=lambda text: str(text)[:30])
def test_a_command_gives_the_output_below_it(command: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == (1 if "error[" in expected else 0)
    assert result.output == expected


def test_the_readme_shows_commands_with_output() -> None:
    shown = [command for command, _ in commands_with_output()]
    assert any(command.startswith("routekaart decide") for command in shown)
    assert any(command.startswith("routekaart check") for command in shown)


def test_the_python_in_the_readme_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried > 10
    assert failed == 0


def test_the_python_in_the_manual_of_journeys_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "journeys.md"), module_relative=False)
    assert tried > 30
    assert failed == 0


def test_the_python_on_the_page_of_errors_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "errors.md"), module_relative=False)
    assert (failed, tried) == (0, 3)


def test_the_manual_of_checking_shows_a_finding_as_it_is_written() -> None:
    manual = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    written = (ROOT / "tests" / "reports" / "expected.text").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```\n(error\[.*?)^```$", manual, flags=re.MULTILINE | re.DOTALL)
    assert shown in written


def test_the_manual_of_checking_names_every_format() -> None:
    manual = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", manual, flags=re.MULTILINE) == list(WRITERS)


def test_the_python_in_the_manual_of_comparing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "diff.md"), module_relative=False)
    assert tried > 5
    assert failed == 0


def test_the_python_in_the_manual_of_simulations_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "simulation.md"), module_relative=False)
    assert tried > 5
    assert failed == 0


def test_the_manual_of_simulations_shows_every_key_of_the_file() -> None:
    keys = set(re.findall(r"^\| `(\w+)` \|", SIMULATION, flags=re.MULTILINE))
    assert keys == set(FactData.model_fields)


def test_the_docstring_of_the_package_runs() -> None:
    import routekaart

    failed, tried = doctest.testmod(routekaart)
    assert tried > 0
    assert failed == 0


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    test_command = next(text.strip() for _, text in BLOCKS if text.strip().endswith("pytest"))
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == test_command


def test_the_first_screen_holds_the_commands_their_output_and_python() -> None:
    first_screen = "\n".join(README.splitlines()[:75])
    assert "uv run routekaart decide" in first_screen
    assert "uv run pytest" in first_screen
    assert ">>> route = routekaart.load" in first_screen


PAGES = [
    *ROOT.glob("*.md"),
    *(page for folder in ("docs", "benchmarks", "tests") for page in ROOT.glob(f"{folder}/**/*.md")),
]


@pytest.mark.parametrize("page", sorted(PAGES), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
