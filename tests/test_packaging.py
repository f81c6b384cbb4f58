"""The wheel holds what an application elsewhere needs: the routes, the schema and the types."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
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
    environment = {"PYTHONPATH": str(installed), "PATH": ""}
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "P7 5"
