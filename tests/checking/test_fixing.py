"""Fixes: golden results that a person can read, and laws: nothing else changes, and twice is the same as once."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.places import DATA, ROOT
from support.profiles import sample

import routekaart
from routekaart.checking.fixing import Extent, mended
from routekaart.cli import main
from routekaart.files.source import read_document
from routekaart.foundation.edits import Edit, Span, applied, split_lines
from routekaart.foundation.suggest import slips, surely_meant

FOLDER = DATA / "fixes"
CASES = sorted(FOLDER.glob("*.yaml"))
EXTENTS: tuple[Extent, ...] = ("safe", "all")
CORPUS = sorted((DATA / "routes" / "err").glob("*/*.yaml"))
VOCABULARIES = [
    file
    for file in sorted((DATA / "routes" / "err").glob("*/*/*.yaml"))
    if "\nvocabulary:" in file.read_text(encoding="utf-8")
]


def after(file: Path, extent: Extent, folder: Path) -> str:
    """The text of a file with its fixes, alone in a folder; the file itself stays as it is."""
    copy = Path(shutil.copy(file, folder))
    changes = mended(routekaart.check(copy), extent, lambda _: True)
    return changes[0].after if changes else file.read_bytes().decode("utf-8-sig")


def comments(text: str) -> list[str]:
    """What stands after a `#` in each line, but for the comments that a fix may take out or put in."""
    found = [line[line.index("#") :] for line in split_lines(text) if "#" in line]
    left = [re.sub(r"#\s*routekaart: ignore[^#]*", "", one).rstrip() for one in found]
    return [one for one in left if one and "yaml-language-server" not in one]


@pytest.mark.parametrize("extent", EXTENTS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_file_is_mended_as_expected(
    case: Path, extent: Extent, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    expected = case.with_suffix(f".{extent}")
    written = after(case, extent, tmp_path)
    if request.config.getoption("--update-expected"):
        expected.write_text(written, encoding="utf-8", newline="")
    assert written == expected.read_bytes().decode("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("extent", EXTENTS)
@pytest.mark.parametrize("file", sample([*CASES, *CORPUS], 3), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_twice_is_the_same_as_once_and_no_comment_is_lost(file: Path, extent: Extent, tmp_path: Path) -> None:
    copy = tmp_path / "map" / file.name
    shutil.copytree(file.parent, copy.parent)
    report = routekaart.check(copy)
    if report.texts[str(copy)].text is None:
        return
    before = copy.read_bytes().decode("utf-8-sig")
    for one in mended(report, extent, lambda _: True):
        one.write()
    once = copy.read_bytes().decode("utf-8-sig")
    again = routekaart.check(copy)
    assert mended(again, extent, lambda _: True) == []
    # What looked like a comment and was the end of a text is between quotes now.
    if file.parent.name != "lost-text" or extent == "safe":
        assert comments(once) == comments(before)
    assert len(again.errors) <= len(report.errors)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_breaks_and_a_byte_order_mark_stay(line_break: str, mark: bytes, tmp_path: Path) -> None:
    file = tmp_path / "tikfouten.yaml"
    case = FOLDER / "tikfouten.yaml"
    file.write_bytes(mark + case.read_text(encoding="utf-8").replace("\n", line_break).encode())
    result = CliRunner().invoke(main, ["check", "--fix", str(file)])
    assert "hersteld (" in result.stderr
    expected = case.with_suffix(".safe").read_bytes().decode().replace("\n", line_break).encode()
    assert file.read_bytes() == mark + expected


def test_a_diff_shows_what_a_fix_would_write_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "tikfouten.yaml"
    shutil.copy(FOLDER / "tikfouten.yaml", file)
    before = file.read_bytes()
    result = CliRunner().invoke(main, ["check", "--diff", "tikfouten.yaml"])
    assert result.exit_code == 1
    assert "\n-version: 1.10 " in result.stdout
    assert '\n+version: "1.10" ' in result.stdout
    assert file.read_bytes() == before
    assert CliRunner().invoke(main, ["check", "--diff", "--exit-zero", "tikfouten.yaml"]).exit_code == 0
    CliRunner().invoke(main, ["check", "--fix", "tikfouten.yaml"])
    again = CliRunner().invoke(main, ["check", "--fix", "--diff", "tikfouten.yaml"])
    assert (again.exit_code, again.stdout) == (0, "")


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda file: f"{file.parent.parent.name}/{file.parent.name}")
def test_nothing_is_taken_out_of_a_vocabulary(vocabulary: Path, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    shutil.copytree(vocabulary.parent, folder)
    for one in mended(routekaart.check(folder), "all", lambda _: True):
        one.write()
    before, after_all = read_document(vocabulary), read_document(folder / vocabulary.name)
    for section in before.keys(()):
        assert after_all.keys((section,)) == before.keys((section,))


def test_only_what_is_told_is_mended(tmp_path: Path) -> None:
    file = tmp_path / "opruimen.yaml"
    shutil.copy(FOLDER / "opruimen.yaml", file)
    CliRunner().invoke(main, ["check", "--fix", "--ignore", "ambiguous-scalar", str(file)])
    assert "12:30" in file.read_text(encoding="utf-8")
    assert '"12:30"' not in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "tikfouten.yaml"
    shutil.copy(FOLDER / "tikfouten.yaml", file)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    before = file.read_bytes()
    monkeypatch.setattr("os.fsync", refuse)
    result = CliRunner().invoke(main, ["check", "--fix", str(file)])
    assert result.exit_code == 2
    assert result.stderr == f"{file}: niet te schrijven: u mag dat niet (rechten)\n"
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (before, [file])


def test_the_line_for_editors_is_written_where_the_schema_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    (tmp_path / "routes" / "diep").mkdir(parents=True)
    file = tmp_path / "routes" / "diep" / "route.yaml"
    text = (DATA / "routes" / "ok" / "stappen.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    CliRunner().invoke(main, ["check", "--fix", str(file)])
    first, rest = file.read_text(encoding="utf-8").split("\n", 1)
    assert first == "# yaml-language-server: $schema=../../schema/route.schema.json"
    assert rest == text


@pytest.mark.parametrize(
    ("written", "meant", "valid", "sure"),
    [
        ("heft_werk", "heeft_werk", ["heeft_werk", "heeft_werkplek"], True),
        ("heeft-werk", "heeft_werk", ["heeft_werk", "heeft_werkplek"], True),
        ("ehelemaal", "helemaal", ["helemaal", "deels"], False),
        ("P21", "P2", ["P1", "P2", "P12"], False),
        ("stap_13", "stap_12", ["stap_12"], False),
        ("moeder", "vader", ["vader", "voeder"], False),
        ("klar", "klaar", ["klaar", "klare"], False),
        ("ja", "na", ["na"], False),
        ("ongeschikt", "geschikt", ["geschikt", "onbekend"], False),
        ("geen_werkplek", "een_werkplek", ["een_werkplek"], False),
        ("heeft_onwerk", "heeft_werk", ["heeft_werk"], False),
        ("helemal", "helemaal", ["helemaal", "deels"], True),
    ],
)
def test_a_name_is_only_surely_meant_when_no_other_can_be(
    written: str, meant: str, valid: list[str], sure: bool
) -> None:
    assert surely_meant(written, meant, valid) is sure


@pytest.mark.slow
@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_a_distance(one: str, two: str, three: str) -> None:
    assert slips(one, one) == 0
    assert slips(one, two) == slips(two, one)
    assert (slips(one, two) == 0) == (one == two)
    assert abs(len(one) - len(two)) <= slips(one, two) <= max(len(one), len(two))
    assert slips(one + three, two + three) <= slips(one, two)


@given(st.lists(st.sampled_from(["a", "bc", "\n", "\r\n", "\r", "\u2028", "é", ""]), max_size=12), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_an_edit_changes_its_span_and_nothing_else(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    lines = split_lines(text)
    places = [(line, column) for line, words in enumerate(lines, 1) for column in range(1, len(words) + 2)]
    start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
    changed = applied(text, [Edit(Span(*start, *end), "<X>")])
    head, tail = changed.split("<X>")
    assert text.startswith(head)
    assert text.endswith(tail)
    assert split_lines(head)[-1] == lines[start[0] - 1][: start[1] - 1] or head.endswith("\r")
    assert len(head) + len(tail) <= len(text)
    assert (len(head) + len(tail) == len(text)) == (start == end)
    assert re.sub(r"\s", "", applied(text, [])) == re.sub(r"\s", "", text)


@pytest.mark.slow
def test_a_misspelt_definition_of_a_vocabulary_is_not_spread(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "routes", tmp_path / "routes")
    shared = tmp_path / "routes" / "begrippen.yaml"
    text = shared.read_text(encoding="utf-8")
    shared.write_text(text.replace("  startkwalificatie:\n", "  startkwalificate:\n", 1), encoding="utf-8")
    before = {file: file.read_bytes() for file in (tmp_path / "routes").iterdir()}
    CliRunner().invoke(main, ["check", "--fix", str(tmp_path / "routes")])
    assert {file: file.read_bytes() for file in (tmp_path / "routes").iterdir()} == before


def test_a_comment_stays_when_a_broken_file_beside_it_kept_a_check_from_being_done(tmp_path: Path) -> None:
    comment = "  # routekaart: ignore[unused-fact] komt in de herfst in gebruik\n"
    shared = (
        "routekaart: 1\nvocabulary: begrippen\nfacts:\n"
        + comment
        + "  straks: {type: yes_no}\n  werk: {type: yes_no}\n"
    )
    (tmp_path / "begrippen.yaml").write_text(shared, encoding="utf-8")
    (tmp_path / "kladje.yaml").write_text("id: [\n", encoding="utf-8")
    CliRunner().invoke(main, ["check", "--fix", str(tmp_path)])
    assert comment in (tmp_path / "begrippen.yaml").read_text(encoding="utf-8")


def test_many_unknown_names_take_little_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counting(name: str, valid: list[str]) -> None:
        nonlocal compared
        compared += len(valid)

    monkeypatch.setattr("routekaart.files.reader.problems.nearest", counting)
    facts = "".join(f"  gegeven_met_een_lange_naam_{number}: {{type: yes_no}}\n" for number in range(1000))
    ways = "".join(f"      - {{to: klaar, when: {{onbekend_{number}: ja}}}}\n" for number in range(200))
    steps = f"steps:\n  A:\n    title: A\n    transitions:\n{ways}"
    head = 'routekaart: 1\nid: proef\ntitle: P\nversion: "1"\nstart: A\n'
    file = tmp_path / "proef.yaml"
    file.write_text(f"{head}facts:\n{facts}{steps}ends:\n  klaar: {{title: K, outcome: success}}\n", encoding="utf-8")
    assert len(routekaart.check(file).errors) == 200
    assert 0 < compared < 40_000
