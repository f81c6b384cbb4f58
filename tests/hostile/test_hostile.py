"""Files that are badly meant or badly broken: always plain diagnostics, never a crash, never much memory."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from support.places import ROOT
from support.spans import lies_inside

import routekaart
from routekaart.cli import main
from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.route import Route

ROUTES = ROOT / "routes"
MEGABYTES = 300
"""What a run may use at most; the aim is 200."""
SECONDS = 12 if "PYTEST_XDIST_WORKER" in os.environ else 6
"""Processor time after which a run is taken for one that never ends; the aim is 1.

Beside another worker, which may share the core, the same work counts for up to twice as much.
"""
LONGEST_LINE = 1000
SMALL = 20_000
"""A file with fewer characters than this needs no process of its own."""

ROUTE = """\
routekaart: 1
id: proef
title: Proefroute
version: "1.0"
start: A
facts:
  werk: {type: yes_no}
  leeftijd: {type: number, unit: years}
steps:
  A:
    title: Begin
    transitions:
      - {to: klaar, when: {werk: ja}}
      - {to: gestopt, when: {werk: nee, leeftijd: {at_least: 27}}}
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
  gestopt: {title: Gestopt, outcome: stopped}
"""

PROBE = """
import json, resource, sys
from pathlib import Path

given = json.load(sys.stdin)
resource.setrlimit(resource.RLIMIT_CPU, (given["seconds"], given["seconds"]))
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
import routekaart

def told(diagnostics):
    return [[one.rule, one.render("nl"), one.render("en")] for one in diagnostics if one.severity != "info"]

loaded = []
try:
    routekaart.load(Path(given["path"]))
except routekaart.RouteError as error:
    loaded = told(error.diagnostics)
checked = told(routekaart.check(given["path"]).diagnostics)
Path(given["answer"]).write_text(json.dumps({"loaded": loaded, "checked": checked}))
import atexit, re

def peak():
    # Of this program alone: what the kernel counts for the process includes the worker that it was forked from.
    return re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]

