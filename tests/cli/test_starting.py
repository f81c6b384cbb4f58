"""A new project is in order from the first minute, and so is everything it holds for editors and CI."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML
from support import needs
from support.places import ROOT

import routekaart
from routekaart import check
from routekaart.cli import main
from routekaart.cli.starting import MARK, NOT_RELEASED, PARTS, project
from routekaart.diagnostics.diagnostic import Diagnostic

TITLES = ["Mijn route", 'Van "school" naar: werk # of leren', "@version@", "Ünïcode → 'ja'"]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_the_commands_of_the_first_ten_minutes_work() -> None:
    run("init")
    text = Path("README.md").read_text(encoding="utf-8")
    commands = [
        one for one in re.findall(r"`routekaart ([^`]+)`", text) if "--watch" not in one and "oud.yaml" not in one
    ]
    assert len(commands) >= 9
    for command in commands:
        assert run(*shlex.split(command)).exit_code == 0, command


def validated(file: Path, schema: str) -> str:
    """What a published schema has against a file; empty when nothing."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout if result.returncode else ""


@pytest.mark.parametrize("title", TITLES)
def test_a_new_project_is_clean(title: str) -> None:
    assert run("init", "--title", title).exit_code == 0
    report = check("routes")
    assert [one.rule for one in report.diagnostics] == ["wait-without-term"]
    assert [one.severity for one in report.diagnostics] == ["info"]
    assert run("check").exit_code == 0
    assert run("test").exit_code == 0
    assert f"{title} (mijn_route" in run("show", "routes/mijn_route.yaml").stdout


def test_a_new_project_is_in_the_layout_of_format_and_hidden_files_are_no_routes() -> None:
    run("init")
    assert run("format", "--check").exit_code == 0
    assert "geen routebestanden gevonden in ." in run("check", ".").stderr
    assert run("format", ".").stderr == ".: hier staan geen routes\n"
    Path("leeg").mkdir()
    assert run("diff", "leeg", "routes").stderr == "leeg: hier staan geen routes\n"


def test_what_is_there_stays_as_it_is() -> None:
    Path("routekaart.toml").write_text("# van ons\n", encoding="utf-8")
    first, second = run("init"), run("init", "--title", "Anders")
    assert "staat er al: routekaart.toml" in first.stdout
    assert "gemaakt: routes/mijn_route.yaml" in first.stdout
    assert "gemaakt" not in second.stdout
    assert Path("routekaart.toml").read_text(encoding="utf-8") == "# van ons\n"
    assert "Mijn route" in Path("routes/mijn_route.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", PARTS)
def test_a_part_can_be_left_out(part: str) -> None:
    run("init", "--without", part)
    made = {path.as_posix() for path in Path().rglob("*") if path.is_file()}
    assert not {path.replace("@id@", "mijn_route") for path, _ in PARTS[part]} & made
    assert "schema/route.schema.json" in made


def test_no_name_is_left_open() -> None:
    run("init")
    for file in Path().rglob("*"):
        if file.is_file() and "schema" not in file.parts:
            assert not re.search(r"@[a-z]+@", file.read_text(encoding="utf-8")), file


@pytest.mark.slow
def test_what_ci_reads_is_valid_by_its_published_schema() -> None:
    run("init")
    assert validated(Path(".github/workflows/routekaart.yml"), "vendor.github-workflows") == ""
    assert validated(Path(".gitlab-ci.yml"), "vendor.gitlab-ci") == ""
    assert validated(ROOT / "action.yml", "vendor.github-actions") == ""
    assert validated(ROOT / "action.yml", "vendor.gitlab-ci") != ""


def test_the_commands_that_ci_runs_work() -> None:
    run("init")
    workflow, pipeline = (
        Path(name).read_text(encoding="utf-8") for name in (".github/workflows/routekaart.yml", ".gitlab-ci.yml")
    )
    commands = re.findall(r"- (?:run: )?routekaart (.*)", workflow + pipeline)
    assert len(commands) == 4
    for command in commands:
        words = command.replace('"$GITHUB_STEP_SUMMARY"', "samenvatting.md").split()
        assert run(*words).exit_code == 0, command


def test_the_entries_of_the_hooks_work() -> None:
    run("init")
    for hook in [*_hooks(ROOT / ".pre-commit-hooks.yaml"), *_hooks(Path(".pre-commit-config.yaml"))]:
        words = hook["entry"].split()[1:]
        files = [] if not hook.get("pass_filenames", True) else ["routes/mijn_route.yaml"]
        assert re.search(hook["files"], "routes/mijn_route.yaml")
        assert run(*words, *files).exit_code == 0, hook


