"""From a folder of one's own: the words and the routes that come with routekaart, without copying them."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import needs
from support.places import ROOT

import routekaart
from routekaart import Journey, Network, RouteError
from routekaart.cli import main
from routekaart.files import compiled_copies as copies
from routekaart.files.compiled_copies import find_copy

ON = "2026-03-01"
SCHOOL = """\
routekaart: 1
id: school
title: School
version: "1"
uses: [routekaart/begrippen]
start: A
facts:
  # In other words than in routekaart/doorstroompunt, and yet the same.
  directe_actie_vereist: {type: yes_no, question: Is er haast?}
steps:
  A:
    title: Begin
    responsible: [school]
    actions:
      - do: Meld de jongere aan
        with: [doorstroompunt]
        when: {startkwalificatie: nee, leeftijd: {below: $leeftijdsgrens_doorstroompunt}}
        hand_over: {route: routekaart/doorstroompunt, step: S1}
      - {do: Help meteen, when: {directe_actie_vereist: ja}}
    transitions:
      - {to: werk, when: {heeft_werk: ja}}
    otherwise: stay
ends:
  werk: {title: Aan het werk, outcome: success}
"""
TESTS = """\
routekaart_tests: 1
journeys:
  - name: aangemeld bij het Doorstroompunt
    days:
      - on: 2026-03-01
        learn: {heeft_werk: nee, startkwalificatie: nee, geboortedatum: 2008-03-01}
        hand_over: {route: routekaart/doorstroompunt, step: S1}
        position: S1
      - {on: 2026-03-02, learn: {signaalbron: directe_melding}, advance: all, position: S3}
"""
TOLD = {"heeft_werk": "nee", "startkwalificatie": "nee", "geboortedatum": "2008-03-01", "directe_actie_vereist": "ja"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one route, which uses what comes with routekaart."""
    (tmp_path / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command)[1:])


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@x", *arguments]
    subprocess.run(command, check=True, capture_output=True)


def test_a_route_takes_in_the_words_and_is_sound(folder: Path) -> None:
    route = routekaart.load("school.yaml")
    bundled = routekaart.load("doorstroompunt")
    assert route.facts["leeftijd"] == bundled.facts["leeftijd"]
    assert route.partners["doorstroompunt"] == bundled.partners["doorstroompunt"]
    assert route.decide("A", {"heeft_werk": "ja"}).target == "werk"
    assert [one for one in routekaart.check(folder).diagnostics if one.severity != "info"] == []


def test_a_bundled_route_has_one_name_more() -> None:
    assert routekaart.load("routekaart/entree").digest == routekaart.load("entree").digest
    with pytest.raises(RouteError, match="bedoelde u entree"):
        routekaart.load("routekaart/entre")
    assert run("routekaart show routekaart/entree").output == run("routekaart show entree").output


def test_a_hand_over_tells_the_id_and_what_the_file_calls_the_route(folder: Path) -> None:
    route = routekaart.load("school.yaml")
    (action, _) = route.duties("A", TOLD, on=ON).actions
    assert action.hand_over is not None
    assert (action.hand_over.route, action.hand_over.called) == ("doorstroompunt", "routekaart/doorstroompunt")
    assert run("routekaart show school.yaml A").output.count("doorstroompunt S1") == 1
    assert "doorstroompunt S1" in run("routekaart map school.yaml --format text").output


def test_a_network_knows_the_receiver(folder: Path) -> None:
    network = routekaart.network(folder)
    assert tuple(network.routes) == ("school", "doorstroompunt")
    assert network.bundled == {"doorstroompunt"}
    assert "directe_actie_vereist" in network.shared_facts
    journey = Journey.start(network.routes["school"], on=ON).learn(TOLD, on=ON)
    (link,) = network.hand_overs(journey)
    transfer = network.hand_over(journey, link, on=ON)
    assert set(transfer.received.told) == set(TOLD)
    assert transfer.received.route.digest == routekaart.load("doorstroompunt").digest
    assert network.hand_overs(transfer.sent) == ()
    assert set(network.arrive(link, TOLD, on=ON).facts) == set(TOLD)


def test_a_network_knows_whom_the_receiver_hands_over_to(folder: Path) -> None:
    text = SCHOOL.replace("doorstroompunt, step: S1", "transitieroute, step: T1")
    step = next(iter(routekaart.load("transitieroute").steps))
    (folder / "school.yaml").write_text(text.replace("T1", step), encoding="utf-8")
    network = routekaart.network(folder)
    assert network.bundled == {"transitieroute", "doorstroompunt"}
    assert all(link.to_step in network.routes[link.to_route].steps for link in network.links)


def test_who_hands_over_to_nothing_bundled_gets_nothing_bundled() -> None:
    network = routekaart.network(ROOT / "routes")
    assert network.bundled == frozenset()
    assert Network(network.routes).links == network.links


@pytest.mark.parametrize("step", ["S1", "S99"])
def test_a_step_of_the_receiver_must_be_there(step: str, folder: Path) -> None:
    (folder / "school.yaml").write_text(SCHOOL.replace("step: S1", f"step: {step}"), encoding="utf-8")
    found = [one.rule for one in routekaart.check(folder).diagnostics if one.severity == "error"]
    assert found == ([] if step == "S1" else ["unknown-hand-over"])


