"""The other readings of the five routes: each is the file in which it is written by hand, and does what it says."""

import copy
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner
from support.places import ROOT
from support.profiles import SLOW, sample
from support.strategies import REAL_ROUTES, real_route

import routekaart
from routekaart import Route
from routekaart.cli import main
from routekaart.comparison import compare
from routekaart.errors import AlternativeError
from routekaart.files.source import plain, read_document

ROUTES = ROOT / "routes"
ALTERNATIVES = [
    (name, reading.id, alternative)
    for name in REAL_ROUTES
    for reading in real_route(name).readings.values()
    for alternative in reading.executable
]
SECTIONS = ("start", "steps", "ends", "facts", "parameters", "partners", "impossible")
QUICK = (("roc_bbl", "A-31", "strikt"), ("roc_bbl", "A-16", "negentig_dagen"), ("entree", "QA25", "tot_16"))
MINOR = {"leeftijd": 17, "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}


def merged(part: Any, instead: Any) -> Any:
    """A section of a file with another reading in it: names and keys, and no deeper."""
    found = copy.deepcopy(part)
    for name, said in instead.items():
        if said is None:
            del found[name]
        elif name not in found:
            found[name] = {key: value for key, value in said.items() if value is not None}
        else:
            found[name] = {
                key: value for key, value in {**found[name], **said}.items() if key not in said or value is not None
            }
    return found


def by_hand(name: str, choices: Mapping[str, str], folder: Path) -> Route:
    """The route as a file in which alternatives are written, beside a vocabulary in which they are."""
    route, shared = (
        plain(read_document(ROUTES / f"{name}.yaml").root),
        plain(read_document(ROUTES / "begrippen.yaml").root),
    )
    chosen = [route["readings"][reading]["others"][one].pop("instead") for reading, one in choices.items()]
    # No other one is read: it may name what the chosen ones take away.
    for reading in route["readings"].values():
        reading.pop("others", None)
    for instead in chosen:
        for section, said in instead.items():
            here = {one: part for one, part in said.items() if one not in shared.get(section, {})}
            there = {one: part for one, part in said.items() if one in shared.get(section, {})}
            route[section] = merged(route.get(section, {}), here)
            if there:
                shared[section] = merged(shared[section], there)
    for file, content in ((f"{name}.yaml", route), ("begrippen.yaml", shared)):
        (folder / file).write_text(json.dumps(content), encoding="utf-8")
    for other in set(REAL_ROUTES) - {name}:
        shutil.copy(ROUTES / f"{other}.yaml", folder)
    return routekaart.load(folder / f"{name}.yaml")


def cases() -> Iterator[Any]:
    for one in dict.fromkeys((*QUICK, *sample(ALTERNATIVES, 4))):
        yield pytest.param(*one, marks=[] if one in QUICK else [pytest.mark.slow], id="-".join(one))


def bare(route: Route) -> Route:
    return replace(route, readings={}, chosen={}, base_digest=None, steps=dict(sorted(route.steps.items())))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "reading", "alternative"), list(cases()))
def test_an_alternative_is_the_file_in_which_it_is_written(
    name: str, reading: str, alternative: str, tmp_path: Path
) -> None:
    route = real_route(name)
    under, written = route.under({reading: alternative}), by_hand(name, {reading: alternative}, tmp_path)
    for section in SECTIONS:
        assert getattr(under, section) == getattr(written, section), section
    told, expected = (compare(route, other, called=(name, name)).part_dict() for other in (under, written))
    for one in (
        "next_steps",
        "duties",
        "admissions",
        "follows",
        "places",
        "others",
        "in_time",
        "unproven",
        "same_meaning",
    ):
        assert without_commands(told[one]) == without_commands(expected[one])
    assert told["same_meaning"] is False


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_two_alternatives_are_the_file_in_which_both_are_written(name: str, tmp_path: Path) -> None:
    route, refused = real_route(name), list[str]()
    named = [one[1:] for one in ALTERNATIVES if one[0] == name]
    pairs = [(one, other) for one, other in combinations(named, 2) if one[0] != other[0]]
    for (first, one), (second, other) in Random(7).sample(pairs, min(len(pairs), len(pairs) if SLOW else 12)):
        choices = {first: one, second: other}
        try:
            under = route.under(choices)
        except AlternativeError as error:
            # Both change the same, or one takes away what the other names.
            refused += [one for one in (first, second) if one not in str(error)]
            continue
        written = by_hand(name, choices, tmp_path)
        for section in SECTIONS:
            assert getattr(under, section) == getattr(written, section), (choices, section)
    assert refused == [], "a refusal names both"


