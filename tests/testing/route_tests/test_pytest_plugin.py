"""The plugin for pytest, in a run of its own."""

import json
import subprocess
import sys

import pytest
from support.places import ROOT

pytest_plugins = ["pytester"]

ROUTE = """\
routekaart: 1
id: werk
title: Werk
version: "1.0"
start: zoeken
facts: {heeft_werk: {type: yes_no}}
steps: {zoeken: {title: Zoeken, transitions: [{to: klaar, when: {heeft_werk: ja}}], otherwise: stay}}
ends: {klaar: {title: Klaar, outcome: success}}
"""
TESTS = """\
routekaart_tests: 1
students:
  - {name: met werk, step: zoeken, facts: {heeft_werk: ja}, outcome: end, target: klaar}
  - {name: zonder werk, step: zoeken, facts: {heeft_werk: nee}, outcome: %s}
journeys:
  - name: eerst zoeken
    days: [{on: 2026-03-01, position: zoeken}]
"""
PLUGIN = ("-p", "pytest_routekaart", "-p", "no:cacheprovider")


@pytest.fixture(autouse=True)
def in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin of this checkout is found, whatever is installed."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))


@pytest.fixture
def folder(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makefile(".yaml", werk=ROUTE)
    (pytester.path / "werk.tests.yaml").write_text(TESTS % "stay", encoding="utf-8")
    return pytester


@pytest.mark.slow
def test_each_test_is_an_item_with_its_name(folder: pytest.Pytester) -> None:
    result = folder.runpytest_subprocess(*PLUGIN, "-v")
    result.assert_outcomes(passed=3)
    result.stdout.fnmatch_lines(["werk.tests.yaml::met werk PASSED*", "werk.tests.yaml::eerst zoeken PASSED*"])
    only = folder.runpytest_subprocess(*PLUGIN, "werk.tests.yaml::met werk")
    only.assert_outcomes(passed=1)


ODD_NAMES = ("a :: b", "::", "x:::::y", "a::b::c", "[x]", "a [b :: c]", "a[", "]", "@x", "-k", "a/b.py::c", "é", "a\\b")


@pytest.mark.slow
def test_each_test_is_chosen_by_its_id_whatever_its_name(folder: pytest.Pytester) -> None:
    names = [{"name": name, "step": "zoeken", "outcome": "needs_facts"} for name in ODD_NAMES]
    content = json.dumps({"routekaart_tests": 1, "students": names})
    (folder.path / "werk.tests.yaml").write_text(content, encoding="utf-8")
    listed = folder.runpytest_subprocess(*PLUGIN, "--collect-only", "-q").stdout.lines
    ids = [line for line in listed if line.startswith("werk.tests.yaml::")]
    assert len(set(ids)) == len(ODD_NAMES)
    folder.runpytest_subprocess(*PLUGIN, *ids).assert_outcomes(passed=len(ODD_NAMES))


@pytest.mark.slow
def test_a_failure_is_told_in_words_with_its_line(folder: pytest.Pytester) -> None:
    (folder.path / "werk.tests.yaml").write_text(TESTS % "next", encoding="utf-8")
    result = folder.runpytest_subprocess(*PLUGIN)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "werk.tests.yaml:4:5: zonder werk",
            "  outcome: verwacht next, gekregen stay",
            "  | Blijft in zoeken (Zoeken).",
            "  probeer: routekaart decide werk.yaml zoeken --fact heeft_werk=nee",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "site-packages" not in result.stdout.str()


@pytest.mark.slow
def test_a_file_that_cannot_be_read_is_told_in_words(folder: pytest.Pytester) -> None:
    (folder.path / "werk.tests.yaml").write_text(TESTS % "stay" + "    stap: zoeken\n", encoding="utf-8")
    result = folder.runpytest_subprocess(*PLUGIN)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["werk.tests.yaml:8:5: error[[]unknown-key[]]: onbekende sleutel stap*"])
    assert "Traceback" not in result.stdout.str()


@pytest.mark.slow
def test_it_runs_on_several_workers(folder: pytest.Pytester) -> None:
    result = folder.runpytest_subprocess(*PLUGIN, "-p", "xdist", "-n", "2")
    result.assert_outcomes(passed=3)


@pytest.mark.slow
def test_it_can_be_turned_off(folder: pytest.Pytester) -> None:
    assert folder.runpytest_subprocess(*PLUGIN, "--no-routekaart").ret == pytest.ExitCode.NO_TESTS_COLLECTED
    folder.makeini("[pytest]\nroutekaart = false\n")
    assert folder.runpytest_subprocess(*PLUGIN).ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a: 1\n", "", "  routekaart_tests: 1\n", "\xff"])
def test_a_file_of_something_else_is_left_alone(folder: pytest.Pytester, text: str) -> None:
    (folder.path / "werk.tests.yaml").write_text(text, encoding="latin-1")
    assert folder.runpytest_subprocess(*PLUGIN).ret == pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.mark.slow
def test_without_a_tests_file_it_does_not_even_import_routekaart(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import sys\ndef test_it():\n    assert 'routekaart' not in sys.modules\n")
    pytester.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=1)


def test_importing_the_plugin_imports_nothing_of_ours() -> None:
    script = "import sys, pytest_routekaart; print([name for name in sys.modules if name.startswith('routekaart')])"
    environment = {"PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert result.stdout.strip() == "[]"
