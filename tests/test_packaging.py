"""The wheel holds what an application elsewhere needs: the routes, the schema and the types."""

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import routekaart

ROOT = Path(__file__).parents[1]


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
