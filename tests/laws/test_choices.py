"""A choice is exactly one of its options, everywhere, also where other options differ in capitals or spaces alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cohort_rows import REFUSED, decided, table
from support.profiles import examples, use_profile
from support.small_routes import small_route
from support.tables import as_polars, engines

import routekaart
from routekaart.comparison import compare
from routekaart.diagnostics.diagnostic import RouteError
from routekaart.journeys import Journey, migrate
from routekaart.model import condition
from routekaart.model.fact_types import FactType
from routekaart.model.step import Step, Transition
from routekaart.route import Route

use_profile()

ON = date(2026, 3, 1)
SPELLINGS = ("bb", "BB", "Bb", "kb", "KB", "b b", "b  b", "B B", "straße", "STRASSE", "één", "Één")


def folded(option: str) -> str:
    return " ".join(option.split()).casefold()


options = st.lists(st.sampled_from(SPELLINGS), min_size=2, max_size=4, unique_by=folded)
"""Options that a route may have: no two differ in capitals and spaces alone."""


def route_with(options: list[str], ends: dict[str, str] | None = None) -> Route:
    """A route that sends each option to an end of its own; `ends` gives some options another end."""
    ends = {option: f"einde_{number}" for number, option in enumerate(SPELLINGS)} | (ends or {})
    transitions = tuple(
        Transition(to=ends[one], when=condition.FactTest("niveau", "one_of", (one,))) for one in options
    )
    fact = FactType("niveau", "choice", "niveau", options=tuple(options))
    step = Step(id="A", title="Begin", transitions=transitions)
    return small_route("keuze", [step], dict.fromkeys(ends.values()), [fact])


def as_file(options: list[str]) -> str:
    """The same as a file."""
    listed = ", ".join(f'"{one}"' for one in options)
    rows = "".join(
        f'      - {{to: e{number}, when: {{niveau: "{one}"}}, source: bron}}\n' for number, one in enumerate(options)
    )
    ends = "".join(f"  e{number}: {{title: E, outcome: success, source: bron}}\n" for number in range(len(options)))
    return (
        "routekaart: 1\nid: keuze\ntitle: Keuze\nversion: '1'\nstart: A\nsources: {bron: {title: Bron}}\n"
        f"facts:\n  niveau: {{type: choice, options: [{listed}], question: Welk niveau?}}\n"
        f"steps:\n  A:\n    title: Begin\n    source: bron\n    responsible: [slb]\n    transitions:\n{rows}"
        f"ends:\n{ends}"
        "partners: {slb: {title: SLB}}\n"
    )


@given(options, st.sampled_from(SPELLINGS))
def test_what_is_told_is_one_of_the_options_or_refused(options: list[str], told: str) -> None:
    route = route_with(options)
    expected = ("end", f"einde_{SPELLINGS.index(told)}") if told in options else REFUSED[:2]
    assert decided(route, "A", {"niveau": told}, ON)[:2] == expected
    assert decided(route, "A", {"niveau": f"  {told} "}, ON)[:2] == expected


@given(options, options)
def test_versions_mean_the_same_when_their_options_are_the_same(before: list[str], after: list[str]) -> None:
    found = compare(route_with(before), route_with(after))
    assert found.same_meaning is (set(before) == set(after))
    assert found.unproven == ()
    assert found.next_steps == ()
    told = {(one.refused, one.region.old.facts["niveau"]) for one in found.admissions}
    every = {(one.refused, option) for one in found.admissions for option in _named(one.region.when, before, after)}
    assert told <= every
    assert every == {(option in before, option) for option in {*before} ^ {*after}}


def _named(when: object, before: list[str], after: list[str]) -> list[str]:
    assert isinstance(when, dict)
    test = when["niveau"]
    if isinstance(test, dict):
        return [one for one in {*before, *after} if one != test["not"]]
    return test if isinstance(test, list) else [test]


@given(options, st.data())
def test_an_option_that_goes_elsewhere_is_told_for_that_option_alone(options: list[str], data: st.DataObject) -> None:
    moved = data.draw(st.sampled_from(options))
    found = compare(route_with(options), route_with(options, {moved: "elders"}))
    assert [one.region.old.facts["niveau"] for one in found.next_steps] == [moved]
    assert _named(found.next_steps[0].region.when, options, options) == [moved]


@given(options, options, st.data())
def test_a_journey_loses_what_is_no_option_any_more(before: list[str], after: list[str], data: st.DataObject) -> None:
    told = data.draw(st.sampled_from(before))
    journey = Journey.start(route_with(before), on=ON).learn({"niveau": told}, on=ON)
    found = migrate(journey, route_with(after))
    assert (found.lost == ("niveau",)) == (told not in after)


@pytest.mark.slow
@given(options)
@examples(0.3)
def test_every_table_tells_what_decide_tells(options: list[str]) -> None:
    route = route_with(options)
    rows = [{"niveau": one} for option in SPELLINGS for one in (option, f" {option}")]
    expected = [decided(route, "A", row, ON)[:2] for row in rows]
    for name, made in engines().items():
        found = as_polars(routekaart.cohort(route, "A", made(table(rows)), on=ON, changes=False))
        assert found.select("outcome", "target").rows() == expected, name


@given(st.lists(st.sampled_from(SPELLINGS), min_size=2, max_size=3, unique=True))
@examples(0.5)
def test_options_that_differ_in_capitals_or_spaces_alone_are_refused(
    tmp_path_factory: pytest.TempPathFactory, options: list[str]
) -> None:
    path = tmp_path_factory.mktemp("keuze") / "keuze.yaml"
    path.write_text(as_file(options), encoding="utf-8")
    if len({*map(folded, options)}) == len(options):
        assert routekaart.load(path).facts["niveau"].options == tuple(options)
        assert not [one for one in routekaart.check(path).diagnostics if one.severity == "error"]
    else:
        with pytest.raises(RouteError) as refused:
            routekaart.load(path)
        assert {one.rule for one in refused.value.diagnostics} == {"duplicate-name"}
