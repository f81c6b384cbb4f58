"""The public face: what other applications code against."""

import dataclasses
import json
import pickle
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.places import DATA, ROOT

import routekaart
from routekaart import FactError, ReferenceDateError, Route, RouteError, UnknownNameError

ON = date(2026, 3, 1)
MINOR = {"geboortedatum": "2009-03-01", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": False}
ROUTES = ("doorstroompunt", "entree", "pro_vso", "roc_bbl", "transitieroute")


@pytest.fixture(scope="module")
def bbl() -> Route:
    """The BBL route."""
    return routekaart.load("roc_bbl")


def test_the_public_names_are_these() -> None:
    assert sorted(routekaart.__all__) == routekaart.__all__
    assert len(routekaart.__all__) <= 40
    for name in routekaart.__all__:
        assert getattr(routekaart, name) is not None


def test_the_five_routes_come_with_the_library() -> None:
    assert routekaart.bundled_names() == ROUTES
    for name in ROUTES:
        assert routekaart.load(name).id == name


def test_a_route_loads_by_path_as_text_and_as_path() -> None:
    path = ROOT / "routes" / "entree.yaml"
    assert routekaart.load(path).id == routekaart.load(str(path)).id == "entree"


def test_an_unknown_route_names_the_nearest() -> None:
    with pytest.raises(RouteError, match="bedoelde u roc_bbl") as error:
        routekaart.load("roc_bll")
    assert error.value.diagnostics[0].rule == "unknown-route"


def test_a_missing_file_is_a_diagnostic(tmp_path: Path) -> None:
    with pytest.raises(RouteError) as error:
        routekaart.load(tmp_path / "weg.yaml")
    (diagnostic,) = error.value.diagnostics
    assert (diagnostic.rule, diagnostic.line, diagnostic.column) == ("file-not-found", 1, 1)


def test_the_decision_of_the_contract(bbl: Route) -> None:
    decision = bbl.decide("P11", MINOR, on=ON)
    assert decision.outcome == "next"
    assert decision.target == "P12"
    assert decision.missing == ()
    assert decision.transition is bbl.steps["P11"].transitions[0]
    assert decision.transition.source == "rivor P11, eerste regel"
    assert decision.transition.reading == "A-23"


def test_the_parts_of_a_route_can_be_read(bbl: Route) -> None:
    assert (bbl.id, bbl.title, bbl.start) == ("roc_bbl", "BBL-route van ROC Rivor", "P1")
    assert bbl.steps["P3"].transitions[0].to == "P4"
    assert bbl.ends["uitgeschreven"].outcome == "stopped"
    assert bbl.facts["leeftijd"].unit == "years"
    assert bbl.partners["doorstroompunt"].functions == ("doorstroomcoach",)
    assert bbl.readings["A-04"].chosen == "P5"
    assert bbl.step("P17").responsible_unknown


def test_a_route_and_what_it_holds_cannot_be_changed(bbl: Route) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        bbl.start = "P2"  # type: ignore[misc]
    with pytest.raises(TypeError):
        bbl.steps["P3"] = bbl.steps["P4"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        bbl.steps["P3"].title = "x"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        bbl.decide("P3", {"heeft_werkplek": "nee"}).target = "P4"  # type: ignore[misc]


def test_staying_has_the_step_itself_as_target(bbl: Route) -> None:
    decision = bbl.decide("P4", {"voortgang": "loopt"})
    assert (decision.outcome, decision.target, decision.transition) == ("stay", "P4", None)


def test_an_end_is_an_outcome_of_its_own(bbl: Route) -> None:
    decision = bbl.decide("P17", {})
    assert (decision.outcome, decision.target) == ("end", "uitgeschreven")


def test_missing_names_what_can_be_asked_most_decisive_first(bbl: Route) -> None:
    decision = bbl.decide("P3", {})
    assert decision.outcome == "needs_facts"
    assert decision.target is None
    assert decision.missing[0] == "heeft_werkplek"
    assert set(decision.missing) == {
        "heeft_werkplek",
        "werkplekaanpassing_nodig",
        "recht_op_loonkostensubsidie",
        "ondersteuningsbehoefte",
    }
    assert decision.possible == ("P4", "P5", "P7")


def test_a_derived_fact_is_asked_as_its_inputs(bbl: Route) -> None:
    assert bbl.decide("P15", {}, on=ON).missing == ("geboortedatum",)


def test_a_derived_fact_may_be_given(bbl: Route) -> None:
    assert bbl.decide("P15", {"leeftijd": 22}, on=ON).target == "P16"
    assert bbl.decide("P11", {"kwalificatieplicht": "ja"}, on=ON).target == "P12"


def test_two_transitions_that_lead_to_one_step_together_decide(tmp_path: Path) -> None:
    path = tmp_path / "samen.yaml"
    path.write_text(
        "routekaart: 1\nid: samen\ntitle: Samen\nversion: '1'\nstart: A\n"
        "facts: {w: {type: yes_no}, b: {type: yes_no}}\n"
        "steps:\n  A:\n    title: A\n    transitions:\n"
        "      - {to: eind, when: {w: nee, b: ja}}\n"
        "      - {to: eind, when: {w: nee, b: nee}}\n"
        "      - {to: ander, when: {w: ja}}\n"
        "ends: {eind: {title: e, outcome: success}, ander: {title: a, outcome: stopped}}\n",
        encoding="utf-8",
    )
    decision = routekaart.load(path).decide("A", {"w": "nee"})
    assert (decision.outcome, decision.target, decision.missing) == ("end", "eind", ())
    assert decision.transition is not None
    assert "verandert de uitkomst niet" in decision.explain()


def test_an_explanation_exists_in_dutch_and_english(bbl: Route) -> None:
    decision = bbl.decide("P11", MINOR, on=ON)
    assert decision.explain() == decision.explain("nl")
    assert "leeftijd is 17 jaar" in decision.explain("nl")
    assert "From P11" in decision.explain("en")
    with pytest.raises(ValueError, match="lang"):
        decision.explain("fr")  # type: ignore[arg-type]


def test_a_decision_as_dict_is_json_and_says_its_version(bbl: Route) -> None:
    content = bbl.decide("P11", MINOR, on=ON).to_dict()
    assert json.loads(json.dumps(content)) == content
    assert (content["format"], content["format_version"]) == ("routekaart.decision", 1)
    assert content["facts"]["geboortedatum"] == "2009-03-01"


def test_a_decision_as_dict_can_leave_out_every_value(bbl: Route) -> None:
    written = json.dumps(bbl.decide("P11", MINOR, on=ON).to_dict(values=False))
    assert "2009" not in written
    assert "geboortedatum" in written


def test_one_record_for_all_routes(bbl: Route) -> None:
    record = {"heeft_werkplek": "nee", "schoenmaat": 43}
    assert bbl.decide("P3", record, unknown_facts="ignore").target == "P7"
    with pytest.raises(FactError, match="onbekend gegeven schoenmaat"):
        bbl.decide("P3", record)


def test_none_is_unknown(bbl: Route) -> None:
    assert bbl.decide("P3", {"heeft_werkplek": None}).outcome == "needs_facts"


def test_all_problems_with_facts_are_told_at_once(bbl: Route) -> None:
    facts = {"leeftjd": 17, "heeft_werkplek": "misschien", "geboortedatum": "2026-02-30", "voortgang": "lopt"}
    with pytest.raises(FactError) as error:
        bbl.decide("P11", facts, on=ON)
    by_fact = {problem.fact: problem for problem in error.value.problems}
    assert by_fact.keys() == facts.keys()
    assert by_fact["leeftjd"].nearest == "leeftijd"
    assert by_fact["voortgang"].nearest == "loopt"
    assert by_fact["heeft_werkplek"].accepted.nl == "ja of nee"
    assert "misschien" in error.value.message("en", values=True)


def test_an_error_keeps_personal_data_out_of_logs(bbl: Route) -> None:
    facts = {"leeftijd": 17, "geboortedatum": "1987-06-05", "gemeente": 12345678, "voortgang": "geheim"}
    with pytest.raises(FactError) as error:
        bbl.decide("P11", facts, on=ON)
    shown = f"{error.value} {error.value!r} {error.value.problems!r}"
    assert not [value for value in ("1987", "06-05", "12345678", "geheim", "17") if value in shown]
    assert error.value.__cause__ is None
    assert "1987-06-05" in error.value.message(values=True)


def test_what_contradicts_its_inputs_is_refused(bbl: Route) -> None:
    with pytest.raises(FactError) as error:
        bbl.decide("P11", {"leeftijd": 17, "geboortedatum": "2000-01-01"}, on=ON)
    (problem,) = error.value.problems
    assert (problem.kind, set(problem.involved)) == ("conflict", {"leeftijd", "geboortedatum"})
    assert "leeftijd = 26" in problem.message(values=True)


def test_what_no_student_can_have_is_refused(bbl: Route) -> None:
    with pytest.raises(FactError, match="beëindigt de kwalificatieplicht"):
        bbl.decide("P11", {"kwalificatieplicht": "ja", "startkwalificatie": "ja"}, on=ON)


@pytest.mark.parametrize("birthday", ["2030-01-01", "1880-01-01", "2026-03-02"])
def test_a_birth_date_that_cannot_be_is_refused(bbl: Route, birthday: str) -> None:
    with pytest.raises(FactError):
        bbl.decide("P11", {"geboortedatum": birthday}, on=ON)


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        (True, True),
        ("ja", True),
        ("Nee ", True),
        ("true", True),
        (1, False),
        ("", False),
        ("onbekend", False),
        ([True], False),
    ],
)
def test_yes_no_takes_booleans_and_words(bbl: Route, value: object, accepted: bool) -> None:
    if accepted:
        bbl.decide("P3", {"heeft_werkplek": value})
    else:
        with pytest.raises(FactError):
            bbl.decide("P3", {"heeft_werkplek": value})


