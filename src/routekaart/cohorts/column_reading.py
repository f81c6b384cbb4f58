"""Reads columns of any type as facts, value for value as `facts.read_value` does, and refuses the same values."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import narwhals as nw

from routekaart.cohorts.calendar import ALWAYS, FIRST, LAST, NEVER, first_of
from routekaart.cohorts.known_columns import Days, KnownColumn, Numeric, OneOf, YesNo
from routekaart.cohorts.spelling import SPACES, exactly, folding_to, same_texts
from routekaart.cohorts.unusable import RefusedRows
from routekaart.cohorts.working_table import WorkingTable, is_text
from routekaart.foundation.language import Text
from routekaart.model.condition import Value
from routekaart.model.fact_types import LARGEST, FactType, Shifted
from routekaart.model.fact_values import FALLS_APART, LONGEST, ValueRefused, read_value

_SIGNED = (nw.Int8, nw.Int16, nw.Int32, nw.Int64)
_UNSIGNED = (nw.UInt8, nw.UInt16, nw.UInt32, nw.UInt64)
_WIDE = (nw.Int128, nw.UInt128)
_FLOATS = (nw.Float32, nw.Float64)
_HALF = "Float16"
"""The name of a type that the oldest supported narwhals lacks."""
_YES, _NO = (("ja", "true", "yes"), ("nee", "false", "no"))
_MOST_DIGITS = 18


def read_column(table: WorkingTable, fact: FactType, named: Iterable[str]) -> tuple[KnownColumn, list[RefusedRows]]:
    """The values of a fact column, and the rows with a value that is refused.

    Args:
        named: for a fact of kind text, the texts the route compares it with.
    """
    dtype = table.schema[fact.name]
    column = nw.col(fact.name)
    if dtype == nw.Enum and fact.kind in ("yes_no", "choice"):
        return _by_category(table, fact, dtype.categories)
    if is_text(dtype):
        column = column if dtype == nw.String else table.put(column.cast(nw.String))
    readers: dict[str, Callable[[], KnownColumn]] = {
        "yes_no": lambda: _yes_no(table, dtype, column),
        "choice": lambda: _choice(table, fact, dtype, column),
        "text": lambda: _text(table, tuple(named), dtype, column),
        "number": lambda: _number(table, fact, dtype, column),
        "date": lambda: _date(table, dtype, column, moved=isinstance(fact.derivation, Shifted)),
    }
    plain = readers[fact.kind]()
    if isinstance(plain, YesNo) and dtype == nw.Boolean:
        return plain, []
    read = plain.first if isinstance(plain, Days) else plain.number if isinstance(plain, OneOf) else plain.value
    refused = ~nw.col(fact.name).is_null() & read.is_null()
    return plain, [] if table.nowhere(refused) else [RefusedRows(table.put(refused), _refused_with(fact))]


def _by_category(
    table: WorkingTable, fact: FactType, categories: Iterable[str]
) -> tuple[KnownColumn, list[RefusedRows]]:
    """The values of an enum column; each category is read once."""
    column = nw.col(fact.name)
    meaning: dict[Value, list[str]] = {}
    wrong: list[str] = []
    for category in categories:
        try:
            meaning.setdefault(read_value(fact, category), []).append(category)
        except ValueRefused:
            wrong.append(category)
    refusals = (
        [RefusedRows(table.put(column.is_in(wrong).fill_null(value=False)), _refused_with(fact))] if wrong else []
    )
    if fact.kind == "yes_no":
        yes, no = (column.is_in(meaning.get(value, [])) for value in (True, False))
        return YesNo(table.put(nw.when(yes).then(nw.lit(value=True)).when(no).then(nw.lit(value=False)))), refusals
    found = [(column.is_in(meaning[option]), number) for number, option in enumerate(fact.options) if option in meaning]
    return OneOf(table.put(_numbered(found)), fact.options), refusals


def _refused_with(fact: FactType) -> Text:
    try:
        read_value(fact, object())
    except ValueRefused as refused:
        accepted = refused.accepted
        return Text(
            f"{fact.name}: verwacht wordt {accepted.nl}",
            f"{fact.name}: expected {accepted.en}",
        )
    raise AssertionError("no fact is just any object")


def _limit(value: int | Decimal) -> int | float:
    return value if isinstance(value, int) else float(value)


def _nothing(kind: Any) -> nw.Expr:
    """A column of null."""
    return nw.lit(None, dtype=kind)


def _yes_no(table: WorkingTable, dtype: Any, column: nw.Expr) -> YesNo:
    if dtype == nw.Boolean:
        return YesNo(column)
    if not is_text(dtype):
        return YesNo(table.put(_nothing(nw.Boolean)))
    word = table.put(column.str.strip_chars(SPACES))
    yes = word.is_in([written for one in _YES for written in folding_to(one)])
    no = word.is_in([written for one in _NO for written in folding_to(one)])
    return YesNo(table.put(nw.when(yes).then(nw.lit(True)).when(no).then(nw.lit(False))))


def _choice(table: WorkingTable, fact: FactType, dtype: Any, column: nw.Expr) -> OneOf:
    options = fact.options
    if dtype == nw.Boolean:
        # `ja` and `nee` are options like any other, so a boolean can stand for them.
        found = [
            (column if word == "ja" else ~column, options.index(word)) for word in ("ja", "nee") if word in options
        ]
        return OneOf(table.put(_numbered(found)), options)
    if not is_text(dtype):
        return OneOf(table.put(_nothing(nw.Int16)), options)
    as_they_are = table.put_all(column == option for option in options)
    written = nw.any_horizontal(*as_they_are, ignore_nulls=True)
    if table.nowhere(~(column.is_null() | written)):
        return OneOf(table.put(_numbered((one, number) for number, one in enumerate(as_they_are))), options)
    # Stripping takes many times longer than comparing, so values that are options already become null first.
    word = table.put(nw.when(~written).then(column).str.strip_chars(SPACES))
    found = [
        (as_it_is | (word == one if one.isascii() else word.str.contains(exactly(one))), number)
        for number, (one, as_it_is) in enumerate(zip(options, as_they_are, strict=True))
    ]
    also = ((fact.also[option], number) for number, option in enumerate(options) if option in fact.also)
    found += [(word.str.contains(same_texts(spellings)), number) for spellings, number in also]
    return OneOf(table.put(_numbered(found)), options)


def _text(table: WorkingTable, named: tuple[str, ...], dtype: Any, column: nw.Expr) -> OneOf:
    if not is_text(dtype):
        return OneOf(table.put(_nothing(nw.Int16)), named)
    length = column.str.len_chars()
    if not table.nowhere(3 * length > LONGEST):
        length = column.str.replace_all(f"[{FALLS_APART}]", "...").str.len_chars()
        column = table.put(nw.when(length <= LONGEST).then(column))
    found = [(column.str.contains(same_texts([one])), number) for number, one in enumerate(named)]
    found.append((column.str.strip_chars(SPACES) != "", len(named)))
    return OneOf(table.put(_numbered(found)), named)


def _numbered(found: Iterable[tuple[nw.Expr, int]]) -> nw.Expr:
    """The number of the first condition that holds; null when none does."""
    chosen = _nothing(nw.Int16)
    for holds, number in reversed(list(found)):
        chosen = nw.when(holds).then(nw.lit(number, dtype=nw.Int16)).otherwise(chosen)
    return chosen


def _number(table: WorkingTable, fact: FactType, dtype: Any, column: nw.Expr) -> Numeric:
    decimals = fact.decimals
    if dtype in _WIDE:
        within = column < LARGEST if dtype == nw.UInt128 else (column < LARGEST) & (column > -LARGEST)
        column, dtype = table.put(nw.when(within).then(column).cast(nw.Int64)), nw.Int64
    elif str(dtype) == _HALF:
        column, dtype = table.put(column.cast(nw.Float32)), nw.Float32
    if dtype in _SIGNED or dtype in _UNSIGNED:
        value, good = column, ~column.is_null()
        if dtype in (nw.Int64, nw.UInt64):
            good = column < LARGEST if dtype == nw.UInt64 else (column < LARGEST) & (column > -LARGEST)
    elif dtype in _FLOATS:
        value = column
        # NaN and infinity fail these comparisons too.
        good = (column.abs() < float(LARGEST)) & (column.round(decimals) == column)
    elif dtype == nw.Decimal or is_text(dtype):
        value = table.put(_from_text(column.cast(nw.String).str.strip_chars(SPACES), decimals))
        good = ~value.is_null()
    else:
        return Numeric(table.put(_nothing(nw.Int64)))
    if fact.minimum is not None:
        good = good & (value >= _limit(fact.minimum))
    if fact.maximum is not None:
        good = good & (value <= _limit(fact.maximum))
    return Numeric(table.put(nw.when(good).then(value)))


def _from_text(text: nw.Expr, decimals: int) -> nw.Expr:
    """Texts as numbers; null for other texts. Decimals beyond the last one of the fact must be zeros."""
    whole = rf"^[+-]?[0-9]{{1,{_MOST_DIGITS}}}"
    if not decimals:
        fits = text.str.contains(rf"{whole}(\.0{{1,{_MOST_DIGITS}}})?\z")
        digits = nw.when(fits).then(text.str.replace_all(r"^\+", "").str.replace_all(r"\..*", ""))
        return digits.cast(nw.Int64)
    some, all_of_them = f"[0-9]{{1,{decimals}}}", f"[0-9]{{{decimals}}}0{{0,{_MOST_DIGITS - decimals}}}"
    fits = text.str.contains(rf"{whole}(\.({some}|{all_of_them}))?\z")
    return nw.when(fits).then(text.str.replace_all(r"^\+", "")).cast(nw.Float64)


def _date(table: WorkingTable, dtype: Any, column: nw.Expr, *, moved: bool) -> Days:
    """The days in a column of dates. A moved date may lie outside the calendar, and is one day or unknown."""
    low, high = (ALWAYS, NEVER) if moved else (FIRST, LAST)
    if dtype == nw.Date:
        number = column.cast(nw.Int32) if table.days_are_numbers else _counted(table, column)
        return _exact(table, number, (number >= low) & (number <= high))
    if dtype == nw.Datetime and dtype.time_zone is None:
        number = _counted(table, column)
        return _exact(table, number, (number >= low) & (number <= high) & (column.dt.truncate("1d") == column))
    if is_text(dtype):
        return _from_written(table, column, low, high, only_days=moved)
    nothing = table.put(_nothing(nw.Int32))
    return Days(nothing, nothing, exact=True)


def _counted(table: WorkingTable, column: nw.Expr) -> nw.Expr:
    """The day number of each date, computed from year, month and day."""
    month = column.dt.year().cast(nw.Int32) * 12 + column.dt.month().cast(nw.Int32) - 1
    return table.put(first_of(table.put, month) + column.dt.day().cast(nw.Int32) - 1)


def _exact(table: WorkingTable, number: nw.Expr, good: nw.Expr) -> Days:
    number = table.put(number)
    day = number if table.nowhere(~good) else table.put(nw.when(good).then(number))
    return Days(day, day, exact=True)


def _from_written(table: WorkingTable, column: nw.Expr, earliest: int, latest: int, *, only_days: bool) -> Days:
    """Days, months, years and ranges of days, as `facts.read_partly_known` and `facts.read_date` read them."""
    text = table.put(column.str.strip_chars(SPACES))
    written = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    one, two = table.put_all(
        [text.str.contains(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\z"), text.str.contains(rf"^{written}/{written}\z")]
    )
    length = text.str.len_chars()
    with_month, with_day = 7, 10
    parts = [
        _digits(one | two, text, 0, 4),
        _digits((one | two) & (length >= with_month), text, 5, 2),
        _digits((one | two) & (length >= with_day), text, 8, 2),
        _digits(two, text, 11, 4),
        _digits(two, text, 16, 2),
        _digits(two, text, 19, 2),
    ]
    year, month, day_of_month, last_year, last_month, last_day = table.put_all(parts)
    begin, end = table.put_all([year * 12 + month - 1, last_year * 12 + last_month - 1])
    of_month, of_next, of_last, of_after, of_year, of_new_year = (
        first_of(table.put, one) for one in (begin, begin + 1, end, end + 1, year * 12, year * 12 + 12)
    )
    day, last_of_two = table.put_all([of_month + day_of_month - 1, of_last + last_day - 1])
    is_day = (month >= 1) & (month <= 12) & (day_of_month >= 1) & (day < of_next)
    ends_on_day = two & (last_month >= 1) & (last_month <= 12) & (last_day >= 1) & (last_of_two < of_after)
    is_month = ~two & (day_of_month == 0) & (month >= 1) & (month <= 12)
    is_year = ~two & (day_of_month == 0) & (month == 0)
    first = nw.when(is_day).then(day).when(is_month).then(of_month).when(is_year).then(of_year)
    last = (
        nw.when(ends_on_day).then(last_of_two)
        .when(~two & is_day).then(day)
        .when(is_month).then(of_next - 1)
        .when(is_year).then(of_new_year - 1)
    )  # fmt: skip
    low, high = table.put_all([first, last])
    good = (low >= earliest) & (high <= latest) & (low <= high)
    if only_days:
        good = good & ~two & is_day
    low, high = table.put_all([nw.when(good).then(low), nw.when(good).then(high)])
    return Days(low, high, exact=False)


def _digits(where: nw.Expr, text: nw.Expr, start: int, length: int) -> nw.Expr:
    written = nw.when(where).then(text.str.slice(start, length)).otherwise(nw.lit("0"))
    return written.cast(nw.Int32)
