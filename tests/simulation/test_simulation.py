"""Simulations: the same seed, the same numbers; the same students in a changed route; and what is refused."""

import itertools
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
from support.places import ROOT
from support.strategies import REAL_ROUTES, real_route

import routekaart
from routekaart import ReferenceDateError, Route, RouteError, UnknownNameError
from routekaart.foundation.dates import units_since
from routekaart.foundation.language import LANGUAGES
from routekaart.logic.grid import Grid
from routekaart.simulation import measuring, route_by_day
from routekaart.simulation.as_json import places_csv, simulation_dict
from routekaart.simulation.distributions import CodeRange, SimulationError, parts_on
from routekaart.simulation.distributions_file import Declared, read_distributions
from routekaart.simulation.outcome import Simulation
from routekaart.simulation.plan import Plan, plan_of
from routekaart.simulation.population import Population
from routekaart.simulation.random_stream import Pieces, RandomStream
from routekaart.simulation.running import with_parameters
from routekaart.simulation.text_report import MADE_UP, text_report
from routekaart.simulation.ticks import CERTAIN, ticks_of

pytestmark = pytest.mark.slow

EXAMPLE = ROOT / "routes" / "roc_bbl.simulation.yaml"
ON = date(2026, 3, 1)

WAITING = """
routekaart: 1
id: wachten
title: Wachten
version: 1.0.0
language: nl
start: A
facts:
  geboortedatum: {type: date, title: geboortedatum, past: true, changes: never}
  leeftijd: {type: number, title: leeftijd, unit: years, min: 0, max: 130, derive: {years_since: geboortedatum}}
  soort: {type: choice, options: [een, twee, drie], title: soort, changes: never}
  niveau: {type: number, title: niveau, min: 1, max: 4, changes: grows}
  diploma: {type: yes_no, title: diploma, changes: once}
  gemeld: {type: yes_no, title: melding, lifetime: visit}
  sinds: {type: date, title: begin, lifetime: visit, past: true}
  weken: {type: number, title: weken, unit: weeks, derive: {weeks_since: sinds}}
  plaats: {type: text, title: plaats}
parameters:
  grens: {title: grens, unit: years, values: [{from: null, value: 18}]}
steps:
  A:
    title: Wacht
    transitions:
      - {to: B, when: {leeftijd: {at_least: $grens}, gemeld: ja}}
      - {to: klaar, when: {diploma: ja, leeftijd: {below: $grens}, niveau: {at_least: 3}}}
    otherwise: stay
  B:
    title: Zoek
    policy: first
    transitions:
      - {to: klaar, when: {weken: {at_least: 4}}}
      - {to: A, when: {gemeld: nee, soort: drie, plaats: Alkmaar}}
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
"""


def written(folder: Path, text: str, name: str = "wachten.yaml") -> Path:
    """A file with this text."""
    file = folder / name
    file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return file


@pytest.fixture
def waiting(tmp_path: Path) -> Route:
    """A small route with a fact of every kind."""
    return routekaart.load(written(tmp_path, WAITING))


def simulated(route: Route, **how: Any) -> Simulation:
    """A simulation, small unless said otherwise."""
    return routekaart.simulate(route, **{"students": 500, "seed": 1, "on": ON, **how})


def plan_for(route: Route, declared: Declared | None = None, years: int = 1) -> Plan:
    """A plan as a simulation makes it."""
    said = declared or Declared(draws=({},))
    return plan_of(route, ticks_of(ON, years, "month"), 1, said, said.draws[0], step=None)


def columns_of(plan: Plan, students: int) -> Mapping[str, np.ndarray[Any, Any]]:
    """The lasting facts of students on the first day."""
    population = Population(route_by_day.RouteByDay(plan), RandomStream(plan.seed, 0, students), students)
    population.begin(np.arange(students), 0)
    return population.columns


def distributions(folder: Path, text: str) -> Path:
    """A file with distributions."""
    return written(folder, "routekaart_simulation: 1\n" + dedent(text), "wachten.simulation.yaml")


# The same numbers.


