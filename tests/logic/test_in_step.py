"""A count that is said to keep step with the reference date has on each day all that it has on another."""

from bisect import bisect_right
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

from routekaart.foundation.dates import UNITS, Unit
from routekaart.logic.date_chains import ends_elsewhere, is_of_days, skips_counts
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.vocabulary import DateChain

use_profile()
LONGEST = {"years": 366, "months": 31, "weeks": 7, "days": 1}
DAYS = [date(2024, month, day) for month in range(1, 13) for day in (1, 28, 29)] + [date(2024, 12, 31)]

moves = st.lists(st.tuples(st.sampled_from(UNITS), st.integers(-3, 3)), max_size=2, unique_by=lambda move: move[0])
counts = st.builds(Elapsed, st.just("later"), st.sampled_from(UNITS), st.sampled_from(["since", "until"]))


@pytest.mark.slow
@given(moves=moves, elapsed=counts, turns=st.sets(st.integers(1, 4), min_size=1), past=st.booleans())
@examples(0.5)
def test_a_count_that_keeps_step_has_on_each_day_what_it_has_on_another(
    moves: list[tuple[Unit, int]], elapsed: Elapsed, turns: set[int], *, past: bool
) -> None:
    chain = chain_of(moves, elapsed)
    if not skips_counts(chain, turns) and not (past and ends_elsewhere(chain)):
        first, *others = (pieces_on(chain, sorted(turns), on, past=past) for on in DAYS)
        assert all(pieces == first for pieces in others)


@pytest.mark.parametrize(
    ("moves", "unit", "direction", "turns", "keeps"),
    [
        ([("months", 1)], "days", "since", {1, 2}, False),
        ([("months", 1)], "days", "since", {1}, True),
        ([("months", 1)], "days", "until", {1, 5}, True),
        ([("years", 1)], "weeks", "since", {1, 2}, True),
        ([("weeks", 9)], "months", "until", {1, 2}, True),
        ([], "days", "since", {1, 2}, True),
    ],
)  # fmt: skip
def test_a_count_skips_days_only_where_a_date_is_moved_by_months_and_few_days_count(
    moves: list[tuple[Unit, int]], unit: Unit, direction: str, turns: set[int], *, keeps: bool
) -> None:
    chain = chain_of(moves, Elapsed("later", unit, direction))  # type: ignore[arg-type]
    assert skips_counts(chain, turns) is not keeps


def test_a_past_date_ends_elsewhere_when_it_is_moved_on_and_counted_in_other_units() -> None:
    until, since = Elapsed("later", "days", "until"), Elapsed("later", "days", "since")
    assert ends_elsewhere(chain_of([("months", 2)], until))
    assert not ends_elsewhere(chain_of([("months", 2)], since))
    assert not ends_elsewhere(chain_of([("weeks", 2)], until))
    assert is_of_days(chain_of([("weeks", 2)], until))


def chain_of(moves: list[tuple[Unit, int]], elapsed: Elapsed) -> DateChain:
    return DateChain("begin", (Shifted("begin", tuple(moves)), elapsed) if moves else (elapsed,))


def pieces_on(chain: DateChain, limits: list[int], on: date, *, past: bool) -> set[int]:
    """Between which limits the counts lie that some date gives on a day, by trying every date near enough."""
    *shifted, elapsed = chain.steps
    assert isinstance(elapsed, Elapsed)
    moved = [move for step in shifted if isinstance(step, Shifted) for move in step.amounts]
    reach = LONGEST[elapsed.unit] * (limits[-1] + 2) + sum(abs(amount) * LONGEST[unit] for unit, amount in moved)
    dates = (on + timedelta(days=day) for day in range(-reach, 1 if past else reach + 1))
    return {bisect_right(limits, chain.read(day, on)) for day in dates}
