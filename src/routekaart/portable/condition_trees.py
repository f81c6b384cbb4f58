"""Conditions as data: trees of tests, with the words of each test."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routekaart.foundation.language import LANGUAGES, Language, text_dict
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, ParameterRef
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import write_value
from routekaart.model.parameters import Parameter
from routekaart.model.wording import Wording, in_both_languages
from routekaart.portable.numbered import Numbered
from routekaart.portable.portable_dicts import (
    OpenLimitDict,
    OpenTextDict,
    OperandDict,
    PortableTestDict,
    TestWordsDict,
    TreeDict,
)


@dataclass
class ConditionTrees:
    """The trees and the tests of a document, each written once."""

    trees: Numbered[TreeDict] = field(default_factory=Numbered)
    _tests: Numbered[PortableTestDict] = field(default_factory=Numbered)
    _denied: dict[int, TestWordsDict] = field(default_factory=dict)

    @property
    def tests(self) -> list[PortableTestDict]:
        """The tests, each at its number; a test that some tree negates also has the words for that."""
        return [
            {**test, "denied": self._denied[number]} if number in self._denied else test
            for number, test in enumerate(self._tests.items)
        ]

    def test(self, test: PortableTestDict, denied: TestWordsDict | None) -> int:
        """The number of a test; `denied` has the words for its negation, if it is negated."""
        number = self._tests.number(test)
        if denied is not None:
            self._denied[number] = denied
        return number

    def number(self, condition: Condition, facts: Mapping[str, FactType], parameters: Mapping[str, Parameter]) -> int:
        """The number of a condition, in the words of some facts and parameters."""
        return self.trees.number(_Tree(self, facts, parameters).of(condition))


@dataclass
class _Tree:
    """Makes the tree of a condition."""

    held: ConditionTrees
    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]

    def of(self, condition: Condition) -> TreeDict:
        match condition:
            case FactTest():
                return {"test": self._test(condition)}
            case Not(FactTest() as test):
                return {"not": {"test": self._test(test, self._words(condition))}}
            case Not(part):
                return {"not": self.of(part)}
            case All(parts):
                return {"all": [self.of(part) for part in parts]}
            case AnyOf(parts):
                return {"any": [self.of(part) for part in parts]}

    def _test(self, test: FactTest, denied: TestWordsDict | None = None) -> int:
        operands = [_operand(one) for one in test.operands]
        written: PortableTestDict = {
            "fact": test.fact,
            "operator": test.operator,
            "operands": operands,
            "words": self._words(test),
        }
        return self.held.test(written, denied)

    def _words(self, condition: FactTest | Not) -> TestWordsDict:
        test = condition.part if isinstance(condition, Not) else condition
        assert isinstance(test, FactTest)
        when = in_both_languages(self.facts, self.parameters, lambda one: one.condition(condition))
        words: TestWordsDict = {"when": when.nl if when.nl == when.en else text_dict(when)}
        if any(isinstance(one, ParameterRef) for one in test.operands):
            nl, en = (self._open(condition, self.facts[test.fact], lang) for lang in LANGUAGES)
            words["on_day"] = OpenTextDict(nl=nl, en=en)
        return words

    def _open(self, condition: Condition, fact: FactType, lang: Language) -> list[str | OpenLimitDict]:
        """A text with its limits left open: pieces of text, and between them parameters with the unit to show."""
        text = Wording(self.facts, self.parameters, lang, open_limits=True).condition(condition)
        found: list[str | OpenLimitDict] = []
        for number, piece in enumerate(text.split("\0")):
            found.append({"parameter": piece, "unit": fact.unit} if number % 2 else piece)
        return [piece for piece in found if piece != ""]


def _operand(operand: Operand) -> OperandDict:
    return {"parameter": operand.name} if isinstance(operand, ParameterRef) else {"value": write_value(operand)}