def test_the_random_numbers_are_these_on_every_platform_and_in_every_version_of_numpy() -> None:
    words = RandomStream(1, 0, 3).words("leeftijd", "in_time", tick=5)
    assert words.tolist() == [4441077591208689551, 1706063834330784795, 3335044649123814835]


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_same_seed_gives_the_same_numbers_and_another_seed_others(name: str) -> None:
    route = real_route(name)
    one, again, other = (simulated(route, seed=seed) for seed in (1, 1, 2))
    assert simulation_dict(one, "nl") == simulation_dict(again, "nl")
    assert one.outcome.final == again.outcome.final
    assert one.outcome.final != other.outcome.final


def test_more_students_leave_the_first_ones_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "BLOCK", 100)
    route = real_route("roc_bbl")
    few, many = (simulated(route, students=count).outcome.final for count in (250, 430))
    assert list(many.places[:250]) == list(few.places)
    assert len(set(zip(many.places[:100], many.entered[:100], strict=True))) > 5
    assert list(many.places[:100]) != list(many.places[100:200])


def test_more_years_begin_like_fewer() -> None:
    route = real_route("roc_bbl")
    short, long = (simulated(route, years=years, distributions=EXAMPLE).outcome.final for years in (1, 3))
    compared = 0
    for number in range(500):
        if short.places[number] >= len(route.steps) or long.entered[number] <= 12:
            compared += 1
            assert (short.places[number], short.entered[number]) == (long.places[number], long.entered[number])
    assert compared > 100


def test_everybody_is_counted_once() -> None:
    for name in REAL_ROUTES:
        outcome = simulated(real_route(name), distributions=EXAMPLE if name == "roc_bbl" else None).outcome
        assert sum(end.students for end in outcome.ends) + outcome.under_way == 500
        for step in outcome.steps:
            assert step.visits == step.stays.count + step.still_there.count
            assert step.students <= step.visits
        counted = Counter(outcome.final.names[place] for place in outcome.final.places)
        assert all(counted[end.end] == end.students for end in outcome.ends)
        assert all(counted[step.step] == step.still_there.count for step in outcome.steps)


def test_the_work_does_not_grow_with_the_students(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "BLOCK", 1_000)
    made: Counter[str] = Counter()
    names = ("VectorStep", "Existing", "Pieces")
    for holder, name in ((Grid, "__init__"), *((route_by_day, name) for name in names)):
        monkeypatch.setattr(holder, name, _counted(made, getattr(holder, name), name))
    found = []
    for students in (4_000, 40_000):
        made.clear()
        route = replace(real_route("doorstroompunt"))
        routekaart.simulate(route, students=students, seed=1, on=ON, years=1)
        found.append(dict(made))
    assert found[0] == found[1]
    assert found[0]["VectorStep"] <= 13 * 13


def _counted(made: Counter[str], called: Any, name: str) -> Any:
    def counted(*args: Any, **how: Any) -> Any:
        made[name] += 1
        return called(*args, **how)

    return counted


# How students are drawn.


def test_shares_are_those_that_were_declared() -> None:
    plan = plan_for(real_route("roc_bbl"), read_distributions(EXAMPLE, [real_route("roc_bbl")], [ON]))
    count = 40_000
    columns = columns_of(plan, count)
    ages = Counter(units_since(date.fromordinal(int(day)), ON, "years") for day in columns["geboortedatum"])
    assert set(ages) == set(range(16, 28))
    shares = [
        (ages[16] + ages[17], 0.3),
        (sum(ages[age] for age in range(18, 23)), 0.5),
        (int(columns["startkwalificatie"].sum()), 1 / 7),
        (int(columns["kan_bol"].sum()), 2 / 3),
    ]
    for drawn, share in shares:
        # Five standard deviations: with this seed it is what it is, and a wrong share is far outside.
        assert abs(drawn - share * count) < 5 * (count * share * (1 - share)) ** 0.5
    together = int((columns["startkwalificatie"] & columns["kan_bol"]).sum())
    assert abs(together - count * 2 / 21) < 5 * (count * 2 / 21 * 19 / 21) ** 0.5


