"""What GitHub, pre-commit and a release read is valid, and says the same as the rest of the project."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ruamel.yaml import YAML

import routekaart

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(file for file in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if file.name != "config.yml")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RELEASING = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PLACEHOLDER = "ROUTEKAART-OWNER"
PINNED = r"uses: [\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
OF_THIS_REPOSITORY = r"uses: \$/[\w./-]+"

SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
}


def read_yaml(file: Path) -> Any:
    return YAML(typ="safe").load(file)


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in WORKFLOWS:
        for name, job in read_yaml(file)["jobs"].items():
            yield f"{file.name} {name}", job


def tracked() -> list[Path]:
    """The files of the checkout; skips where it is none, such as an unpacked source package."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.mark.slow
@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_file_for_github_is_valid_by_its_published_schema(schema: str) -> None:
    assert SCHEMAS[schema]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, SCHEMAS[schema])]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("file", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda file: file.name)
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(file: Path) -> None:
    used = re.findall(r"^ *(?:- )?(uses:.*)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert used
    assert [line for line in used if not re.fullmatch(f"{PINNED}|{OF_THIS_REPOSITORY}", line)] == []


def test_an_action_is_pinned_to_the_same_commit_everywhere() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in [*WORKFLOWS, ROOT / "action.yml"])
    pins = set(re.findall(r"uses: (\S+)@(\S+) # (\S+)", text))
    assert len({name for name, _, _ in pins}) == len(pins)


def test_a_workflow_may_do_nothing_that_its_job_does_not_need() -> None:
    assert all(read_yaml(file)["permissions"] == {} for file in WORKFLOWS)
    allowed = {name: job["permissions"] for name, job in jobs()}
    publishing = allowed.pop("release.yml publish")
    assert publishing == {"id-token": "write"}
    assert all(permissions == {"contents": "read"} for permissions in allowed.values())


def test_no_checkout_keeps_the_credentials() -> None:
    checkouts = [
        step for _, job in jobs() for step in job.get("steps", ()) if "actions/checkout" in step.get("uses", "")
    ]
    assert len(checkouts) > 3
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_versions_of_python_that_are_tested_are_those_that_are_promised() -> None:
    classifiers = PROJECT["project"]["classifiers"]
    promised = re.findall(r"^Programming Language :: Python :: (\d\.\d+)$", "\n".join(classifiers), flags=re.MULTILINE)
    tested = dict(jobs())["tests.yml everything"]["strategy"]["matrix"]["python"]
    assert tested == promised
    assert PROJECT["project"]["requires-python"] == f">={promised[0]}"


def test_ci_runs_the_commands_that_the_manual_tells() -> None:
    manual = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    everywhere = {name: [step.get("run") for step in job.get("steps", ())] for name, job in jobs()}
    for name, command in {"everything": "uv run pytest", "quick": 'uv run pytest -m "not slow"'}.items():
        assert command in everywhere[f"tests.yml {name}"]
        assert f"`{command}`" in manual
    assert ".ci/run" in everywhere["tests.yml nothing-missing"]


def test_a_release_is_published_only_after_the_tests_and_a_trial_of_the_packages() -> None:
    release = {name.removeprefix("release.yml "): job for name, job in jobs()}
    assert release["tests"]["uses"].endswith("/.github/workflows/tests.yml")
    assert release["publish"]["needs"] == ["tests", "build"]
    assert release["publish"]["environment"] == "pypi"
    assert release["publish"]["steps"][-1]["with"]["attestations"] is True
    assert ".ci/packages dist/*" in [step.get("run") for step in release["build"]["steps"]]
    for told in (".ci/packages dist/*", "release.yml", "environment `pypi`", "attestations"):
        assert told in RELEASING


def test_the_version_and_the_newest_heading_of_the_changelog_are_those_of_the_package() -> None:
    heading = re.search(r"^## (.+), (?:\d{4}-\d\d-\d\d|not yet released)$", CHANGELOG, flags=re.MULTILINE)
    assert heading is not None
    assert PROJECT["project"]["version"] == routekaart.__version__ == heading[1]


def test_hooks_of_pre_commit_run_the_tools_that_this_project_installs() -> None:
    (repository,) = read_yaml(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    assert all(hook["entry"].startswith("uv run ") for hook in repository["hooks"])
    offered = {hook["id"]: hook for hook in read_yaml(ROOT / ".pre-commit-hooks.yaml")}
    for hook in repository["hooks"]:
        if hook["id"] in offered:
            same = offered[hook["id"]]
            assert hook["entry"] == f"uv run {same['entry']}"
            assert all(hook.get(key) == same.get(key) for key in ("files", "exclude", "pass_filenames"))


def test_a_form_asks_for_made_up_facts_before_it_asks_for_facts() -> None:
    for file in FORMS:
        parts = read_yaml(file)["body"]
        asks_what_was_given = any(part.get("id") == "command" for part in parts)
        boxes = [option for part in parts if part["type"] == "checkboxes" for option in part["attributes"]["options"]]
        assert parts[0]["type"] == "markdown"
        assert "van een echte student" in parts[0]["attributes"]["value"]
        assert [option["required"] for option in boxes] == [True] * asks_what_was_given


@pytest.mark.slow
def test_what_does_not_exist_yet_has_one_placeholder_and_the_manual_says_where() -> None:
    words = r"OWNER(?!S)|CONTACT|MAINTAINER|PLACEHOLDER|CHANGE-?ME|YOUR|TODO|TBD|FIXME"
    spellings = rf"\b(?=[A-Z-]*(?:{words}))[A-Z][A-Z-]*\b"
    places: dict[str, set[str]] = {}
    for file in tracked():
        text = file.read_text(encoding="utf-8", errors="replace")
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith("tests/"):
            for owner in re.findall(r"github\.com/([\w.-]+)/routekaart\b", text):
                assert owner == PLACEHOLDER, name
            for spelling in re.findall(spellings, text):
                places.setdefault(spelling, set()).add(name)
    assert set(places) == {PLACEHOLDER}
    rows = "\n".join(re.findall(r"^\|(.*?)\|", RELEASING, flags=re.MULTILINE))
    assert places[PLACEHOLDER] - {"docs/releasing.md"} == set(re.findall(r"`(.+?)`", rows))


def test_uv_knows_what_pyspark_needs_without_fetching_it() -> None:
    (told,) = PROJECT["tool"]["uv"]["dependency-metadata"]
    assert f"{told['name']}=={told['version']}" in PROJECT["tool"]["uv"]["constraint-dependencies"]


SHIPPED = [
    *sorted((ROOT / "routes").glob("*.yaml")),
    *sorted((ROOT / ".github").rglob("*.yml")),
    *(ROOT / name for name in ("action.yml", "publiccode.yml", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml")),
]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_other_readers_of_yaml_read_every_file(file: Path) -> None:
    assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict | list)


def test_what_is_public_code_says_what_the_standard_asks() -> None:
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert told.keys() >= {
        "publiccodeYmlVersion", "name", "url", "softwareType", "platforms", "developmentStatus", "description", "legal",
        "localisation", "maintenance",
    }  # fmt: skip
    for text in told["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
    assert told["legal"]["license"] == "MIT"
