"""A workspace finds what checking afresh finds, whatever happened to the files in between."""

import random
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.places import DATA, ROOT
from support.profiles import examples, use_profile

from routekaart.checking.linter import examine
from routekaart.checking.workspace import Workspace
from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.files.route_files import route_files
from routekaart.files.source import Document, parse_document

use_profile()

FOLDERS = sorted(folder for folder in (DATA / "routes" / "err").glob("*/*") if folder.is_dir())
TODAY = date(2026, 3, 1)
NAMES = ("begrippen", "elders", "roc_bbl", "werk")


def shown(report: Report) -> tuple[object, ...]:
    """All that is in a report, the texts of the files too."""
    return report, dict(report.texts)


def changed(text: str, other: str, chance: random.Random) -> str:
    """A text with a few letters, a line or a word otherwise, as somebody types."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 2:
            lines.insert(at, "# een opmerking")
        case 3:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        case 4:
            lines[at] = lines[at].replace(chance.choice("abde1:"), chance.choice("xyz2 "), 1)
        case 5:
            words = text.split()
            return text.replace(chance.choice(words), chance.choice(words), 1) if words else text
        case 6:
            return text.replace("title: ", "title: Nieuw ", chance.randrange(1, 3))
        case _:
            return other
    return "\n".join(lines)


def happen(folder: Path, originals: dict[str, str], chance: random.Random) -> None:
    """Something happens to one of the files: it changes, goes, comes back, or gets another name."""
    name = chance.choice(sorted(originals))
    file = folder / name
    match chance.randrange(8):
        case 0 if file.exists() and len(route_files([folder])) > 1:
            file.unlink()
        case 1 if file.exists():
            file.rename(folder / f"{chance.choice(NAMES)}.yaml")
        case 2:
            shutil.copy(ROOT / "routes" / "doorstroompunt.yaml", folder / "doorstroompunt.yaml")
        case 3:
            file.write_text(originals[name], encoding="utf-8")
        case _:
            text = file.read_text(encoding="utf-8") if file.exists() else originals[name]
            other = originals[chance.choice(sorted(originals))]
            file.write_text(changed(text, other, chance), encoding="utf-8", newline="")


def days_of(folder: Path, chance: random.Random) -> Iterator[None]:
    originals = {file.name: file.read_text(encoding="utf-8") for file in route_files([folder])}
    for _ in range(6):
        yield
        happen(folder, originals, chance)


@pytest.mark.slow
@examples(0.5)
@given(st.sampled_from(FOLDERS), st.randoms(use_true_random=False))
def test_a_workspace_finds_what_checking_afresh_finds(original: Path, chance: random.Random) -> None:
    workspace = Workspace()
    with TemporaryDirectory() as place:
        folder = Path(place) / "routes"
        shutil.copytree(original, folder)
        for _ in days_of(folder, chance):
            files = route_files([folder])
            asked = files if chance.random() < 0.5 else (chance.choice(files),)
            today = chance.choice((None, TODAY))
            found = workspace.check(asked, today=today)
            assert shown(found) == shown(examine(asked, today=today))
            unsaved = {chance.choice(files): changed(files[0].read_text(encoding="utf-8"), "", chance)}
            before = workspace.check(asked, today=today, unsaved=unsaved)
            for path, text in unsaved.items():
                path.write_text(text, encoding="utf-8", newline="")
            assert shown(before) == shown(examine(asked, today=today))


@pytest.mark.slow
def test_what_did_not_change_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "routes"
    shutil.copytree(ROOT / "routes", folder)
    files = [folder / name for name in ("begrippen.yaml", "doorstroompunt.yaml", "entree.yaml", "roc_bbl.yaml")]
    parsed, examined = list[str](), list[str]()

    def parse(text: str, file: str, **others: object) -> object:
        parsed.append(Path(file).name)
        return parse_document(text, file, **others)  # type: ignore[arg-type]

    def look_for_lost_text(document: Document) -> tuple[Diagnostic, ...]:
        examined.append(Path(document.file).name)
        return ()

    monkeypatch.setattr("routekaart.files.source.parse_document", parse)
    monkeypatch.setattr("routekaart.checking.linter.lost_text", look_for_lost_text)
    workspace = Workspace()
    workspace.check(files)
    # A vocabulary is read once, not once for each route.
    assert len(parsed) == len(set(parsed))
    parsed.clear()
    examined.clear()
    workspace.check(files)
    assert parsed == examined == []
    words = files[3].read_text(encoding="utf-8").replace("title: ", "title: Nieuw ", 1)
    files[3].write_text(words, encoding="utf-8")
    workspace.check(files)
    assert parsed == ["roc_bbl.yaml"]
    # What a route says in other words matters to no other; its vocabulary looks who uses what.
    assert sorted(examined) == ["begrippen.yaml", "roc_bbl.yaml"]


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["alternative-unsound", "alternative-means-the-same"])
def test_alternatives_are_told_again_in_the_words_of_now(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = (DATA / "routes").glob(f"*/{rule}/*.yaml")
    workspace, text = Workspace(), file.read_text(encoding="utf-8")
    for words in (
        text,
        text.replace("{type: yes_no}", "{type: yes_no, title: een baan}"),
        text.replace("at_least: 18", "at_least: 17"),
        text.replace("{at_least: 18}, heeft_werk: nee", "{at_least: 18}, heeft_werk: ja"),
        text,
    ):
        found = workspace.check([file], unsaved={file: words})
        with monkeypatch.context() as afresh:
            afresh.setattr("routekaart.checking.other_readings._DIFFER", {})
            expected = Workspace().check([file], unsaved={file: words})
        assert shown(found) == shown(expected)
        assert rule in {one.rule for one in found.diagnostics} or words != text


def test_a_workspace_is_safe_between_threads(tmp_path: Path) -> None:
    folder = tmp_path / "routes"
    shutil.copytree(FOLDERS[-1], folder)
    files = route_files([folder])
    text = files[0].read_text(encoding="utf-8")
    versions = [text.replace("title: ", f"title: {number} ", 1) for number in range(4)] + [text[:40]]
    expected = [shown(Workspace().check(files, unsaved={files[0]: one})) for one in versions]
    workspace = Workspace()
    with ThreadPoolExecutor(4) as pool:
        asked = [number % len(versions) for number in range(40)]
        found = list(
            pool.map(lambda number: shown(workspace.check(files, unsaved={files[0]: versions[number]})), asked)
        )
    assert found == [expected[number] for number in asked]