def test_nothing_declared_is_the_whole_domain_or_what_lies_beside_the_limits(waiting: Route) -> None:
    columns = columns_of(plan_for(waiting), 5_000)
    assert {units_since(date.fromordinal(int(day)), ON, "years") for day in columns["geboortedatum"]} == {
        16,
        17,
        18,
        19,
        20,
    }
    assert set(columns["soort"].tolist()) == {0, 1, 2}
    assert set(columns["niveau"].tolist()) == {1, 2, 3, 4}
    assert set(columns["plaats"].tolist()) == {0, 1}


def test_time_does_to_a_fact_what_its_type_says(waiting: Route) -> None:
    plan = plan_for(waiting, years=3)
    lasting = {name: replace(plan.draws[name], per_month=Fraction(1, 2)) for name in ("niveau", "diploma", "plaats")}
    plan = replace(plan, draws={**plan.draws, **lasting})
    population = Population(route_by_day.RouteByDay(plan), RandomStream(1, 0, 2_000), 2_000)
    everybody = np.arange(2_000)
    population.begin(everybody, 0)
    first = {name: column.copy() for name, column in population.columns.items()}
    before = first
    for tick in range(1, 37):
        population.change(plan.lasting, everybody, tick)
        now = {name: column.copy() for name, column in population.columns.items()}
        assert set((now["niveau"] - before["niveau"]).tolist()) <= {0, 1}
        assert (now["diploma"] >= before["diploma"]).all()
        before = now
    assert now["niveau"].max() == 4
    assert now["diploma"].all()
    assert (now["soort"] == first["soort"]).all()
    assert (now["geboortedatum"] == first["geboortedatum"]).all()
    assert (now["plaats"] != first["plaats"]).any()


def test_a_change_happens_as_often_as_declared() -> None:
    ticks = ticks_of(ON, 1, "week")
    assert ticks_of(ON, 1, "month").chance(Fraction(1, 4)) == CERTAIN // 4
    weekly = ticks.chance(Fraction(1, 4)) / CERTAIN
    assert (1 - weekly) ** (365.25 / 84) == pytest.approx(0.75)
    assert ticks.chance(Fraction(1)) == CERTAIN
    assert ticks.chance(Fraction(0)) == 0


def test_a_fact_of_a_visit_is_drawn_anew_and_its_date_is_the_day_of_entering(waiting: Route, tmp_path: Path) -> None:
    said = distributions(
        tmp_path,
        """
        facts:
          leeftijd: {weights: {18: 1}}
          gemeld: {weights: {ja: 1}, per_month: 0}
          soort: {weights: {een: 1}}
        """,
    )
    outcome = simulated(waiting, distributions=said, every="week", students=50).outcome
    # Everybody goes on to B on the first day, and is done when four weeks have passed.
    assert [(step.step, step.stays.median, step.stays.count) for step in outcome.steps] == [("A", 0, 50), ("B", 28, 50)]
    (end,) = outcome.ends
    assert (end.students, end.after.median, end.after.most) == (50, 28, 28)


def test_students_can_come_in_over_the_first_year_and_begin_in_several_steps(waiting: Route, tmp_path: Path) -> None:
    said = distributions(tmp_path, "start: {A: 1, B: 3}\narrivals: first_year")
    simulation = simulated(waiting, distributions=said, students=4_000)
    arrived = Counter(simulation.outcome.final.arrived)
    assert set(arrived) == set(range(12))
    assert min(arrived.values()) > 4_000 / 12 * 0.8
    begun = {step.step: step.students for step in simulation.outcome.steps}
    assert begun["B"] > 3_000 * 0.95
    allowed = simulated(waiting, distributions=said, step="A").outcome
    assert allowed.steps[0].students == 500


def test_what_cannot_be_is_drawn_again_and_a_change_to_it_does_not_happen(tmp_path: Path) -> None:
    text = WAITING + "impossible:\n  - {when: {soort: een, diploma: ja}, because: Dat kan niet.}\n"
    outcome = simulated(routekaart.load(written(tmp_path, text)), students=1_000, step="A").outcome
    assert outcome.redrawn > 100
    assert outcome.refused_changes > 100
    assert sum(step.impossible for step in outcome.steps) == 0


