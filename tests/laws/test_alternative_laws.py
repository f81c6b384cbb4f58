"""Laws of other readings: the route under an alternative is the route that it says, whatever that is."""

import json
import pickle
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.edits import edited
from support.profiles import examples, use_profile
from support.strategies import CASES, Case, generated_routes

from routekaart import FactError, ReferenceDateError, Route
from routekaart.comparison import compare
from routekaart.comparison.meaning import means_the_same
from routekaart.model.applied_readings import SECTIONS, AlternativeError, difference
from routekaart.model.source_readings import Alternative, Confirmed, Instead, Reading
from routekaart.model.stored_route import StoredRouteError

use_profile()


def reading(name: str, *others: Instead) -> Reading:
    """A reading that must be confirmed, with alternatives called 0, 1, ..."""
    alternatives = (Alternative("Anders.", str(number), one) for number, one in enumerate(others))
    return Reading(name, "De bron zwijgt.", "Dit.", "Zo.", tuple(alternatives), confirm="owner", whole_route=True)


def with_readings(route: Route, *readings: Reading) -> Route:
    return replace(route, readings={**route.readings, **{one.id: one for one in readings}})


def same_parts(one: Route, other: Route) -> bool:
    """Whether two routes are the same in all that an alternative can change; the order of parts is not."""
    sections = ("start", "impossible", *SECTIONS)
    return all(getattr(one, section) == getattr(other, section) for section in sections)


@st.composite
def routes_and_others(draw: st.DrawFn) -> tuple[Route, Route]:
    """A route, and another one that it could have been."""
    route = draw(generated_routes())
    return route, draw(edited(route))


@pytest.mark.slow
@given(both=routes_and_others())
@examples(1)
def test_what_is_instead_makes_the_other_route_and_is_kept(both: tuple[Route, Route]) -> None:
    route, other = both
    base = with_readings(route, reading("r", difference(route, other)))
    under = base.under({"r": "0"})
    assert same_parts(under, other)
    assert (under.chosen, under.base_digest, under.readings) == ({"r": "0"}, base.digest, base.readings)
    assert pickle.loads(pickle.dumps(under)) == under
    # What an edit makes is not always sound; then both ways say so.
    try:
        stored = Route.from_dict(json.loads(json.dumps(base.to_dict())))
    except StoredRouteError:
        assert not _is_sound(other)
        return
    assert _is_sound(other)
    assert stored == base
    assert stored.under({"r": "0"}) == under


def _is_sound(route: Route) -> bool:
    try:
        Route.from_dict(json.loads(json.dumps(route.to_dict())))
    except StoredRouteError:
        return False
    return True


def together(route: Route, choices: dict[str, str]) -> Route | None:
    """The route under some alternatives; None when they do not go together."""
    try:
        return route.under(choices)
    except AlternativeError:
        return None


@given(route=generated_routes(), data=st.data())
@examples(0.5)
def test_two_that_are_apart_hold_together_in_any_order(route: Route, data: st.DataObject) -> None:
    one, other = data.draw(edited(route)), data.draw(edited(route))
    assume(_is_sound(one) and _is_sound(other))
    base = with_readings(route, reading("a", difference(route, one)), reading("b", difference(route, other)))
    first, second = base.under({"a": "0"}), base.under({"b": "0"})
    both = together(base, {"a": "0", "b": "0"})
    assert (both is None) == (together(first, {"b": "0"}) is None) == (together(second, {"a": "0"}) is None)
    if both is None:
        return
    assert both == first.under({"b": "0"}) == second.under({"a": "0"})
    # Each place says what one of the two says there.
    for section in SECTIONS:
        for name, part in getattr(both, section).items():
            assert part in (getattr(first, section).get(name), getattr(second, section).get(name)) or name in getattr(
                route, section
            )


@given(both=routes_and_others())
@examples(0.7)
def test_the_quick_answer_is_that_of_the_whole_comparison(both: tuple[Route, Route]) -> None:
    route, other = both
    found = compare(route, other).same_meaning
    quick = means_the_same(route, other)
    assert quick == found or (quick, found) == (None, False)


