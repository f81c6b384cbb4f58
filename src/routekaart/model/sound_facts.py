"""Checks of the facts, parameters and conditions of a route that was not read from a file by a reader."""

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from routekaart.foundation.language import Text
from routekaart.foundation.plain_data import MisfitError
from routekaart.model.condition import Condition, FactTest, Operand, ParameterRef, Value, tests_in
from routekaart.model.fact_types import LARGEST, Elapsed, FactType, Shifted, as_compared
from routekaart.model.fact_values import accepted_values, day_in
from routekaart.model.parameters import Parameter
from routekaart.model.step import Term
from routekaart.model.vocabulary import Vocabulary

MOST_DERIVATIONS = 50
"""The most derivations between a fact and what must be given."""
_MOST_MOVED = 1000
"""The most units by which a date is moved at once."""
_MOST_DECIMALS = 4
_SMALLEST_EXPONENT = -400
_PLAIN = FactType("", "text", "")
_ONLY_FOR = {
    "options": "choice",
    "option_titles": "choice",
    "also": "choice",
    "unit": "number",
    "minimum": "number",
    "maximum": "number",
    "decimals": "number",
    "past": "date",
    "phrases": "yes_no",
}
"""The fields that only facts of one type have."""

FACT = Text("een gegeven van de route", "a fact of the route")
READING = Text("een lezing van de route", "a reading of the route")
PARTNER = Text("een partner van de route", "a partner of the route")
_DATE_FACT = Text("een datum van de route", "a date of the route")
_PARAMETER = Text("een parameter van de route, bij een getal", "a parameter of the route, for a number")
_ONE_BOUND = Text("een grens, bij een getal of een datum", "one bound, of a number or a date")
_VALUES = Text("minstens een waarde", "at least one value")
_DIFFERENT = Text("opties die van elkaar verschillen", "options that differ from each other")
_NUMBER = Text("een getal dat niet te groot of te klein is", "a number that is not too large or too small")
_BOUNDS = Text("een grens die niet onder minimum ligt", "a bound that does not lie below minimum")
_IN_ORDER = Text("waarden op volgorde, de eerste vanaf het begin", "values in order, the first from the beginning")
_KIND = Text("wat bij het type van dit gegeven hoort", "what goes with the type of this fact")
_NO_CIRCLE = Text(
    f"wat in hooguit {MOST_DERIVATIONS} stappen, en niet uit zichzelf, volgt",
    f"what follows through at most {MOST_DERIVATIONS} facts, and not from itself",
)

Place = tuple[str | int, ...]


def unless(holds: bool, expected: Text, *place: str | int) -> Iterator[MisfitError]:
    """A misfit at a place, unless `holds`."""
    if not holds:
        yield MisfitError(expected, *place)