def test_who_cannot_be_by_the_passing_of_time_alone_waits_and_is_told(tmp_path: Path) -> None:
    text = WAITING + "impossible:\n  - {when: {leeftijd: {at_least: 20}, soort: een}, because: Dat kan niet.}\n"
    said = distributions(
        tmp_path,
        "facts: {soort: {weights: {een: 1}}, leeftijd: {weights: {19: 1}}, gemeld: {weights: {nee: 1}, per_month: 0}}",
    )
    simulation = simulated(routekaart.load(written(tmp_path, text)), distributions=said, step="A")
    assert simulation.outcome.steps[0].impossible == 500
    assert any("niemand kan zijn zoals zij (A 500)" in line for line in text_report(simulation, "nl"))


def test_who_counts_further_than_can_be_waits_and_is_told(tmp_path: Path) -> None:
    """Of a date that lasts (an age) and of one of a visit (a term): by time alone both get out of their domain."""
    older = WAITING.replace("max: 130", "max: 19")
    said = distributions(tmp_path, "facts: {leeftijd: {weights: {19: 1}}, gemeld: {weights: {nee: 1}, per_month: 0}}")
    outcome = simulated(routekaart.load(written(tmp_path, older)), distributions=said, step="A").outcome
    assert [step.impossible for step in outcome.steps] == [500, 0]
    unasked = older.replace("at_least: 4", "at_least: 400")
    outcome = simulated(routekaart.load(written(tmp_path, unasked)), distributions=said, step="B").outcome
    # Some went back to A before their birthday.
    assert sum(step.impossible for step in outcome.steps) == 500
    assert outcome.steps[1].impossible > 300
    longer = WAITING.replace("title: weken, unit: weeks,", "title: weken, unit: weeks, max: 3,").replace(
        "at_least: 4", "at_least: 3"
    )
    said = distributions(tmp_path, "facts: {gemeld: {weights: {ja: 1}, per_month: 0}}")
    outcome = simulated(routekaart.load(written(tmp_path, longer)), distributions=said, step="B").outcome
    assert [step.impossible for step in outcome.steps] == [0, 500]


def test_a_date_that_grows_never_goes_back(tmp_path: Path) -> None:
    text = WAITING.replace("past: true, changes: never}", "past: true, changes: grows}")
    plan = plan_for(routekaart.load(written(tmp_path, text)), years=3)
    always = replace(plan.draws["geboortedatum"], per_month=Fraction(1))
    plan = replace(plan, draws={**plan.draws, "geboortedatum": always})
    population = Population(route_by_day.RouteByDay(plan), RandomStream(1, 0, 500), 500)
    population.begin(np.arange(500), 0)
    days = [population.columns["geboortedatum"].copy()]
    for tick in range(1, 13):
        population.change(("geboortedatum",), np.arange(500), tick)
        days.append(population.columns["geboortedatum"].copy())
    assert all((later >= earlier).all() for earlier, later in itertools.pairwise(days))
    assert (days[-1] > days[0]).sum() > 400


