"""What a grid is made of on every reference date on which the parameters have the same values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from routekaart.logic.budget import current
from routekaart.logic.date_chains import turns_of
from routekaart.logic.date_roles import DateRoles, is_counted
from routekaart.model.condition import Condition, FactTest, Not, Value, tests_in, tests_in_all
from routekaart.model.evaluation import ParameterValues, operand_values
from routekaart.model.vocabulary import DateChain, Vocabulary

TEST = 5
"""The work of turning a test into a part of a formula."""

Limits: TypeAlias = tuple[tuple[DateChain, Value], ...] | frozenset[Value] | tuple[Value, ...]
"""The values that a fact is compared with: for a date each with its chain, for a text in order."""


class FactInputs:
    """The inputs of facts and conditions: the facts that must be given to know them. They are cached.

    Attributes:
        constraints: the negation of each impossible combination, with its inputs.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._inputs: dict[str, tuple[str, ...]] = {}
        rules: Iterable[Condition] = (Not(impossible.when) for impossible in vocabulary.impossible)
        self.constraints = tuple((rule, self.of_condition(rule)) for rule in rules)

    def of_fact(self, name: str) -> tuple[str, ...]:
        """The facts that must be given to know a fact."""
        found = self._inputs.get(name)
        if found is None:
            found = self._inputs[name] = self._vocabulary.inputs([name])
        return found

    def of_condition(self, condition: Condition) -> tuple[str, ...]:
        """The facts that must be given to know whether a condition holds, each once."""
        return tuple(dict.fromkeys(name for test in tests_in(condition) for name in self.of_fact(test.fact)))


@dataclass(frozen=True, eq=False)
class GridBasis:
    """What some conditions need.

    Attributes:
        needed: every input of the conditions and of the constraints connected to them, with what it is compared with.
        constraints: the negation of each impossible combination that is connected, and the given derived facts.
        dates: how each date takes part in the conditions.
        index: the position of each input.
    """

    needed: tuple[tuple[str, Limits], ...]
    constraints: tuple[Condition, ...]
    dates: DateRoles
    index: Mapping[str, int]


def grid_basis(
    vocabulary: Vocabulary,
    conditions: Sequence[Condition],
    assumed: Sequence[Condition],
    limiting: Iterable[ParameterValues],
    inputs: FactInputs,
) -> GridBasis:
    """The basis of some conditions.

    Args:
        conditions: without any, every constraint of the vocabulary is taken.
        assumed: what is given of derived facts.
        limiting: the values of the parameters that the cells must tell apart.
    """
    needed, kept = _connected(conditions, assumed, inputs)
    values, compared, turns = _operands(vocabulary, [*conditions, *kept], limiting)

    def limits(name: str) -> Limits:
        match vocabulary.facts[name].kind:
            case "date":
                return tuple(dict.fromkeys(compared.get(name, ())))
            case "text":
                return tuple(values.get(name, ()))
            case _:
                return frozenset(values.get(name, ()))

    dates = [name for name in needed if vocabulary.facts[name].kind == "date"]
    return GridBasis(
        tuple((name, limits(name)) for name in needed),
        kept,
        DateRoles(vocabulary, dates, compared, turns),
        {name: position for position, name in enumerate(needed)},
    )


def _connected(
    conditions: Sequence[Condition], assumed: Iterable[Condition], inputs: FactInputs
) -> tuple[tuple[str, ...], tuple[Condition, ...]]:
    """The inputs of the conditions and of the constraints connected by shared inputs, and those constraints."""
    needed = {name: None for test in tests_in_all(conditions) for name in inputs.of_fact(test.fact)}
    kept: list[Condition] = []
    waiting = [*inputs.constraints, *((one, inputs.of_condition(one)) for one in assumed)]
    while True:
        touching = [one for one in waiting if not conditions or not needed.keys().isdisjoint(one[1])]
        if not touching:
            return tuple(needed), tuple(kept)
        kept += [constraint for constraint, _ in touching]
        waiting = [one for one in waiting if one not in touching]
        needed.update({name: None for _, names in touching for name in names})


def _operands(
    vocabulary: Vocabulary, conditions: Iterable[Condition], limiting: Iterable[ParameterValues]
) -> tuple[dict[str, list[Value]], dict[str, list[tuple[DateChain, Value]]], dict[DateChain, set[int]]]:
    """The values that tests compare with: of each number and text, and of each date with how it is read off.

    The third part holds, for each count, the counts at which a test begins or ceases to hold.
    """
    values: dict[str, list[Value]] = {}
    compared: dict[str, list[tuple[DateChain, Value]]] = {}
    turns: dict[DateChain, set[int]] = {}
    for test in _all_tests(vocabulary, conditions):
        chain, kind = vocabulary.date_chain(test.fact), vocabulary.facts[test.fact].kind
        if chain is None and kind in ("number", "text"):
            found = values.setdefault(test.fact, [])
            for parameters in limiting:
                found += operand_values(test, parameters)
        elif chain is not None or kind == "date":
            chain = chain or DateChain(test.fact, ())
            for parameters in limiting:
                operands = operand_values(test, parameters)
                compared.setdefault(chain.date_fact, []).extend((chain, value) for value in operands)
                if is_counted(chain):
                    turns.setdefault(chain, set()).update(turns_of(test.operator, operands))
    return values, compared, turns


def _all_tests(vocabulary: Vocabulary, conditions: Iterable[Condition]) -> list[FactTest]:
    """Every test in the conditions and in the definitions they depend on, each definition once."""
    found: list[FactTest] = []
    seen: set[str] = set()
    budget, waiting = current(), list(conditions)
    while waiting:
        conditions, waiting = waiting, []
        for test in tests_in_all(conditions):
            budget.spend(TEST)
            found.append(test)
            derivation = vocabulary.facts[test.fact].derivation
            if isinstance(derivation, Condition) and test.fact not in seen:
                seen.add(test.fact)
                waiting.append(derivation)
    return found
