"""What a project chooses: settings, the options over them, the baseline, and the exit status."""

import json
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.places import DATA

import routekaart
from routekaart.checking.baseline import empty_baseline, read_baseline
from routekaart.checking.settings import Settings, SettingsError, settings_for
from routekaart.cli import main

DRAFT = DATA / "reports" / "concept.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft in `routes`, which has an overlap, a gap that is ignored and things that nobody uses."""
    (tmp_path / "routes").mkdir()
    shutil.copy(DRAFT, tmp_path / "routes" / "concept.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(options: str = "") -> Result:
    return CliRunner().invoke(main, ["check", "--on", "2026-03-02", *shlex.split(options)])


def rules(options: str = "") -> list[str]:
    return [one["rule"] for one in json.loads(check(f"--json {options}").stdout)["diagnostics"]]


ALL = ["unused-fact", "ambiguous-scalar", "overlap", "unused-end"]


def test_without_settings_everything_is_told(project: Path) -> None:
    assert rules() == ALL
    assert check().exit_code == 1
    assert settings_for(project / "routes") == Settings()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--select overlap", ["overlap"]),
        ("--select overlap,unused-end", ["overlap", "unused-end"]),
        ("--select RK303 --select rk504", ["overlap", "unused-end"]),
        ("--ignore overlap --ignore RK020", ["unused-fact", "unused-end"]),
        ("--select overlap --ignore overlap", []),
    ],
)
def test_rules_are_chosen_by_name_and_by_code(options: str, expected: list[str], project: Path) -> None:
    assert rules(options) == expected


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ("", 1),
        ("--exit-zero", 0),
        ("--fail-on never", 0),
        ("--ignore overlap", 0),
        ("--ignore overlap --fail-on warning", 1),
        ("--select unused-reading --fail-on warning", 0),
        ("--fail-on info --select missing-modeline", 0),
    ],
)
def test_the_exit_status_says_whether_something_is_bad_enough(options: str, status: int, project: Path) -> None:
    assert check(options).exit_code == status


def test_what_makes_a_file_no_route_is_always_told(project: Path) -> None:
    (project / "routes" / "concept.yaml").write_text("routekaart: 1\nid: x\n", encoding="utf-8")
    assert set(rules("--select overlap")) == {"missing-key"}


@pytest.mark.parametrize(
    ("name", "head"), [("routekaart.toml", ""), ("pyproject.toml", "[project]\nname = 'x'\n[tool.routekaart]\n")]
)
def test_settings_are_found_from_the_file_upward(name: str, head: str, project: Path, tmp_path: Path) -> None:
    (project / name).write_text(head + 'ignore = ["unused-end"]\nfail-on = "never"\nlang = "en"\n', encoding="utf-8")
    assert rules() == ALL[:-1]
    assert check().exit_code == 0
    assert "hold at once" in check().stdout
    assert rules("--ignore overlap") == ALL[:2]
    assert check("--fail-on error --lang nl").exit_code == 1


def test_the_nearest_settings_hold(project: Path) -> None:
    (project / "routekaart.toml").write_text('select = ["overlap"]\n', encoding="utf-8")
    (project / "routes" / "routekaart.toml").write_text('select = ["unused-end"]\n', encoding="utf-8")
    assert rules() == ["unused-end"]


