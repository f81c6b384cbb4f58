"""Persons of the population register become facts: as much as is known, and never a number of the person."""

from typing import Any

import pytest

import routekaart
from routekaart.adapters import brp
from routekaart.adapters.register_words import yes_no
from routekaart.foundation.errors import WrongTypeError, WrongValueError

ENTREE = routekaart.load("entree")


def born(given: object) -> dict[str, Any]:
    return {"burgerservicenummer": "999993653", "geboorte": {"datum": given}}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "Datum", "datum": "2009-03-01", "langFormaat": "1 maart 2009"}, "2009-03-01"),
        ({"type": "JaarMaandDatum", "jaar": 2009, "maand": 3}, "2009-03"),
        ({"type": "JaarDatum", "jaar": 2009}, "2009"),
        ({"type": "DatumOnbekend", "onbekend": True}, None),
        ("20090301", "2009-03-01"),
        ("20090300", "2009-03-00"),
        (20090000, "2009-00-00"),
        ("00000000", None),
        (None, None),
    ],
)
def test_each_form_of_a_date_says_as_much_as_is_known(given: object, expected: str | None) -> None:
    facts = brp.facts(born(given))
    assert facts == ({} if expected is None else {"geboortedatum": expected})
    ENTREE.decide("stap_1", facts, on="2026-03-01")


@pytest.mark.parametrize("given", ["2009", {"type": "Datum", "datum": "1 maart"}, {"jaar": 2009, "maand": 13}, [], 7.5])
def test_another_form_is_refused_without_showing_it(given: object) -> None:
    with pytest.raises(WrongValueError, match="geboortedatum zoals de BRP") as raised:
        brp.facts(born(given))
    assert "maart" not in str(raised.value)
    assert "999993653" not in str(raised.value)


def test_a_municipality_is_its_code() -> None:
    person = {"gemeenteVanInschrijving": {"code": "0361", "omschrijving": "Alkmaar"}}
    assert brp.facts(person) == {"gemeente": "0361"}
    assert ENTREE.resolve(brp.facts(person), on="2026-03-01")["binnen_regio"] is True
    amsterdam = {"gemeenteVanInschrijving": {"code": "0363"}}
    assert brp.facts(amsterdam, route=ENTREE, elsewhere="andere") == {"gemeente": "andere"}
    assert brp.facts(person, route=ENTREE, elsewhere="andere") == {"gemeente": "0361"}
    with pytest.raises(routekaart.FactError):
        ENTREE.resolve(brp.facts(amsterdam), on="2026-03-01")
    for nowhere in ("0000", "1999", ""):
        assert brp.facts({"gemeenteVanInschrijving": {"code": nowhere}}) == {}
    with pytest.raises(WrongValueError, match="vier cijfers"):
        brp.facts({"gemeenteVanInschrijving": {"code": 361}})


def test_what_a_route_does_not_know_is_left_out() -> None:
    person = born("20090301") | {"gemeenteVanInschrijving": {"code": "0361"}}
    transition = routekaart.load("transitieroute")
    assert set(brp.facts(person, route=transition)) <= set(transition.facts)
    with pytest.raises(WrongTypeError):
        brp.facts("999993653")  # type: ignore[arg-type]


def test_what_is_under_investigation_is_a_remark() -> None:
    person = born("20090301") | {"geheimhoudingPersoonsgegevens": True}
    person["geboorte"]["inOnderzoek"] = {"datum": True, "plaats": True}
    assert [one.nl for one in brp.remarks(person)] == [
        "De geboortedatum is in onderzoek in de BRP.",
        "De persoonsgegevens zijn geheim: geef ze niet door.",
    ]
    assert brp.facts(person) == {"geboortedatum": "2009-03-01"}
    assert brp.remarks(born(None)) == ()


def test_words_of_registers() -> None:
    assert [yes_no(word) for word in ("JA", "j", True, "NEE", "n", "LEEG", "ONBEKEND", "", None)] == [
        True, True, True, False, False, None, None, None, None,
    ]  # fmt: skip
    for word in ("yes", "misschien", 1):
        with pytest.raises(WrongValueError):
            yes_no(word)


@pytest.mark.parametrize(
    "person",
    [
        {"geboorte": "1 maart"},
        {"geboorte": ["20090301"]},
        {"gemeenteVanInschrijving": "0361"},
        {"gemeenteVanInschrijving": {"code": ["0361"]}},
        {"geboorte": {"datum": {"type": "JaarMaandDatum", "jaar": "2009", "maand": 3}}},
    ],
)
def test_what_is_there_in_another_form_is_never_taken_for_unknown(person: dict[str, Any]) -> None:
    with pytest.raises(WrongValueError):
        brp.facts(person)