atexit.register(lambda: Path(given["answer"]).with_suffix(".peak").write_text(peak()))
from routekaart.cli import main
main(["check", "--format", "short", given["path"]])
"""


@dataclass(frozen=True)
class Outcome:
    """What the library and the command line made of a file.

    Attributes:
        loaded, checked: each diagnostic of `load` and `check`: its rule, and how it reads in Dutch and English.
        status, out, err: what the command line gave.
    """

    loaded: list[tuple[str, str, str]]
    checked: list[tuple[str, str, str]]
    status: int
    out: str
    err: str
    megabytes: float = 0

    @property
    def rules(self) -> list[str]:
        return [rule for rule, _, _ in self.checked]


def outcome_of(file: Path, text: str) -> Outcome:
    """What comes of a file with this text; a small file is read in this process, which is faster."""
    file.write_text(text, encoding="utf-8", newline="")
    if len(text) > SMALL:
        return probe(str(file), file.parent)
    loaded: tuple[Diagnostic, ...] = ()
    try:
        routekaart.load(file)
    except routekaart.RouteError as error:
        loaded = error.diagnostics
    checked = routekaart.check(file).diagnostics
    run = CliRunner().invoke(main, ["check", "--format", "short", str(file)])
    assert isinstance(run.exception, SystemExit) or run.exception is None, run.exception
    return Outcome(told(loaded), told(checked), run.exit_code, run.stdout, run.stderr)


def told(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str, str]]:
    return [(one.rule, one.render("nl"), one.render("en")) for one in diagnostics if one.severity != "info"]


def probe(path: str, folder: Path) -> Outcome:
    """Loads and checks a file in a process of its own, with bounded time and memory."""
    answer, out, err = folder / "answer.json", folder / "out.txt", folder / "err.txt"
    question = folder / "question.json"
    question.write_text(json.dumps({"path": path, "answer": str(answer), "seconds": SECONDS}))
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    with question.open() as stdin, out.open("wb") as stdout, err.open("wb") as stderr:
        child = subprocess.Popen(
            [sys.executable, "-c", PROBE], stdin=stdin, stdout=stdout, stderr=stderr, env=environment
        )
        child.wait()
    errors = err.read_text(encoding="utf-8", errors="replace")
    assert child.returncode >= 0, f"the run was ended by signal {-child.returncode}; it takes too long"
    assert "Traceback" not in errors, errors[-2000:]
    said = json.loads(answer.read_text())
    output = out.read_text(encoding="utf-8", errors="replace")
    return Outcome(
        loaded=[tuple(one) for one in said["loaded"]],
        checked=[tuple(one) for one in said["checked"]],
        status=child.returncode,
        out=output,
        err=errors,
        megabytes=int(answer.with_suffix(".peak").read_text()) / 1024,
    )


def assert_plain(outcome: Outcome) -> None:
    for _, dutch, english in outcome.checked:
        assert dutch != english
        for line in (dutch, english):
            assert len(line) <= LONGEST_LINE, "a diagnostic repeats a very long text"
            assert line.isprintable(), f"a diagnostic holds what a terminal does not show: {line!r}"
    assert sorted(outcome.loaded) == sorted(outcome.checked)
    assert outcome.megabytes < MEGABYTES


def route(*changes: tuple[str, str]) -> str:
    text = ROUTE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def parameter_from(day: str) -> str:
    values = f"parameters:\n  grens: {{unit: years, values: [{{from: null, value: 1}}, {{from: {day}, value: 2}}]}}\n"
    return route(("at_least: 27", "at_least: $grens"), ("steps:\n", f"{values}steps:\n"))


def chain(links: int) -> str:
    lines = "".join(f"  f{one}: {{type: yes_no, derive: {{f{one - 1}: ja}}}}\n" for one in range(1, links))
    return route(
        ("steps:\n", f"  f0: {{type: yes_no}}\n{lines}steps:\n"), ("{werk: ja}", f"{{werk: ja, f{links - 1}: ja}}")
    )


def laughs() -> str:
    lines = "".join(f"l{one}: &l{one} [{', '.join([f'*l{one - 1}'] * 10)}]\n" for one in range(1, 12))
    return f"{ROUTE}l0: &l0 [ha, ha]\n{lines}"


def quadratic() -> str:
    return f"{ROUTE}a: &a [{', '.join(['ha'] * 5000)}]\nb: [{', '.join(['*a'] * 5000)}]\n"


def deep_through_aliases() -> str:
    deep = 35
    inner = ["x", *(f"*a{one}" for one in range(40))]
    return ROUTE + "".join(f"a{one}: &a{one} {'[' * deep}{inner[one]}{']' * deep}\n" for one in range(30))


def deep_blocks(levels: int) -> str:
    return ROUTE + "".join(f"{' ' * level}a:\n" for level in range(levels))


REFUSED: dict[str, tuple[str, Callable[[], str]]] = {
    "ten thousand lists in each other": ("nested-too-deep", lambda: f"{ROUTE}x: {'[' * 10_000}{']' * 10_000}\n"),
    "ten thousand lists that never end": ("nested-too-deep", lambda: f"{ROUTE}x: {'[' * 10_000}\n"),
    "ten thousand mappings in each other": ("nested-too-deep", lambda: f"{ROUTE}x: {'{a: ' * 10_000}{'}' * 10_000}\n"),
    "ten thousand lists in each other in blocks": ("nested-too-deep", lambda: f"{ROUTE}x:\n{'- ' * 10_000}\n"),
    "three thousand mappings in each other in blocks": ("nested-too-deep", lambda: deep_blocks(3000)),
    "a condition of three thousand levels": (
        "nested-too-deep",
        lambda: route(("{werk: ja}", f"{'{not: ' * 3000}{{werk: ja}}{'}' * 3000}")),
    ),
    "levels that aliases put in each other": ("nested-too-deep", deep_through_aliases),
    "a billion laughs": ("too-many-parts", laughs),
    "aliases that blow up quadratically": ("too-many-parts", quadratic),
    "a chain of five thousand derived facts": ("derivation-cycle", lambda: chain(5000)),
    "a vocabulary with a path": ("invalid-name", lambda: route(("start: A", "uses: [../x]\nstart: A"))),
    "a vocabulary with an absolute path": (
        "invalid-name",
        lambda: route(("start: A", "uses: [/etc/passwd]\nstart: A")),
    ),
    "a route that takes itself in": ("unknown-vocabulary", lambda: route(("start: A", "uses: [proef]\nstart: A"))),
    "infinity as limit of a fact": ("wrong-value", lambda: route(("unit: years", "max: .inf"))),
    "a number that becomes infinity": ("wrong-value", lambda: route(("unit: years", "max: 1e999"))),
    "not a number as limit of a fact": ("wrong-value", lambda: route(("unit: years", "min: .nan"))),
    "infinity in a condition": ("wrong-value", lambda: route(("at_least: 27", "at_least: .inf"))),
    "not a number in a condition": ("wrong-value", lambda: route(("at_least: 27", "at_least: .NaN"))),
    "a number that becomes infinity in a condition": (
        "wrong-value",
        lambda: route(("at_least: 27", "at_least: 1e999")),
    ),
    "a number with a zero in front": ("wrong-value", lambda: route(("at_least: 27", "at_least: 0123x"))),
    "a version without quotes": ("wrong-value", lambda: route(('version: "1.0"', "version: 1.10"))),
    "a number of five thousand digits": ("wrong-value", lambda: route(("at_least: 27", f"at_least: {'9' * 5000}"))),
    "a format version of five thousand digits": (
        "format-version",
        lambda: route(("routekaart: 1", f"routekaart: {'1' * 5000}")),
    ),
    "the year 0000": ("wrong-value", lambda: parameter_from("0000-01-01")),
    "the year 99999": ("wrong-value", lambda: parameter_from("99999-01-01")),
    "an old version of YAML": ("yaml-version", lambda: f"%YAML 1.1\n---\n{ROUTE}"),
    "a version of YAML that never was": ("yaml-version", lambda: f"%YAML 1.999\n---\n{ROUTE}"),
    "another main version of YAML": ("yaml-version", lambda: f"%YAML 2.0\n---\n{ROUTE}"),
    "two documents": ("several-documents", lambda: f"{ROUTE}---\n{ROUTE}"),
    "tabs": ("yaml-syntax", lambda: ROUTE.replace("  ", "\t")),
    "half a pair of surrogates as title": ("control-character", lambda: route(("Proefroute", '"\\ud800"'))),
    "half a pair of surrogates as key": ("control-character", lambda: f'{ROUTE}"\\ud800": x\n'),
    "half a pair of surrogates as fact": (
        "control-character",
        lambda: route(("{werk: ja}", '{werk: ja, "\\udfff": ja}')),
    ),
    "half a pair of surrogates as source": (
        "control-character",
        lambda: route(("outcome: stopped", 'outcome: stopped, source: "\\ud800"')),
    ),
    "a character beyond Unicode": ("yaml-syntax", lambda: route(("Proefroute", '"\\U00110000"'))),
    "a character far beyond Unicode": ("yaml-syntax", lambda: route(("Proefroute", '"\\UFFFFFFFF"'))),
    "colours for the terminal in a key": ("control-character", lambda: f'{ROUTE}"\\e[31mrood": x\n'),
    "several lines in a key": ("unknown-key", lambda: f'{ROUTE}"een\\ntwee": x\n'),
    "several lines in the name of a fact": (
        "unknown-fact",
        lambda: route(("{werk: ja}", '{werk: ja, "een\\ntwee": ja}')),
    ),
    "a source of a character that counts as a space": (
        "control-character",
        lambda: route(("outcome: stopped", 'outcome: stopped, source: "\\x1f"')),
    ),
    "a key that pydantic uses itself": ("unknown-key", lambda: f'{ROUTE}"[key]": x\n'),
    "that key in a fact": ("unknown-key", lambda: route(("{type: yes_no}", '{type: yes_no, "[key]": x}'))),
    "a name of a million characters": ("invalid-name", lambda: route(("to: klaar", f'to: "{"a-" * 500_000}"'))),
    "a target of a million characters": ("unknown-target", lambda: route(("to: klaar", f"to: {'a' * 1_000_000}"))),
    "a fact of a million characters": (
        "unknown-fact",
        lambda: route(("{werk: ja}", f"{{werk: ja, ? {'a' * 1_000_000} : ja}}")),
    ),
    "a merge key": ("unknown-key", lambda: f"{ROUTE}<<: {{title: x}}\n"),
}

ALLOWED: dict[str, Callable[[], str]] = {
    "a text of a million characters": lambda: route(("title: Proefroute", f"title: {'a' * 1_000_000}")),
    "tens of thousands of keys": lambda: route(
        ("start: A", "phases:\n" + "".join(f"  p{one}: Fase\n" for one in range(30_000)) + "start: A")
    ),
    "a chain of fifty derived facts": lambda: chain(50),
    "emoji and right-to-left text": lambda: route(("Begin", "مرحبا 👩‍👩‍👧 שלום \u202eomgekeerd")),
    "a title that looks like a huge integer": lambda: route(("Begin", "9" * 5000)),
    "a version between quotes": lambda: route(('"1.0"', '"1.10"')),
    "the newest version of YAML": lambda: f"%YAML 1.2\n---\n{ROUTE}",
    "Windows line ends": lambda: ROUTE.replace("\n", "\r\n"),
    "old Macintosh line ends": lambda: ROUTE.replace("\n", "\r"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_gives_one_plain_diagnostic(name: str, tmp_path: Path) -> None:
    rule, make = REFUSED[name]
    file = tmp_path / "proef.yaml"
    outcome = outcome_of(file, make())
    assert outcome.rules == [rule]
    assert_plain(outcome)
    assert outcome.status == 1
    assert outcome.out == f"{outcome.checked[0][1]}\n"


@pytest.mark.slow
@pytest.mark.parametrize("name", ALLOWED)
def test_an_unusual_file_that_is_allowed_is_read(name: str, tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    outcome = outcome_of(file, ALLOWED[name]())
    assert outcome.rules == []
    assert_plain(outcome)
    assert outcome.status == 0


def test_a_title_with_a_zero_in_front_is_read_and_told(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    outcome = outcome_of(file, route(("Begin", "0123")))
    assert outcome.rules == ["ambiguous-scalar"]
    assert outcome.status == 0
    assert routekaart.load(file).steps["A"].title == "0123"


def test_a_tag_constructs_nothing(tmp_path: Path) -> None:
    file, trace = tmp_path / "proef.yaml", tmp_path / "executed"
    outcome = outcome_of(file, route(("Begin", f'!!python/object/apply:os.system ["touch {trace}"]')))
    assert outcome.rules == ["tag-not-allowed"]
    assert_plain(outcome)
    assert not trace.exists()


@pytest.mark.slow
def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    with file.open("wb") as opened:
        opened.truncate(50_000_000)
    outcome = probe(str(file), tmp_path)
    assert outcome.rules == ["file-too-large"]
    assert_plain(outcome)
    assert outcome.status == 1


@pytest.mark.slow
def test_a_file_that_is_just_small_enough_takes_little_memory(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(f"{ROUTE}x:\n" + "- a\n" * 3_500_000, encoding="utf-8")
    outcome = probe(str(file), tmp_path)
    assert len(outcome.rules) == 1
    assert_plain(outcome)


@pytest.mark.slow
def test_tens_of_thousands_of_unknown_keys_are_told_in_bounded_time(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(ROUTE + "".join(f"k{one}: 1\n" for one in range(30_000)), encoding="utf-8")
    outcome = probe(str(file), tmp_path)
    assert set(outcome.rules) == {"unknown-key"}
    assert_plain(outcome)


@pytest.mark.slow
def test_thousands_of_mistakes_of_one_kind_are_told_in_bounded_time(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    wrong = "".join(f"      - {{to: x{one}, when: {{q{one}: ja}}}}\n" for one in range(2000))
    file.write_text(route(("    otherwise", f"{wrong}    otherwise")), encoding="utf-8")
    outcome = probe(str(file), tmp_path)
    assert set(outcome.rules) == {"unknown-target", "unknown-fact"}
    assert_plain(outcome)


def test_two_vocabularies_that_take_each_other_in_are_told(tmp_path: Path) -> None:
    for name, other in (("een", "twee"), ("twee", "een")):
        text = f"routekaart: 1\nvocabulary: {name}\ntitle: Begrippen\nuses: [{other}]\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    file = tmp_path / "proef.yaml"
    outcome = outcome_of(file, route(("start: A", "uses: [een, twee]\nstart: A")))
    assert outcome.rules == ["unknown-key", "unknown-key"]
    assert_plain(outcome)
    assert outcome.status == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("missing.yaml", "file-not-found"),
        (f"{'x' * 300}.yaml", "file-unreadable"),
        ("proef.yaml/nothing.yaml", "file-unreadable"),
    ],
    ids=["missing", "a name that is too long", "a file that is taken for a folder"],
)
def test_a_path_without_a_file_gives_one_plain_diagnostic(name: str, rule: str, tmp_path: Path) -> None:
    (tmp_path / "proef.yaml").write_text(ROUTE, encoding="utf-8")
    outcome = probe(f"{tmp_path}/{name}", tmp_path)
    assert outcome.rules == [rule]
    assert_plain(outcome)
    assert outcome.status == 1


def test_a_path_with_a_nul_byte_gives_one_plain_diagnostic(tmp_path: Path) -> None:
    path = f"{tmp_path}/a\0b.yaml"
    with pytest.raises(routekaart.RouteError) as caught:
        routekaart.load(path)
    assert [diagnostic.rule for diagnostic in caught.value.diagnostics] == ["file-unreadable"]
    assert routekaart.check(path).diagnostics == caught.value.diagnostics


def test_a_folder_is_no_route(tmp_path: Path) -> None:
    with pytest.raises(routekaart.RouteError) as caught:
        routekaart.load(tmp_path)
    assert [diagnostic.rule for diagnostic in caught.value.diagnostics] == ["not-a-file"]


def test_a_folder_that_is_named_as_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").mkdir()
    report = routekaart.check(tmp_path)
    assert [diagnostic.rule for diagnostic in report.diagnostics] == ["not-a-file"]


@pytest.mark.slow
def test_a_folder_without_routes_is_wrong_use_of_the_command(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "routekaart", "check", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="here every file may be read")
def test_a_file_that_may_not_be_read_gives_one_plain_diagnostic(tmp_path: Path) -> None:
    file = tmp_path / "proef.yaml"
    file.write_text(ROUTE, encoding="utf-8")
    file.chmod(0)
    outcome = probe(str(file), tmp_path)
    assert outcome.rules == ["file-unreadable"]
    assert_plain(outcome)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero here")
def test_a_device_that_never_ends_is_not_read(tmp_path: Path) -> None:
    outcome = probe("/dev/zero", tmp_path)
    assert len(outcome.rules) == 1
    assert_plain(outcome)


@pytest.fixture(scope="module")
def bench() -> Iterator[Path]:
    """A folder with the five routes and their vocabulary, in which one file is changed again and again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in ROUTES.glob("*.yaml"):
            (folder / file.name).write_bytes(file.read_bytes())
        yield folder


