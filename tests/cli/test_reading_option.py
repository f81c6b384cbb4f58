"""`--reading`: the commands that read more than a route take it in another reading too, and say so."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.places import DATA

import routekaart
from routekaart.cli import completion, main

ROUTE = DATA / "routes" / "ok" / "lezingen.yaml"
TESTS = """\
routekaart_tests: 1
route: lezingen
students:
  - {name: precies 23, step: zoeken, facts: {leeftijd: 23, heeft_werk: nee}, on: 2026-03-01, outcome: stay}
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words], prog_name="routekaart")


def test_a_cohort_is_decided_under_a_reading(tmp_path: Path) -> None:
    file = tmp_path / "studenten.csv"
    file.write_text("leeftijd,heeft_werk\n23,nee\n22,nee\n24,nee\n", encoding="utf-8")
    asked = (
        "cohort",
        str(ROUTE),
        str(file),
        "--step",
        "zoeken",
        "--on",
        "2026-03-01",
        "--no-changes",
        "--format",
        "json",
    )
    as_written, other = json.loads(run(*asked).output), json.loads(run(*asked, "--reading", "A-01=met_23").output)
    assert (as_written["chosen"], other["chosen"]) == ({}, {"A-01": "met_23"})
    counts = [{one["target"]: one["students"] for one in found["steps"][0]["answers"]} for found in (as_written, other)]
    assert counts == [{"school": 1, "zoeken": 2}, {"school": 2, "zoeken": 1}]
    text = run(*asked[:-2], "--reading", "A-01=met_23").output
    assert text.startswith("In een andere lezing van de bron: A-01=met_23\n")


def test_tests_are_run_under_a_reading(tmp_path: Path) -> None:
    (tmp_path / "lezingen.yaml").write_text(ROUTE.read_text(encoding="utf-8"), encoding="utf-8")
    tests = tmp_path / "lezingen.tests.yaml"
    tests.write_text(TESTS, encoding="utf-8")
    assert run("test", str(tests), "--no-coverage").exit_code == 0
    found = run("test", str(tests), "--no-coverage", "--reading", "A-01=met_23")
    assert found.exit_code == 1
    assert "In een andere lezing van de bron: A-01=met_23" in found.output
    assert "--reading A-01=met_23" in found.output
    told = json.loads(run("test", str(tests), "--json", "--reading", "A-01=met_23").output)
    assert told["files"][0]["chosen"] == {"A-01": "met_23"}


def test_a_decision_says_under_which_reading_it_was_made() -> None:
    asked = ("decide", str(ROUTE), "zoeken", "--fact", "leeftijd=23", "--fact", "heeft_werk=nee", "--json")
    as_written, other = json.loads(run(*asked).output), json.loads(run(*asked, "--reading", "A-01=met_23").output)
    assert (as_written["chosen"], as_written["outcome"]) == ({}, "stay")
    assert (other["chosen"], other["target"]) == ({"A-01": "met_23"}, "school")
    assert as_written["route_digest"] != other["route_digest"]


def test_students_are_made_up_under_a_reading_too() -> None:
    pytest.importorskip("numpy")
    asked = ("simulate", str(ROUTE), "--on", "2026-03-01", "--students", "100", "--years", "1")
    other = json.loads(run(*asked, "--reading", "A-01=met_23", "--against", str(ROUTE), "--format", "json").output)
    assert (other["outcome"]["chosen"], other["changed"]["chosen"]) == ({"A-01": "met_23"}, {})
    assert "In een andere lezing van de bron" in run(*asked, "--reading", "A-01=met_23").output


def test_alternatives_that_can_be_run_are_filled_in() -> None:
    command = main.get_command(main.make_context("routekaart", ["list"]), "decide")
    assert command is not None
    context = command.make_context("decide", [str(ROUTE), "zoeken"], resilient_parsing=True)
    found = completion.readings(context, command.params[0], "A-")
    assert [(one.value, one.help) for one in found] == [("A-01=met_23", "Ook wie 23 is.")]


@pytest.mark.parametrize("option", ["--seed", "--years", "--on"])
@pytest.mark.parametrize(("lang", "said"), [("nl", "hoort bij"), ("en", "goes with")])
def test_what_is_said_of_made_up_students_without_any_is_refused(option: str, lang: str, said: str) -> None:
    value = "2026-03-01" if option == "--on" else "1"
    for asked in (("readings", str(ROUTE)), ("readings", str(ROUTE), "A-01", "--students", "0", "--json")):
        found = run(*asked, option, value, "--lang", lang)
        assert found.exit_code == 2
        assert f"{option} {said} --students" in found.output
        assert "Traceback" not in found.output
        assert run(*asked, "--lang", lang).exit_code == 0


def test_a_decision_says_which_readings_who_and_what_hang_on() -> None:
    asked = ("decide", "roc_bbl", "P11", "--fact", "leeftijd=17", "--on", "2026-03-01")
    expected = routekaart.load("roc_bbl").contested_duties("P11", {"leeftijd": 17}, on="2026-03-01")
    told = json.loads(run(*asked, "--json").output)["contested_duties"]
    assert told == [one.to_dict() for one in expected]
    lines = run(*asked).output.splitlines()
    assert [line.split(",")[0] for line in lines if line.startswith("Wie en wat hangt af")] == [
        f"Wie en wat hangt af van lezing {one.reading}" for one in expected
    ]
