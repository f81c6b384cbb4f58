"""Reads conditions, checked against the facts and parameters they name."""

from collections.abc import Mapping
from typing import Any

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.meant_values import condition_meant, operator_meant, unlikely_decimals
from routekaart.files.meant_words import is_a_range, word_meant
from routekaart.files.reader.meant_shapes import other_value
from routekaart.files.reader.problems import Problems
from routekaart.files.source.flow_text import in_flow
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint, same_letters
from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, FactTest, Not, Operand, Operator, ParameterRef
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import ValueRefused, accepted_values, read_value
from routekaart.model.parameters import Parameter

RESERVED = ("all", "any", "not", "date", "plus", "minus", "to")
_ORDER: dict[str, Operator] = {"at_least": "at_least", "above": "above", "at_most": "at_most", "below": "below"}
_OPERATORS = (*_ORDER, "is", "not")
_CONNECTIVES = ("all", "any", "not")


class ConditionReader:
    """Reads conditions of one file. A part that cannot be read is reported, and left out of the condition."""

    def __init__(
        self,
        problems: Problems,
        facts: Mapping[str, FactType],
        parameters: Mapping[str, Parameter],
        declared: Mapping[str, frozenset[str]],
    ) -> None:
        """`declared` also has the names of broken parts, so that those are not reported at each use."""
        self._problems = problems
        self._facts = facts
        self._parameters = parameters
        self._declared_facts = declared.get("facts", frozenset())
        self._declared_parameters = declared.get("parameters", frozenset())
        self._tests: dict[FactTest, FactTest] = {}

    def read(self, data: dict[str, Any] | None, path: PartPath) -> Condition:
        """The condition at `path`; a condition without data always holds."""
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
            if isinstance(value, dict) and value:
                written = f"{key}: {in_flow([{name: part} for name, part in value.items()])}"
                self._wrong(path, Text(f"een lijst: {written}", f"a list: {written}"))
                return None
            if not isinstance(value, list) or not value:
                self._wrong(path, Text("een lijst van voorwaarden", "a list of conditions"))
                return None
            parts = tuple(self._mapping(item, (*path, index)) for index, item in enumerate(value))
            return All(parts) if key == "all" else AnyOf(parts)
        if key == "not":
            return Not(self._mapping(value, path))
        fact = self._facts.get(key)
        if fact is None:
            return None if key in self._declared_facts else self._unknown(key, value, path)
        return self._test(fact, value, path)

    def _unknown(self, key: str, value: object, path: PartPath) -> Condition | None:
        """Reports a key that is not a fact. What was surely meant is read instead, so that it is reported only once."""
        what = Text("onbekend gegeven", "unknown fact")
        comparison = condition_meant(key)
        if comparison is not None and next(iter(comparison)) in self._facts:
            written = in_flow(comparison)[1:-1]
            text = Text(f"schrijf deze vergelijking als {written}", f"write this comparison as {written}")
            self._problems.add("unknown-fact", path, text, at_key=True)
            return None
        word = word_meant(key, _CONNECTIVES)
        may_look = word is None and self._problems.may_compare(len(self._facts))
        meant = word or (self._called(key) if may_look else None)
        known = _CONNECTIVES if word else self._facts
        self._problems.unknown("unknown-fact", path, what, key, known, at_key=True, meant=meant)
        return self._part(meant, value, path) if meant is not None else None

    def _called(self, written: str) -> str | None:
        """The fact with a text as its title or question."""
        return next((one.name for one in self._facts.values() if _is_called(one, written)), None)

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
            self._unknown_operator(fact, key, operand, path)
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

    def _unknown_operator(self, fact: FactType, key: str, operand: object, path: PartPath) -> None:
        split = self._problems.split_by_comma(path)
        if split is not None:
            self._problems.add_split(split)
            return
        what = Text("onbekende vergelijking", "unknown comparison")
        if is_a_range(key) and isinstance(operand, list) and len(operand) == 2:
            written = in_flow({"at_least": operand[0], "at_most": operand[1]})
            text = Text(f"{what.nl} {one_line(key)}; schrijf {written}", f"{what.en} {one_line(key)}; write {written}")
            self._problems.add("unknown-operator", path, text, at_key=True)
            return
        meant = operator_meant(key) or word_meant(key, _OPERATORS)
        self._problems.unknown("unknown-operator", path, what, key, _OPERATORS, at_key=True, meant=meant)
        if meant is not None:
            self._comparison(fact, meant, operand, path)

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
        """An equal test from elsewhere, if there is one, because a large route has many equal tests."""
        # Not for numbers with decimals: 11 and 11.0 are equal, but each is shown as it is written.
        alike = all(isinstance(one, int | str) for one in test.operands)
        return self._tests.setdefault(test, test) if alike else test

    def _operand(self, fact: FactType, value: object, path: PartPath) -> Operand | None:
        if isinstance(value, str) and value.startswith("$"):
            return self.parameter(fact, value, path)
        try:
            if fact.kind == "number" and isinstance(value, str) and unlikely_decimals(value):
                raise ValueRefused(accepted_values(fact))
            return read_value(fact, value)
        except ValueRefused as refused:
            if fact.kind == "choice" and not fact.options:
                return None
            text = self._refused(fact, refused, value)
            fix = None
            if isinstance(value, str) and refused.nearest:
                fix = self._problems.instead(path, value, refused.nearest, fact.options)
            self._problems.add("wrong-value", path, text, fix=fix)
            return None

    def _refused(self, fact: FactType, refused: ValueRefused, value: object) -> Text:
        """The message about a value that a fact does not accept."""
        other = other_value(value, fact.kind, refused.accepted) if isinstance(value, str) else None
        if other is not None:
            return Text(f"{fact.name}: {other.nl}", f"{fact.name}: {other.en}")
        meant = hint(refused.nearest)
        if isinstance(value, str) and value in self._parameters:
            meant = Text(f"; bedoelde u ${value}?", f"; did you mean ${value}?")
        elif isinstance(value, str) and fact.kind == "yes_no" and (word := word_meant(value, ("true", "false"))):
            meant = hint("ja" if word == "true" else "nee")
        return Text(
            f"{fact.name}: verwacht wordt {refused.accepted.nl}{meant.nl}",
            f"{fact.name}: expected {refused.accepted.en}{meant.en}",
        )

    def parameter(self, fact: FactType, written: str, path: PartPath) -> ParameterRef | None:
        """The parameter `$name` at `path`, as a value of a fact; None when it is not valid, which is reported."""
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


def _is_called(fact: FactType, written: str) -> bool:
    """Whether a text is the title or the question of a fact."""
    return any(same_letters(one, written) for one in (fact.title, fact.question or ""))
