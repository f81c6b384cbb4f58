"""The facts of one student as people write them: what is recognised is told, what is not sure is refused."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.places import DATA

from routekaart.cli import main

ROUTE = DATA / "cohorts" / "people" / "verzuim.yaml"


def run(facts: str, *, command: str = "decide", lang: str = "nl") -> Result:
    line = f"{command} {ROUTE} gesprek {facts} --on 2026-03-01 --lang {lang}"
    return CliRunner().invoke(main, shlex.split(line), prog_name="routekaart")


USUAL = run("--fact gesproken=ja --fact vervolg=hulp --fact geboortedatum=2009-12-31 --fact uren=16.5")


def test_what_is_sure_is_told_and_then_used() -> None:
    facts = "--fact Gesproken=J --fact ' VERVOLG'=hulp --fact uren=16,5 --fact 'Geboorte datum=31-12-2009'"
    result = run(facts)
    assert result.stdout == USUAL.stdout
    told = result.stderr.splitlines()
    assert told[:4] == ["herkend:", "  Gesproken → gesproken", "  gesproken: J is ja, N is nee", "  VERVOLG → vervolg"]
    assert told[4:] == [
        "  uren: een decimale komma",
        "  Geboorte datum → geboortedatum",
        "  geboortedatum: een datum als dag-maand-jaar",
    ]
    assert USUAL.stderr == ""
    assert run("--fact uren=16,5", lang="en").stderr == "recognised:\n  uren: a decimal comma\n"


@pytest.mark.parametrize("day", ["2009-12-31", "20091231", "2009/12/31", "2009.12.31", "' 2009-12-31 '"])
def test_a_date_with_the_year_first_needs_no_zeros_or_signs(day: str) -> None:
    facts = "--fact gesproken=ja --fact vervolg=hulp --fact uren=16.5"
    result = run(f"{facts} --fact geboortedatum={day}")
    assert result.stdout == USUAL.stdout
    assert ("een datum als jaar-maand-dag" in result.stderr) == (day not in ("2009-12-31", "' 2009-12-31 '"))
    assert run(f"{facts} --fact geboortedatum=2009-3-1").stderr.count("\n") == 2


def test_a_file_with_facts_is_read_so_too(tmp_path: Path) -> None:
    file = tmp_path / "feiten.json"
    file.write_text('{"gesproken": "J", "Vervolg": "hulp", "uren": 3}', encoding="utf-8")
    result = run(f"--facts {file}")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 3)


@pytest.mark.parametrize("command", ["decide", "outlook"])
def test_strict_refuses_it_instead(command: str) -> None:
    result = run("--fact gesproken=N --strict", command=command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--strict: dit is anders geschreven:\n  gesproken: J is ja, N is nee\n"
    assert run("--fact gesproken=nee --strict", command=command).exit_code == 0


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("--fact geboortedatum=03-04-2009", "kan 3 april zijn of 4 maart"),
        ("--fact geboortedatum=12/31/2009", "verwacht wordt een bestaande datum"),
        ("--fact geboortedatum=31-02-2009", "verwacht wordt een bestaande datum"),
        ("--fact gesprken=ja", "bedoelde u gesproken?"),
        ("--fact Gesproken=ja --fact gesproken=nee", "onbekend gegeven"),
        ("--fact geboortedatum=2009-13-1", "verwacht wordt een bestaande datum"),
        ("--fact geboortedatum=31122009", "verwacht wordt een bestaande datum"),
        ("--fact geboortedatum=200912", "verwacht wordt een bestaande datum"),
        ("--fact uren=1.234,5", "verwacht wordt een getal"),
        ("--fact uren=1,500", "uren: een getal als 1,500 kan 1.5 zijn of 1500; schrijf 1.5 of 1500"),
        ("--fact uren=1,234", "uren: een getal als 1,500 kan 1.5 zijn of 1500"),
        ("--fact uren=12.500", "uren: een getal als 1.500 kan 1.5 zijn of 1500; schrijf 1.5 of 1500"),
        ("--fact leeftijd=1,000", "leeftijd: een getal als 1,000 kan 1 zijn of 1000; schrijf 1 of 1000"),
        ("--fact leeftijd=1.000", "leeftijd: een getal als 1.000 kan 1 zijn of 1000; schrijf 1 of 1000"),
    ],
)
def test_what_is_not_sure_is_refused(facts: str, told: str) -> None:
    result = run(facts)
    assert result.exit_code == 2
    assert told in result.stderr
