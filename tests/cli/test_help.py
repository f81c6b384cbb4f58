"""What the commands say of themselves: help and wrong use, of every command, in both languages."""

import re
import shlex

import click
import pytest
from click.testing import CliRunner, Result
from support.mistakes import FOREIGN
from support.places import DATA

from routekaart.cli import COMMANDS, SECTIONS, main
from routekaart.cli.english import COMMANDS_IN_ENGLISH, METAVARS, OPTIONS, SECTIONS_IN_ENGLISH
from routekaart.cli.english_help import HELP_IN_ENGLISH
from routekaart.foundation.language import LANGUAGES, Language

ALL = ["", *sorted(COMMANDS)]


def run(line: str) -> Result:
    return CliRunner().invoke(main, shlex.split(line), prog_name="routekaart")


def command_named(name: str) -> click.Command:
    found = main if not name else main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_the_help_is_what_stands_in_the_file(name: str, lang: Language, request: pytest.FixtureRequest) -> None:
    file = DATA / "help" / f"{name or 'routekaart'}.{lang}.txt"
    shown = run(f"{name} --lang {lang} --help").output
    if request.config.getoption("--update-expected"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_text(encoding="utf-8")


def test_every_file_is_the_help_of_a_command() -> None:
    expected = {f"{name or 'routekaart'}.{lang}.txt" for name in ALL for lang in LANGUAGES}
    assert {file.name for file in (DATA / "help").iterdir()} == expected


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_help_is_in_one_language(name: str, lang: Language) -> None:
    # What a person types, and the names of options and their values, are the same in both.
    text = re.sub(r"(?m)^ +(routekaart|echo|bash:|zsh:|fish:) .*$", "", run(f"{name} --lang={lang} -h").output)
    text = re.sub(r"\[[a-z|_-]+\]|--?[a-z-]+|`[^`]*`|\S*[=:./_]\S+", " ", text)
    words = set(re.findall(r"[a-zà-ÿ]+", text.lower())) - set(COMMANDS)
    assert words & set(FOREIGN[lang].split()) == set()


@pytest.mark.parametrize("line", ["{name} --help --lang en", "--lang en {name} -h", "{name} -h --lang=en"])
@pytest.mark.parametrize("name", ["decide", "schema", "completion"])
def test_the_language_may_stand_anywhere(name: str, line: str) -> None:
    assert run(line.format(name=name)).output == (DATA / "help" / f"{name}.en.txt").read_text(encoding="utf-8")


def test_a_language_before_the_command_is_that_of_its_output() -> None:
    assert run("--lang en show entree stap_1").output == run("show entree stap_1 --lang en").output
    assert run("--lang en show entree stap_1 --lang nl").output == run("show entree stap_1 --lang nl").output


def test_everything_in_help_has_its_english_and_nothing_else_has() -> None:
    params = [one for name in ALL for one in command_named(name).params]
    helps = {one.help for one in params if isinstance(one, click.Option) and one.help}
    assert {*OPTIONS} == helps - {"Show the version and exit."}
    assert {*METAVARS} == {one.metavar for one in params if one.metavar}
    assert {*HELP_IN_ENGLISH} == {*ALL}
    assert {*COMMANDS_IN_ENGLISH} == {*COMMANDS}
    assert {*SECTIONS_IN_ENGLISH} == {*SECTIONS}


@pytest.mark.parametrize("name", ALL)
def test_both_languages_give_the_same_examples(name: str) -> None:
    dutch, english = (
        re.findall(r"^    (?:routekaart|echo) .*$", run(f"{name} --lang {lang} -h").output, re.MULTILINE)
        for lang in LANGUAGES
    )
    assert dutch == english != []


INVALID = "Invalid value for"
WRONG = [
    ("decide", "ROUTE ontbreekt", "Missing argument 'ROUTE'."),
    ("decide roc_bbl", "STAP ontbreekt", "Missing argument 'STEP'."),
    ("cohort roc_bbl a.csv", "--step ontbreekt", "Missing option '--step'."),
    ("decide roc_bbl P3 --fcat a=b", "er is geen optie --fcat; bedoelde u", "No such option '--fcat'"),
    ("dcide", "er is geen opdracht dcide", "No such command 'dcide'."),
    ("decide roc_bbl P3 P4 P5", "dit is te veel: P4 P5", "Got unexpected extra arguments (P4 P5)"),
    ("decide roc_bbl P3 --fact", "--fact: hierachter ontbreekt een waarde", "Option '--fact' requires an argument."),
    ("check --json=1", "--json: hierachter hoort geen waarde", "Option '--json' does not take a value."),
    ("export entree --format x", "--format: verwacht wordt 'portable', niet 'x'", f"{INVALID} '--format': 'x' is not"),
    ("map entree --format txt", "--format: verwacht wordt", f"{INVALID} '--format': 'txt' is not one of"),
    (
        "simulate entree --students x",
        "--students: verwacht wordt een geheel getal",
        f"{INVALID} '--students': 'x' is not",
    ),
    ("check --on morgen", "--on: verwacht wordt een datum als 2026-03-01", f"{INVALID} '--on': 'morgen' does not"),
    (
        "test --fail-under 200",
        "--fail-under: verwacht wordt een getal x met 0<=x<=100",
        f"{INVALID} '--fail-under': 200",
    ),
    (
        "new A-b",
        "NAAM: A-b: een route heet als mijn_route",
        f"{INVALID} 'NAME': A-b: a route is called such as my_route",
    ),
    (
        "init --title ''",
        "--title: : een titel is tekst op een regel",
        f"{INVALID} '--title': : a title is text on one line",
    ),
    ("schema rout", "verwacht wordt", INVALID),
    ("completion powershell", "verwacht wordt", INVALID),
]


@pytest.mark.parametrize(("line", "dutch", "english"), WRONG)
def test_wrong_use_is_told_in_the_language_that_was_asked_for(line: str, dutch: str, english: str) -> None:
    for lang, words in (("nl", dutch), ("en", english)):
        result = run(f"--lang {lang} {line}")
        assert result.exit_code == 2
        *usage, last = result.stderr.splitlines()
        assert words in last
        begin, gives = {"nl": ("Gebruik: ", "geeft hulp"), "en": ("Usage: ", "gives help")}[lang]
        assert not usage or usage[0].startswith(begin)
        assert not usage or gives in "".join(usage)


def test_a_language_alone_asks_for_a_command() -> None:
    assert run("--lang en").stderr.endswith("Missing command.\n")
    assert run("--lang nl").stderr.endswith("noem een opdracht\n")
    assert "Decide:" in run("--lang en -h").output
    assert "Beslissen:" in run("--lang nl -h").output