def test_a_piece_of_the_numbers_belongs_to_one_range_from_its_first_on() -> None:
    pieces = Pieces([CodeRange(0, 0), CodeRange(5, 6), CodeRange(9, 9, Fraction(0)), CodeRange(7, 7, Fraction(2))])
    quarter = CERTAIN // 4
    edges = [0, quarter - 1, quarter, quarter + quarter // 2 - 1, quarter + quarter // 2, 2 * quarter - 1, 2 * quarter]
    numbers = np.array([*edges, CERTAIN - 1], dtype=np.uint64)
    assert pieces.codes(numbers).tolist() == [0, 0, 5, 5, 6, 6, 7, 7]


def test_two_transitions_at_once_and_none_are_counted(tmp_path: Path) -> None:
    gaps = WAITING.replace("    otherwise: stay\n  B:", "  B:").replace(
        "niveau: {at_least: 3}}}", "niveau: {at_least: 3}}}\n      - {to: B, when: {diploma: ja, soort: een}}"
    )
    simulation = simulated(routekaart.load(written(tmp_path, gaps)), years=1, students=3_000)
    (first, _) = simulation.outcome.steps
    assert first.stuck > 0
    assert first.ambiguous > 0
    told = "\n".join(text_report(simulation, "en"))
    assert "because the route has a gap (A " in told
    assert "because the route contradicts itself (A " in told
    assert f"Never came further than the first step: {first.never_moved} (A {first.never_moved})." in told


# A changed route.


def test_the_same_route_gives_the_same_students_the_same_life() -> None:
    route = real_route("roc_bbl")
    simulation = simulated(route, against=replace(route), distributions=EXAMPLE)
    assert simulation.elsewhere == ()
    assert simulation.changed == simulation.outcome


def test_a_changed_limit_touches_only_those_whom_it_is_about() -> None:
    route = real_route("roc_bbl")
    simulation = simulated(route, step="P15", parameters={"leeftijdsgrens_exitgesprek": 20})
    assert simulation.changed is not None
    assert simulation.changed.parameters == {"leeftijdsgrens_exitgesprek": "20"}
    was, now = ({step.step: step for step in one.steps} for one in (simulation.outcome, simulation.changed))
    ages = Counter(
        units_since(date.fromordinal(int(day)), ON, "years")
        for day in columns_of(plan_of_step(route, "P15"), 500)["geboortedatum"]
    )
    assert was["P16"].students - now["P16"].students == sum(ages[age] for age in (20, 21, 22))
    assert was["P17"] == now["P17"]


def plan_of_step(route: Route, step: str) -> Plan:
    """The plan of everybody who begins in a step."""
    return plan_of(route, ticks_of(ON, 2, "month"), 1, Declared(), {}, step=step)


def test_a_changed_limit_does_not_change_what_is_assumed(waiting: Route) -> None:
    simulation = simulated(waiting, parameters={"grens": 60})
    assert simulation.changed is not None
    assert simulation.changed.draws == simulation.outcome.draws
    assert simulation.elsewhere != ()


def test_who_is_elsewhere_is_counted_by_place_and_a_new_name_is_the_same_place(tmp_path: Path, waiting: Route) -> None:
    changed = WAITING.replace("klaar: {title: Klaar,", "gereed: {title: Klaar, renamed_from: klaar,").replace(
        "to: klaar", "to: gereed"
    )
    simulation = simulated(waiting, against=routekaart.load(written(tmp_path, changed, "nieuw.yaml")))
    assert simulation.elsewhere == ()
    slower = WAITING.replace("weken: {at_least: 4}", "weken: {at_least: 400}")
    simulation = simulated(waiting, against=routekaart.load(written(tmp_path, slower, "nieuw.yaml")))
    assert simulation.changed is not None
    done = simulation.outcome.ends[0].students - simulation.changed.ends[0].students
    assert sum(one.students for one in simulation.elsewhere if one.was == "klaar") == done > 100


def test_a_fact_that_only_one_version_knows_can_be_declared(tmp_path: Path, waiting: Route) -> None:
    more = WAITING.replace("  plaats:", "  nieuw: {type: yes_no, title: nieuw}\n  plaats:").replace(
        "gemeld: ja}", "gemeld: ja, nieuw: ja}"
    )
    newer = routekaart.load(written(tmp_path, more, "nieuw.yaml"))
    said = distributions(tmp_path, "facts: {nieuw: {weights: {nee: 1}, per_month: 0}}")
    simulation = simulated(waiting, against=newer, distributions=said)
    assert simulation.changed is not None
    assert simulation.changed.steps[1].students == 0
    assert simulation.outcome.steps[1].students > 0
    assert any("nieuw: nee" in line for line in text_report(simulation, "nl"))


# What is told.


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_output_says_that_the_students_are_made_up(lang: Any, waiting: Route) -> None:
    simulation = simulated(waiting, parameters={"grens": 20}, students=20)
    assert MADE_UP.in_language(lang) in text_report(simulation, lang)
    content = simulation_dict(simulation, lang)
    assert (content["synthetic"], content["note"]) == (True, MADE_UP.in_language(lang))
    lines = places_csv(simulation).splitlines()
    assert lines[0] == "synthetic,student,arrived_on,place,kind,since,place_changed,kind_changed,since_changed"
    assert len(lines) == 21
    assert all(line.startswith("true,") for line in lines[1:])


def test_the_json_is_json_and_says_of_each_fact_whether_it_was_declared(waiting: Route, tmp_path: Path) -> None:
    said = distributions(
        tmp_path,
        """
        facts:
          leeftijd: {ranges: [{from: 16, to: 17, weight: 3}, {from: 18, to: 20}], source: de gemeente}
          gemeld: {per_month: 0.5}
        """,
    )
    content = json.loads(json.dumps(simulation_dict(simulated(waiting, distributions=said), "nl")))
    facts = {one["fact"]: one for one in content["outcome"]["facts"]}
    assert facts["geboortedatum"]["told_as"] == "leeftijd"
    assert facts["geboortedatum"]["spread"] == [
        {"from": 16, "to": 17, "share": 0.75},
        {"from": 18, "to": 20, "share": 0.25},
    ]
    assert facts["geboortedatum"]["source"] == "de gemeente"
    assert [facts["geboortedatum"]["spread_declared"], facts["gemeld"]["spread_declared"]] == [True, False]
    assert [facts["soort"]["chance_declared"], facts["gemeld"]["chance_declared"]] == [False, True]
    assert facts["gemeld"]["per_month"] == 0.5
    told = "\n".join(text_report(simulated(waiting, distributions=said), "nl"))
    assert "leeftijd: van 16 tot en met 17 75,0 %, van 18 tot en met 20 25,0 %; bron: de gemeente" in told
    assert (
        "gemeld: nee 50,0 %, ja 50,0 %; opnieuw getrokken met kans 50,0 % per maand (de verdeling is aangenomen)"
        in told
    )


def test_a_fact_that_no_transition_asks_for_is_told(tmp_path: Path) -> None:
    said = distributions(tmp_path, "facts: {komt_van_pro_vso: {weights: {ja: 1}}}")
    simulation = simulated(real_route("roc_bbl"), distributions=said)
    assert simulation.outcome.unused == ("komt_van_pro_vso",)
    assert "  doet niet mee, want geen overgang vraagt ernaar: komt_van_pro_vso" in text_report(simulation, "nl")


# What is refused.


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"students": 0}, "students: verwacht wordt een heel getal van 1"),
        ({"students": 1.5}, "students: verwacht wordt een heel getal van 1"),
        ({"students": True}, "students: verwacht wordt een heel getal van 1"),
        ({"seed": -1}, "seed: verwacht wordt een heel getal van 0"),
        ({"years": 0}, "years: verwacht wordt een heel getal van 1"),
        ({"years": 51}, "years: verwacht wordt een heel getal van 1"),
        ({"every": "day"}, "every: verwacht wordt month of week"),
        ({"on": "2199-06-01"}, "2199-12-31"),
        ({"parameters": {"grens": "oud"}}, "grens: verwacht wordt een getal"),
        ({"parameters": {"grens": None}}, "grens: verwacht wordt een getal"),
    ],
    ids=str,
)
def test_what_cannot_be_simulated_is_told_in_one_message(how: dict[str, Any], words: str, waiting: Route) -> None:
    with pytest.raises(SimulationError, match=words):
        simulated(waiting, **how)


