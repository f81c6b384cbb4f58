"""Recognises values as people write them in tables: names of columns, decimal commas, days before months, J and N.

Nothing is converted silently: each conversion is reported. An ambiguous value is refused, with both ways to read it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from routekaart.cohorts.lines import same_spelling
from routekaart.cohorts.unusable import CohortError, unusable
from routekaart.files.meant_values import both_numbers, unlikely_decimals
from routekaart.foundation.language import Text
from routekaart.model.fact_types import FactType

if TYPE_CHECKING:
    import polars

DateOrder: TypeAlias = Literal["day-month", "month-day"]
DATE_ORDERS: tuple[DateOrder, ...] = ("day-month", "month-day")

_ROWS_FIRST = 20_000
"""The number of rows examined first; if nothing needs converting in them, the rest of the table is not examined."""
LETTERS = {"j": "ja", "n": "nee", "y": "ja"}
"""Letters for ja and nee, in lower case."""
_DAY = r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 0?0:00(?::00)?)?\s*$"
_YEAR_FIRST = r"^\s*(1[89]\d\d|2[01]\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]0?0:00(?::00)?)?\s*$"
_WITHOUT_SIGNS = r"^\s*(1[89]\d\d|2[01]\d\d)(\d\d)(\d\d)\s*$"
_AS_WE_WRITE = r"^\s*\d{4}-\d\d-\d\d\s*$"
_COMMA = r"^\s*[+-]?\d+,\d+\s*$"
_DECIMALS_OF_A_GROUP = 3


def recognised_names(names: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """For a known name that no column has, the only column whose name differs in capitals, spaces and `_` alone."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(same_spelling(name), []).append(name)
    wanted: dict[str, list[str]] = {}
    for one in dict.fromkeys(known):
        wanted.setdefault(same_spelling(one), []).append(one)
    return {
        meant[0]: found[plain][0]
        for plain, meant in wanted.items()
        if plain and len(meant) == 1 and len(found.get(plain, ())) == 1 and meant[0] not in names
    }