@pytest.mark.parametrize("value", [17, "17", 17.0, Decimal(17), " 17 "])
def test_a_whole_number_in_any_form(bbl: Route, value: object) -> None:
    assert bbl.resolve({"leeftijd": value}, on=ON)["leeftijd"] == 17


@pytest.mark.parametrize(
    "value", [17.5, "17,0", True, float("nan"), float("inf"), "1e3", -1, 131, 10**400, "zeventien"]
)
def test_what_is_no_age_is_refused(bbl: Route, value: object) -> None:
    with pytest.raises(FactError):
        bbl.resolve({"leeftijd": value}, on=ON)


@pytest.mark.parametrize("value", [date(2009, 3, 1), "2009-03-01", datetime(2009, 3, 1)])
def test_a_date_in_any_form(bbl: Route, value: object) -> None:
    assert bbl.resolve({"geboortedatum": value}, on=ON)["geboortedatum"] == date(2009, 3, 1)


@pytest.mark.parametrize(
    "value", ["01-03-2009", "2009-02-29", "20090301", datetime(2009, 3, 1, 12), 2009, "0000-01-01"]
)
def test_what_is_no_date_is_refused(bbl: Route, value: object) -> None:
    with pytest.raises(FactError):
        bbl.decide("P11", {"geboortedatum": value}, on=ON)