def read_soundly(text: str | bytes, folder: Path) -> ReadFile:
    """What the reader makes of a text: a route, a vocabulary, or diagnostics that point inside their texts."""
    file = folder / "gemuteerd.yaml"
    file.write_bytes(text.encode("utf-8", errors="surrogatepass") if isinstance(text, str) else text)
    result = read(file)
    assert (result.route is not None) <= (not result.diagnostics)
    for diagnostic in result.diagnostics:
        assert diagnostic.text.nl.strip()
        assert diagnostic.text.en.strip()
        told = Path(diagnostic.file).read_bytes().decode("utf-8-sig", errors="replace")
        assert lies_inside(diagnostic.span, told), diagnostic
    if result.route is not None:
        assert isinstance(result.route, Route)
        routekaart.check(file)
    return result


def fuzz(examples: int) -> settings:
    """The same examples in each run, so that a run can be repeated."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


WORDS = st.sampled_from(
    [
        *("routekaart", "id", "title", "version", "start", "facts", "parameters", "partners", "steps", "ends", "uses"),
        *("type", "yes_no", "choice", "number", "date", "text", "options", "derive", "years_since", "plus", "minus"),
        *("values", "from", "value", "when", "all", "any", "not", "is", "at_least", "below", "to", "otherwise", "stay"),
        *("responsible", "actions", "hand_over", "route", "step", "outside", "source", "reading", "readings", "n.t.b."),
        *("werk", "leeftijd", "A", "klaar", "$grens", "ja", "nee", "2026-01-01", "[key]", "unit", "years", "phrases"),
    ]
)
LEAVES = (
    WORDS
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["", " ", "\x1f", "\u2028", "\ud800", "\x85", "9" * 50, 1e308, -1, 10**30])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)


@fuzz(150)
@given(text=st.text(max_size=200) | st.text(alphabet="ab:-[]{}#&*!|>'\"%@` \t\n\\,?01~\u2028\x85", max_size=80))
def test_the_reader_survives_any_text(text: str, bench: Path) -> None:
    read_soundly(text, bench)


@fuzz(80)
@given(data=st.binary(max_size=100))
@example(data=b"\x0b\x80")
def test_the_reader_survives_any_bytes(data: bytes, bench: Path) -> None:
    read_soundly(data, bench)


@pytest.mark.slow
@fuzz(100)
@given(
    part=st.sampled_from(
        sorted({*re.findall(r"^(\w+):", ROUTE, re.MULTILINE), "parameters", "readings", "impossible"})
    ),
    value=VALUES,
)
def test_the_reader_survives_any_structure_in_a_section(part: str, value: object, bench: Path) -> None:
    """JSON is YAML, so a route with one section replaced is written as JSON."""
    data = {**SOUND, part: value}
    read_soundly(json.dumps(data), bench)


@pytest.mark.slow
@fuzz(100)
@given(place=st.integers(0, 10_000), value=VALUES)
def test_the_reader_survives_any_value_anywhere(place: int, value: object, bench: Path) -> None:
    data = json.loads(json.dumps(SOUND))
    spots = list(spots_in(data))
    holder, key = spots[place % len(spots)]
    holder[key] = value
    read_soundly(json.dumps(data), bench)


@pytest.mark.slow
@fuzz(100)
@given(place=st.integers(0, 10_000), name=WORDS | st.text(max_size=5), value=VALUES)
def test_the_reader_survives_any_key_anywhere(place: int, name: str, value: object, bench: Path) -> None:
    data = json.loads(json.dumps(SOUND))
    mappings = [data, *(holder[key] for holder, key in spots_in(data) if isinstance(holder[key], dict))]
    mappings[place % len(mappings)][name] = value
    read_soundly(json.dumps(data), bench)


@pytest.mark.slow
@fuzz(20)
@given(name=st.sampled_from(["doorstroompunt", "entree", "pro_vso", "roc_bbl", "transitieroute"]), data=st.data())
def test_a_real_route_that_is_changed_reads_or_is_told(name: str, data: st.DataObject, bench: Path) -> None:
    text = (ROUTES / f"{name}.yaml").read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        text = changed(text, data)
    read_soundly(text, bench)


def changed(text: str, data: st.DataObject) -> str:
    """The text with one small change."""
    lines = text.split("\n")
    assume(len(lines) > 1)
    where = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["delete", "duplicate", "swap", "character", "drop", "value", "indent"]))
    line = lines[where]
    spot = data.draw(st.integers(0, max(len(line) - 1, 0)))
    if how == "delete":
        del lines[where]
    elif how == "duplicate":
        lines.insert(other, line)
    elif how == "swap":
        lines[where], lines[other] = lines[other], line
    elif how == "character":
        lines[where] = line[:spot] + data.draw(st.sampled_from(list("ab:-[]{}#&*!|>'\"% \t,?01$"))) + line[spot + 1 :]
    elif how == "drop":
        lines[where] = line[:spot] + line[spot + 1 :]
    elif how == "indent":
        lines[where] = f"  {line}"
    else:
        value = data.draw(st.sampled_from(["12", "true", "null", "tekst", "[a, b]", "{a: b}", "[]", "{}", "1.5", '""']))
        lines[where] = re.sub(r": .*|:$", lambda _: f": {value}", line, count=1)
    return "\n".join(lines)


SOUND: dict[str, object] = {
    "routekaart": 1,
    "id": "gemuteerd",
    "title": "Proefroute",
    "version": "1.0",
    "uses": [],
    "sources": {"rivor": {"title": "De bron", "year": 2025}},
    "phases": {"zoeken": "Zoeken"},
    "start": "A",
    "facts": {
        "werk": {"type": "yes_no", "phrases": {"ja": "werkt", "nee": "werkt niet"}, "source": "rivor 1"},
        "geboren": {"type": "date", "past": True, "changes": "never"},
        "leeftijd": {"type": "number", "unit": "years", "min": 0, "derive": {"years_since": "geboren"}},
        "later": {"type": "date", "derive": {"date": "geboren", "plus": {"years": 18}}},
        "volwassen": {"type": "yes_no", "derive": {"leeftijd": {"at_least": "$grens"}}},
        "kleur": {"type": "choice", "options": ["rood", "groen"]},
        "plaats": {"type": "text"},
    },
    "parameters": {
        "grens": {"unit": "years", "values": [{"from": None, "value": 18}, {"from": "2026-01-01", "value": 21.0}]}
    },
    "impossible": [{"when": {"werk": "ja", "kleur": "rood"}, "because": "Dat gaat niet samen."}],
    "partners": {"slb": {"title": "SLB", "functions": ["mentor"]}},
    "steps": {
        "A": {
            "title": "Begin",
            "phase": "zoeken",
            "responsible": ["slb", {"partner": "slb", "when": {"werk": "ja"}}],
            "contacts": [{"partner": "slb", "reading": ["L-1"]}],
            "actions": [
                {"do": "Iets", "with": ["slb"], "hand_over": {"route": "gemuteerd", "step": "A"}, "optional": True},
                {"do": "Meer", "when": {"volwassen": "ja"}, "hand_over": {"outside": "UWV"}},
            ],
            "supports": [{"title": "Hulp", "via": ["slb"]}],
            "checklist": ["Klaar"],
            "terms": [{"title": "Drie jaar", "fact": "leeftijd", "value": 3}],
            "policy": "first",
            "transitions": [
                {"to": "klaar", "when": {"werk": "ja", "any": [{"kleur": ["rood"]}, {"not": {"plaats": "Utrecht"}}]}},
                {"to": "klaar", "when": {"later": {"below": "2030-01-01"}}, "source": ["rivor 2"]},
            ],
            "otherwise": "stay",
        }
    },
    "ends": {"klaar": {"title": "Klaar", "outcome": "success"}},
    "readings": {"L-1": {"problem": "Vaag", "chosen": "A", "because": "Daarom", "others": ["B"]}},
}


def spots_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a structure: what holds it, and its key or position."""
    pairs = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    for key, inner in pairs:
        yield value, key
        yield from spots_in(inner)


