"""The facts of a route as a JSON Schema: what can be given about a student to `decide`.

Whatever fits the schema can be read as facts. It is narrower than what can be read: it accepts each value in the forms
that JSON has, but not a number written as text, nor another spelling of "ja".
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from routekaart.foundation.shapes import DIALECT
from routekaart.model.condition import Condition, tests_in
from routekaart.model.fact_types import LARGEST, FactType
from routekaart.model.fact_values import LONGEST
from routekaart.model.vocabulary import Vocabulary

_YEAR = "(18[5-9][0-9]|19[0-9]{2}|2[01][0-9]{2})"
_MONTH = "(0[1-9]|1[0-2])"
_DAY = f"{_YEAR}-{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_ANY_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def facts_schema(vocabulary: Vocabulary, names: Iterable[str], about: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of some facts, none of which is required.

    Args:
        about: keywords about the whole.
    """
    return {
        "$schema": DIALECT,
        **about,
        "type": "object",
        "properties": {name: _fact_schema(vocabulary, vocabulary.facts[name]) for name in names},
        "additionalProperties": False,
    }


def asked_for(vocabulary: Vocabulary, conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The facts that conditions can ask for, with all that they follow from, in the order of the route.

    A fact that is in an impossible combination with one of those says something about it, and so is included too.
    """
    found = set(vocabulary.needed(test.fact for condition in conditions for test in tests_in(condition)))
    rules = [set(vocabulary.needed(test.fact for test in tests_in(rule.when))) for rule in vocabulary.impossible]
    while touching := [rule for rule in rules if rule & found and not rule <= found]:
        found = found.union(*touching)
    return tuple(name for name in vocabulary.facts if name in found)


def _fact_schema(vocabulary: Vocabulary, fact: FactType) -> dict[str, Any]:
    asked = "\n\n".join(text for text in (fact.question, fact.description) if text)
    more = {
        "x-unit": fact.unit,
        "x-past": fact.past,
        "x-follows-from": list(vocabulary.directly_from(fact.name)),
        "x-asked-of": list(fact.asked_of),
        "x-sensitive": fact.sensitive,
        "x-also": {option: list(texts) for option, texts in fact.also.items()},
    }
    return {
        "title": fact.title,
        **({"description": asked} if asked else {}),
        **_values(fact),
        **{key: value for key, value in more.items() if value},
    }


def _values(fact: FactType) -> dict[str, Any]:
    """The values that a fact can be given; null if it is unknown."""
    match fact.kind:
        case "yes_no":
            return {"type": ["boolean", "string", "null"], "enum": [True, False, "ja", "nee", None]}
        case "choice" if fact.option_titles:
            titled = [{"const": one, "title": fact.option_titles.get(one, one)} for one in fact.options]
            return {"type": ["string", "null"], "oneOf": [*titled, {"const": None}]}
        case "choice":
            return {"type": ["string", "null"], "enum": [*fact.options, None]}
        case "number":
            return _numbers(fact)
        case "date" if fact.derivation is not None:
            return {"type": ["string", "null"], "format": "date", "pattern": _ANY_DAY}
        case "date":
            known = [
                {"format": "date", "pattern": f"^{_DAY}$"},
                {
                    "description": "2009, 2009-03, 2009-00-00, 2009-03-00",
                    "pattern": f"^{_YEAR}(-{_MONTH}|-00-00|-{_MONTH}-00)?$",
                },
                {"description": "2008-09-02/2009-09-01", "pattern": f"^{_DAY}/{_DAY}$"},
            ]
            return {"type": ["string", "null"], "anyOf": known}
        case "text":
            return {"type": ["string", "null"], "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}


def _numbers(fact: FactType) -> dict[str, Any]:
    smallest = {"exclusiveMinimum": -LARGEST} if fact.minimum is None else {"minimum": _plain(fact.minimum)}
    largest = {"exclusiveMaximum": LARGEST} if fact.maximum is None else {"maximum": _plain(fact.maximum)}
    if not fact.decimals:
        return {"type": ["integer", "null"], **smallest, **largest}
    return {"type": ["number", "null"], "x-decimals": fact.decimals, **smallest, **largest}


def _plain(number: int | Decimal) -> int | float:
    return float(number) if isinstance(number, Decimal) else number
