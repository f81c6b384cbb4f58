"""The wheel holds what an application elsewhere needs: the routes, the schema and the types."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from importlib.metadata import requires
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.places import ROOT

import routekaart

_SPEC = spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_HATCH_BUILD = module_from_spec(_SPEC)
_SPEC.loader.exec_module(_HATCH_BUILD)
for_a_package_page = _HATCH_BUILD.for_a_package_page


def build(source: Path, kind: str, folder: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    result = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build(ROOT, "wheel", folder)
    (wheel,) = folder.glob("*.whl")
    unpacked = folder / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    return unpacked


def test_the_wheel_holds_the_routes_the_schema_and_the_types(installed: Path) -> None:
    package = installed / "routekaart"
    assert {path.name for path in (package / "routes").iterdir()} == {path.name for path in (ROOT / "routes").iterdir()}
    assert (package / "schema" / "route.schema.json").exists()
    assert (package / "py.typed").exists()
    web = ROOT / "src" / "routekaart" / "page" / "web"
    assert {path.name for path in (package / "page" / "web").iterdir()} == {
        path.name for path in web.iterdir() if path.is_file()
    }


@pytest.mark.slow
def test_an_installed_package_loads_its_routes_by_name(installed: Path, tmp_path: Path) -> None:
    script = (
        "import routekaart; from pathlib import Path;"
        f"assert Path(routekaart.__file__).is_relative_to({str(installed)!r});"
        "print(*(routekaart.load(name).decide('P3', {'heeft_werkplek': 'nee'}).target"
        " for name in routekaart.bundled_names() if name == 'roc_bbl'), len(routekaart.bundled_names()))"
    )
    environment = {"PYTHONPATH": str(installed), "PATH": "", "ROUTEKAART_CACHE": str(tmp_path / "copies")}
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "P7 5"
    assert not (tmp_path / "copies").exists()


def test_an_installed_package_loads_its_routes_without_parsing_them(installed: Path, tmp_path: Path) -> None:
    script = (
        "import sys, routekaart;"
        "print(*(routekaart.load(name).digest for name in routekaart.bundled_names()));"
        "print(*({'pydantic', 'ruamel.yaml', 'networkx', 'platformdirs'} & sys.modules.keys()))"
    )
    environment = {"PYTHONPATH": str(installed), "PATH": "", "ROUTEKAART_CACHE": str(tmp_path / "copies")}
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    digests, heavy = result.stdout.split("\n")[:2]
    assert digests.split() == [routekaart.load(name).digest for name in routekaart.bundled_names()]
    assert heavy == ""
    assert not (tmp_path / "copies").exists()


@pytest.mark.slow
def test_who_changes_an_installed_route_gets_the_changed_route(installed: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(installed, changed)
    path = changed / "routekaart" / "routes" / "entree.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("(?m)^title: .*$", "title: Veranderd", text, count=1), encoding="utf-8")
    environment = {"PYTHONPATH": str(changed), "PATH": "", "ROUTEKAART_CACHE": str(tmp_path / "copies")}
    script = "import routekaart; print(routekaart.load('entree').title, routekaart.load('roc_bbl').id)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert result.stdout.split() == ["Veranderd", "roc_bbl"]


def test_the_page_of_the_package_has_no_link_that_leads_nowhere(installed: Path) -> None:
    (metadata,) = installed.glob("*.dist-info/METADATA")
    page = metadata.read_text(encoding="utf-8").partition("\n\n")[2]
    assert "# routekaart" in page
    targets = re.findall(r"\]\(([^)]+)\)", page)
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []


def test_links_on_the_page_of_the_package_lead_to_the_source_when_it_has_an_address() -> None:
    shown = for_a_package_page("[a](docs/a.md#b) [c](https://c.example) [d](#d) [e](E.md)", "https://x.example/v1")
    assert (
        shown == "[a](https://x.example/v1/docs/a.md#b) [c](https://c.example) [d](#d) [e](https://x.example/v1/E.md)"
    )
    assert for_a_package_page("[a](docs/a.md) [d](#d)", None) == "a [d](#d)"


README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def bounds_of(lists: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    """For each package the lowest versions that these lists of requirements allow."""
    found: dict[str, set[str]] = {}
    for requirement in (one for some in lists for one in some):
        name, lowest = re.match(r"([\w.-]+)>=([\d.]+)", requirement).groups()  # type: ignore[union-attr]
        found.setdefault(name, set()).add(lowest)
    return found


def test_a_package_has_one_lowest_version_wherever_it_is_asked_for() -> None:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    lists = [project["dependencies"], *project["optional-dependencies"].values(), groups["dev"], groups["spark"]]
    assert {name: lowest for name, lowest in bounds_of(lists).items() if len(lowest) > 1} == {}
    built_with = {"hatchling": groups["dev"], **dict.fromkeys(("pydantic", "python-dateutil"), project["dependencies"])}
    for name, listed in built_with.items():
        assert bounds_of([PROJECT["build-system"]["requires"]])[name] == bounds_of([listed])[name]


def test_every_package_that_a_decision_brings_is_used_by_the_library() -> None:
    modules = {"python-dateutil": "dateutil", "ruamel.yaml": "ruamel", "typing-extensions": "typing_extensions"}
    text = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    for name in bounds_of([PROJECT["project"]["dependencies"]]):
        assert re.search(rf"^ *(import|from) {modules.get(name, name)}\b", text, flags=re.MULTILINE), name


def test_the_readme_names_every_package_that_is_installed_with_it() -> None:
    names = sorted(bounds_of([PROJECT["project"]["dependencies"]]))
    assert f"What is installed with it: {', '.join(names[:-1])} and {names[-1]};" in " ".join(README.split())


def test_a_decision_brings_a_dozen_packages_as_the_readme_says() -> None:
    """What `uv run --no-dev` installs: routekaart and the packages that it needs, and what those need."""
    brought = {"routekaart"}
    to_ask = ["routekaart"]
    while to_ask:
        for needed in map(Requirement, requires(to_ask.pop()) or ()):
            name = canonicalize_name(needed.name)
            if name not in brought and (needed.marker is None or needed.marker.evaluate({"extra": ""})):
                brought.add(name)
                to_ask.append(name)
    assert "only what a decision needs (uv and a dozen packages)" in " ".join(README.split())
    # With the lowest versions there are two more: python-dateutil needs six, ruamel.yaml its parser in C.
    assert 11 <= len(brought) <= 14, brought


@pytest.mark.slow
def test_a_wheel_from_the_source_package_holds_the_copies_too(tmp_path: Path) -> None:
    build(ROOT, "sdist", tmp_path)
    (source,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    build(tmp_path / source.name.removesuffix(".tar.gz"), "wheel", tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.split("-")[1] == routekaart.__version__
    copied = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("routekaart/bundled_copies/")}
    assert copied == {f"routekaart/bundled_copies/{name}.json" for name in ("begrippen", *routekaart.bundled_names())}
