"""The readings that a decision hangs on: each way in which an alternative can give a student another answer."""

from pathlib import Path

import pytest

import routekaart
from routekaart import FactError, Route
from routekaart.errors import AlternativeError

HEAD = """
routekaart: 1
id: proef
title: Proef
version: '1'
start: A
parameters:
  grens: {unit: years, values: [{from: null, value: 23}]}
facts:
  geboortedatum: {type: date, past: true}
  leeftijd: {type: number, unit: years, min: 0, max: 99, title: leeftijd, derive: {years_since: geboortedatum}}
  werk: {type: yes_no, title: werk}
  uren: {type: number, unit: hours, min: 0, max: 40, title: uren}
  genoeg: {type: yes_no, title: genoeg uren, derive: {uren: {at_least: 12}}}
steps:
  A:
    title: Begin
    transitions:
      - {to: B, when: {werk: ja, genoeg: nee}}
      - {to: klaar, when: {werk: ja, genoeg: ja}}
    otherwise: stay
  B:
    title: Verder
    transitions: [{to: klaar, when: {leeftijd: {at_least: $grens}}}]
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
readings:
"""
INSTEAD = {
    "grens": "{parameters: {grens: {values: [{from: null, value: 27}]}}}",
    "afgeleid": "{facts: {genoeg: {derive: {uren: {above: 12}}}}}",
    "kan_niet": "{impossible: [{when: {werk: nee, uren: {above: 0}}, because: Zonder werk geen uren.}]}",
    "elders": "{steps: {B: {otherwise: klaar}}}",
    "vraag": "{facts: {ziek: {type: yes_no, title: ziek}}, steps: {A: {transitions: [{to: B, when: {ziek: ja}}]}}}",
    "leeftijd_telt": "{steps: {A: {transitions: [{to: B, when: {leeftijd: {below: 18}}}], otherwise: klaar}}}",
    "b_weg": "{steps: {A: {transitions: [{to: klaar, when: {werk: ja}}]}, B: null}}",
    "b_is_einde": "{steps: {B: null}, ends: {B: {title: Verder, outcome: transfer}}}",
    "minder_uren": "{facts: {uren: {max: 20}}}",
    "partner": "{partners: {slb: {title: SLB'er}}, steps: {A: {responsible: [slb]}}}",
}


@pytest.fixture(scope="module")
def route(tmp_path_factory: pytest.TempPathFactory) -> Route:
    readings = [
        f"  {name}: {{problem: Stil., chosen: Zo., because: Daarom., whole_route: true, {more}"
        f"others: {{anders: {{text: Anders., instead: {said}}}}}}}\n"
        for confirmed, more in (
            ("", "confirm: owner, "),
            ("_b", "confirm: owner, confirmed: {by: x, on: 2026-01-01}, "),
        )
        for name, said in ((f"{one}{confirmed}", said) for one, said in INSTEAD.items())
    ]
    file = tmp_path_factory.mktemp("lezingen") / "proef.yaml"
    file.write_text(HEAD + "".join(readings), encoding="utf-8")
    return routekaart.load(Path(file))


