"""A question to ask: a fact with its words, its answers, and who may answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from routekaart.deciding.explaining_words import explained
from routekaart.deciding.surroundings import Surroundings
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Language, Text, enumerate_words, text_dict
from routekaart.model.fact_types import FactKind, NumberUnit
from routekaart.model.wording import PHRASES, Wording, in_both_languages

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import QuestionDict


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A question that can still change a decision.

    Attributes:
        text: the question, as the route asks it.
        options: the options of a choice, each with the title that people see; empty for other facts.
        asked_of: the partners who may answer; empty where the route does not say.
        sensitive: whether the answer is a special category of personal data, or criminal (GDPR, articles 9 and 10).
    """

    fact: str
    text: Text
    kind: FactKind
    unit: NumberUnit | None
    options: Mapping[str, str]
    asked_of: tuple[str, ...]
    sensitive: bool

    def to_dict(self) -> "QuestionDict":
        """The question as plain JSON-ready values."""
        return {
            "fact": self.fact,
            "text": text_dict(self.text),
            "type": self.kind,
            "unit": self.unit,
            "options": dict(self.options),
            "asked_of": list(self.asked_of),
            "sensitive": self.sensitive,
        }


def question_of(around: Surroundings, name: str) -> FactQuestion:
    """The question that a route asks for a fact."""
    fact = around.facts[name]
    return FactQuestion(
        fact=name,
        text=in_both_languages(around.facts, around.parameters, lambda wording: wording.question(name)),
        kind=fact.kind,
        unit=fact.unit,
        options=frozen({option: fact.option_titles.get(option, option) for option in fact.options}),
        asked_of=fact.asked_of,
        sensitive=fact.sensitive,
    )


def asked_in_words(around: Surroundings, name: str, number: int, lang: Language) -> str:
    """A numbered question on one line, with the fact, who may answer, and whether the answer is sensitive."""
    fact = around.facts[name]
    remarks = []
    if fact.asked_of:
        titles = (around.partners[one].title for one in fact.asked_of)
        partners = enumerate_words(titles, PHRASES["or"].in_language(lang))
        remarks.append(explained("asked_of", lang, partners=partners))
    if fact.sensitive:
        remarks.append(explained("sensitive", lang))
    question = Wording(around.facts, around.parameters, lang).question(name)
    what = "question_with_remarks" if remarks else "question"
    return explained(what, lang, number=number, question=question, fact=name, remarks="; ".join(remarks))
