"""What a shell fills in, and what a fault of our own says."""

import subprocess

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner
from support import needs
from support.places import ROOT

from routekaart.cli import COMMANDS, check, main


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def filled_in(line: str) -> list[str]:
    """What can follow when the last word of a line is completed."""
    *words, incomplete = line.split(" ")[1:]
    return [one.value for one in BashComplete(main, {}, "routekaart", "_X").get_completions(words, incomplete)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("routekaart de", ["decide"]),
        ("routekaart decide roc", ["roc_bbl"]),
        ("routekaart decide routes/ro", ["routes/roc_bbl.yaml"]),
        ("routekaart decide roc_bbl P10", ["P10"]),
        ("routekaart decide nergens P1", []),
        ("routekaart show doorstroompunt S13", ["S13"]),
        ("routekaart reach roc_bbl P3 ", ["P4", "P5", "P7"]),
        ("routekaart decide roc_bbl P3 --fact heeft_werkp", ["heeft_werkplek=ja", "heeft_werkplek=nee"]),
        ("routekaart decide roc_bbl P3 --fact leeft", ["leeftijd="]),
        ("routekaart decide roc_bbl P3 --fact heeft_werkplek=ja --fact voortgang=l", ["voortgang=loopt"]),
        ("routekaart path entree --step stap_1", ["stap_1"]),
        ("routekaart explain ga", ["gap"]),
        ("routekaart check --select overl", ["overlap"]),
        ("routekaart check --format s", ["short", "sarif"]),
    ],
)
def test_names_of_our_own_are_filled_in(line: str, expected: list[str]) -> None:
    assert filled_in(line) == expected


def test_all_commands_are_filled_in_without_importing_them() -> None:
    assert filled_in("routekaart ") == list(COMMANDS)
    assert "-h" in filled_in("routekaart -") or "--help" in filled_in("routekaart -")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_a_shell_is_given(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0
    assert "_ROUTEKAART_COMPLETE" in result.stdout


@needs.program("bash")
def test_bash_reads_the_script() -> None:
    script = CliRunner().invoke(main, ["completion", "bash"]).stdout
    result = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_fault_of_our_own_is_one_message_without_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise KeyError("geboortedatum=2009-03-01")

    monkeypatch.setattr(check.command, "callback", fault)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 3
    assert result.stderr.startswith("fout in routekaart zelf (KeyError, test_completion.py:")
    assert "2009" not in result.output
    monkeypatch.setenv("ROUTEKAART_TRACEBACK", "1")
    assert isinstance(CliRunner().invoke(main, ["check"]).exception, KeyError)


def test_every_command_says_what_it_is_for() -> None:
    for name, words in COMMANDS.items():
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert command.help
        assert words.endswith(".")
