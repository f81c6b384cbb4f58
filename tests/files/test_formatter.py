"""The layout of route files: the same meaning, every comment beside what it explains, and twice is once."""

import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st
from support.places import DATA, ROOT
from support.profiles import SLOW, examples
from support.strategies import REAL_ROUTES

from routekaart.cli import main
from routekaart.files.formatter.formatting import NotFormatted, formatted
from routekaart.files.reader.read_file import read
from routekaart.files.source import Document, Unreadable, parse_document, plain
from routekaart.files.source.comments import comments

SOUND = [*sorted((ROOT / "routes").glob("*.yaml")), *sorted((DATA / "routes" / "ok").glob("*.yaml"))]
ALL = [*SOUND, *sorted((DATA / "routes" / "err").rglob("*.yaml")), *sorted((DATA / "mistakes").rglob("*.yaml"))]
UNTIDY = (DATA / "format" / "slordig.yaml").read_text(encoding="utf-8")
TIDY = DATA / "format" / "netjes.yaml"
BASES = [
    UNTIDY,
    *(path.read_text(encoding="utf-8") for path in SOUND if path.stem in ("voorwaarden", "gegroeid")),
]


def document(text: str) -> Document:
    return parse_document(text, "route.yaml")


def remarks(one: Document) -> Counter[str]:
    return Counter(comment.text.strip() for comment in comments(one, ""))


def of_file(path: Path) -> Document | None:
    try:
        return document(path.read_bytes().decode("utf-8-sig"))
    except (Unreadable, UnicodeDecodeError):
        return None


def names_in_order(one: Document) -> list[list[str]]:
    return [list(one.keys((section,))) for section in ("steps", "facts", "ends", "partners", "parameters", "phases")]


def check_kept(before: Document, text: str) -> None:
    after = document(text)
    assert plain(after.root) == plain(before.root)
    assert remarks(after) == remarks(before)
    assert names_in_order(after) == names_in_order(before)
    assert formatted(after) == text


def test_an_untidy_file_becomes_what_stands_beside_it(request: pytest.FixtureRequest) -> None:
    text = formatted(document(UNTIDY))
    if request.config.getoption("--update-expected"):
        TIDY.write_text(text, encoding="utf-8", newline="\n")
    assert text == TIDY.read_text(encoding="utf-8")
    check_kept(document(UNTIDY), text)


@pytest.mark.parametrize("name", [*REAL_ROUTES, "begrippen"])
def test_the_bundled_routes_are_written_in_this_layout(name: str) -> None:
    text = (ROOT / "routes" / f"{name}.yaml").read_text(encoding="utf-8")
    assert formatted(document(text)) == text, f"run: routekaart format routes/{name}.yaml"


