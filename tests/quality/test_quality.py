"""Lint, format, types, workflows and the routes: the checks of CI, as tests."""

import shutil
import subprocess
import sysconfig

import pytest
from support.places import ROOT

import routekaart

FORBIDDEN = ("py" + "pi.org", "pythonhosted" + ".org", "registry.npm" + "js.org")


ZIZMOR = ["zizmor", "--offline", "--no-progress", "--persona", "pedantic", "--quiet", "."]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ZIZMOR],
    ids=["lint", "format", "types", "workflows"],
)
def test_the_code_passes(command: list[str]) -> None:
    program = shutil.which(command[0], path=sysconfig.get_path("scripts"))
    assert program is not None, f"{command[0]} is not installed in this environment"
    result = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.slow
def test_the_bundled_routes_are_in_order() -> None:
    report = routekaart.check(ROOT / "routes")
    told = [(diagnostic.rule, diagnostic.text.nl) for diagnostic in report.diagnostics if diagnostic.severity != "info"]
    # The source itself says "n.t.b." there; the five routes have no other finding.
    assert told == [("responsible-unknown", "bij stap P17 is nog te bepalen wie verantwoordelijk is (n.t.b.)")]
    assert {diagnostic.rule for diagnostic in report.diagnostics} == {
        "responsible-unknown",
        "wait-without-term",
        "reading-to-confirm",
        "alternative-unsound",
    }
    assert len(report.files) == 6


def test_no_lock_file_and_no_address_of_a_package_registry_is_kept() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode != 0:
        pytest.skip("not a git checkout, so there is nothing that could have been committed")
    files = [ROOT / name for name in tracked.stdout.splitlines()]
    assert ROOT / "uv.lock" not in files
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
        assert not [address for address in FORBIDDEN if address in text], file
