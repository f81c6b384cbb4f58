"""Compiled copies of files: what the file says is what counts, and nothing that is wrong with a copy is ever seen."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from support.places import ROOT

import routekaart
from routekaart import RouteError
from routekaart.files import compiled_copies as copies
from routekaart.files.compiled_copies import find_copy
from routekaart.files.source import read_document
from routekaart.foundation.digest import digest_of
from routekaart.model.text_fields import LEAVING_WORDS

ROUTES = ROOT / "routes"

ROUTE = """\
routekaart: 1
id: proef
title: Proefroute
version: "1.0"
uses: [woorden]
start: A
steps:
  A:
    title: Begin
    transitions:
      - {to: klaar, when: {werk: ja}}
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
"""
WORDS = """\
routekaart: 1
vocabulary: woorden
title: Woorden
facts:
  werk: {type: yes_no, title: Heeft werk}
"""


@pytest.fixture(name="folder")
def an_empty_folder_for_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "copies"
    monkeypatch.setenv("ROUTEKAART_CACHE", str(folder))
    return folder


@pytest.fixture(name="route_file")
def a_route_with_a_vocabulary(tmp_path: Path) -> Path:
    (tmp_path / "woorden.yaml").write_text(WORDS, encoding="utf-8")
    path = tmp_path / "proef.yaml"
    path.write_text(ROUTE, encoding="utf-8")
    return path


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.fixture(name="reads")
def files_that_are_parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The name of each file that is read and parsed, rather than found as a copy."""
    names: list[str] = []

    def counted(path: Path) -> object:
        names.append(path.name)
        return read_document(path)

    monkeypatch.setattr("routekaart.files.reader.scopes.read_document", counted)
    return names


def test_a_file_is_parsed_once(folder: Path, route_file: Path, reads: list[str]) -> None:
    first = routekaart.load(route_file)
    assert reads == ["proef.yaml", "woorden.yaml"]
    again = routekaart.load(str(route_file))
    assert reads == ["proef.yaml", "woorden.yaml"]
    assert again.digest == first.digest
    assert len(kept(folder)) == 1


@pytest.mark.usefixtures("folder")
def test_a_route_from_a_copy_knows_the_digests_that_it_has(route_file: Path, reads: list[str]) -> None:
    routekaart.load(route_file)
    reads.clear()
    route = routekaart.load(route_file)
    assert reads == []
    assert {"digest", "meaning_digest"} <= vars(route).keys()
    assert (route.digest, route.meaning_digest) == (digest_of(route), digest_of(route, LEAVING_WORDS))


def test_a_network_parses_its_files_once(folder: Path, route_file: Path, reads: list[str]) -> None:
    first = routekaart.network(route_file.parent)
    parsed = len(reads)
    assert {name for name in reads if reads.count(name)} == {"proef.yaml", "woorden.yaml"}
    again = routekaart.network(route_file.parent)
    assert len(reads) == parsed
    assert again.routes["proef"].digest == first.routes["proef"].digest


def test_a_copy_of_a_vocabulary_is_no_route(folder: Path, route_file: Path) -> None:
    for _ in range(2):
        routekaart.network(route_file.parent)
        with pytest.raises(RouteError, match="gedeelde begrippen"):
            routekaart.load(route_file.parent / "woorden.yaml")


def test_another_text_is_another_route(folder: Path, route_file: Path) -> None:
    routekaart.load(route_file)
    route_file.write_text(ROUTE.replace("Begin", "Start"), encoding="utf-8")
    assert routekaart.load(route_file).steps["A"].title == "Start"
    route_file.write_text(ROUTE, encoding="utf-8")
    assert routekaart.load(route_file).steps["A"].title == "Begin"


def test_another_vocabulary_is_another_route(folder: Path, route_file: Path) -> None:
    words = route_file.parent / "woorden.yaml"
    routekaart.load(route_file)
    words.write_text(WORDS.replace("Heeft werk", "Werkt"), encoding="utf-8")
    assert routekaart.load(route_file).facts["werk"].title == "Werkt"
    words.write_text(WORDS.replace("werk:", "baan:"), encoding="utf-8")
    with pytest.raises(RouteError, match="werk"):
        routekaart.load(route_file)
    words.unlink()
    with pytest.raises(RouteError, match="woorden"):
        routekaart.load(route_file)


def test_a_vocabulary_is_called_as_its_file_is(folder: Path, route_file: Path) -> None:
    routekaart.network(route_file.parent)
    (route_file.parent / "anders.yaml").write_text(WORDS, encoding="utf-8")
    with pytest.raises(RouteError, match=r"anders\.yaml"):
        routekaart.network(route_file.parent)