def test_resolve_gives_what_is_known_and_what_follows(bbl: Route) -> None:
    known = bbl.resolve({**MINOR}, on=ON)
    assert known["leeftijd"] == 17
    assert known["kwalificatieplicht"] is True
    assert known["minderjarig"] is True


def test_resolve_goes_back_from_a_given_derived_fact_to_its_inputs(bbl: Route) -> None:
    known = bbl.resolve({"kwalificatieplicht": "ja"}, on=ON)
    assert known["startkwalificatie"] is False
    assert known["vrijstelling_kwalificatieplicht"] is False
    assert known["minderjarig"] is True


def test_duties_hold_may_hold_or_are_left_out(bbl: Route) -> None:
    duties = bbl.duties("P14", {"komt_van_pro_vso": "nee", "startkwalificatie": "nee", "leerplichtig": "nee"}, on=ON)
    report, register = duties.actions
    assert report.holds is True
    assert report.partners == ("doorstroompunt",)
    assert [one.id for one in report.by] == ["trajectbegeleider"]
    assert report.hand_over is not None
    assert (report.hand_over.route, report.hand_over.step) == ("doorstroompunt", "S1")
    assert register.holds is None
    roles = {(duty.id, duty.role, duty.holds) for duty in duties.partners}
    assert ("trajectbegeleider", "responsible", True) in roles
    assert ("doorstroompunt", "with", True) in roles
    assert ("gemeente", "with", None) in roles
    assert json.dumps(duties.to_dict())


def test_a_limit_has_the_value_of_its_date(bbl: Route) -> None:
    assert bbl.parameter("leeftijdsgrens_doorstroompunt", on="2025-12-31") == 23
    assert bbl.parameter("leeftijdsgrens_doorstroompunt", on=date(2026, 1, 1)) == 27
    with pytest.raises(UnknownNameError, match="leeftijdsgrens_doorstroompunt"):
        bbl.parameter("leeftijdsgrens_doorstroom", on=ON)


def test_an_unknown_step_names_the_nearest(bbl: Route) -> None:
    with pytest.raises(UnknownNameError, match="bedoelde u P11") as error:
        bbl.decide("p11", {})
    assert error.value.nearest == "P11"


