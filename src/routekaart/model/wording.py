"""Conditions and values in plain words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from routekaart.foundation.language import LANGUAGES, Language, Text, enumerate_words, say
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, ParameterRef, Value
from routekaart.model.evaluation import ParameterValues
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.fact_values import PartlyKnown, write_value
from routekaart.model.parameters import Parameter

UNIT_WORDS = {
    "years": Text("jaar", "years"),
    "months": Text("maanden", "months"),
    "weeks": Text("weken", "weeks"),
    "days": Text("dagen", "days"),
    "hours": Text("uur", "hours"),
}
"""Units in the plural."""
ONE_UNIT = {
    "years": Text("jaar", "year"),
    "months": Text("maand", "month"),
    "weeks": Text("week", "week"),
    "days": Text("dag", "day"),
    "hours": Text("uur", "hour"),
}
"""Units in the singular."""
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
PHRASES: Mapping[str, Text] = {
    "and": Text("en", "and"),
    "or": Text("of", "or"),
    "always": Text("altijd", "always"),
    "never": Text("nooit", "never"),
    "not": Text("niet: {condition}", "not: {condition}"),
    "is": Text("{fact} is {value}", "{fact} is {value}"),
    "is_not": Text("{fact} is niet {value}", "{fact} is not {value}"),
    "yes_no": Text("{fact}: {value}", "{fact}: {value}"),
    "not_known": Text("{fact}: niet bekend", "{fact}: not known"),
    "one_of_two": Text("{fact} is {low} of {high}", "{fact} is {low} or {high}"),
    "between": Text("{fact} is {low} tot en met {high}", "{fact} is {low} to {high}"),
    "between_days": Text("{fact} ligt van {low} tot en met {high}", "{fact} lies from {low} to {high}"),
    "some_day_in": Text("{fact} ligt ergens in {value}", "{fact} lies somewhere in {value}"),
    "question": Text("Wat is {fact}?", "What is {fact}?"),
    "becoming": Text("{fact} wordt {value}", "{fact} becomes {value}"),
    "may_become": Text("{fact} kan {value} worden", "{fact} may become {value}"),
    "may_have_changed": Text("wat verteld is, kan door de tijd anders zijn", "what was given may be different by now"),
    "number_at_least": Text("{fact}: {value} of meer", "{fact}: {value} or more"),
    "number_above": Text("{fact}: meer dan {value}", "{fact}: more than {value}"),
    "number_at_most": Text("{fact}: {value} of minder", "{fact}: {value} or less"),
    "number_below": Text("{fact}: minder dan {value}", "{fact}: less than {value}"),
    "age_at_least": Text("{value} of ouder", "{value} or older"),
    "age_above": Text("ouder dan {value}", "older than {value}"),
    "age_at_most": Text("{value} of jonger", "{value} or younger"),
    "age_below": Text("jonger dan {value}", "younger than {value}"),
    "date_at_least": Text("{fact}: op of na {value}", "{fact}: on or after {value}"),
    "date_above": Text("{fact}: na {value}", "{fact}: after {value}"),
    "date_at_most": Text("{fact}: op of voor {value}", "{fact}: on or before {value}"),
    "date_below": Text("{fact}: voor {value}", "{fact}: before {value}"),
}
"""Phrases about a fact, by the kind of phrase; the names in braces are filled in."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts conditions and values into words in one language, for the facts and parameters of a route.

    Attributes:
        parameter_values: values to show for parameters; without them each is shown with all its values and their
            first days: "jonger dan 23 jaar (27 jaar vanaf 1 januari 2026)".
        open_limits: whether to leave a place open for each parameter: `open_limit` of its name.
    """

    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]
    lang: Language
    parameter_values: ParameterValues | None = None
    open_limits: bool = False

    def condition(self, condition: Condition) -> str:
        """The condition as a phrase; "altijd" or "always" for one that always holds."""
        match condition:
            case FactTest():
                return self._test(condition)
            case Not(FactTest() as test):
                return self._negated(test)
            case Not(part):
                return self._phrase("not", condition=self._grouped(part))
            case All(()):
                return self._phrase("always")
            case AnyOf(()):
                return self._phrase("never")
            case All((only,)) | AnyOf((only,)):
                return self.condition(only)
            case All(parts):
                return self._joined(parts, AnyOf, self._phrase("and"))
            case AnyOf(parts):
                return self._joined(parts, All, self._phrase("or"))

    def fact(self, name: str) -> str:
        """The title of a fact, for use in a sentence."""
        return self.facts[name].title

    def question(self, name: str) -> str:
        """The question by which a caseworker asks for a fact."""
        fact = self.facts[name]
        return fact.question or self._phrase("question", fact=fact.title)

    def value(self, name: str, value: Value) -> str:
        """A fact and its value as a phrase: "leeftijd is 17 jaar", "heeft een werkplek"."""
        fact = self.facts[name]
        if isinstance(value, bool):
            return self._yes_no(fact, value=value)
        return self._phrase("is", fact=fact.title, value=self._amount(fact, value))

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
        return self._phrase("not_known", fact=fact.title)

    def _between(self, fact: FactType, low: Value, high: Value) -> str:
        if isinstance(low, date) and isinstance(high, date):
            return self._days(fact, low, high)
        is_one_of_two = isinstance(low, int) and high == low + 1 and fact.decimals == 0
        how = "one_of_two" if is_one_of_two else "between"
        return self._phrase(how, fact=fact.title, low=write_value(low), high=self._amount(fact, high))

    def _days(self, fact: FactType, low: date, high: date) -> str:
        """A date that is one of some days: those of a year, of a month, or of an interval."""
        part = str(PartlyKnown(low, high))
        if part == f"{low}/{high}":
            return self._phrase("between_days", fact=fact.title, low=str(low), high=str(high))
        return self._phrase("some_day_in", fact=fact.title, value=part)

    def stretch(self, name: str, low: Value, high: Value) -> str:
        """A fact that lies between two values, both included: "van 18 tot en met 22 jaar"."""
        fact = self.facts[name]
        upto = self._amount(fact, high)
        phrase = say(self.lang, f"van {write_value(low)} tot en met {upto}", f"from {write_value(low)} to {upto}")
        if not self._is_age(fact):
            return f"{fact.title}: {phrase}"
        return phrase if self.lang == "nl" else f"{write_value(low)} to {upto} old"

    def length(self, name: str, operand: Operand) -> str:
        """The amount that an operand stands for: "3 maanden (4 maanden vanaf 1 augustus 2027)"."""
        return self._operand(self.facts[name], operand) + self._later(self.facts[name], operand)

    def day(self, day: date) -> str:
        """A day in words: "1 augustus 2027"."""
        return f"{day.day} {MONTHS[day.month - 1].in_language(self.lang)} {day.year}"

    def becoming(self, name: str, value: Value, *, maybe: bool = False) -> str:
        """A change of a fact over time: "leeftijd wordt 18 jaar", or (`maybe`) "leeftijd kan 18 jaar worden"."""
        fact = self.facts[name]
        return self._phrase("may_become" if maybe else "becoming", fact=fact.title, value=self._amount(fact, value))

    def limit_becoming(self, name: str, value: Value) -> str:
        """A change of a parameter on a date: "leeftijdsgrens van het Doorstroompunt wordt 27 jaar"."""
        parameter = self.parameters[name]
        unit = f" {UNIT_WORDS[parameter.unit].in_language(self.lang)}" if parameter.unit else ""
        return self._phrase("becoming", fact=parameter.title, value=write_value(value) + unit)

    def _test(self, test: FactTest) -> str:
        fact = self.facts[test.fact]
        if test.operator == "one_of":
            return self._one_of(fact, test.operands, negated=False)
        limit = self._operand(fact, test.operands[0])
        bound = self._phrase(f"{bounds_of(self.facts, fact)}_{test.operator}", fact=fact.title, value=limit)
        return bound + self._later(fact, test.operands[0])

    def _negated(self, test: FactTest) -> str:
        if test.operator == "one_of":
            return self._one_of(self.facts[test.fact], test.operands, negated=True)
        return self._phrase("not", condition=self._test(test))

    def _one_of(self, fact: FactType, operands: tuple[Operand, ...], *, negated: bool) -> str:
        if fact.kind == "yes_no" and len(operands) == 1 and isinstance(operands[0], bool):
            return self._yes_no(fact, value=operands[0] != negated)
        words = (self._operand(fact, operand) + self._later(fact, operand) for operand in operands)
        listed = enumerate_words(words, self._phrase("or"))
        return self._phrase("is_not" if negated else "is", fact=fact.title, value=listed)

    def _yes_no(self, fact: FactType, *, value: bool) -> str:
        word = write_value(value)
        return fact.phrases.get(word) or self._phrase("yes_no", fact=fact.title, value=word)

    def _operand(self, fact: FactType, operand: Operand) -> str:
        if not isinstance(operand, ParameterRef):
            return self._amount(fact, operand)
        if self.open_limits:
            return open_limit(operand.name)
        if self.parameter_values is not None:
            return self._amount(fact, self.parameter_values[operand.name])
        return self._amount(fact, self.parameters[operand.name].values[0].value)

    def _later(self, fact: FactType, operand: Operand) -> str:
        """The later values of a parameter, in parentheses; empty if there are none, or if a single value is shown."""
        if not isinstance(operand, ParameterRef) or self.open_limits or self.parameter_values is not None:
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
        units = ONE_UNIT if value == 1 else UNIT_WORDS
        return f"{written} {units[fact.unit].in_language(self.lang)}"

    def _is_age(self, fact: FactType) -> bool:
        return bounds_of(self.facts, fact) == "age"

    def _phrase(self, how: str, **filled_in: str) -> str:
        return PHRASES[how].in_language(self.lang).format_map(filled_in)

    def _joined(self, parts: Iterable[Condition], grouped: type[All] | type[AnyOf], word: str) -> str:
        phrases = [self._grouped(part) if self._needs_group(part, grouped) else self.condition(part) for part in parts]
        return f" {word} ".join(phrases)

    def _needs_group(self, part: Condition, grouped: type[All] | type[AnyOf]) -> bool:
        if isinstance(part, FactTest):
            return part.operator == "one_of" and len(part.operands) > 1
        return isinstance(part, grouped) and len(part.parts) > 1

    def _grouped(self, part: Condition) -> str:
        return f"({self.condition(part)})"


def open_limit(name: str) -> str:
    """The place of a parameter that is left open, between characters that no text of a route can have."""
    return f"\0{name}\0"


def bounds_of(facts: Mapping[str, FactType], fact: FactType) -> Literal["number", "age", "date"]:
    """The kind of phrases for the bounds of a number or a date."""
    if fact.kind == "date":
        return "date"
    counted = fact.derivation
    is_age = (
        isinstance(counted, Elapsed)
        and (counted.unit, counted.direction) == ("years", "since")
        and facts[counted.date_fact].past
    )
    return "age" if is_age else "number"


def in_both_languages(
    facts: Mapping[str, FactType], parameters: Mapping[str, Parameter], say: Callable[[Wording], str]
) -> Text:
    """The result of `say` in Dutch and in English, for some facts and parameters."""
    nl, en = (say(Wording(facts, parameters, lang)) for lang in LANGUAGES)
    return Text(nl, en)