def told_names(columns: Mapping[str, str]) -> list[Text]:
    """A message for each column that was recognised."""
    return [Text(f"kolom {column} → {name}", f"column {column} → {name}") for name, column in columns.items()]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table with its values as routekaart writes them, and messages on what was recognised."""

    rows: "polars.LazyFrame"
    told: tuple[Text, ...]


def recognised_values(rows: "polars.LazyFrame", facts: Mapping[str, FactType], order: DateOrder | None) -> Recognised:
    """The table with the values in fact columns converted to how routekaart writes them.

    Args:
        order: whether the day or the month comes first; None if the caller does not say.

    Raises:
        CohortError: a column can be read in two ways; the message names both.
    """
    import polars

    schema = rows.collect_schema()
    columns = {name: facts[name] for name in schema.names() if name in facts and schema[name] == polars.String}
    asked = [one for name, fact in columns.items() for one in _questions(name, fact)]
    if not asked:
        return Recognised(rows, ())
    if not any(rows.head(_ROWS_FIRST).select(asked).collect().row(0)):
        # What is written otherwise further on is refused row by row. A point before thousands would not be.
        asked = [_grouped_by_point(name) for name, fact in columns.items() if _may_be_grouped_by_point(fact)]
        if not asked:
            return Recognised(rows, ())
    found = defaultdict(bool, rows.select(asked).collect(engine="streaming").row(0, named=True))
    told: list[Text] = []
    written: list[polars.Expr] = []
    for name, fact in columns.items():
        if fact.kind == "date" and (found[f"{name}:days"] or found[f"{name}:years"]):
            first = _order_of(name, found, order) if found[f"{name}:days"] else "day-month"
            if found[f"{name}:days"]:
                told.append(_told_order(name, first))
            if found[f"{name}:years"]:
                told.append(Text(f"kolom {name}: datums als jaar-maand-dag", f"column {name}: dates as year-month-day"))
            written.append(_as_day(name, first))
        elif fact.kind == "number":
            for sign in (",", "."):
                if found[f"{name}:grouped{sign}"]:
                    raise _two_numbers(name, fact, sign)
            if found[f"{name}:commas"]:
                told.append(Text(f"kolom {name}: een decimale komma", f"column {name}: a decimal comma"))
                written.append(_with_point(name))
        elif fact.kind == "yes_no" and found[f"{name}:letters"]:
            told.append(Text(f"kolom {name}: J is ja, N is nee", f"column {name}: J is yes, N is no"))
            written.append(_in_words(name))
    return Recognised(rows.with_columns(written), tuple(told))


def _questions(name: str, fact: FactType) -> "list[polars.Expr]":
    """Expressions that say, for each other way of writing, whether any value of a column is written that way."""
    import polars

    column = polars.col(name)
    if fact.kind == "yes_no":
        return [_letters(name).is_in(list(LETTERS)).any().fill_null(value=False).alias(f"{name}:letters")]
    if fact.kind == "number":
        commas = column.str.contains(_COMMA).any().fill_null(value=False).alias(f"{name}:commas")
        grouped = _only_grouped(name, ",")
        return [commas, grouped, *([_grouped_by_point(name)] if _may_be_grouped_by_point(fact) else [])]
    if fact.kind != "date":
        return []
    one, two = (column.str.extract(_DAY, number).cast(polars.Int32) for number in (1, 2))
    year_first = column.str.contains(_YEAR_FIRST) | column.str.contains(_WITHOUT_SIGNS)
    return [
        (year_first & ~column.str.contains(_AS_WE_WRITE)).any().fill_null(value=False).alias(f"{name}:years"),
        one.is_not_null().any().alias(f"{name}:days"),
        (one > 12).any().fill_null(value=False).alias(f"{name}:first"),
        (two > 12).any().fill_null(value=False).alias(f"{name}:second"),
        (one != two).any().fill_null(value=False).alias(f"{name}:differ"),
    ]


def _may_be_grouped_by_point(fact: FactType) -> bool:
    return fact.kind == "number" and fact.decimals < _DECIMALS_OF_A_GROUP


def _grouped_by_point(name: str) -> "polars.Expr":
    """Whether a column has a number such as 1.500. One such as 1.234 has too many decimals, and is refused anyway."""
    return _only_grouped(name, ".", last="0")


def _only_grouped(name: str, sign: str, last: str = r"\d") -> "polars.Expr":
    """Whether a column has numbers in which the sign can stand before thousands, and none in which it cannot.

    Args:
        last: the last digit of the numbers to look for, as a pattern.
    """
    import polars

    column = polars.col(name)
    grouped = rf"^\s*[+-]?[1-9]\d{{0,2}}[{sign}]\d\d"
    is_number = column.str.contains(rf"^\s*[+-]?\d+[{sign}]\d+\s*$")
    is_sure = is_number & ~column.str.contains(rf"{grouped}\d\s*$")
    found = column.str.contains(rf"{grouped}{last}\s*$").any() & ~is_sure.any()
    return found.fill_null(value=False).alias(f"{name}:grouped{sign}")


def _letters(name: str) -> "polars.Expr":
    import polars

    return polars.col(name).str.strip_chars().str.to_lowercase()


def _order_of(name: str, found: Mapping[str, bool], given: DateOrder | None) -> DateOrder:
    """Whether the day or the month comes first in a column.

    Raises:
        CohortError: the dates do not agree with each other or with `given`, or do not show which it is.
    """
    day_first, month_first = found[f"{name}:first"], found[f"{name}:second"]
    if day_first and month_first:
        raise _refused(
            f"kolom {name}: bij sommige datums staat de dag voorop en bij andere de maand; schrijf ze als 2009-03-01",
            f"column {name}: in some dates the day stands first and in others the month; write them as 2009-03-01",
            name,
        )
    if given is not None:
        if (given == "day-month" and month_first) or (given == "month-day" and day_first):
            raise _refused(
                f"kolom {name}: --dates {given} past niet bij alle datums",
                f"column {name}: --dates {given} does not fit",
                name,
            )
        return given
    if month_first:
        raise _refused(
            f"kolom {name}: hier staat de maand voor de dag; zeg dat met --dates month-day",
            f"column {name}: here the month stands before the day; say so with --dates month-day",
            name,
        )
    if not day_first and found[f"{name}:differ"]:
        raise _refused(
            f"kolom {name}: een datum als 03-04-2009 kan 3 april zijn of 4 maart, en niets in deze kolom zegt welke; "
            "kies met --dates day-month of --dates month-day",
            f"column {name}: a date such as 03-04-2009 can be 3 April or 4 March, and nothing in this column says "
            "which; choose with --dates day-month or --dates month-day",
            name,
        )
    return "day-month"


def _told_order(name: str, order: DateOrder) -> Text:
    if order == "day-month":
        return Text(f"kolom {name}: datums als dag-maand-jaar", f"column {name}: dates as day-month-year")
    return Text(f"kolom {name}: datums als maand-dag-jaar", f"column {name}: dates as month-day-year")


def _two_numbers(name: str, fact: FactType, sign: str) -> CohortError:
    text = two_numbers(fact, sign)
    return _refused(
        f"kolom {name}: {text.nl}; niets in deze kolom zegt welk",
        f"column {name}: {text.en}; nothing in this column says which",
        name,
    )


def group_sign(fact: FactType, text: str) -> str | None:
    """The sign in a number of a fact that can stand before decimals and before thousands; None if there is none."""
    if "," in text and both_numbers(text):
        return ","
    return "." if _may_be_grouped_by_point(fact) and unlikely_decimals(text) else None


def two_numbers(fact: FactType, sign: str) -> Text:
    """What to say of a number of a fact that is written with a sign that can stand before decimals or thousands."""
    written = "1" + sign + {0: "000", 1: "500", 2: "250"}.get(fact.decimals, "234")
    decimal, whole = both_numbers(written) or (written, written)
    return Text(
        f"een getal als {written} kan {decimal} zijn of {whole}; schrijf {decimal} of {whole}",
        f"a number such as {written} can be {decimal} or {whole}; write {decimal} or {whole}",
    )


def _as_day(name: str, order: DateOrder) -> "polars.Expr":
    """Days as 2009-03-01; other values as they are."""
    import polars

    column = polars.col(name)

    def day(shape: str, *places: int) -> polars.Expr:
        parts = [column.str.extract(shape, place).str.zfill(2) for place in places]
        return polars.concat_str(parts, separator="-")

    day_first = day(_DAY, 3, 2, 1) if order == "day-month" else day(_DAY, 3, 1, 2)
    year_first = (day(shape, 1, 2, 3) for shape in (_YEAR_FIRST, _WITHOUT_SIGNS))
    return polars.coalesce(day_first, *year_first, column).alias(name)


def _with_point(name: str) -> "polars.Expr":
    import polars

    column = polars.col(name)
    return (
        polars.when(column.str.contains(_COMMA))
        .then(column.str.replace(",", ".", literal=True))
        .otherwise(column)
        .alias(name)
    )


def _in_words(name: str) -> "polars.Expr":
    import polars

    word = _letters(name)
    return polars.when(word.is_in(list(LETTERS))).then(word.replace(LETTERS)).otherwise(polars.col(name)).alias(name)


def _refused(nl: str, en: str, name: str) -> CohortError:
    return unusable(nl, en, name)