@pytest.mark.slow
def test_two_routes_of_one_id_are_no_network(folder: Path) -> None:
    own = folder / "doorstroompunt.yaml"
    own.write_text(SCHOOL.replace("id: school", "id: doorstroompunt").replace("do: Meld", "do: Bel"), encoding="utf-8")
    with pytest.raises(RouteError, match="is ook de naam van routekaart/doorstroompunt"):
        routekaart.network(folder)
    assert [one.rule for one in routekaart.check(folder).errors] == ["duplicate-name"]
    shutil.copy(ROOT / "routes" / "doorstroompunt.yaml", own)
    own.write_text(own.read_text(encoding="utf-8").replace("uses: [begr", "uses: [routekaart/begr"), encoding="utf-8")
    # The same in every word: nobody can be mistaken.
    assert routekaart.network(folder).bundled == frozenset()
    assert routekaart.check(folder).errors == ()


def test_partners_are_those_of_the_folder(folder: Path) -> None:
    found = json.loads(run("routekaart partners --routes . --format json").output)["parts"]
    assert {(part["route"], part["partner"]) for part in found} == {("school", "school"), ("school", "doorstroompunt")}


@pytest.mark.slow
def test_a_journey_in_a_tests_file_goes_on_in_the_receiver(folder: Path) -> None:
    (folder / "school.tests.yaml").write_text(TESTS, encoding="utf-8")
    result = run("routekaart test school.tests.yaml")
    assert result.exit_code == 0, result.output
    # What comes with routekaart forbids is not for this route to show.
    assert "onmogelijke combinaties" not in result.output
    (folder / "school.tests.yaml").write_text(TESTS.replace("routekaart/d", "d"), encoding="utf-8")
    assert "bedoelde u routekaart/doorstroompunt?" in run("routekaart test school.tests.yaml").output


def test_tests_can_be_of_a_bundled_route(folder: Path) -> None:
    text = "routekaart_tests: 1\nroute: routekaart/doorstroompunt\nstudents:\n"
    text += "  - {name: zonder signaal, step: S1, facts: {}, outcome: next, target: S2}\n"
    (folder / "eigen.tests.yaml").write_text(text, encoding="utf-8")
    assert run("routekaart test eigen.tests.yaml").exit_code == 0


def test_a_copy_follows_the_words_that_come_with_routekaart(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kept, other = tmp_path_factory.mktemp("kept"), tmp_path_factory.mktemp("routes")
    monkeypatch.setenv(copies.VARIABLE, str(kept))
    first = routekaart.load("school.yaml")
    found = find_copy(Path("school.yaml"))
    assert found is not None
    assert found.route is not None
    assert found.route.digest == first.digest
    words = (ROOT / "routes" / "begrippen.yaml").read_text(encoding="utf-8")
    (other / "begrippen.yaml").write_text(words.replace("max: 130", "max: 120"), encoding="utf-8")
    monkeypatch.setattr("routekaart.files.file_names.bundled_folder", lambda: other)
    assert find_copy(Path("school.yaml")) is None
    assert routekaart.load("school.yaml").facts["leeftijd"].maximum == 120


def test_own_words_of_the_same_name_are_another_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(copies.VARIABLE, str(folder / "kept"))
    own = "routekaart: 1\nvocabulary: begrippen\ntitle: Eigen\nfacts: {hobby: {type: yes_no}}\n"
    (folder / "begrippen.yaml").write_text(own, encoding="utf-8")
    text = SCHOOL.replace("uses: [", "uses: [begrippen, ").replace("heeft_werk: ja", "heeft_werk: ja, hobby: ja")
    (folder / "school.yaml").write_text(text, encoding="utf-8")
    assert {"hobby", "leeftijd"} <= routekaart.load("school.yaml").facts.keys()
    assert find_copy(Path("school.yaml")) is not None
    (folder / "begrippen.yaml").write_text(own.replace("yes_no", "yes_no, title: spel"), encoding="utf-8")
    assert routekaart.load("school.yaml").facts["hobby"].title == "spel"


@needs.program("git")
def test_a_version_is_compared_with_what_it_was(folder: Path) -> None:
    git(folder, "init", "-q", ".")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "een")
    assert run("routekaart diff HEAD school.yaml").exit_code == 0
    (folder / "school.yaml").write_text(SCHOOL.replace("step: S1", "step: S2"), encoding="utf-8")
    result = run("routekaart diff HEAD school.yaml")
    assert result.exit_code == 1
    assert "overdracht: was routekaart/doorstroompunt S1, is nu routekaart/doorstroompunt S2" in result.output
    assert run("routekaart show HEAD:school.yaml").exit_code == 0


def test_a_route_of_the_folder_in_place_of_a_bundled_one_is_a_change(folder: Path) -> None:
    (folder / "eigen.yaml").write_text(SCHOOL.replace("routekaart/doorstroompunt", "doorstroompunt"), encoding="utf-8")
    result = run("routekaart diff school.yaml eigen.yaml")
    assert "was routekaart/doorstroompunt S1, is nu doorstroompunt S1" in result.output


def test_what_comes_with_routekaart_is_listed() -> None:
    result = run("routekaart list")
    assert "begrippen " in result.stdout
    assert "uses: [routekaart/begrippen]" in result.stderr
