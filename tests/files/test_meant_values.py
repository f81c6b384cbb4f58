"""What somebody meant by a value that is written as people write it."""

from datetime import date

import pytest

from routekaart.files.meant_values import both_numbers, day_meant, number_meant, unlikely_decimals


@pytest.mark.parametrize(
    "text", ["3 maart 2020", "3 mrt. 2020", "3 March 2020", "3-mar-2020", "03-03-2020", "2020/3/3"]
)
def test_a_day_in_words_or_figures(text: str) -> None:
    meant = day_meant(text)
    assert meant is not None
    assert meant.day == date(2020, 3, 3)


@pytest.mark.parametrize("text", ["3 marble 2020", "1 decision 2024", "1 meisje 2024", "3 maar 2020", "13-13-2020"])
def test_what_begins_as_a_month_is_no_day(text: str) -> None:
    assert day_meant(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,500", ("1.5", "1500")),
        ("-12.000", ("-12", "-12000")),
        ("1.234", ("1.234", "1234")),
        ("0,500", None),
        ("16,5", None),
        ("1,2345", None),
        ("1.234.567", None),
    ],
)
def test_three_digits_behind_a_sign_can_be_thousands(text: str, numbers: tuple[str, str] | None) -> None:
    assert both_numbers(text) == numbers


def test_only_decimals_that_end_in_zero_are_unlikely() -> None:
    assert unlikely_decimals("1.500") == ("1.5", "1500")
    assert [unlikely_decimals(text) for text in ("1.234", "1,500", "1.5", "0.500")] == [None] * 4
    assert number_meant("1.500 euro") == ("1.500", "euro")
