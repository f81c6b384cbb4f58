"""Whether a count off a date keeps step with the reference date; if so, it can be the same on every day.

A date that is moved by months skips days: 29, 30 and 31 March are a month later than no day of a February of 28 days,
so a count of days from the moved date skips some values. And two months are 59 days or 62, depending on the day.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor

from routekaart.foundation.dates import Unit
from routekaart.model.condition import Operator, Value
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.vocabulary import DateChain

_SKIPPED = 3
"""The most adjacent days that are skipped when a date is moved by months or years once."""

_OF_A_YEAR = 366
"""The most days that become one day when a date is moved to the end of its school year."""

_DIFFERING = {"days": 0, "weeks": 0, "months": 7, "years": 3}
"""How many days a number of these units can differ from one day to another; ends of months are counted generously."""

_LEAST = {"days": 1, "weeks": 7, "months": 28, "years": 365}
"""The least number of days in a unit."""

_OF_DAYS = frozenset({"days", "weeks"})


def is_of_days(chain: DateChain) -> bool:
    """Whether each limit of a count lies a fixed number of days from the reference date."""
    if to_an_end(chain):
        return False
    return _OF_DAYS.issuperset([unit for unit, _ in _moves(chain)]) and _elapsed(chain).unit in _OF_DAYS


def skips_counts(chain: DateChain, turns: Iterable[int]) -> bool:
    """Whether there can be days on which no date gives one of the counts between two turns.

    Args:
        turns: the counts at which some condition, or a limit, begins or ceases to hold.
    """
    skipped = _SKIPPED * sum(unit not in _OF_DAYS for unit, _ in _moves(chain)) + _OF_A_YEAR * to_an_end(chain)
    least = _LEAST[_elapsed(chain).unit]
    return any((later - turn) * least <= skipped for turn, later in pairwise(sorted({one for one in turns if one > 0})))


def ends_elsewhere(chain: DateChain) -> bool:
    """Whether the count from the reference date itself, the limit for a past date, differs from day to day."""
    moves, elapsed = _moves(chain), _elapsed(chain)
    if to_an_end(chain):
        return True
    away = any(amount < 0 if elapsed.direction == "since" else amount > 0 for _, amount in moves)
    in_step = len({unit in _OF_DAYS for unit in (elapsed.unit, *(unit for unit, _ in moves))}) == 1
    return away and not in_step


def spread(chain: DateChain) -> int:
    """The most that the distance in days from the reference date to a limit of a count differs from day to day."""
    units = [_elapsed(chain).unit, *(unit for unit, _ in _moves(chain))]
    return sum(_DIFFERING[unit] for unit in units) + _OF_A_YEAR * to_an_end(chain)


def to_an_end(chain: DateChain) -> bool:
    """Whether a date is moved to the end of a period before it is counted from."""
    return any(isinstance(step, Shifted) and step.to for step in chain.steps)


def turns_of(operator: Operator, values: Iterable[Value]) -> Iterator[int]:
    """The counts at which a comparison with some values begins or ceases to hold."""
    for value in values:
        assert isinstance(value, int | Decimal)
        if operator in ("at_least", "below", "one_of"):
            yield ceil(value)
        if operator in ("above", "at_most", "one_of"):
            yield floor(value) + 1


def _moves(chain: DateChain) -> list[tuple[Unit, int]]:
    """The amounts by which a date is moved before it is counted from, each with its unit."""
    return [move for step in chain.steps if isinstance(step, Shifted) for move in step.amounts]


def _elapsed(chain: DateChain) -> Elapsed:
    elapsed = chain.steps[-1]
    assert isinstance(elapsed, Elapsed)
    return elapsed
