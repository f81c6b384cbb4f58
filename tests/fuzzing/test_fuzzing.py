"""Some tries of every kind of file, the same ones on every run; and whether the fuzzer sees what goes wrong."""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from support.profiles import SLOW

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text

if sys.platform == "win32":
    pytest.skip("processor time and memory are bounded by what Windows does not have", allow_module_level=True)

from .actions import Action, Said, call, command
from .cases import Case
from .judging import trouble_in
from .kinds import KINDS
from .running import Tried, described, try_kind
from .shrinking import shrunk
from .trees import Changer, places
from .working import Worker, put_in
from .writing import json_text, yaml_text

TRIES = 300 if SLOW else 8
"""How many of each kind, times its weight."""
SEED = 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_file_brings_it_down(kind: str) -> None:
    tried = Tried()
    try_kind(kind, SEED, range(TRIES * KINDS[kind].weight), tried)
    told = [line for findings in tried.groups.values() for line in described(findings[0])]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_the_same_whenever_it_is_made(kind: str) -> None:
    for number in range(10):
        first, again = (KINDS[kind].make(Random(f"{SEED}:{kind}:{number}")) for _ in range(2))
        assert first.files() == again.files()


# What is seen.


def worked(case: Case, action: Action, folder: Path, seconds: float = 20) -> str | None:
    """The group of what goes wrong in an action; None when nothing does."""
    put_in(folder, case)
    trouble = Worker("routes", 0, folder, seconds, lambda _: None).outcome(case, action)
    return None if trouble is None else trouble.group


def raising(error: Exception) -> Callable[[], None]:
    def do() -> None:
        raise error

    return do


def leaking() -> None:
    try:
        raise ValueError("geheim-q7zx")
    except ValueError as error:
        raise RoutekaartError(Text("mag niet", "not allowed")) from error


def turning() -> None:
    while True:
        pass


def raw(text: str) -> RoutekaartError:
    """An error with a text that the class itself would have made safe."""
    error = RoutekaartError(Text("x", "x"))
    error.text = Text("x", text)
    return error


SEEN: dict[str, tuple[Callable[[], Any], str | None]] = {
    "nothing": (lambda: None, None),
    "an error of the library": (raising(RoutekaartError(Text("mag niet", "not allowed"))), None),
    "another exception": (raising(KeyError("x")), "crash: KeyError "),
    "no memory": (raising(MemoryError()), "memory: MemoryError "),
    "a long message": (raising(RoutekaartError(Text("x" * 3000, "y"))), "long message: x: refused"),
    "a control character": (raising(raw("\x1b[2J")), "control character: x: refused Cc"),
    "a secret in the message": (raising(RoutekaartError(Text("geheim-q7zx", "y"))), "secret: x: refused"),
    "a secret in what it came from": (leaking, "secret: x: refused"),
    "work without end": (turning, "too slow: x"),
    "another file": (lambda: Path("b.yaml").write_text("y"), "changed a file: x"),
    "a file that was not there": (lambda: Path("c.yaml").write_text("y"), "changed a file: x"),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_goes_wrong_is_seen(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    do, expected = SEEN[name]
    monkeypatch.chdir(tmp_path)
    case = Case("a.yaml", b"x", {"b.yaml": b"x"})
    found = worked(case, call("x", do, ["geheim-q7zx"]), tmp_path, 0.2)
    assert found == expected if expected is None else found is not None and found.startswith(expected)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == case.files()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said(status=3), "status: check: 3"),
        (Said(err="fout in routekaart zelf (KeyError, x.py:1)"), "crash: check: fout in routekaart zelf"),
        (Said(err="a\x00b"), "control character: check: stderr Cc"),
        (Said(err=f"{'x' * 2001}\n"), "long message: check: stderr"),
        (Said(out="\x1b[31mrood"), "control character: check: stdout"),
        (Said(out="[NaN]"), "output: check: no json"),
        (Said(out="[1]\n", err="1 fout\n", status=1), None),
    ],
)
def test_what_a_command_should_not_say_is_seen(said: Said, expected: str | None) -> None:
    form = "json" if said.out.startswith("[") else ""
    found = trouble_in(Action("check", "check", lambda: said, form=form), said)
    assert (found.group if found else None) == expected


def test_a_fault_that_a_command_caught_itself_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("routekaart.cli.diff.compare", broken)
    found = worked(Case("a.yaml", b""), command("diff", "roc_bbl", "roc_bbl"), tmp_path)
    assert found is not None
    assert found.startswith("crash: KeyError ")


# What is made.


def test_a_tree_is_written_as_it_is() -> None:
    from routekaart.files.source import parse_document, plain

    shared = {"b": ["x", None, True, 1, -2.5, ""]}
    tree = {
        "a": shared,
        "c": {"d": shared, "e f": "nee: ja", "g": "\u00e9\t\u2028"},
        "h": [],
        "i": {},
        "j": [[1], {"k": []}],
    }
    for number in range(50):
        assert plain(parse_document(yaml_text(tree, Random(number)), "x").root) == tree
    assert plain(parse_document(json_text(tree), "x").root) == tree


def test_changes_leave_the_tree_they_came_from() -> None:
    tree = {"a": {"b": [1, 2, {"c": "d"}]}, "e": ["f"]}
    was = repr(tree)
    made = [Changer(Random(number), aliases=True).changed(tree) for number in range(300)]
    assert repr(tree) == was
    # As YAML: a part that is in itself has no end otherwise.
    assert len({yaml_text(one) for one in made}) > 200
    assert all(places(one) for one in made)


def test_a_case_is_made_small() -> None:
    tree = {"a": [{"b": number, "c": "x" * number} for number in range(30)], "d": {"e": "wrong", "f": 1}}
    case = Case("x.yaml", yaml_text(tree).encode(), {"y.yaml": b""}, "yaml", tree)
    assert shrunk(case, lambda one: b"wrong" in one.content, seconds=5).files() == {"x.yaml": b"wrong"}