def test_a_wrong_name_or_day_is_told_as_elsewhere(waiting: Route) -> None:
    with pytest.raises(UnknownNameError, match="geen stap C"):
        simulated(waiting, step="C")
    with pytest.raises(UnknownNameError, match="bedoelde u grens"):
        simulated(waiting, parameters={"grenz": 1})
    with pytest.raises(ReferenceDateError, match="eerste dag"):
        simulated(waiting, on=None)
    with pytest.raises(ReferenceDateError, match="bestaande datum"):
        simulated(waiting, on="2026-02-30")


def test_a_parameter_can_have_decimals(waiting: Route) -> None:
    assert str(with_parameters(waiting, {"grens": "18.5"}).parameter("grens", on=ON)) == "18.5"


UNTIL_THE_SUMMER = """
routekaart: 1
id: zomer
title: Zomer
version: 1.0.0
start: A
facts:
  weg: {type: date, title: vertrek}
  einde: {type: date, title: einde, derive: {date: weg, to: end_of_school_year}}
  nog: {type: number, unit: days, title: nog te gaan, derive: {days_until: einde}}
steps: {A: {title: Volgt, transitions: [{to: klaar, when: {nog: {at_most: 0}}}], otherwise: stay}}
ends: {klaar: {title: Klaar, outcome: success}}
"""