def without_commands(told: Any) -> Any:
    """The same without what to type: that names the reading."""
    if isinstance(told, list):
        return [without_commands(one) for one in told]
    if isinstance(told, dict):
        return {key: without_commands(value) for key, value in told.items() if key != "command"}
    return told


def test_most_readings_of_the_routes_can_be_run() -> None:
    found = {name: sum(1 for one in real_route(name).readings.values() if one.executable) for name in REAL_ROUTES}
    assert found["roc_bbl"] >= 41
    assert found == {"roc_bbl": 41, "doorstroompunt": 7, "pro_vso": 11, "entree": 17, "transitieroute": 10}


@pytest.mark.parametrize(
    ("name", "choice", "step", "facts", "on", "was", "becomes"),
    [
        ("roc_bbl", "A-31=strikt", "P15", {"leeftijd": 23}, "2026-03-01", "P17", "P16"),
        ("roc_bbl", "A-31=strikt", "P15", {"leeftijd": 24}, "2026-03-01", "P17", "P17"),
        ("roc_bbl", "A-32=grens_van_de_wet", "P15", {"leeftijd": 26}, "2026-03-01", "P17", "P16"),
        ("roc_bbl", "A-32=grens_van_de_wet", "P15", {"leeftijd": 26}, "2025-03-01", "P17", "P17"),
        (
            *("roc_bbl", "A-27=naar_p14", "P12"),
            {"vrijstelling_kwalificatieplicht": "ja", "overstap_andere_opleiding": "nee"},
            *("2026-03-01", "ontheven_kwalificatieplicht", "P14"),
        ),
        ("roc_bbl", "A-16=meer_dan_drie", "P9", {"heeft_werkplek": "nee", "zoekduur": 3}, "2026-03-01", "P10", "P9"),
        ("roc_bbl", "A-13=alleen_via_p9_en_p10", "P4", {"voortgang": "gestopt"}, "2026-03-01", "P11", "P4"),
        (
            *("roc_bbl", "A-24=in_p12_blijven", "P12", {**MINOR, "overstap_andere_opleiding": "nee"}),
            *("2026-03-01", "P13", "P12"),
        ),
        (
            *("roc_bbl", "A-04=naar_p4", "P3", {"reguliere_werkplek": "ja", "ondersteuningsbehoefte": "ja"}),
            *("2026-03-01", "P5", "P4"),
        ),
        (
            *("roc_bbl", "A-09=naar_p4", "P5"),
            {"werkplek_aangepast": "ja", "indicatie_banenafspraak": "nee", "recht_op_loonkostensubsidie": "nee"},
            *("2026-03-01", "P6", "P4"),
        ),
        ("doorstroompunt", "D-01=letterlijk", "S3", {"doelgroep": "oud_vsv"}, "2026-03-01", "S4", "S12"),
        ("doorstroompunt", "D-01=letterlijk", "S3", {"doelgroep": "jikp"}, "2026-03-01", "S4", "S12"),
        (
            *("entree", "QA01=altijd_23", "stap_5a"),
            {"leeftijd": 24, "startkwalificatie": "nee", "hulp_na_uitstroom_loopt": "nee", "heeft_werk": "ja"},
            *("2026-03-01", "stap_5a", "einde_monitoring"),
        ),
        (
            *("entree", "QE02=naar_stap_3", "stap_2", {"studieadvies": "stoppen", "stopt_zonder_diploma": "nee"}),
            *("2026-03-01", "stap_4_exitgesprek", "stap_3"),
        ),
        (
            *("entree", "QE08=altijd_doorstroompunt", "stap_4_exitgesprek"),
            {"exitgesprek_gevoerd": "ja", "uitstroomperspectief": "arbeid"},
            *("2026-03-01", "stap_5a", "overdracht_doorstroompunt"),
        ),
        (
            *("pro_vso", "QA13=geen_actie", "stap_b_uitstroom_arbeid"),
            {"werkplek_gevonden": "ja", "loonkostensubsidie": "ja", "uitgeschreven": "ja"},
            *("2026-03-01", "stap_b_route_arbeid_plus", "stap_c_nazorg_arbeid"),
        ),
        (
            *("pro_vso", "QA12=onder_dagbesteding", "stap_a_orientatie"),
            {"twijfel_uitstroomprofiel": "nee", "uitstroomprofiel": "arbeid", "praktijkleren": "nee"},
            *("2026-03-01", "stap_a_orientatie_arbeid", None),
        ),
    ],
)
def test_other_readings_do_what_they_are_said_to_do(
    name: str, choice: str, step: str, facts: dict[str, object], on: str, was: str, becomes: str | None
) -> None:
    route = real_route(name)
    reading, _, alternative = choice.partition("=")
    assert route.decide(step, facts, on=on).target == was
    decision = route.under({reading: alternative}).decide(step, facts, on=on)
    assert decision.target == becomes
    assert decision.outcome == "needs_facts" or becomes is not None


