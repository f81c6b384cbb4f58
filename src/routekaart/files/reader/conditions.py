"""Reads conditions, checked against the facts and parameters they name."""

import re
from collections.abc import Mapping
from typing import Any

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.reader.problems import Problems
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint
from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, FactTest, Not, Operand, Operator, ParameterRef
from routekaart.model.fact_values import ValueRefused, read_value
from routekaart.model.facts import FactType
from routekaart.model.parameters import Parameter

RESERVED = ("all", "any", "not", "date", "plus", "minus", "to")
_ORDER: dict[str, Operator] = {"at_least": "at_least", "above": "above", "at_most": "at_most", "below": "below"}
_OPERATORS = (*_ORDER, "is", "not")
_SIGN = re.compile(r"\s*([<>=!]|below|above|at_)")


class ConditionReader:
    """Reads conditions of one file. A part that cannot be read is reported, and left out of the condition."""

    def __init__(
        self,
        problems: Problems,
        facts: Mapping[str, FactType],
        parameters: Mapping[str, Parameter],
        declared: Mapping[str, frozenset[str]],
    ) -> None:
        """`declared` also names what stands in the file but is broken: that is reported once, not at each use."""
        self._problems = problems
        self._facts = facts
        self._parameters = parameters
        self._declared_facts = declared.get("facts", frozenset())
        self._declared_parameters = declared.get("parameters", frozenset())
        self._tests: dict[FactTest, FactTest] = {}

    def read(self, data: dict[str, Any] | None, path: PartPath) -> Condition:
        """The condition at `path`; one without data always holds."""
        if data is None:
            return ALWAYS
        return self._mapping(data, path)

    def _mapping(self, data: object, path: PartPath) -> Condition:
        if not isinstance(data, dict) or not data:
            self._wrong(path, Text("een voorwaarde, zoals {heeft_werk: ja}", "a condition, such as {heeft_werk: ja}"))
            return ALWAYS
        parts = [part for key, value in data.items() if (part := self._part(key, value, (*path, key))) is not None]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, key: str, value: object, path: PartPath) -> Condition | None:
        if key in ("all", "any"):
            if not isinstance(value, list) or not value:
                self._wrong(path, Text("een lijst van voorwaarden", "a list of conditions"))
                return None
            parts = tuple(self._mapping(item, (*path, index)) for index, item in enumerate(value))
            return All(parts) if key == "all" else AnyOf(parts)
        if key == "not":
            return Not(self._mapping(value, path))
        fact = self._facts.get(key)
        if fact is None:
            if key not in self._declared_facts:
                self._problems.unknown(
                    "unknown-fact", path, Text("onbekend gegeven", "unknown fact"), key, self._facts, at_key=True
                )
            return None
        return self._test(fact, value, path)

    def _test(self, fact: FactType, value: object, path: PartPath) -> Condition | None:
        if not isinstance(value, dict):
            return self._one_of(fact, value, path)
        if not value:
            self._wrong(path, Text("een vergelijking, zoals {at_least: 18}", "a comparison, such as {at_least: 18}"))
            return None
        parts = [
            part
            for key, operand in value.items()
            if (part := self._comparison(fact, key, operand, (*path, key))) is not None
        ]
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _comparison(self, fact: FactType, key: str, operand: object, path: PartPath) -> Condition | None:
        if key == "is":
            return self._one_of(fact, operand, path)
        if key == "not":
            test = self._one_of(fact, operand, path)
            return None if test is None else Not(test)
        if key not in _ORDER:
            what = Text("onbekende vergelijking", "unknown comparison")
            self._problems.unknown("unknown-operator", path, what, key, _OPERATORS, at_key=True)
            return None
        if fact.kind not in ("number", "date"):
            text = Text(
                f"{fact.name} heeft geen volgorde; gebruik een waarde, een lijst, is of not",
                f"{fact.name} has no order; use a value, a list, is or not",
            )
            self._problems.add("wrong-operator", path, text, at_key=True)
            return None
        bound = self._operand(fact, operand, path)
        return None if bound is None else self._shared(FactTest(fact.name, _ORDER[key], (bound,)))

    def _one_of(self, fact: FactType, value: object, path: PartPath) -> FactTest | None:
        if isinstance(value, list):
            if not value:
                self._wrong(path, Text("minstens een waarde", "at least one value"))
                return None
            operands = [self._operand(fact, item, (*path, index)) for index, item in enumerate(value)]
        else:
            operands = [self._operand(fact, value, path)]
        known = tuple(operand for operand in operands if operand is not None)
        return self._shared(FactTest(fact.name, "one_of", known)) if len(known) == len(operands) else None

    def _shared(self, test: FactTest) -> FactTest:
        """The test as it stood elsewhere: a large route asks the same again and again."""
        # A number with decimals is itself: 11 and 11.0 are equal, and each is reported as it is written.
        alike = all(isinstance(one, int | str) for one in test.operands)
        return self._tests.setdefault(test, test) if alike else test

    def _operand(self, fact: FactType, value: object, path: PartPath) -> Operand | None:
        if isinstance(value, str) and value.startswith("$"):
            return self.parameter(fact, value, path)
        try:
            return read_value(fact, value)
        except ValueRefused as refused:
            if fact.kind == "choice" and not fact.options:
                return None
            meant = self._meant(refused, value)
            text = Text(
                f"{fact.name}: verwacht wordt {refused.accepted.nl}{meant.nl}",
                f"{fact.name}: expected {refused.accepted.en}{meant.en}",
            )
            fix = None
            if isinstance(value, str) and refused.nearest:
                fix = self._problems.instead(path, value, refused.nearest, fact.options)
            self._problems.add("wrong-value", path, text, fix=fix)
            return None

    def _meant(self, refused: ValueRefused, value: object) -> Text:
        if isinstance(value, str) and value in self._parameters:
            return Text(f"; bedoelde u ${value}?", f"; did you mean ${value}?")
        if isinstance(value, str) and _SIGN.match(value):
            return Text("; schrijf een vergelijking als {at_least: 18}", "; write a comparison such as {at_least: 18}")
        return hint(refused.nearest)

    def parameter(self, fact: FactType, written: str, path: PartPath) -> ParameterRef | None:
        """The parameter that `$name` at `path` stands for, as a value of a fact; None when it is reported."""
        name = written.removeprefix("$")
        parameter = self._parameters.get(name)
        if parameter is None and name in self._declared_parameters:
            return None
        if parameter is None:
            what = Text("onbekende parameter", "unknown parameter")
            self._problems.unknown("unknown-parameter", path, what, name, self._parameters)
            return None
        if fact.kind != "number":
            text = Text("een parameter kan alleen bij een getal", "a parameter goes with a number only")
            self._problems.add("unit-mismatch", path, text)
            return None
        if parameter.unit != fact.unit:
            text = Text(
                f"unit van {name} is {parameter.unit or 'leeg'}, van {fact.name} {fact.unit or 'leeg'}",
                f"the unit of {name} is {parameter.unit or 'empty'}, of {fact.name} {fact.unit or 'empty'}",
            )
            self._problems.add("unit-mismatch", path, text)
            return None
        return ParameterRef(name)

    def _wrong(self, path: PartPath, expected: Text) -> None:
        text = Text(f"verwacht wordt {expected.nl}", f"expected {expected.en}")
        self._problems.add("wrong-value", path, text)
