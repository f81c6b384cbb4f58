"""Days are found at once where that can be said; they must be the days that counting finds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

from routekaart.foundation.dates import EARLIEST, LATEST, UNITS, Unit, first_day, reached_since, units_since

use_profile()


@pytest.mark.parametrize("unit", UNITS)
@given(
    day=st.one_of(st.dates(EARLIEST, LATEST), st.sampled_from([date(2024, 2, 29), date(2023, 1, 31), LATEST])),
    amount=st.integers(-2, 5_000) | st.sampled_from([10_000, 2**31, 10**12]),
)
@examples(1)
def test_the_day_on_which_so_much_has_passed_is_the_first_on_which_it_has(unit: Unit, day: date, amount: int) -> None:
    assert reached_since(day, amount, unit) == first_day(lambda on: units_since(day, on, unit) >= amount)