def test_a_shared_file_without_our_section_is_passed_over(project: Path) -> None:
    (project / "routekaart.toml").write_text('select = ["overlap"]\n', encoding="utf-8")
    (project / "routes" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert rules() == ["overlap"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("selct = []", "onbekende instelling selct; bedoelde u select?"),
        ('ignore = ["gapp"]', "ignore: er is geen regel gapp; bedoelde u gap?"),
        ('ignore = ["unknown-fact"]', "ignore: unknown-fact wordt altijd gemeld en kan hier niet staan"),
        ("ignore = 3", "ignore: verwacht wordt een lijst van regels"),
        ('fail-on = "fout"', "fail-on: verwacht wordt error, warning, info of never"),
        ('lang = "de"', "lang: verwacht wordt nl of en"),
        ("baseline = 1", "baseline: verwacht wordt een bestand in deze map"),
        ("select = [", "dit is geen TOML: "),
    ],
)
def test_wrong_settings_are_told_with_their_file(content: str, told: str, project: Path) -> None:
    (project / "routekaart.toml").write_text(content, encoding="utf-8")
    result = check()
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{project / 'routekaart.toml'}: {told}")
    assert result.stdout == ""
    with pytest.raises(SettingsError, match=r"routekaart\.toml"):
        settings_for(project / "routes")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("--select gapp", "--select: er is geen regel gapp; bedoelde u gap?"),
        ("--output sarif", "--output sarif: verwacht wordt VORM=BESTAND, met een vorm uit text, short, json"),
        ("-o plaatje=x.png", "--output plaatje=x.png: verwacht wordt VORM=BESTAND"),
        ("-o json=weg/x.json", "weg/x.json: niet te schrijven: die map is er niet"),
        ("--update-baseline", "--update-baseline: noem ook --baseline BESTAND"),
        ("--baseline weg.json", "weg.json: dit bestand is er niet; maak het met --update-baseline"),
        ("--baseline routes/concept.yaml", "routes/concept.yaml: dit is geen baseline van routekaart"),
    ],
)
def test_wrong_use_is_told_in_one_line(options: str, told: str, project: Path) -> None:
    result = check(options)
    assert result.exit_code == 2
    assert result.stderr.startswith(told)
    assert len(result.stderr.splitlines()) == 1