def test_a_place_that_cannot_be_meant_gets_no_suggestion(bbl: Route) -> None:
    with pytest.raises(UnknownNameError, match="geen stap uitgeschreven; dat is een einde") as end:
        bbl.decide("uitgeschreven", {})
    with pytest.raises(UnknownNameError, match=r"geen overgang van P11 naar P1; bekend zijn: P1[2-9]") as place:
        bbl.reach("P11", "P1", {}, on="2026-03-01")
    for error in (end.value, place.value):
        assert error.nearest is None
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_decision_that_needs_the_reference_date_says_so(bbl: Route) -> None:
    with pytest.raises(ReferenceDateError, match="geboortedatum"):
        bbl.decide("P11", MINOR)
    assert bbl.decide("P11", {"leeftijd": 17, "startkwalificatie": "ja"}).target == "P14"
    assert bbl.decide("P3", {"heeft_werkplek": "nee"}).on is None


@pytest.mark.parametrize("on", ["vandaag", "2026-13-01", 20260301, datetime(2026, 3, 1, 9, 30)])
def test_what_is_no_reference_date_is_refused(bbl: Route, on: Any) -> None:
    with pytest.raises(ReferenceDateError, match="peildatum"):
        bbl.decide("P11", MINOR, on=on)


def test_an_error_calls_a_day_by_what_it_is_for(bbl: Route) -> None:
    with pytest.raises(ReferenceDateError, match=r"^datum: verwacht wordt"):
        routekaart.Journey.start(bbl, on="vandaag")
    with pytest.raises(ReferenceDateError, match=r"^eerste dag: verwacht wordt"):
        routekaart.simulate(bbl, students=1, seed=1, on="vandaag")


def test_errors_can_be_sent_between_processes(bbl: Route) -> None:
    with pytest.raises(FactError) as facts:
        bbl.decide("P3", {"heeft_werkplek": "?"})
    with pytest.raises(RouteError) as route:
        routekaart.load("weg.yaml")
    with pytest.raises(ReferenceDateError) as reference:
        bbl.decide("P11", MINOR)
    for error in (facts.value, route.value, reference.value):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_routes_and_decisions_can_be_sent_between_processes(bbl: Route) -> None:
    decision = bbl.decide("P11", MINOR, on=ON)
    assert pickle.loads(pickle.dumps(decision)).explain() == decision.explain()
    again = pickle.loads(pickle.dumps(bbl))
    assert again.decide("P11", MINOR, on=ON) == decision
    with pytest.raises(UnknownNameError) as error:
        bbl.step("P0")
    assert str(pickle.loads(pickle.dumps(error.value))) == str(error.value)


def test_what_is_no_choice_for_unknown_facts_is_refused(bbl: Route) -> None:
    with pytest.raises(ValueError, match="unknown_facts"):
        bbl.decide("P3", {}, unknown_facts="skip")  # type: ignore[arg-type]


def test_an_undated_decision_shows_nothing_that_a_date_would_change() -> None:
    route = routekaart.load("pro_vso")
    with pytest.raises(ReferenceDateError):
        route.decide("stap_c_nazorg_arbeid", {"leeftijd": 24, "startkwalificatie": "nee"})


def test_a_decision_shows_no_facts_in_its_repr(bbl: Route) -> None:
    decision = bbl.decide("P11", MINOR, on=ON)
    assert repr(decision) == "<Decision roc_bbl P11: next P12>"
    assert "2009" not in repr(decision.reasons)
    assert "17" not in repr(decision.reasons)


@pytest.mark.slow
def test_check_takes_a_path_or_several() -> None:
    folder = ROOT / "routes"
    assert routekaart.check(folder).errors == ()
    assert routekaart.check(folder / "entree.yaml").clean
    assert not routekaart.check([folder / "entree.yaml", str(folder / "roc_bbl.yaml")]).clean
    (diagnostic,) = routekaart.check("weg.yaml").diagnostics
    assert (diagnostic.rule, diagnostic.severity, diagnostic.file) == ("file-not-found", "error", "weg.yaml")
    assert "er niet" in diagnostic.message


def test_two_routes_with_one_name_in_a_folder_are_told(tmp_path: Path) -> None:
    text = (DATA / "routes" / "ok" / "alle_soorten_gegevens.yaml").read_text(encoding="utf-8")
    for name in ("een.yaml", "twee.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (diagnostic,) = routekaart.check(tmp_path).errors
    assert (diagnostic.rule, diagnostic.code) == ("duplicate-name", "RK107")
    assert "een.yaml" in diagnostic.message


def test_a_count_that_is_none_is_unknown_and_the_reference_date_is_still_asked() -> None:
    route = routekaart.load("transitieroute")
    with pytest.raises(ReferenceDateError, match="geboortedatum"):
        route.duties("aanmelding", {"geboortedatum": "2010-01-01", "leeftijd": None})