def test_a_file_that_is_no_route_has_no_copy(folder: Path, route_file: Path) -> None:
    route_file.write_text(ROUTE.replace("to: klaar", "to: weg"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RouteError, match="weg"):
            routekaart.load(route_file)
    assert kept(folder) == []


def test_a_byte_order_mark_and_line_ends_make_no_difference_to_the_route(folder: Path, route_file: Path) -> None:
    plain = routekaart.load(route_file)
    route_file.write_bytes(b"\xef\xbb\xbf" + ROUTE.replace("\n", "\r\n").encode())
    for _ in range(2):
        assert routekaart.load(route_file).digest == plain.digest
    assert find_copy(route_file) is not None


def _signed(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode() + b"\n" + body


def _with(data: bytes, **changes: object) -> bytes:
    """The same copy with other content, and a digest that fits."""
    return _signed(json.dumps(json.loads(data.partition(b"\n")[2]) | changes).encode())


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one letter": lambda data: data.replace(b"Begin", b"Bexin"),
    "longer": lambda data: data + b" ",
    "foreign": lambda _: b"\x80\x04\x95cos\nsystem\n",
    "no text": lambda _: _signed(b"\xff\xfe"),
    "no JSON": lambda _: _signed(b"{"),
    "another shape": lambda _: _signed(b"[]"),
    "nested too deep": lambda _: _signed(b"[" * 100_000),
    "a number as title": lambda data: _signed(data.partition(b"\n")[2].replace(b'"Begin"', b"7")),
    "another class": lambda data: _signed(data.partition(b"\n")[2].replace(b'"Test"', b'"Popen"')),
    "made by another version": lambda data: _with(data, made_by="1 0.0.9"),
    "of another text": lambda data: _with(data, text="0" * 64),
    "with another vocabulary": lambda data: _with(data, beside={"woorden.yaml": "0" * 64}),
    "with a vocabulary elsewhere": lambda data: _with(data, beside={"../x/woorden.yaml": "0" * 64}),
    "with a vocabulary that is no name": lambda data: _with(data, beside={"": 1}),
    "without vocabularies": lambda data: _with(data, beside=None),
    "no route but a word": lambda data: _with(data, route="proef"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_copy_is_made_anew(damage: Callable[[bytes], bytes], folder: Path, route_file: Path) -> None:
    digest = routekaart.load(route_file).digest
    (copy,) = kept(folder)
    sound = copy.read_bytes()
    copy.write_bytes(damage(sound))
    assert copy.read_bytes() != sound
    assert find_copy(route_file) is None
    assert routekaart.load(route_file).digest == digest
    assert copy.read_bytes() == sound


def test_a_copy_that_is_a_folder_is_passed_over(folder: Path, route_file: Path) -> None:
    digest = routekaart.load(route_file).digest
    (copy,) = kept(folder)
    copy.unlink()
    copy.mkdir()
    assert routekaart.load(route_file).digest == digest


def test_a_copy_made_by_other_code_does_not_count(
    folder: Path, route_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    routekaart.load(route_file)
    assert find_copy(route_file) is not None
    monkeypatch.setattr(copies, "VERSION", "0.0.9")
    copies._made_by.cache_clear()
    assert find_copy(route_file) is None
    monkeypatch.undo()
    copies._made_by.cache_clear()


def test_what_made_a_copy_changes_with_each_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "files" / "reader").mkdir(parents=True)
    module = tmp_path / "files" / "reader" / "facts.py"
    monkeypatch.setattr(copies, "__file__", str(tmp_path / "files" / "compiled_copies.py"))
    made = []
    for text, changed_at in (("A = 1\n", 1), ("A = 1\n", 2), ("A = 10\n", 2)):
        module.write_text(text, encoding="utf-8")
        os.utime(module, ns=(changed_at, changed_at))
        copies._made_by.cache_clear()
        made.append(copies._made_by())
    monkeypatch.undo()
    copies._made_by.cache_clear()
    assert None not in made
    assert len(set(made)) == 3


def test_off_means_no_copies(tmp_path: Path, route_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("ROUTEKAART_CACHE", "off")
    before = sorted(tmp_path.iterdir())
    routekaart.load(route_file)
    assert find_copy(route_file) is None
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform != "linux", reason="where the folder of the user is differs")
def test_without_the_variable_copies_are_in_the_folder_of_the_user(
    tmp_path: Path, route_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("ROUTEKAART_CACHE")
    routekaart.load(route_file)
    assert len(kept(tmp_path / "user" / "routekaart")) == 1


def test_where_no_folder_can_be_made_there_are_no_copies(
    tmp_path: Path, route_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("geen map", encoding="utf-8")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "copies"):
        monkeypatch.setenv("ROUTEKAART_CACHE", str(folder))
        assert routekaart.load(route_file).id == "proef"
        assert find_copy(route_file) is None
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "geen map"


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="permissions do not hold for an administrator")
def test_in_a_folder_that_cannot_be_written_there_are_no_copies(folder: Path, route_file: Path) -> None:
    folder.mkdir(mode=0o500)
    assert routekaart.load(route_file).id == "proef"
    assert kept(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions")
def test_copies_are_for_the_user_alone(folder: Path, route_file: Path) -> None:
    routekaart.load(route_file)
    (copy,) = kept(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert copy.stat().st_mode & 0o777 == 0o600


def test_the_oldest_copies_make_room_and_other_files_stay(
    folder: Path, route_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    routekaart.load(route_file)
    (first,) = kept(folder)
    os.utime(first, ns=(1, 1))
    other = folder / "van_mij.json"
    other.write_text("x" * 10_000, encoding="utf-8")
    monkeypatch.setattr(copies, "_MOST_TOGETHER", first.stat().st_size * 3 // 2)
    route_file.write_text(ROUTE.replace("Begin", "Start"), encoding="utf-8")
    routekaart.load(route_file)
    assert other.exists()
    assert not first.exists()
    assert find_copy(route_file) is not None


def test_a_copy_that_cannot_be_put_in_its_place_leaves_nothing_behind(
    folder: Path, route_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in gebruik", str(target))

    monkeypatch.setattr(Path, "replace", refused)
    assert routekaart.load(route_file).id == "proef"
    assert kept(folder) == []


@pytest.mark.slow
def test_processes_that_write_at_once_all_get_the_route(folder: Path) -> None:
    script = (
        "import sys, routekaart; sys.stdin.readline();"
        "print(*(routekaart.load(sys.argv[1]).digest for _ in range(3)), sep='\\n')"
    )
    path = ROUTES / "entree.yaml"
    command = [sys.executable, "-c", script, str(path)]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate() for process in running]
    assert [error for _, error in told] == [""] * 4
    assert {line for out, _ in told for line in out.split()} == {routekaart.load(path).digest}
    assert len(kept(folder)) == 1
    assert find_copy(path) is not None
