"""Facts that were told, as values and as JSON knows them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from routekaart.journeys.log import PlainFacts, PlainValue
from routekaart.model.facts import PartlyKnown, plain_value
from routekaart.model.situation import FactError, Known, out_of_domain, read_facts
from routekaart.model.vocabulary import Vocabulary


def read_told(vocabulary: Vocabulary, facts: Mapping[str, object], on: date) -> dict[str, Known]:
    """The values of facts that were told on a day.

    Raises:
        FactError: some cannot be read, or cannot be so on that day.
    """
    values, problems = read_facts(vocabulary, facts, "error")
    problems += out_of_domain(vocabulary, values, on)
    if problems:
        raise FactError(tuple(problems))
    return values


def plain_facts(facts: Mapping[str, object], values: Mapping[str, Known]) -> PlainFacts:
    """Facts that were told, as JSON knows them: those that were read, and None for what is not known any more."""
    return {
        name: plain_known(values[name]) if name in values else None
        for name, given in facts.items()
        if name in values or given is None
    }


def plain_known(known: Known) -> PlainValue:
    """A value as JSON knows it, which reads as the same value again.

    A date that is known in part is its year or month; a number with more digits than a float holds is text.
    """
    if isinstance(known, PartlyKnown):
        return str(known)
    plain = plain_value(known)
    return plain if not isinstance(known, Decimal) or Decimal(str(plain)) == known else format(known, "f")
