"""The manual is executed: README commands give the output that stands under them, and its Python runs."""

import doctest
import itertools
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.places import DATA, ROOT

import routekaart
from routekaart import types
from routekaart.checking.linter import examine
from routekaart.checking.reports import WRITERS
from routekaart.cli import main
from routekaart.cli.schema import KINDS
from routekaart.files.compiled_copies import as_copy, built_with
from routekaart.files.reader.read_file import read
from routekaart.logic.diagram import Diagrams, Node
from routekaart.simulation.distributions_format import DistributionData

README = (ROOT / "README.md").read_text(encoding="utf-8")
RESULTS = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
CHANGES = "the same, with `changes_on`"
SIMULATION = (ROOT / "docs" / "simulation.md").read_text(encoding="utf-8")


def blocks_of(page: str) -> list[tuple[str, str]]:
    """Each block of a page: its language and its text."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


BLOCKS = blocks_of(README)


def commands_with_output() -> list[tuple[str, str]]:
    """Each command of the README, and of the manual of simulations, that is followed by a block with its output."""
    pairs = [pair for page in (README, SIMULATION) for pair in itertools.pairwise(blocks_of(page))]
    return [
        (re.sub(r".*uv run (--no-dev )?", "", command.strip()), output)
        for (_, command), (_, output) in pairs
        if re.match(r"(.*&& uv run --no-dev )?routekaart ", command) and not re.match(r".*routekaart ", output)
    ]


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_python_in_the_manual_of_journeys_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "journeys.md"), module_relative=False)
    assert tried > 30
    assert failed == 0


def test_the_python_on_the_page_of_errors_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "errors.md"), module_relative=False)
    assert (failed, tried) == (0, 5)


APPLICATIONS = (ROOT / "docs" / "applications.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_python_on_the_page_for_applications_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "applications.md"), module_relative=False)
    assert tried > 25
    assert failed == 0


def test_the_page_for_applications_names_every_type_and_every_document() -> None:
    named = re.findall(r"`(\w+)`", APPLICATIONS.split("## Every type")[1].split("Errors are in")[0])
    assert sorted(named) == sorted({name for name in vars(types) if not name.startswith("_")})
    documents = re.findall(r"^\| `(\w+)` \| .* \| `\w+Dict`", APPLICATIONS, flags=re.MULTILINE)
    assert sorted(documents) == sorted({*KINDS} - {"route", "vocabulary", "tests", "simulation"})


def test_the_manual_of_checking_shows_a_finding_as_it_is_written() -> None:
    manual = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    written = (DATA / "reports" / "expected.text").read_text(encoding="utf-8")
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
    assert keys == set(DistributionData.model_fields)


def test_the_python_in_the_manual_of_graphs_runs() -> None:
    failed, tried = doctest.testfile(str(ROOT / "docs" / "graph.md"), module_relative=False)
    assert tried > 10
    assert failed == 0


def test_the_manual_of_graphs_names_every_attribute_and_shows_the_drawing_that_it_makes() -> None:
    manual = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")
    tables = [re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE) for table in manual.split("|---|---|")[2:4]]
    graph: Any = routekaart.load("entree").to_networkx()
    assert tables == [list(graph.nodes["stap_1"]), list(next(iter(graph.edges.values())))]
    (drawn,) = (text for language, text in blocks_of(manual) if language == "mermaid")
    assert manual.count(drawn) == 2


def test_the_docstring_of_the_package_runs() -> None:
    failed, tried = doctest.testmod(routekaart)
    assert tried > 0
    assert failed == 0


def test_ci_runs_exactly_the_test_command_of_the_readme() -> None:
    test_command = next(text.strip() for _, text in BLOCKS if text.strip().endswith("pytest"))
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == test_command


def test_the_first_screen_holds_the_commands_their_output_and_python() -> None:
    first_screen = "\n".join(README.splitlines()[:75])
    assert "uv run --no-dev routekaart decide" in first_screen
    assert "uv run pytest" in first_screen
    assert ">>> route = routekaart.load" in first_screen


DECISIONS = ROOT / "docs" / "decisions"
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))


@pytest.mark.parametrize("page", RECORDS, ids=lambda path: path.stem)
def test_a_decision_has_its_number_its_status_and_its_line_on_the_list(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    head = re.match(r"# (\d{4} .+)\n\nStatus: (accepted|replaced by \[\d{4}\]\((\d{4}-[a-z-]+\.md)\).*)\n", text)
    assert head is not None, text[:200]
    assert head[1].startswith(page.name[:4])
    assert head[3] is None or (DECISIONS / head[3]).exists()
    assert f"- [{head[1]}]({page.name})" in (DECISIONS / "README.md").read_text(encoding="utf-8")


def test_the_number_of_libraries_beside_ours_is_right() -> None:
    table = re.search(r"### All facts known\n\n(.*?)\n\n", RESULTS, flags=re.DOTALL)
    assert table is not None
    rows = [row.split("|")[1].strip() for row in table[1].splitlines()[2:]]
    peers = {re.split(r"[ ,(]", row)[0] for row in rows if not row.startswith(("hand-written", "routekaart", "route."))}
    words = {5: "five", 6: "six", 7: "seven"}
    for page in (README, (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")):
        assert f"{words[len(peers)]} libraries" in page


def test_what_a_cohort_with_changes_takes_is_what_was_measured() -> None:
    speed = (ROOT / "docs" / "speed.md").read_text(encoding="utf-8")
    rows = {row.split("|")[1].strip(): row.split("|")[2:-1] for row in re.findall(r"^\|.*\|$", speed, re.MULTILINE)}
    without, with_changes = (map(float, rows[name]) for name in ("`routekaart.cohort` on polars", CHANGES))
    times = [round(one / other) for one, other in zip(without, with_changes, strict=True)]
    manual = (ROOT / "docs" / "cohorts.md").read_text(encoding="utf-8")
    assert f"takes {min(times)} to {max(times)} times as long as one without" in manual


@pytest.mark.slow
def test_a_compiled_copy_is_as_large_as_the_decision_about_it_says() -> None:
    sizes = []
    for name in routekaart.bundled_names():
        made = read(ROOT / "routes" / f"{name}.yaml")
        copy = as_copy(f"{name}.yaml", made.texts, made.route, built_with())
        sizes.append((len(routekaart.load(name).steps), len(copy)))
    steps, size = max(sizes)
    (told,) = re.findall(rf"A route\s+of {steps} steps takes some (\d+) kB", _decision("0015-compiled-copies"))
    assert abs(size / 1000 - int(told)) < 10


@pytest.mark.slow
def test_the_sets_of_students_of_the_five_routes_are_as_large_as_the_decision_about_them_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = Diagrams.is_larger
    (told,) = map(int, re.findall(r"\(50 nodes; the five routes need at most (\d+)\)", _decision("0009-one-core")))
    larger: list[int] = []

    def is_larger(diagrams: Diagrams, node: Node, most: int) -> bool:
        larger.extend(count for count in (told - 1, told) if real(diagrams, node, count))
        return real(diagrams, node, most)

    monkeypatch.setattr(Diagrams, "is_larger", is_larger)
    for name in routekaart.bundled_names():
        examine([ROOT / "routes" / f"{name}.yaml"])
    assert set(larger) == {told - 1}


def _decision(name: str) -> str:
    return (DECISIONS / f"{name}.md").read_text(encoding="utf-8")


def test_ci_installs_what_tests_are_skipped_without() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ".ci/tools" in run
    assert "uv sync --quiet --group spark" in run
    assert "ROUTEKAART_NOTHING_MISSING=1" in run


def test_only_what_cannot_be_counted_is_measured_in_seconds() -> None:
    clock = r"\b(time|perf_counter|monotonic|process_time|thread_time)(_ns)?\(\)"
    files = [file for file in (ROOT / "tests").rglob("test_*.py") if re.search(clock, file.read_text(encoding="utf-8"))]
    assert {file.name for file in files} <= {"test_outputs.py", "test_diff.py"}


PAGES = [
    *ROOT.glob("*.md"),
    *(page for folder in ("docs", "benchmarks", "examples", "tests") for page in ROOT.glob(f"{folder}/**/*.md")),
]


@pytest.mark.parametrize("page", sorted(PAGES), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