@pytest.mark.slow
def test_every_file_says_the_same_keeps_each_comment_and_twice_is_once() -> None:
    refused = []
    for path in ALL if SLOW else [*SOUND, *ALL[len(SOUND) :: 5]]:
        before = of_file(path)
        if before is None:
            continue
        try:
            text = formatted(before)
        except NotFormatted as error:
            refused.append((path.name, error.text.en))
            continue
        check_kept(before, text)
    reasons = Counter(re.sub(r".*(stands here twice).*", r"\1", reason) for _, reason in refused)
    # The parsers do not count the character in this one, so nothing in it can be told apart for certain.
    unsure = {name for name, reason in refused if reason.startswith("not formatted")}
    assert unsure <= {"bom_midden_in_bestand.yaml"}
    assert set(reasons) - {reason for _, reason in refused if reason.startswith("not formatted")} <= {
        "this is not a route or a vocabulary", "stands here twice",
        "a file with anchors and aliases (& and *) is not formatted",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("path", [one for one in SOUND if "." not in one.stem], ids=lambda path: path.stem)
def test_a_route_is_the_same_route(path: Path, tmp_path: Path) -> None:
    before = read(path)
    if before.route is None:
        return
    assert before.text is not None
    try:
        text = formatted(document(before.text))
    except NotFormatted:
        return
    for file in (path, *path.parent.glob("begrippen*.yaml")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / path.name).write_bytes(text.encode("utf-8"))
    after = read(tmp_path / path.name)
    assert after.route == before.route
    assert after.route is not None
    assert after.route.digest == before.route.digest


@st.composite
def untidied(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A file with other spaces, empty lines and comments; and above which line each comment on its own was put."""
    lines = draw(st.sampled_from(BASES)).splitlines()
    above: dict[str, str] = {}
    for number in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        what = draw(st.sampled_from(["above", "behind", "blank", "indent", "trailing", "colon"]))
        if what == "above" and (found := re.match(r" *(?=[\w-]+:( |$))", line)):
            above[f"# opm{number}"] = line.strip().split(":")[0]
            lines.insert(at, f"{found[0]}# opm{number}")
        elif what == "behind" and line.strip() and "#" not in line and not line.endswith((">-", "|", ">")):
            lines[at] = f"{line} # achter{number}"
        elif what == "blank":
            lines[at:at] = [""] * draw(st.integers(1, 3))
        elif what == "indent":
            lines = [" " * (len(one) - len(one.lstrip())) + one for one in lines]
        elif what == "trailing":
            lines[at] = f"{line}   "
        elif what == "colon":
            lines[at] = re.sub(r"^( *[\w-]+:) (?=[\w{\[])", r"\1   ", line)
    return "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"])), above


@pytest.mark.slow
@examples(0.6)
@given(untidied())
def test_whatever_the_spaces_and_comments_the_layout_is_one_and_nothing_is_lost(
    given_text: tuple[str, dict[str, str]],
) -> None:
    text, above = given_text
    try:
        before = document(text)
        after = formatted(before)
    except (Unreadable, NotFormatted) as error:
        # A comment within a text over lines makes it another text, or none.
        assume(isinstance(error, NotFormatted))
        return
    check_kept(before, after)
    lines = after.splitlines()
    for comment, key in above.items():
        places = [number for number, line in enumerate(lines) if line.strip() == comment]
        if places:
            below = next(line for line in lines[places[0] + 1 :] if line.strip() and not line.strip().startswith("#"))
            assert re.match(rf" *(- )?[\"']?{re.escape(key)}[\"']?:", below)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["format", *words], prog_name="routekaart")


def test_the_command_writes_shows_or_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "routes").mkdir()
    file = tmp_path / "routes" / "verzuim.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + UNTIDY.replace("\n", "\r\n").encode("utf-8"))
    (tmp_path / "routes" / "verzuim.tests.yaml").write_text("routekaart_tests: 1\nstudents: []\n", encoding="utf-8")
    was = file.read_bytes()
    checked, shown = run("--check"), run("--diff")
    assert (checked.exit_code, shown.exit_code, file.read_bytes()) == (1, 1, was)
    assert checked.stderr == "routes/verzuim.yaml: is anders opgemaakt\n"
    assert "+id: verzuim" in shown.stdout
    written = run("--lang", "en")
    assert (written.exit_code, written.stderr) == (0, "routes/verzuim.yaml: formatted\n")
    assert file.read_bytes() == b"\xef\xbb\xbf" + TIDY.read_bytes().replace(b"\n", b"\r\n")
    assert (run("--check").exit_code, run("--diff").stdout, run().stderr) == (0, "", "")


def test_what_cannot_be_formatted_stays_and_is_told(tmp_path: Path) -> None:
    for name, text, told in (
        ("anker.yaml", "routekaart: 1\nid: &a x\ntitle: *a\n", "verwijzingen"),
        ("geen.yaml", "a: 1\n", "geen route"),
        ("dubbel.yaml", "routekaart: 1\nid: x\nid: y\n", "twee keer"),
        ("kapot.yaml", "routekaart: [\n", "wordt nergens gesloten"),
    ):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        result = run(str(file))
        assert (result.exit_code, file.read_text(encoding="utf-8")) == (2, text)
        assert told in result.stderr
