"""Routes together: who acts where, and what goes along with a student who is handed over."""

from pathlib import Path

import pytest
from support.places import ROOT

import routekaart
from routekaart import FactError, Network, RouteError, UnknownNameError

ROUTES = ROOT / "routes"
ON = "2026-03-01"


@pytest.fixture(scope="module")
def network() -> Network:
    return routekaart.network(ROUTES)


def test_every_hand_over_leads_to_a_step_that_is_there(network: Network) -> None:
    assert len(network.links) == 7
    for link in network.links:
        assert link.to_step in network.routes[link.to_route].steps
        place = network.routes[link.route]
        assert link.place in (place.ends if link.action is None else place.steps)


def test_every_partner_that_a_step_names_has_a_part(network: Network) -> None:
    for route in network.routes.values():
        for step in route.steps.values():
            named = {name for one in (*step.responsible, *step.contacts) for name in one.partners}
            named |= {name for action in step.actions for name in (*action.by, *action.partners)}
            named |= {name for support in step.supports for name in support.via}
            parts = {part.partner for part in network.parts if (part.route, part.step) == (route.id, step.id)}
            assert parts == named


def test_facts_of_the_vocabulary_are_shared_and_others_are_not(network: Network) -> None:
    assert set(network.shared_facts["leeftijd"]) == set(network.routes)
    assert "signaalbron" not in network.shared_facts


def test_a_student_takes_along_what_the_other_route_means_in_the_same_way(network: Network) -> None:
    link = next(one for one in network.links if one.route == "roc_bbl" and one.to_route == "doorstroompunt")
    facts = {"geboortedatum": "2005-01-01", "startkwalificatie": "nee", "heeft_werkplek": "nee", "kan_bol": "nee"}
    arrival = network.arrive(link, facts, on=ON)
    assert (arrival.route, arrival.step) == ("doorstroompunt", "S1")
    assert {"geboortedatum", "startkwalificatie"} <= arrival.facts.keys()
    assert not {"heeft_werkplek", "kan_bol"} & arrival.facts.keys()
    assert "2005" not in repr(arrival)
    decision = network.routes["doorstroompunt"].decide("S1", arrival.facts, on=ON)
    assert arrival.missing == decision.missing


def test_an_age_without_a_birth_date_goes_along(network: Network) -> None:
    link = next(one for one in network.links if one.to_route == "entree")
    arrival = network.arrive(link, {"leeftijd": 17, "startkwalificatie": "nee"}, on=ON)
    assert arrival.facts["leeftijd"] == 17
    # What follows from what goes along is not doubled.
    exact = network.arrive(link, {"geboortedatum": "2009-01-01"}, on=ON)
    assert "leeftijd" not in exact.facts
    assert set(arrival.missing) <= set(network.routes["entree"].facts)


def test_a_birth_year_goes_along(network: Network) -> None:
    link = next(one for one in network.links if one.to_route == "entree")
    arrival = network.arrive(link, {"geboortedatum": "2005"}, on=ON)
    assert arrival.facts["geboortedatum"] == "2005"
    assert network.routes["entree"].resolve(arrival.facts, on=ON)["minderjarig"] is False


def test_wrong_facts_and_routes_are_refused(network: Network) -> None:
    link = network.links[0]
    with pytest.raises(FactError):
        network.arrive(link, {"geboortedatum": "morgen"}, on=ON)
    alone = Network({link.route: network.routes[link.route]})
    with pytest.raises(UnknownNameError, match=link.to_route):
        alone.arrive(link, {}, on=ON)


def test_a_folder_with_a_broken_route_tells_everything(tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="geen routes"):
        routekaart.network(tmp_path)
    for name in ("een", "twee"):
        (tmp_path / f"{name}.yaml").write_text("routekaart: 1\nid: x\n", encoding="utf-8")
    with pytest.raises(RouteError) as caught:
        routekaart.network(tmp_path)
    assert {Path(one.file).name for one in caught.value.diagnostics} == {"een.yaml", "twee.yaml"}