@pytest.mark.parametrize("past", ["", ", past: true"])
@pytest.mark.parametrize("limit", [0, 30])
@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
@pytest.mark.parametrize("way", ["until", "since"])
def test_of_a_count_from_the_end_of_a_school_year_some_date_is_left_on_every_day(
    way: str, unit: str, limit: int, past: str, tmp_path: Path
) -> None:
    text = UNTIL_THE_SUMMER.replace("days_until", f"{unit}_{way}").replace("unit: days", f"unit: {unit}")
    text = text.replace("at_most: 0", f"at_most: {limit}").replace("type: date, title: vertrek", f"type: date{past}")
    route = routekaart.load(written(tmp_path, text))
    said = Declared(draws=({},))
    plan = plan_of(route, ticks_of(ON, 2, "week"), 1, said, said.draws[0], step=None)
    draw = plan.draws["weg"]
    assert draw.told_as == ("weg" if limit and past and way == "until" else "nog")
    for day in plan.ticks.days:
        assert parts_on(draw, draw.distribution, route.vocabulary, day)


def test_a_count_until_the_summer_is_assumed_over_a_school_year_and_reached(tmp_path: Path) -> None:
    simulation = simulated(routekaart.load(written(tmp_path, UNTIL_THE_SUMMER)), years=3)
    assert simulation.outcome.ends[0].students == 500


def test_an_assumed_distribution_that_leaves_no_date_says_what_to_declare(tmp_path: Path) -> None:
    text = UNTIL_THE_SUMMER.replace("days_until", "days_since").replace("title: nog te gaan", "min: 1")
    text = text.replace("nog: {at_most: 0}", "weg: {at_least: 2030-06-01}")
    said = "de aangenomen verdeling van weg laat op 2026-03-01 geen enkele datum over; geef zelf een verdeling van weg"
    with pytest.raises(SimulationError, match=said):
        simulated(routekaart.load(written(tmp_path, text)))


def test_distributions_that_leave_nobody_are_refused(tmp_path: Path) -> None:
    text = WAITING + "impossible:\n  - {when: {soort: een, diploma: ja}, because: Dat kan niet.}\n"
    said = distributions(tmp_path, "facts: {soort: {weights: {een: 1}}, diploma: {weights: {ja: 1}}}")
    with pytest.raises(SimulationError, match=r"kijk naar impossible en soort, diploma"):
        simulated(routekaart.load(written(tmp_path, text)), distributions=said)
    said = distributions(tmp_path, "facts: {geboortedatum: {ranges: [{from: 2030-01-01, to: 2031-01-01}]}}")
    with pytest.raises(
        SimulationError, match="de verdeling van geboortedatum laat op 2026-03-01 geen enkele datum over"
    ):
        simulated(routekaart.load(written(tmp_path, WAITING)), distributions=said)