@pytest.mark.slow
def test_only_duties_differ_where_a_source_is_silent_about_duties() -> None:
    route = real_route("pro_vso")
    found = compare(route, route.under({"QA25": "tot_16"}))
    assert found.next_steps == ()
    assert found.duties


def test_a_decision_of_a_real_route_hangs_on_what_must_be_confirmed() -> None:
    decision = real_route("roc_bbl").decide("P15", {"leeftijd": 25}, on="2026-03-01")
    assert [(one.reading, one.target) for one in decision.contested] == [("A-32", "P16")]
    assert real_route("roc_bbl").decide("P15", {"leeftijd": 25}, on="2025-03-01").contested == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_letter_to_the_owner_is_what_the_command_makes(name: str) -> None:
    pytest.importorskip("numpy")
    asked = ["readings", name, "--to-confirm", "--format", "markdown", "--students", "1000", "--on", "2026-03-01"]
    made = CliRunner().invoke(main, asked, prog_name="routekaart")
    letter = (ROOT / "docs" / "readings" / f"{name}.md").read_text(encoding="utf-8")
    assert made.output == letter, f"run: routekaart {' '.join(asked)} > docs/readings/{name}.md"
    asked_for = [one for one in real_route(name).readings.values() if one.to_confirm]
    assert letter.count("## Vraag ") == len(asked_for)
    # Who never saw YAML reads it: no keys of the format and no commands.
    for word in ("instead", "--", "yes_no", "null", "alternati"):
        assert word not in letter


@pytest.mark.slow
def test_the_register_has_every_reading_and_a_student_for_each_difference() -> None:
    made = CliRunner().invoke(main, ["readings", "doorstroompunt", "--json"], prog_name="routekaart")
    told = json.loads(made.output)
    route = real_route("doorstroompunt")
    assert [one["id"] for one in told["readings"]] == list(route.readings)
    for one in told["readings"]:
        others = route.readings[one["id"]].others
        assert [other["text"] for other in one["alternatives"]] == [other.text for other in others]
        for other in one["alternatives"]:
            assert (other["meaning"] == "differs") == other["executable"]
            for change in other["comparison"]["next_steps"] if other["comparison"] else ():
                assert f"--reading {one['id']}={other['id']}" in change["student"]["new"]["command"]