@pytest.mark.parametrize("changed", ["routes/a.yaml", "routes/a.tests.yaml", "routes/a.simulation.yml", "README.md"])
def test_a_hook_gets_only_files_that_it_can_use(changed: str) -> None:
    run("init")
    for hook in [*_hooks(ROOT / ".pre-commit-hooks.yaml"), *_hooks(Path(".pre-commit-config.yaml"))]:
        given = re.search(hook["files"], changed) and not re.search(hook.get("exclude", "^$"), changed)
        if any(word in hook["id"] for word in ("check", "fix", "format")):
            assert bool(given) is (changed == "routes/a.yaml")
        else:
            assert bool(given) is changed.startswith("routes/")


def test_nothing_comes_back_into_a_project_that_was_begun() -> None:
    run("init")
    for file in [*Path("routes").iterdir(), Path(".gitlab-ci.yml"), Path("schema/tests.schema.json")]:
        file.unlink()
    before = sorted(Path().rglob("*"))
    result = run("init")
    assert (result.exit_code, sorted(Path().rglob("*"))) == (0, before)
    assert "er komt niets bij" in result.stdout


def test_a_part_that_is_named_is_added_to_a_project_that_was_begun() -> None:
    run("init", "--without", "gitlab", "--without", "github")
    Path("README.md").unlink()
    before = set(Path().rglob("*"))
    assert run("init", "--add", "gitlab").exit_code == 0
    assert set(Path().rglob("*")) - before == {Path(".gitlab-ci.yml")}


def test_a_new_route_has_no_tests_that_break_when_its_steps_are_replaced() -> None:
    run("init")
    run("new", "naar_werk", "--folder", "routes")
    route = Path("routes/naar_werk.yaml")
    head, _, rest = route.read_text(encoding="utf-8").partition("steps:\n")
    own = "steps:\n  begin: {title: Begin, transitions: [{to: geplaatst, when: {heeft_plek: ja}}], otherwise: stay}\n"
    _, _, ends = rest.partition("\nends:")
    route.write_text(f"{head.replace('start: intake', 'start: begin')}{own}\nends:{ends}", encoding="utf-8")
    assert [one for one in check("routes").diagnostics if one.severity == "error"] == []
    assert run("test", "routes").exit_code == 0


def test_a_beginning_that_was_broken_off_is_finished() -> None:
    files = list(project("mijn_route", "Mijn route", PARTS))
    assert files[-1][0] == MARK
    run("init")
    Path(MARK).unlink()
    Path("routes/mijn_route.tests.yaml").unlink()
    run("init")
    assert Path("routes/mijn_route.tests.yaml").exists()


@pytest.mark.parametrize("link", ["project", "project/.vscode", "project/routes", "project/routekaart.toml"])
def test_a_link_that_leads_nowhere_is_told_before_anything_is_made(link: str) -> None:
    Path(link).parent.mkdir(exist_ok=True)
    Path(link).symlink_to("nergens")
    result = run("init", "project")
    assert (result.exit_code, "een koppeling die nergens heen leidt" in result.stderr) == (2, True)
    assert [path for path in Path().rglob("*") if path.is_file()] == []


@needs.program("git")
def test_git_keeps_students_out_and_all_that_init_makes_in() -> None:
    run("init")
    made = [path.as_posix() for path in Path().rglob("*") if path.is_file()]
    students = ["studenten.csv", "data/mbo.parquet", "studenten/anna.json", "anna.reis.json", "lijst.xlsx"]
    subprocess.run(["git", "init", "--quiet"], check=True)
    asked = ["git", "check-ignore", *made, *students]
    ignored = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.splitlines()
    assert ignored == students


