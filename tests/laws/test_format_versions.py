"""Everything with a version of its form: what is of another one is refused, and `true` or `1.0` is not 1."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import routekaart
from routekaart.checking.baseline import BaselineError, empty_baseline, read_baseline
from routekaart.files.shelf import Shelf
from routekaart.journeys import Journey, JourneyError
from routekaart.simulation.distributions_file import read_distributions
from routekaart.testing.route_tests.tests_file import read_tests

VERSIONS: tuple[object, ...] = (True, False, 1.0, "1", None, 0, 2, 10**12, [1], {})
ROUTE: dict[str, Any] = {
    "routekaart": 1,
    "id": "werk",
    "title": "Werk",
    "version": "1",
    "start": "zoeken",
    "steps": {"zoeken": {"title": "Zoeken", "otherwise": "klaar"}},
    "ends": {"klaar": {"title": "Klaar", "outcome": "success"}},
}
VOCABULARY: dict[str, Any] = {"routekaart": 1, "vocabulary": "woorden", "title": "Woorden", "facts": {}}
STUDENT = {"name": "iemand", "step": "zoeken", "outcome": "end"}


def route(folder: Path, version: object) -> None:
    written(folder / "werk.yaml", {**ROUTE, "routekaart": version})
    routekaart.load(folder / "werk.yaml")


def vocabulary(folder: Path, version: object) -> None:
    written(folder / "woorden.yaml", {**VOCABULARY, "routekaart": version})
    written(folder / "met.yaml", {**ROUTE, "id": "met", "uses": ["woorden"]})
    routekaart.load(folder / "met.yaml")


def file_with_tests(folder: Path, version: object) -> None:
    written(folder / "werk.yaml", ROUTE)
    written(folder / "werk.tests.yaml", {"routekaart_tests": version, "students": [STUDENT]})
    read = read_tests(folder / "werk.tests.yaml", Shelf())
    if read.tests is None:
        raise routekaart.RouteError(read.diagnostics)


def distributions(folder: Path, version: object) -> None:
    written(folder / "werk.yaml", ROUTE)
    written(folder / "werk.simulation.yaml", {"routekaart_simulation": version, "facts": {}})
    read_distributions(folder / "werk.simulation.yaml", [routekaart.load(folder / "werk.yaml")], [date(2026, 3, 1)])


def journey(folder: Path, version: object) -> None:
    """A journey is in its second form: one version further than everything else."""
    written(folder / "werk.yaml", ROUTE)
    found = routekaart.load(folder / "werk.yaml")
    version = version + 1 if type(version) is int and version else version
    Journey.from_dict({**Journey.start(found, on="2026-03-01").to_dict(), "format_version": version}, found)


def baseline(folder: Path, version: object) -> None:
    content = json.loads(empty_baseline(folder / "bekend.json").text())
    written(folder / "bekend.json", {**content, "format_version": version})
    read_baseline(folder / "bekend.json")


def written(file: Path, content: object) -> None:
    file.write_text(json.dumps(content), encoding="utf-8")


READERS = (route, vocabulary, file_with_tests, distributions, journey, baseline)


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_the_version_of_now_is_read(read: Callable[[Path, object], None], tmp_path: Path) -> None:
    read(tmp_path, 1)


@pytest.mark.parametrize("version", VERSIONS, ids=repr)
@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
def test_what_is_not_the_version_of_now_is_refused(
    read: Callable[[Path, object], None], version: object, tmp_path: Path
) -> None:
    with pytest.raises((routekaart.RouteError, JourneyError, BaselineError)) as error:
        read(tmp_path, version)
    assert len(str(error.value)) < 300


def test_every_answer_in_json_says_its_form_and_version() -> None:
    found = routekaart.load("roc_bbl")
    given = {"heeft_werkplek": "nee"}
    answers = {
        "decision": found.decide("P3", given, on="2026-03-01").to_dict(),
        "duties": found.duties("P3", given, on="2026-03-01").to_dict(),
        "reach": found.reach("P3", found.step("P3").transitions[0].to, given, on="2026-03-01").to_dict(),
        "journey": Journey.start(found, on="2026-03-01").to_dict(),
        "route": found.to_dict(),
    }
    way = found.path({}, to="P3")
    assert way is not None
    for name, answer in {**answers, "path": way.to_dict()}.items():
        assert list(answer)[:2] == ["format", "format_version"]
        assert (answer["format"], answer["format_version"]) == (f"routekaart.{name}", 2 if name == "journey" else 1)
