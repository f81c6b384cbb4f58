"""What the format has got since the first routes: options with titles, one of several, who acts, terms by parameter."""

import json
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from support.places import DATA

import routekaart
from routekaart import FactError, Journey

ROUTE = routekaart.load(DATA / "routes" / "ok" / "gegroeid.yaml")
ON = "2026-11-30"
ADULT = {"geboortedatum": "2008-03-01", "zoekt_sinds": "2026-01-01"}


@pytest.mark.parametrize("written", ["alkmaar", "0361", "gm0361", " Gemeente  ALKMAAR"])
def test_an_option_is_known_by_its_other_spellings(written: str) -> None:
    decision = ROUTE.decide("zoeken", {**ADULT, "woonplaats": written}, on=ON)
    assert decision.target == "klaar"
    assert dict(decision.facts)["woonplaats"] == "alkmaar"
    answers = routekaart.cohort(ROUTE, "zoeken", pl.DataFrame([{**ADULT, "woonplaats": written}]), on=ON)
    assert answers["target"].to_list() == ["klaar"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Alkmaar!", "alkmaar"), ("een andere gemeente", "elders"), ("0362", None), ("GM0362", None), ("GM0361x", None)],
)
def test_a_title_is_no_value_but_is_understood(written: str, meant: str | None) -> None:
    with pytest.raises(FactError, match="een van: elders, alkmaar of bergen_nh") as refused:
        ROUTE.decide("zoeken", {"woonplaats": written}, on=ON)
    assert refused.value.problems[0].nearest == meant


def test_people_see_titles() -> None:
    explained = ROUTE.decide("zoeken", {**ADULT, "woonplaats": "0361"}, on=ON).explain()
    assert "woonplaats is Alkmaar" in explained
    assert "woonplaats is niet Alkmaar" in explained


def test_a_question_has_its_words_its_answers_and_who_may_answer() -> None:
    (question,) = ROUTE.decide("zoeken", ADULT, on=ON).questions
    assert (question.fact, question.text.nl) == ("woonplaats", "Waar woont de student?")
    assert question.options == {"elders": "een andere gemeente", "alkmaar": "Alkmaar", "bergen_nh": "bergen_nh"}
    assert (question.asked_of, question.sensitive) == (("gemeente", "slb"), False)
    assert json.dumps(question.to_dict())
    assert ROUTE.decide("zoeken", ADULT, on=ON).to_dict()["questions"] == [question.to_dict()]
    assert "(te vragen aan Gemeente Alkmaar of SLB'er)" in ROUTE.decide("zoeken", ADULT, on=ON).explain()


def test_one_of_several_acts_and_a_task_has_who_does_it() -> None:
    duties = ROUTE.duties("zoeken", {"woonplaats": "elders", "gezondheid": "ja"}, on=ON)
    roles = [(duty.role, duty.partners, duty.id) for duty in duties.partners]
    assert roles == [
        ("responsible", ("slb", "mentor"), None),
        ("contact", ("mentor", "gemeente"), None),
        ("action", ("mentor",), "mentor"),
        ("with", ("gemeente",), "gemeente"),
    ]
    call, plan = duties.actions
    assert [one.partners for one in call.by] == [("mentor",)]
    assert [one.partners for one in plan.by] == [("slb", "mentor")]
    told = duties.to_dict()
    assert told["actions"][1]["by"] == [{"id": None, "one_of": ["slb", "mentor"]}]
    assert told["partners"][2] == {"id": "mentor", "one_of": None, "role": "action", "holds": True, "note": None}


@pytest.mark.parametrize(
    ("since", "over"),
    [
        # Three months, and four from 1 August 2027.
        ("2026-01-01", date(2026, 4, 1)),
        ("2027-04-30", date(2027, 7, 30)),
        ("2027-05-15", date(2027, 9, 15)),
        ("2027-10-01", date(2028, 2, 1)),
    ],
)
def test_a_term_follows_its_parameter(since: str, over: date) -> None:
    journey = Journey.start(ROUTE, on="2028-06-01").learn({"zoekt_sinds": since}, on="2028-06-01")
    assert [due.on for due in journey.due] == [over]
    assert _is_over(since, over)
    assert not _is_over(since, over - timedelta(days=1))


def _is_over(since: str, on: date) -> bool:
    months = ROUTE.resolve({"zoekt_sinds": since}, on=on)["maanden_gezocht"]
    assert isinstance(months, int)
    return months >= ROUTE.parameter("zoektermijn", on=on)


@pytest.mark.parametrize(
    ("born", "last"), [("2010-08-01", "2027-07-31"), ("2010-07-31", "2026-07-31"), ("2010-02-28", "2026-07-31")]
)
def test_leerplicht_lasts_until_the_end_of_the_school_year(born: str, last: str) -> None:
    assert ROUTE.resolve({"geboortedatum": born}, on=ON)["wordt_16_in_schooljaar_tot"] == date.fromisoformat(last)
    facts, day = {"geboortedatum": born, "zoekt_sinds": "2020-01-01"}, date.fromisoformat(last)
    assert ROUTE.decide("zoeken", facts, on=day - timedelta(days=1)).target == "leerplicht"
    assert ROUTE.decide("zoeken", facts, on=day).target is None


def test_sources_partners_and_readings_have_their_identifiers() -> None:
    law = ROUTE.sources["leerplichtwet"]
    assert (law.bwb_id, law.article, law.checked) == ("BWBR0002628", "4b", date(2026, 11, 1))
    assert ROUTE.partners["gemeente"].identifier == "https://identifier.overheid.nl/tooi/id/gemeente/gm0361"
    open_reading, settled = ROUTE.readings["G-01"], ROUTE.readings["G-02"]
    assert (open_reading.confirm, open_reading.others[0].id) == ("owner", "dag_ervoor")
    assert settled.confirmed is not None
    assert (settled.confirmed.by, settled.others[0].id) == ("J. de Vries", None)


def test_a_choice_with_one_option_has_it(tmp_path: Path) -> None:
    file = tmp_path / "een.yaml"
    file.write_text(
        "routekaart: 1\nid: een\ntitle: Een\nversion: '1'\nstart: a\n"
        "facts: {soort: {type: choice, options: [enige]}, werk: {type: yes_no}}\n"
        "steps: {a: {title: A, transitions: [{to: b, when: {werk: ja}}], otherwise: stay}}\n"
        "ends: {b: {title: B, outcome: success}}\n",
        encoding="utf-8",
    )
    assert routekaart.load(file).resolve({}, on=ON) == {"soort": "enige"}
