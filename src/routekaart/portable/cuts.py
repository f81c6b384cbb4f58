"""The places where the values of a fact are cut into cells: at the values that tests compare it with."""

from collections.abc import Iterable
from dataclasses import dataclass

from routekaart.model.condition import Condition, Operand, tests_in
from routekaart.model.fact_types import FactType
from routekaart.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class AxisCut:
    """A place where the values of a fact are cut.

    Attributes:
        of: the fact that is compared: the one that is cut, or for a date, a fact that is read off it.
        at: the value or parameter that it is compared with.
        beyond: whether the cut lies after this value, rather than before it.
    """

    of: str
    at: Operand
    beyond: bool


def cuts_of(vocabulary: Vocabulary, fact: FactType, conditions: Iterable[Condition]) -> tuple[AxisCut, ...]:
    """The cuts that some conditions make in a number or a date, each once."""
    found: dict[AxisCut, None] = {}
    for condition in vocabulary.resting_on(conditions):
        for test in tests_in(condition):
            if vocabulary.root_date(test.fact) == fact.name:
                found.update(
                    {AxisCut(test.fact, one, beyond): None for one in test.operands for beyond in (False, True)}
                )
    return tuple(found)
