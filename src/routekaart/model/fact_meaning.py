"""Whether a fact means the same in two routes: its possible values and what it follows from, not the words about it."""

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, ParameterRef
from routekaart.model.fact_types import FactType
from routekaart.model.vocabulary import Vocabulary


class FactDifference(NamedTuple):
    """A difference in a fact between two routes: the key of a route file, and the value of that key in each."""

    key: str
    here: object
    there: object


_DOMAIN = {
    "options": "options",
    "unit": "unit",
    "minimum": "min",
    "maximum": "max",
    "decimals": "decimals",
    "past": "past",
}
"""The fields for the possible values of a fact of some type, each with its key in a route file."""

_IN_TIME = {"changes": "changes", "lifetime": "lifetime"}
"""The fields for how long a fact holds. They do not count for a fact that follows from others."""


def differences(name: str, here: Vocabulary, there: Vocabulary) -> Iterator[FactDifference]:
    """The differences in the meaning of a fact that two routes have.

    A derivation is compared by the names in it; `means_the_same` compares everything that the fact follows from.
    """
    one, other = here.facts[name], there.facts[name]
    if one.kind != other.kind:
        yield FactDifference("type", one.kind, other.kind)
        return
    given = one.derivation is None and other.derivation is None
    for field, key in (_DOMAIN | (_IN_TIME if given else {})).items():
        if _value(one, field) != _value(other, field):
            yield FactDifference(key, getattr(one, field), getattr(other, field))
    if _derivation(one, here) != _derivation(other, there):
        yield FactDifference("derive", one.derivation, other.derivation)


def means_the_same(name: str, here: Vocabulary, there: Vocabulary) -> bool:
    """Whether two routes have a fact, and all that it follows from, in the same meaning."""
    return all(one in there.facts and not any(differences(one, here, there)) for one in here.needed([name]))


def _value(fact: FactType, field: str) -> Hashable:
    value: Hashable = getattr(fact, field)
    return frozenset(fact.options) if field == "options" else value


def _derivation(fact: FactType, vocabulary: Vocabulary) -> Hashable:
    derivation = fact.derivation
    return _meaning(derivation, vocabulary) if isinstance(derivation, Condition) else derivation


def _meaning(condition: Condition, vocabulary: Vocabulary) -> Hashable:
    """A condition without the order in which it is written and without the names of its limits."""
    match condition:
        case FactTest(fact, operator, operands):
            values = (_limit(one.name, vocabulary) if isinstance(one, ParameterRef) else one for one in operands)
            return fact, operator, frozenset(values)
        case Not(part):
            return "not", _meaning(part, vocabulary)
        case All(parts) | AnyOf(parts):
            meanings = frozenset(_meaning(part, vocabulary) for part in parts)
            return next(iter(meanings)) if len(meanings) == 1 else (type(condition), meanings)


def _limit(name: str, vocabulary: Vocabulary) -> Hashable:
    """The values of a parameter with their first days; for one that never changes, its only value."""
    values = vocabulary.parameters[name].values
    return (
        values[0].value
        if len(values) == 1 and values[0].start is None
        else tuple((one.start, one.value) for one in values)
    )