def answered(route: Route, case: Case, on: date | None, facts: Mapping[str, object]) -> tuple[object, ...]:
    """What a route decides, or why it does not."""
    if case.step.id not in route.steps:
        return ("no_step", None, ())
    try:
        found = route.decide(case.step.id, facts, on=on, unknown_facts="ignore")
    except FactError:
        return ("refused", None, ())
    except ReferenceDateError:
        return ("needs_date", None, ())
    return found.outcome, found.target, found.possible


def served(route: Route, case: Case, on: date | None, facts: Mapping[str, object]) -> object:
    """Who acts and what must be done, or why there is nothing to tell."""
    if case.step.id not in route.steps:
        return "no_step"
    try:
        found = route.duties(case.step.id, facts, on=on, unknown_facts="ignore")
    except FactError:
        return "refused"
    except ReferenceDateError:
        return "needs_date"
    told = found.to_dict()
    return [sorted(map(str, told[part])) for part in ("actions", "partners", "supports")], found.responsible_unknown


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
@given(data=st.data())
@examples(1)
def test_what_duties_hang_on_is_what_asking_everywhere_says(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[kind])
    others = [data.draw(edited(case.route)) for _ in range(3)]
    readings = [reading(f"r{number}", difference(case.route, one)) for number, one in enumerate(others)]
    settled = replace(readings[-1], id="s", confirmed=Confirmed("iemand", date(2026, 1, 1)))
    base = with_readings(case.route, *readings, settled)
    on = data.draw(st.sampled_from([case.on, case.on, None]))
    as_written = served(base, case, on, case.facts)
    if isinstance(as_written, str):
        with pytest.raises((FactError, ReferenceDateError)):
            base.contested_duties(case.step.id, case.facts, on=on)
        return
    found = [one for one in base.contested_duties(case.step.id, case.facts, on=on) if one.reading.startswith("r")]
    everywhere = [(f"r{number}", served(other, case, on, case.facts)) for number, other in enumerate(others)]
    expected = [(name, duties) for name, duties in everywhere if duties != as_written]
    assert [one.reading for one in found] == [name for name, _ in expected]
    for one, (_, duties) in zip(found, expected, strict=True):
        assert (one.outcome == "otherwise") == (one.duties is not None)
        assert one.duties is not None or one.outcome == duties
        assert one.to_dict()["duties"] == (None if one.duties is None else one.duties.to_dict())
        if one.duties is not None:
            there = base.under({one.reading: one.alternative})
            assert one.duties == there.duties(case.step.id, case.facts, on=on, unknown_facts="ignore")


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
@given(data=st.data())
@examples(1)
def test_what_a_decision_hangs_on_is_what_deciding_everywhere_says(kind: str, data: st.DataObject) -> None:
    case: Case = data.draw(CASES[kind])
    others = [data.draw(edited(case.route)) for _ in range(3)]
    readings = [reading(f"r{number}", difference(case.route, one)) for number, one in enumerate(others)]
    settled = replace(readings[-1], id="s", confirmed=Confirmed("iemand", date(2026, 1, 1)))
    base = with_readings(case.route, *readings, replace(readings[0], id="t", confirm=None), settled)
    on = data.draw(st.sampled_from([case.on, case.on, None]))
    try:
        decision = base.decide(case.step.id, case.facts, on=on)
    except (FactError, ReferenceDateError):
        return
    as_written = (decision.outcome, decision.target, decision.possible)
    everywhere = [
        (f"r{number}", answered(other, case, on, dict(decision.facts))) for number, other in enumerate(others)
    ]
    # A real route has readings of its own besides.
    added = {name for name, _ in everywhere}
    found = [
        (one.reading, (one.outcome, one.target, one.possible)) for one in decision.contested if one.reading in added
    ]
    assert found == [(name, answer) for name, answer in everywhere if answer != as_written]
    told = decision.explain()
    assert [name for name, _ in everywhere if f"hangt af van lezing {name}," in told] == [name for name, _ in found]
    for one in decision.contested:
        # A route that goes by one of them says what it hangs on besides.
        there = base.under({one.reading: one.alternative})
        if one.outcome not in ("refused", "needs_date", "no_step"):
            again = there.decide(case.step.id, dict(decision.facts), on=on, unknown_facts="ignore")
            assert one.reading not in [other.reading for other in again.contested]
