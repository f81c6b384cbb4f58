"""Values of facts, each of its own type; they need not be true together."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from routekaart.foundation.arguments import ROUTE, checked
from routekaart.foundation.dates import EARLIEST
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.fact_values import plain_number
from routekaart.model.situation import read_reference_date
from routekaart.route import Route

_WIDE = 120
"""The number of values from which a number without an upper bound is drawn."""
OTHER_TEXTS = ("een andere tekst", "Elders")


def facts(route: Route, *, on: date | str | None = None) -> st.SearchStrategy[dict[str, Value]]:
    """Facts as an application may receive them: each value is valid for its fact, but together they may contradict.

    To test how an application reports refused facts (`FactError`). For facts that one student can have, use `students`.

    Args:
        on: dates lie around this day.

    Raises:
        ReferenceDateError: `on` is not a date.
        WrongTypeError: `route` is not a route.
    """
    checked("route", route, Route, ROUTE)
    day = read_reference_date(on)
    return st.fixed_dictionaries({}, optional={name: value_of(fact, day) for name, fact in route.facts.items()})


def value_of(fact: FactType, on: date | None = None) -> st.SearchStrategy[Value]:
    """A value of one fact."""
    match fact.kind:
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(fact.options)
        case "text":
            return st.sampled_from(OTHER_TEXTS)
        case "date":
            middle = on or date(2024, 2, 29)
            return st.dates(max(EARLIEST, middle - timedelta(days=366 * 30)), middle)
        case "number":
            low = Decimal(0 if fact.minimum is None else fact.minimum)
            high = low + _WIDE if fact.maximum is None else Decimal(fact.maximum)
            if isinstance(fact.derivation, Elapsed):
                low = max(low, Decimal(0))
            return numbers(low, high, fact.decimals)


def numbers(low: Decimal, high: Decimal, decimals: int) -> st.SearchStrategy[Value]:
    """Numbers from `low` to `high`, both included, with this number of decimals."""
    step = Decimal(1).scaleb(-decimals)
    return st.integers(int(low / step), int(high / step)).map(lambda steps: plain_number(steps * step))