ORIGINS = [
    (None, "routekaart==", False),
    ({"url": "file:///ergens/routekaart", "dir_info": {"editable": True}}, NOT_RELEASED, True),
    (
        {"url": "https://example.org/r.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}},
        "routekaart @ git+https://example.org/r.git@abc123",
        False,
    ),
]


@pytest.mark.parametrize(("origin", "asked", "noted"), ORIGINS, ids=["an index", "this machine", "a repository"])
def test_ci_asks_for_the_routekaart_that_made_the_project(
    origin: object, asked: str, noted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = None if origin is None else json.dumps(origin)
    found = SimpleNamespace(read_text=lambda name: written if name == "direct_url.json" else None)
    monkeypatch.setattr("routekaart.cli.starting.distribution", lambda _: found)
    said = run("init").stdout
    exact = asked + routekaart.__version__ if asked.endswith("==") else asked
    for file in (".pre-commit-config.yaml", ".github/workflows/routekaart.yml", ".gitlab-ci.yml", "README.md"):
        assert f'"{exact}"' in Path(file).read_text(encoding="utf-8")
    assert ("let op: routekaart is nog niet uitgegeven; vervang ROUTEKAART-OWNER" in said) is noted


def test_the_action_runs_its_own_checkout_on_a_python_that_it_sets_up() -> None:
    steps = YAML(typ="safe").load(ROOT / "action.yml")["runs"]["steps"]
    assert steps[0]["uses"].startswith("actions/setup-python@")
    assert steps[1]["env"] == {"ACTION_PATH": "${{ github.action_path }}"}
    assert steps[1]["run"] == 'python -m pip install --quiet "$ACTION_PATH"'


def _hooks(file: Path) -> list[dict[str, Any]]:
    content = YAML(typ="safe").load(file)
    hooks: list[dict[str, Any]] = content if isinstance(content, list) else content["repos"][0]["hooks"]
    return hooks


def test_the_problem_matcher_reads_what_a_check_says() -> None:
    run("init")
    tasks = json.loads(Path(".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    route = Path("routes/mijn_route.yaml")
    text = route.read_text(encoding="utf-8").replace("to: zoeken", "to: zoken")
    route.write_text(text, encoding="utf-8")
    assert tasks[0]["command"] == "routekaart"
    (line,) = run(*tasks[0]["args"]).stdout.splitlines()
    match = re.match(pattern["regexp"], line)
    assert match is not None
    told: Diagnostic = check("routes").diagnostics[0]
    found = [match[pattern[key]] for key in ("file", "line", "column", "severity", "code", "message")]
    assert found == ["routes/mijn_route.yaml", str(told.line), str(told.column), "error", told.rule, told.message]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("mijn_route.yaml", "route"),
        ("begrippen.yaml", "vocabulary"),
        ("onze_begrippen.yaml", "vocabulary"),
        ("mijn_route.tests.yaml", "tests"),
        ("mijn_route.simulation.yaml", "simulation"),
    ],
)
def test_an_editor_is_told_one_schema_for_each_file(name: str, schema: str) -> None:
    run("init")
    mapped = json.loads(Path(".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    file = PurePosixPath("routes", name)
    fitting = [
        one
        for one, patterns in mapped.items()
        if any(file.match(pattern) for pattern in patterns if not pattern.startswith("!"))
        and not any(file.match(pattern[1:]) for pattern in patterns if pattern.startswith("!"))
    ]
    assert fitting == [f"./schema/{schema}.schema.json"]
    assert Path(fitting[0]).is_file()


@pytest.mark.parametrize("folder", [".", "routes", "diep/in/een/map"])
def test_a_new_route_finds_the_schema(folder: str) -> None:
    run("init")
    Path(folder).mkdir(parents=True, exist_ok=True)
    result = run("new", "naar_werk", "--folder", folder, "--title", "Naar: werk")
    assert result.exit_code == 0
    assert check(Path(folder) / "naar_werk.yaml").clean
    first = (Path(folder) / "naar_werk.yaml").read_text(encoding="utf-8").splitlines()[0]
    schema = first.partition("$schema=")[2]
    if folder != "diep/in/een/map":
        assert (Path(folder) / schema).is_file()


@pytest.mark.parametrize("name", ["Naar werk", "1e", "../weg", "", "é", "null", "true"])
def test_a_name_that_no_route_can_have_is_refused(name: str) -> None:
    for words in (["new", name], ["init", "--id", name]):
        result = run(*words)
        assert result.exit_code == 2
        assert "een route heet als mijn_route" in result.stderr
        assert list(Path().iterdir()) == []


@pytest.mark.parametrize("title", ["", "  ", "a\x1b[31mb", "a\nb", "a\u202eb"])
def test_a_title_that_no_route_can_have_is_refused(title: str) -> None:
    result = run("new", "naar_werk", "--title", title)
    assert (result.exit_code, "een titel is tekst op een regel" in result.stderr) == (2, True)
    assert list(Path().iterdir()) == []


def test_a_link_does_not_lead_what_is_made_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    Path("project").mkdir()
    Path("project/.vscode").symlink_to(elsewhere)
    result = run("init", "project")
    assert (result.exit_code, "buiten project" in result.stderr) == (2, True)
    assert list(elsewhere.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told() -> None:
    Path("bestand").write_text("", encoding="utf-8")
    result = run("new", "naar_werk", "--folder", "bestand/map")
    assert result.exit_code == 2
    assert result.stderr.startswith("bestand/map/naar_werk.yaml: niet te schrijven: een deel van het pad is geen map")