def test_the_structure_that_is_changed_is_sound_itself(bench: Path) -> None:
    assert read_soundly(json.dumps(SOUND), bench).diagnostics == ()


def test_a_letter_with_a_loose_accent_is_that_letter(tmp_path: Path) -> None:
    whole, loose = "S\u00fadwest-Frysl\u00e2n", "Su\u0301dwest-Frysla\u0302n"
    facts = f"facts:\n  gemeente: {{type: text}}\n  keuze: {{type: choice, options: [{loose}, anders]}}\n"
    ways = (
        f"      - {{to: klaar, when: {{gemeente: {loose}, keuze: {whole}}}}}\n"
        f"      - {{to: niet, when: {{not: {{gemeente: {loose}, keuze: {whole}}}}}}}\n"
    )
    ends = "ends:\n  klaar: {title: K, outcome: success}\n  niet: {title: N, outcome: stopped}\n"
    head = 'routekaart: 1\nid: proef\ntitle: P\nversion: "1"\nstart: A\n'
    file = tmp_path / "proef.yaml"
    file.write_text(f"{head}{facts}steps:\n  A:\n    title: A\n    transitions:\n{ways}{ends}", encoding="utf-8")
    read = routekaart.load(file)
    for gemeente in (whole, loose):
        for keuze in (whole, loose):
            assert read.decide("A", {"gemeente": gemeente, "keuze": keuze}).target == "klaar"
