"""Days, months and years in whole columns are those of `dates`, on every day of the calendar."""

from datetime import date, timedelta

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

from routekaart.cohorts.calendar import (
    ALWAYS,
    FIRST,
    LAST,
    NEVER,
    DayParts,
    Direction,
    as_date,
    day_number,
    days_of_count,
    end_of_school_year,
    first_of,
    in_school_years,
    month_and_day,
    moved,
    moved_from,
    reached,
)
from routekaart.foundation import dates
from routekaart.foundation.dates import EARLIEST, LATEST, UNITS, Unit, first_day, move, units_since, units_until
from routekaart.logic.date_ranges import days_giving
from routekaart.model.fact_types import Elapsed
from routekaart.model.vocabulary import DateChain

use_profile()

EVERY_DAY = [EARLIEST + timedelta(days=ahead) for ahead in range((LATEST - EARLIEST).days + 1)]
SPECIAL = [
    date(year, month, day)
    for year in (1999, 2000, 2001, 2003, 2004)
    for month, day in ((1, 29), (1, 30), (1, 31), (2, 28), (3, 1), (3, 31), (11, 30), (12, 31))
] + [date(2000, 2, 29), date(2004, 2, 29)]
DIRECTIONS: tuple[Direction, ...] = ("since", "until")
each_unit = pytest.mark.parametrize("unit", UNITS)


def as_it_is(column: nw.Expr) -> nw.Expr:
    return column


def worked_out(days: list[date], made: object) -> list[int]:
    """What is worked out for each day, from its number, its month and its day in the month."""
    frame = pl.DataFrame(
        {
            "number": [day_number(day) for day in days],
            "month": [day.year * 12 + day.month - 1 for day in days],
            "day": [day.day for day in days],
        }
    )
    if isinstance(made, int):
        return [made] * len(days)
    assert isinstance(made, nw.Expr)
    found: list[int] = nw.from_native(frame).select(found=made)["found"].to_list()
    return found


THIS = DayParts(nw.col("number"), nw.col("month"), nw.col("day"))


@pytest.mark.slow
def test_every_day_has_its_number_its_month_and_its_day() -> None:
    month, day = month_and_day(as_it_is, THIS.number)
    assert worked_out(EVERY_DAY, month) == [one.year * 12 + one.month - 1 for one in EVERY_DAY]
    assert worked_out(EVERY_DAY, day) == [one.day for one in EVERY_DAY]
    numbers = [day_number(one) for one in EVERY_DAY]
    assert worked_out(EVERY_DAY, first_of(as_it_is, THIS.month) + THIS.day - 1) == numbers
    for by_casting in (True, False):
        assert worked_out(EVERY_DAY, as_date(as_it_is, THIS.number, by_casting=by_casting)) == EVERY_DAY


def test_every_day_has_the_end_of_its_school_year() -> None:
    made = worked_out(EVERY_DAY, end_of_school_year(as_it_is, THIS))
    assert made == [day_number(dates.end_of_school_year(day)) for day in EVERY_DAY]


@pytest.mark.slow
@examples(0.3)
@given(low=st.sampled_from(SPECIAL), ahead=st.integers(0, 800))
def test_the_days_of_some_school_years_are_those_that_end_in_a_range(low: date, ahead: int) -> None:
    high = low + timedelta(days=ahead)
    ends = in_school_years(as_it_is, THIS, DayParts(THIS.number + ahead, *month_and_day(as_it_is, THIS.number + ahead)))
    first, last = (worked_out([low], one)[0] for one in ends)
    near = [low + timedelta(days=days) for days in range(-400, ahead + 400)]
    there = [day_number(day) for day in near if low <= dates.end_of_school_year(day) <= high]
    assert (first, last) == (there[0], there[-1]) if there else first > last


@each_unit
@examples(0.3)
@given(data=st.data())
def test_a_day_moves_as_dates_move(unit: Unit, data: st.DataObject) -> None:
    days = [*SPECIAL, data.draw(st.sampled_from(EVERY_DAY))]
    amount = data.draw(st.integers(-40, 40))
    assert worked_out(days, moved(as_it_is, THIS, amount, unit)) == [
        day_number(move(day, amount, unit)) for day in days
    ]


@pytest.mark.slow
@each_unit
@pytest.mark.parametrize("direction", DIRECTIONS)
@examples(0.2)
@given(data=st.data())
def test_a_count_reaches_a_limit_on_the_day_that_dates_say(
    unit: Unit, direction: Direction, data: st.DataObject
) -> None:
    days = [
        *data.draw(st.lists(st.sampled_from(SPECIAL), min_size=1, max_size=4)),
        data.draw(st.sampled_from(EVERY_DAY)),
    ]
    limit = data.draw(st.integers(-2, 30))
    for day, found in zip(days, worked_out(days, reached(as_it_is, THIS, unit, direction, limit)), strict=True):
        if direction == "since":
            expected = first_day(lambda on, day=day: units_since(day, on, unit) >= limit)  # type: ignore[misc]
        else:
            expected = first_day(lambda on, day=day: units_until(day, on, unit) <= limit)  # type: ignore[misc]
        within = None if found > LAST else max(found, FIRST)
        assert within == (None if expected is None else day_number(expected))


@pytest.mark.slow
@each_unit
@pytest.mark.parametrize("direction", DIRECTIONS)
@examples(0.2)
@given(data=st.data())
def test_a_count_is_given_by_the_days_that_give_it(unit: Unit, direction: Direction, data: st.DataObject) -> None:
    on = data.draw(st.sampled_from([*SPECIAL, *EVERY_DAY]))
    count = data.draw(st.one_of(st.integers(-1, 40), st.sampled_from([131, 400, 10**17])))
    frame = nw.from_native(pl.DataFrame({"count": [count]}))
    first, last = days_of_count(as_it_is, nw.col("count"), on, unit, direction)
    low, high = (frame.select(found=one)["found"].item() for one in (first, last))
    expected = days_giving(DateChain("day", (Elapsed("day", unit, direction),)), on, count)
    low, high = max(low, FIRST), min(high, LAST)
    assert ((low, high) if low <= high else None) == (expected and tuple(map(day_number, expected)))


@pytest.mark.slow
@each_unit
@examples(0.3)
@given(data=st.data())
def test_the_days_that_are_moved_into_a_stretch_are_those_that_dates_move_there(
    unit: Unit, data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from([*SPECIAL, *EVERY_DAY[800:-800]]))
    end = start + timedelta(days=data.draw(st.sampled_from([0, 0, 1, 2, 30])))
    amount = data.draw(st.integers(-14, 14))
    frame = pl.DataFrame({"number": [day_number(one) for one in (start, end)]})
    low, high = (
        DayParts(nw.lit(day_number(one)), nw.lit(one.year * 12 + one.month - 1), nw.lit(one.day))
        for one in (start, end)
    )
    first, last = (
        nw.from_native(frame).select(found=one)["found"][0] for one in moved_from(as_it_is, low, high, amount, unit)
    )
    around = [move(start, -amount, unit) + timedelta(days=aside) for aside in range(-40, 80)]
    expected = [day_number(day) for day in around if start <= move(day, amount, unit) <= end]
    assert (first, last) == (expected[0], expected[-1]) if expected else first > last


def test_the_ends_of_the_calendar_lie_between_always_and_never() -> None:
    assert ALWAYS < FIRST < LAST < NEVER