def test_several_formats_are_written_at_once(project: Path) -> None:
    result = check("--format github -o sarif=check.sarif -o json=check.json")
    assert result.stdout.startswith("::error ")
    assert json.loads((project / "check.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads((project / "check.json").read_text(encoding="utf-8"))["format"] == "routekaart.check"


def test_a_baseline_holds_what_was_there_and_can_only_become_shorter(project: Path) -> None:
    made = check("--baseline bekend.json --update-baseline")
    assert (made.exit_code, made.stdout) == (0, "")
    assert rules("--baseline bekend.json") == []
    file = project / "routes" / "concept.yaml"
    text = file.read_text(encoding="utf-8")
    # Lines that move do not matter, a new mistake does.
    file.write_text("# Erboven.\n\n" + text, encoding="utf-8")
    assert rules("--baseline bekend.json") == []
    file.write_text(
        text.replace("  gestopt:", "  nieuw: {title: Nieuw, outcome: stopped}\n  gestopt:"), encoding="utf-8"
    )
    assert rules("--baseline bekend.json") == ["unused-end"]
    assert rules("--baseline bekend.json --update-baseline") == ["unused-end"]
    # What is mended must leave the list, and then cannot come back.
    file.write_text(text.replace("at_most: 18", "below: 18"), encoding="utf-8")
    assert rules("--baseline bekend.json") == ["unused-baseline"]
    assert check("--baseline bekend.json --fail-on warning").exit_code == 1
    assert rules("--baseline bekend.json --update-baseline") == []
    file.write_text(text, encoding="utf-8")
    assert rules("--baseline bekend.json") == ["overlap"]


def test_a_baseline_stays_when_checks_could_not_run(project: Path) -> None:
    check("--baseline bekend.json --update-baseline")
    before = (project / "bekend.json").read_text(encoding="utf-8")
    file = project / "routes" / "concept.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("to: B", "to: C"), encoding="utf-8")
    assert set(rules("--baseline bekend.json --update-baseline")) == {"unknown-target"}
    assert (project / "bekend.json").read_text(encoding="utf-8") == before


def test_a_baseline_reads_back_as_it_was_written(project: Path) -> None:
    report = routekaart.check("routes")
    baseline = empty_baseline(Path("bekend.json")).first(report)
    Path("bekend.json").write_text(baseline.text(), encoding="utf-8")
    assert read_baseline(Path("bekend.json")) == baseline
    assert baseline.without_known(report).clean
    assert len(baseline.without_known(report).ignored) == len(report.diagnostics) + len(report.ignored)


def test_a_baseline_is_named_in_the_settings(project: Path) -> None:
    (project / "routekaart.toml").write_text('baseline = "bekend.json"\n', encoding="utf-8")
    assert check("--update-baseline").exit_code == 0
    assert rules() == []


def test_what_is_ignored_keeps_its_reason(project: Path) -> None:
    ignored = json.loads(check("--json").stdout)["ignored"]
    assert [(one["rule"], one["until"]) for one in ignored] == [("gap", "2027-08-01")]
    assert ignored[0]["reason"] == "wie werkt, komt hier volgens de school niet"
    assert "(1 genegeerd)" in check().stderr
    late = CliRunner().invoke(main, ["check", "--on", "2027-08-02", "--json"])
    assert {"gap", "expired-ignore"} <= {one["rule"] for one in json.loads(late.stdout)["diagnostics"]}


def test_a_baseline_is_only_for_the_files_whose_settings_name_it(project: Path) -> None:
    for name in ("een", "twee", "drie"):
        (project / name).mkdir()
        shutil.copy(DRAFT, project / name / "concept.yaml")
        if name != "drie":
            (project / name / "routekaart.toml").write_text('baseline = "bekend.json"\n', encoding="utf-8")
    check("een twee drie --update-baseline")
    listed = json.loads((project / "een" / "bekend.json").read_text(encoding="utf-8"))["findings"]
    assert {one["file"] for one in listed} == {"concept.yaml"}
    found = json.loads(check("een twee drie --json").stdout)["diagnostics"]
    assert {one["file"] for one in found} == {"drie/concept.yaml"}


def test_what_a_baseline_holds_of_a_file_that_is_gone_is_told_and_taken_out(project: Path) -> None:
    shutil.copy(project / "routes" / "concept.yaml", project / "los.yaml")
    check("routes los.yaml --baseline bekend.json --update-baseline")
    (project / "los.yaml").unlink()
    assert set(rules("routes --baseline bekend.json")) == {"unused-baseline"}
    check("routes --baseline bekend.json --update-baseline")
    assert rules("routes --baseline bekend.json") == []


def test_a_path_upward_has_the_settings_of_the_folders_it_really_lies_in(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "ander").mkdir()
    (project / "ander" / "routekaart.toml").write_text('ignore = ["overlap"]\n', encoding="utf-8")
    monkeypatch.chdir(project / "ander")
    assert "overlap" in rules("../routes")


@pytest.mark.parametrize("count", ['"veel"', "1e999", "null", "[]", "true", "1.0", "0", "-1"])
def test_a_baseline_of_another_form_is_told_in_one_line(count: str, project: Path) -> None:
    finding = f'{{"file": "a", "rule": "gap", "part": "", "count": {count}}}'
    content = f'{{"format": "routekaart.baseline", "format_version": 1, "findings": [{finding}]}}'
    (project / "bekend.json").write_text(content, encoding="utf-8")
    result = check("--baseline bekend.json")
    assert result.exit_code == 2
    assert result.stderr == "bekend.json: dit is geen baseline van routekaart\n"


def test_what_nothing_uses_in_a_vocabulary_is_told_to_who_asks_and_stays(project: Path) -> None:
    case = DATA / "routes" / "err" / "unused-in-vocabulary" / "fact"
    shutil.rmtree(project / "routes")
    shutil.copytree(case, project / "routes")
    asked = ["unused-in-vocabulary"]
    assert [one for one in rules() if one in asked] == []
    assert [one for one in rules("--info") if one in asked] == asked
    assert rules("--select unused-in-vocabulary") == asked
    (project / "routekaart.toml").write_text('select = ["unused-in-vocabulary"]\n', encoding="utf-8")
    assert rules() == asked
    check("--fix=all")
    assert (project / "routes" / "begrippen.yaml").read_bytes() == (case / "begrippen.yaml").read_bytes()
