"""Conditions and values in plain words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from routekaart.foundation.language import LANGUAGES, Language, Text, enumerate_words, say
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, ParameterRef, Value
from routekaart.model.evaluation import ParameterValues
from routekaart.model.fact_values import PartlyKnown, write_value
from routekaart.model.facts import Elapsed, FactType
from routekaart.model.parameters import Parameter

UNIT_WORDS = {
    "years": Text("jaar", "years"),
    "months": Text("maanden", "months"),
    "weeks": Text("weken", "weeks"),
    "days": Text("dagen", "days"),
    "hours": Text("uur", "hours"),
}
"""Units in the plural."""
_ONE = {
    "years": Text("jaar", "year"),
    "months": Text("maand", "month"),
    "weeks": Text("week", "week"),
    "days": Text("dag", "day"),
    "hours": Text("uur", "hour"),
}
MONTHS = (
    Text("januari", "January"),
    Text("februari", "February"),
    Text("maart", "March"),
    Text("april", "April"),
    Text("mei", "May"),
    Text("juni", "June"),
    Text("juli", "July"),
    Text("augustus", "August"),
    Text("september", "September"),
    Text("oktober", "October"),
    Text("november", "November"),
    Text("december", "December"),
)
_BOUNDS = {
    "at_least": Text("{} of meer", "{} or more"),
    "above": Text("meer dan {}", "more than {}"),
    "at_most": Text("{} of minder", "{} or less"),
    "below": Text("minder dan {}", "less than {}"),
}
_AGE_BOUNDS = {
    "at_least": Text("{} of ouder", "{} or older"),
    "above": Text("ouder dan {}", "older than {}"),
    "at_most": Text("{} of jonger", "{} or younger"),
    "below": Text("jonger dan {}", "younger than {}"),
}
_DATE_BOUNDS = {
    "at_least": Text("op of na {}", "on or after {}"),
    "above": Text("na {}", "after {}"),
    "at_most": Text("op of voor {}", "on or before {}"),
    "below": Text("voor {}", "before {}"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts conditions and values into words in one language, for the facts and parameters of a route.

    Attributes:
        parameter_values: values to show for parameters; without them each is shown with all its values and their
            first days: "jonger dan 23 jaar (27 jaar vanaf 1 januari 2026)".
    """

    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]
    lang: Language
    parameter_values: ParameterValues | None = None

    def condition(self, condition: Condition) -> str:
        """The condition as a phrase; "altijd" or "always" for one that always holds."""
        match condition:
            case FactTest():
                return self._test(condition)
            case Not(FactTest() as test):
                return self._negated(test)
            case Not(part):
                return say(self.lang, "niet: ", "not: ") + self._grouped(part)
            case All(()):
                return say(self.lang, "altijd", "always")
            case AnyOf(()):
                return say(self.lang, "nooit", "never")
            case All((only,)) | AnyOf((only,)):
                return self.condition(only)
            case All(parts):
                return self._joined(parts, AnyOf, say(self.lang, "en", "and"))
            case AnyOf(parts):
                return self._joined(parts, All, say(self.lang, "of", "or"))

    def fact(self, name: str) -> str:
        """The title of a fact, for use in a sentence."""
        return self.facts[name].title

    def question(self, name: str) -> str:
        """The question by which a caseworker asks for a fact."""
        fact = self.facts[name]
        return fact.question or say(self.lang, f"Wat is {fact.title}?", f"What is {fact.title}?")

    def value(self, name: str, value: Value) -> str:
        """A fact and its value as a phrase: "leeftijd is 17 jaar", "heeft een werkplek"."""
        fact = self.facts[name]
        if isinstance(value, bool):
            return self._yes_no(fact, value=value)
        return f"{fact.title} is {self._amount(fact, value)}"

    def several(self, name: str, low: Value | None, high: Value | None, one_of: Sequence[Value] = ()) -> str:
        """A fact that can have several values: "leeftijd is 16 of 17 jaar", "geboortedatum ligt ergens in 2009".

        Args:
            low, high: the bounds of a number or date, both included; None where there is no bound.
            one_of: all values that a choice, text or yes_no can have.
        """
        fact = self.facts[name]
        if one_of:
            return self._one_of(fact, tuple(one_of), negated=False)
        if low is not None and high is not None:
            return self._between(fact, low, high)
        if low is not None:
            return self._test(FactTest(name, "at_least", (low,)))
        if high is not None:
            return self._test(FactTest(name, "at_most", (high,)))
        return say(self.lang, f"{fact.title}: niet bekend", f"{fact.title}: not known")

    def _between(self, fact: FactType, low: Value, high: Value) -> str:
        if isinstance(low, date) and isinstance(high, date):
            return self._days(fact, low, high)
        first, last = write_value(low), self._amount(fact, high)
        if isinstance(low, int) and high == low + 1 and fact.decimals == 0:
            return say(self.lang, f"{fact.title} is {first} of {last}", f"{fact.title} is {first} or {last}")
        return say(self.lang, f"{fact.title} is {first} tot en met {last}", f"{fact.title} is {first} to {last}")

    def _days(self, fact: FactType, low: date, high: date) -> str:
        """A date that is one of some days: those of a year, of a month, or of an interval."""
        part = str(PartlyKnown(low, high))
        if part == f"{low}/{high}":
            return say(
                self.lang, f"{fact.title} ligt van {low} tot en met {high}", f"{fact.title} lies from {low} to {high}"
            )
        return say(self.lang, f"{fact.title} ligt ergens in {part}", f"{fact.title} lies somewhere in {part}")

    def stretch(self, name: str, low: Value, high: Value) -> str:
        """A fact that lies between two values, both included: "van 18 tot en met 22 jaar"."""
        fact = self.facts[name]
        upto = self._amount(fact, high)
        phrase = say(self.lang, f"van {write_value(low)} tot en met {upto}", f"from {write_value(low)} to {upto}")
        if not self._is_age(fact):
            return f"{fact.title}: {phrase}"
        return phrase if self.lang == "nl" else f"{write_value(low)} to {upto} old"

    def length(self, name: str, operand: Operand) -> str:
        """How much of a number is meant: "3 maanden (4 maanden vanaf 1 augustus 2027)"."""
        return self._operand(self.facts[name], operand) + self._later(self.facts[name], operand)

    def day(self, day: date) -> str:
        """A day in words: "1 augustus 2027"."""
        return f"{day.day} {MONTHS[day.month - 1].in_language(self.lang)} {day.year}"

    def becoming(self, name: str, value: Value, *, maybe: bool = False) -> str:
        """A change of a fact over time: "leeftijd wordt 18 jaar", or (`maybe`) "leeftijd kan 18 jaar worden"."""
        fact = self.facts[name]
        amount = self._amount(fact, value)
        if maybe:
            return say(self.lang, f"{fact.title} kan {amount} worden", f"{fact.title} may become {amount}")
        return say(self.lang, f"{fact.title} wordt {amount}", f"{fact.title} becomes {amount}")

    def limit_becoming(self, name: str, value: Value) -> str:
        """A change of a parameter on a date: "leeftijdsgrens van het Doorstroompunt wordt 27 jaar"."""
        parameter = self.parameters[name]
        unit = f" {UNIT_WORDS[parameter.unit].in_language(self.lang)}" if parameter.unit else ""
        return say(
            self.lang,
            f"{parameter.title} wordt {write_value(value)}{unit}",
            f"{parameter.title} becomes {write_value(value)}{unit}",
        )

    def _test(self, test: FactTest) -> str:
        fact = self.facts[test.fact]
        if test.operator == "one_of":
            return self._one_of(fact, test.operands, negated=False)
        is_age = self._is_age(fact)
        bounds = _DATE_BOUNDS if fact.kind == "date" else _AGE_BOUNDS if is_age else _BOUNDS
        limit = self._operand(fact, test.operands[0])
        later = self._later(fact, test.operands[0])
        bound = bounds[test.operator].in_language(self.lang).format(limit) + later
        return bound if is_age else f"{fact.title}: {bound}"

    def _negated(self, test: FactTest) -> str:
        if test.operator == "one_of":
            return self._one_of(self.facts[test.fact], test.operands, negated=True)
        return say(self.lang, "niet: ", "not: ") + self._test(test)

    def _one_of(self, fact: FactType, operands: tuple[Operand, ...], *, negated: bool) -> str:
        if fact.kind == "yes_no" and len(operands) == 1 and isinstance(operands[0], bool):
            return self._yes_no(fact, value=operands[0] != negated)
        words = (self._operand(fact, operand) + self._later(fact, operand) for operand in operands)
        listed = enumerate_words(words, say(self.lang, "of", "or"))
        is_ = say(self.lang, "is niet", "is not") if negated else "is"
        return f"{fact.title} {is_} {listed}"

    def _yes_no(self, fact: FactType, *, value: bool) -> str:
        word = write_value(value)
        phrase = fact.phrases.get(word)
        return phrase or f"{fact.title}: {word}"

    def _operand(self, fact: FactType, operand: Operand) -> str:
        if not isinstance(operand, ParameterRef):
            return self._amount(fact, operand)
        if self.parameter_values is not None:
            return self._amount(fact, self.parameter_values[operand.name])
        return self._amount(fact, self.parameters[operand.name].values[0].value)

    def _later(self, fact: FactType, operand: Operand) -> str:
        """The later values of a parameter, between parentheses; empty without any, and where one value is shown."""
        if not isinstance(operand, ParameterRef) or self.parameter_values is not None:
            return ""
        values = self.parameters[operand.name].values[1:]
        told = (f"{self._amount(fact, one.value)} {self._from(one.start)}" for one in values)
        return f" ({', '.join(told)})" if values else ""

    def _from(self, start: date | None) -> str:
        return say(self.lang, "vanaf ", "from ") + (self.day(start) if start else "")

    def _amount(self, fact: FactType, value: Value) -> str:
        written = write_value(value)
        if fact.kind in ("choice", "text"):
            title = fact.option_titles.get(written)
            return title or f"'{written.replace('_', ' ')}'" if fact.kind == "choice" else f"'{written}'"
        if not fact.unit:
            return written
        units = _ONE if value == 1 else UNIT_WORDS
        return f"{written} {units[fact.unit].in_language(self.lang)}"

    def _is_age(self, fact: FactType) -> bool:
        counted = fact.derivation
        return (
            isinstance(counted, Elapsed)
            and (counted.unit, counted.direction) == ("years", "since")
            and self.facts[counted.date_fact].past
        )

    def _joined(self, parts: Iterable[Condition], grouped: type[All] | type[AnyOf], word: str) -> str:
        phrases = [self._grouped(part) if self._needs_group(part, grouped) else self.condition(part) for part in parts]
        return f" {word} ".join(phrases)

    def _needs_group(self, part: Condition, grouped: type[All] | type[AnyOf]) -> bool:
        if isinstance(part, FactTest):
            return part.operator == "one_of" and len(part.operands) > 1
        return isinstance(part, grouped) and len(part.parts) > 1

    def _grouped(self, part: Condition) -> str:
        return f"({self.condition(part)})"


def in_both_languages(
    facts: Mapping[str, FactType], parameters: Mapping[str, Parameter], say: Callable[[Wording], str]
) -> Text:
    """The result of `say` in Dutch and in English, for some facts and parameters."""
    nl, en = (say(Wording(facts, parameters, lang)) for lang in LANGUAGES)
    return Text(nl, en)