class SoundFacts:
    """Checks the facts and parameters of a route, and what they refer to."""

    def __init__(self, vocabulary: Vocabulary, readings: Container[str], partners: Container[str]) -> None:
        self._vocabulary = vocabulary
        self._facts, self._parameters = vocabulary.facts, vocabulary.parameters
        self._known_readings, self._partners = readings, partners

    def misfits(self) -> Iterator[MisfitError]:
        """Everything that does not hold, in an order in which later checks can rely on earlier ones."""
        for parameter in self._parameters.values():
            yield from self._parameter(parameter, ("parameters", parameter.name))
        for fact in self._facts.values():
            yield from self._fact(fact, ("facts", fact.name))
            yield from self._derivation(fact, ("facts", fact.name, "derivation"))
        depths = derivation_depths(self._vocabulary)
        for name in self._facts:
            yield from unless(depths.get(name, MOST_DERIVATIONS + 1) <= MOST_DERIVATIONS, _NO_CIRCLE, "facts", name)
        for number, rule in enumerate(self._vocabulary.impossible):
            yield from self.condition(rule.when, ("impossible", number, "when"))

    def condition(self, condition: Condition, place: Place) -> Iterator[MisfitError]:
        """Everything that does not hold in a condition."""
        for test in tests_in(condition):
            fact, here = self._facts.get(test.fact), (*place, test.fact)
            if fact is None:
                yield MisfitError(FACT, *here)
            else:
                yield from self._test(test, fact, here)

    def _test(self, test: FactTest, fact: FactType, place: Place) -> Iterator[MisfitError]:
        if test.operator == "one_of":
            yield from unless(bool(test.operands), _VALUES, *place)
        else:
            yield from unless(len(test.operands) == 1 and fact.kind in ("number", "date"), _ONE_BOUND, *place)
        for operand in test.operands:
            yield from self._operand(fact, operand, place)

    def _operand(self, fact: FactType, operand: Operand, place: Place) -> Iterator[MisfitError]:
        if isinstance(operand, ParameterRef):
            yield from unless(operand.name in self._parameters and fact.kind == "number", _PARAMETER, *place)
        else:
            yield from unless(_can_be(fact, operand), accepted_values(fact), *place)

    def length(self, term: Term, place: Place) -> Iterator[MisfitError]:
        """A misfit if the length of a term is a parameter that the route does not have."""
        if isinstance(term.value, ParameterRef):
            yield from unless(term.value.name in self._parameters, _PARAMETER, *place)

    def _parameter(self, parameter: Parameter, place: Place) -> Iterator[MisfitError]:
        first, *later = [dated.start for dated in parameter.values] or [date.min]
        days = [day for day in later if day is not None and day_in(day)]
        yield from unless(first is None and days == later == sorted(set(days)), _IN_ORDER, *place, "values")
        for number, dated in enumerate(parameter.values):
            yield from unless(_is_usual(dated.value), _NUMBER, *place, "values", number, "value")
        yield from self._readings(parameter.readings, place)

    def _fact(self, fact: FactType, place: Place) -> Iterator[MisfitError]:
        for field, kind in _ONLY_FOR.items():
            yield from unless(fact.kind == kind or getattr(fact, field) == getattr(_PLAIN, field), _KIND, *place, field)
        yield from unless(fact.kind != "choice" or bool(fact.options), _VALUES, *place, "options")
        spellings = [(text, option) for option in fact.options for text in (option, *fact.also.get(option, ()))]
        owners = {as_compared(text): option for text, option in reversed(spellings)}
        known = all(owners[as_compared(text)] == option for text, option in spellings)
        yield from unless(known and len({*fact.options}) == len(fact.options), _DIFFERENT, *place, "options")
        yield from unless({*fact.also, *fact.option_titles} <= {*fact.options}, _KIND, *place, "options")
        yield from unless(fact.phrases.keys() <= {"ja", "nee"}, _KIND, *place, "phrases")
        yield from unless(0 <= fact.decimals <= _MOST_DECIMALS, _NUMBER, *place, "decimals")
        low, high = fact.minimum, fact.maximum
        yield from unless(low is None or _is_usual(low), _NUMBER, *place, "minimum")
        yield from unless(high is None or _is_usual(high), _NUMBER, *place, "maximum")
        yield from unless(low is None or high is None or low <= high, _BOUNDS, *place, "maximum")
        for name in fact.asked_of:
            yield from unless(name in self._partners, PARTNER, *place, "asked_of")
        yield from self._readings(fact.readings, place)

    def _derivation(self, fact: FactType, place: Place) -> Iterator[MisfitError]:
        match fact.derivation:
            case None:
                return
            case Elapsed(date_fact, unit):
                yield from unless((fact.kind, fact.unit) == ("number", unit), _KIND, *place)
                yield from self._date(date_fact, place)
            case Shifted(date_fact, amounts, _):
                fit = all(-_MOST_MOVED <= amount <= _MOST_MOVED for _, amount in amounts)
                yield from unless(fact.kind == "date", _KIND, *place)
                yield from unless(fit, _NUMBER, *place, "amounts")
                yield from self._date(date_fact, place)
            case condition:
                yield from unless(fact.kind == "yes_no", _KIND, *place)
                yield from self.condition(condition, place)

    def _date(self, name: str, place: Place) -> Iterator[MisfitError]:
        is_date = name in self._facts and self._facts[name].kind == "date"
        yield from unless(is_date, _DATE_FACT, *place, "date_fact")

    def _readings(self, names: Iterable[str], place: Place) -> Iterator[MisfitError]:
        for name in names:
            yield from unless(name in self._known_readings, READING, *place, "readings")


def _can_be(fact: FactType, value: Value) -> bool:
    """Whether a value is of the type of a fact. A number that no student can have is odd, but allowed."""
    match fact.kind:
        case "yes_no":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | Decimal) and not isinstance(value, bool) and _is_usual(value)
        case "date":
            return day_in(value, anywhere=isinstance(fact.derivation, Shifted)) == value
        case "choice":
            return value in fact.options
        case "text":
            return isinstance(value, str) and bool(value.strip())


def _is_usual(number: int | Decimal) -> bool:
    """Whether a number can be computed with and shown."""
    if not -LARGEST < number < LARGEST:
        return False
    exponent = 0 if isinstance(number, int) else number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _SMALLEST_EXPONENT


def derivation_depths(vocabulary: Vocabulary) -> dict[str, int]:
    """The number of derivations between each fact and what must be given.

    A fact that follows from itself is left out, and so is every fact that follows from such a fact.
    """
    above = {name: vocabulary.directly_from(name) for name in vocabulary.facts}
    sorter = TopologicalSorter(above)
    # The facts that do not depend on a circle are sorted all the same.
    with suppress(CycleError):
        sorter.prepare()
    depths: dict[str, int] = {}
    while ready := sorter.get_ready():
        depths.update((name, max((depths[other] + 1 for other in above[name]), default=0)) for name in ready)
        sorter.done(*ready)
    return depths