WRONG = [
    ("fact: {}", ["2:1 unknown-key onbekende sleutel fact; bedoelde u facts?"]),
    ("facts: {leeftjd: {per_month: 0}}", ["2:9 unknown-fact onbekend gegeven leeftjd; bedoelde u leeftijd?"]),
    ("facts: {diploma: {weights: {wel: 1}}}", ["2:34 wrong-value verwacht wordt ja of nee"]),
    ("facts: {diploma: {weights: {ja: 0}}}", ["2:19 wrong-value minstens een gewicht moet meer dan 0 zijn"]),
    ("facts: {diploma: {weights: {ja: -1}}}", ["2:33 wrong-value verwacht wordt een getal van 0 of meer"]),
    ("facts: {diploma: {per_month: 2}}", ["2:30 wrong-value verwacht wordt een kans van 0 tot en met 1"]),
    (
        "facts: {diploma: {becomes: {ja: 1}}}",
        ["2:19 wrong-value becomes is voor een gegeven met opties dat vrij verandert (changes: freely)"],
    ),
    ("facts: {soort: {per_month: 0.1}}", ["2:28 wrong-value dit gegeven verandert nooit"]),
    (
        "facts: {soort: {ranges: [{from: 1, to: 2}]}}",
        ["2:17 wrong-value ranges is voor getallen en datums; gebruik weights"],
    ),
    ("facts: {leeftijd: {ranges: [{from: 20, to: 18}]}}", ["2:44 wrong-value to ligt voor from"]),
    (
        "facts: {leeftijd: {ranges: [{from: 20, to: 131}]}}",
        ["2:44 wrong-value verwacht wordt een heel getal van 0 tot en met 130"],
    ),
    ("facts: {leeftijd: {days_ago: {from: 1, to: 2}}}", ["2:20 wrong-value days_ago is voor een datum"]),
    ("facts: {sinds: {days_ago: {from: 2, to: 1}}}", ["2:41 wrong-value to ligt voor from"]),
    (
        "facts: {sinds: {days_ago: {from: 1, to: 2}, ranges: [{from: 2026-01-01, to: 2026-01-02}]}}",
        ["2:17 wrong-value ranges en days_ago gaan niet samen"],
    ),
    (
        "facts: {geboortedatum: {days_ago: {from: 1, to: 2}}, leeftijd: {weights: {18: 1}}}",
        ["2:54 wrong-value leeftijd en geboortedatum gaan over dezelfde datum; geef er een"],
    ),
    ("start: {C: 1}", ["2:9 unknown-target onbekende stap C; bekend zijn: A, B"]),
    ("start: {A: 0}", ["2:1 wrong-value minstens een gewicht moet meer dan 0 zijn"]),
    ("arrivals: later", ["2:11 wrong-value verwacht wordt first_day of first_year"]),
    ("facts: [", ["2:8 yaml-syntax deze [ wordt nergens gesloten"]),
]


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_file_tells_what_is_wrong_and_where(
    text: str, expected: list[str], waiting: Route, tmp_path: Path
) -> None:
    with pytest.raises(RouteError) as error:
        simulated(waiting, distributions=distributions(tmp_path, text))
    told = [f"{one.line}:{one.column} {one.rule} {one.text.nl}" for one in error.value.diagnostics]
    assert len(told) == len(expected)
    for line, words in zip(told, expected, strict=True):
        assert line.startswith(words)
    assert all(one.text.en != one.text.nl for one in error.value.diagnostics)


def test_a_file_of_another_kind_is_told(waiting: Route, tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="de eerste sleutel ontbreekt: routekaart_simulation: 1"):
        simulated(waiting, distributions=written(tmp_path, "facts: {}", "x.yaml"))


def test_a_derived_fact_that_is_no_count_cannot_be_declared(tmp_path: Path) -> None:
    said = distributions(tmp_path, "facts: {kwalificatieplicht: {weights: {ja: 1}}}")
    with pytest.raises(RouteError, match="volgt uit andere gegevens en wordt niet getrokken; geef een verdeling voor"):
        simulated(real_route("roc_bbl"), distributions=said)


def test_distributions_beside_a_route_are_used_and_are_no_route(tmp_path: Path) -> None:
    written(tmp_path, WAITING)
    distributions(tmp_path, "facts: {diploma: {weights: {nee: 1}}}")
    assert [Path(file).name for file in routekaart.check(tmp_path).files] == ["wachten.yaml"]
    command = [sys.executable, "-m", "routekaart", "simulate", "wachten.yaml", "--on", "2026-03-01", "-o", "x.csv"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, encoding="utf-8")
    assert "Opgegeven in wachten.simulation.yaml:" in result.stdout
    assert len((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()) == 10_001


WITHOUT_NUMPY = """
import sys
sys.modules["numpy"] = None
{}
"""


@pytest.mark.parametrize(
    "script",
    [
        "import routekaart\nroute = routekaart.load('entree')\n"
        "try:\n    routekaart.simulate(route, students=1, seed=1, on='2026-03-01')\n"
        "except ValueError as error:\n    print(error, file=sys.stderr)\n    raise SystemExit(2)",
        "from routekaart.cli import main\nmain(['simulate', 'entree', '--on', '2026-03-01'])",
    ],
    ids=["python", "command"],
)
def test_without_numpy_one_message_says_what_to_install(script: str) -> None:
    command = [sys.executable, "-c", WITHOUT_NUMPY.format(script)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert result.returncode == 2
    assert result.stderr == (
        'voor een simulatie is het pakket numpy nodig; installeer het met: pip install "routekaart[simulate]"\n'
    )
    assert result.stdout == ""