CASES: list[tuple[str, dict[str, object], str | None, dict[str, str]]] = [
    (
        "A",
        {"werk": "ja", "uren": 12},
        "2026-03-01",
        {
            "afgeleid": "naar B (Verder)",
            "vraag": "B (Verder) of A (Begin), dat hangt af van ziek",
            "leeftijd_telt": "B (Verder) of klaar (Klaar), dat hangt af van geboortedatum",
        },
    ),
    (
        "A",
        {"werk": "ja", "uren": 30, "geboortedatum": "2010-01-01"},
        None,
        {
            "vraag": "B (Verder) of A (Begin), dat hangt af van ziek",
            "leeftijd_telt": "dat hangt af van de peildatum",
            "minder_uren": "deze gegevens kunnen dan niet samen",
        },
    ),
    (
        "A",
        {"werk": "ja", "uren": 1, "leeftijd": 17},
        "2026-03-01",
        {
            "vraag": "B (Verder) of A (Begin), dat hangt af van ziek",
            "b_weg": "naar einde klaar (Klaar)",
            "b_is_einde": "naar einde B (Verder)",
        },
    ),
    (
        "A",
        {"werk": "nee", "uren": 1, "leeftijd": 30},
        "2026-03-01",
        {
            "kan_niet": "deze gegevens kunnen dan niet samen",
            "vraag": "B (Verder) of A (Begin), dat hangt af van ziek",
            "leeftijd_telt": "naar einde klaar (Klaar)",
        },
    ),
    ("B", {"leeftijd": 25}, "2026-03-01", {"grens": "blijft in B (Verder)", "b_weg": "-", "b_is_einde": "-"}),
    ("B", {"leeftijd": 27}, "2026-03-01", {"b_weg": "-", "b_is_einde": "-"}),
    ("B", {"leeftijd": 22}, "2026-03-01", {"elders": "naar einde klaar (Klaar)", "b_weg": "-", "b_is_einde": "-"}),
    ("B", {}, "2026-03-01", {"elders": "naar einde klaar (Klaar)", "b_weg": "-", "b_is_einde": "-"}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("step", "facts", "on", "hangs"), CASES)
def test_each_way_to_another_answer_is_told(
    route: Route, step: str, facts: dict[str, object], on: str | None, hangs: dict[str, str]
) -> None:
    expected = {name: "deze stap is er dan niet" if answer == "-" else answer for name, answer in hangs.items()}
    decision = route.decide(step, facts, on=on)
    assert {one.reading: one.answer.nl for one in decision.contested} == expected
    assert [one.reading for one in decision.contested] == [name for name in INSTEAD if name in expected]
    told = decision.to_dict()["contested"]
    assert [one["reading"] for one in told] == [one.reading for one in decision.contested]
    assert decision.to_dict(values=False)["contested"] == told
    lines = [line for line in decision.explain().splitlines() if line.startswith("Deze beslissing hangt af van lezing")]
    assert len(lines) == len(expected)
    assert len([line for line in decision.explain("en").splitlines() if "depends on reading" in line]) == len(expected)


def test_what_is_told_names_the_alternative_and_holds_no_fact(route: Route) -> None:
    (one,) = (one for one in route.decide("B", {"leeftijd": 25}).contested if one.reading == "grens")
    assert (one.alternative, one.text, one.outcome, one.target, one.possible) == (
        "anders",
        "Anders.",
        "stay",
        "B",
        ("B",),
    )
    assert "25" not in repr(one)


def test_a_route_that_goes_by_a_reading_hangs_on_the_others(route: Route) -> None:
    other = route.under({"grens": "anders"})
    decision = other.decide("B", {"leeftijd": 25})
    assert decision.target == "B"
    assert [one.reading for one in decision.contested] == ["elders", "b_weg", "b_is_einde"]
    # What does not go with the reading that it goes by is passed over: nobody can ask for both.
    with pytest.raises(AlternativeError):
        route.under({"elders": "anders"}).under({"b_weg": "anders"})
    assert [one.reading for one in route.under({"elders": "anders"}).decide("B", {"leeftijd": 22}).contested] == []


def test_the_same_student_hangs_on_the_same_after_many_others(route: Route) -> None:
    first = route.decide("B", {"leeftijd": 25}).contested
    for age in range(100):
        route.decide("B", {"leeftijd": age})
    assert route.decide("B", {"leeftijd": 25}).contested == first
    assert [one.reading for one in route.decide("B", {"leeftijd": 26}).contested] == [one.reading for one in first]


def test_duties_can_hang_on_a_reading_that_changes_no_answer(route: Route) -> None:
    facts = {"werk": "ja", "uren": 12}
    assert "partner" not in [one.reading for one in route.decide("A", facts, on="2026-03-01").contested]
    found = {one.reading: one for one in route.contested_duties("A", facts, on="2026-03-01")}
    # Confirmed readings, and those that say nothing of who acts in this step, are passed over.
    assert list(found) == ["partner"]
    duties = found["partner"].duties
    assert duties is not None
    assert [one.id for one in duties.partners] == ["slb"]
    assert found["partner"].to_dict()["outcome"] == "otherwise"
    other = route.under({"partner": "anders"})
    assert other.contested_duties("A", facts, on="2026-03-01") == ()
    assert [one.outcome for one in route.contested_duties("B", {}) if one.duties is None] == ["no_step", "no_step"]
    with pytest.raises(FactError):
        route.contested_duties("A", {"werk": "misschien"})
