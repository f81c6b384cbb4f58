"""Conditions as data: trees of tests, with the words of each test."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routekaart.foundation.language import LANGUAGES, Language, text_dict
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, ParameterRef
from routekaart.model.fact_values import write_value
from routekaart.model.facts import FactType
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
    """The trees and the tests of a document, each written once.

    A test that stands both as it is and denied says both.
    """

    trees: Numbered[TreeDict] = field(default_factory=Numbered)
    tests: Numbered[PortableTestDict] = field(default_factory=Numbered)

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
            case Not(part):
                return {"not": self.of(part)}
            case All(parts):
                return {"all": [self.of(part) for part in parts]}
            case AnyOf(parts):
                return {"any": [self.of(part) for part in parts]}

    def _test(self, test: FactTest) -> int:
        written: PortableTestDict = {
            "fact": test.fact,
            "operator": test.operator,
            "operands": [_operand(one) for one in test.operands],
            "words": self._words(test),
            "denied": self._words(Not(test)),
        }
        return self.held.tests.number(written)

    def _words(self, condition: FactTest | Not) -> TestWordsDict:
        test = condition.part if isinstance(condition, Not) else condition
        assert isinstance(test, FactTest)
        words: TestWordsDict = {
            "when": text_dict(in_both_languages(self.facts, self.parameters, lambda one: one.condition(condition)))
        }
        if any(isinstance(one, ParameterRef) for one in test.operands):
            nl, en = (self._open(condition, self.facts[test.fact], lang) for lang in LANGUAGES)
            words["on_day"] = OpenTextDict(nl=nl, en=en)
        return words

    def _open(self, condition: Condition, fact: FactType, lang: Language) -> list[str | OpenLimitDict]:
        """A text with its limits left open: texts, and between them parameters, of which the unit is told."""
        text = Wording(self.facts, self.parameters, lang, open_limits=True).condition(condition)
        found: list[str | OpenLimitDict] = []
        for number, piece in enumerate(text.split("\0")):
            found.append({"parameter": piece, "unit": fact.unit} if number % 2 else piece)
        return [piece for piece in found if piece != ""]


def _operand(operand: Operand) -> OperandDict:
    return {"parameter": operand.name} if isinstance(operand, ParameterRef) else {"value": write_value(operand)}
