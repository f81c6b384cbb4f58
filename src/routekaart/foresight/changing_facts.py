"""The ways in which a fact can change: never, only once, only grow, or freely."""

from collections.abc import Mapping
from datetime import date

from routekaart.foundation.language import Text
from routekaart.logic.date_ranges import known_days
from routekaart.model.condition import Value
from routekaart.model.fact_problems import FactProblem
from routekaart.model.fact_values import PartlyKnown
from routekaart.model.situation import Known, situation_of
from routekaart.model.vocabulary import Vocabulary

USE_CORRECT = Text("was het fout, gebruik dan correct", "if it was wrong, use correct")
_NOT_LIKE_THIS = {
    "never": Text(
        "{} past niet bij wat al bekend was en nooit verandert", "{} does not fit what was known and never changes"
    ),
    "once": Text("{} was al ja en wordt niet weer nee", "{} was ja already and does not become nee again"),
    "grows": Text("{} wordt niet kleiner", "{} does not become smaller"),
}


def changes_refused(
    vocabulary: Vocabulary, before: Mapping[str, Known], values: Mapping[str, Known], on: date, if_wrong: Text
) -> list[FactProblem]:
    """A problem for each value that a fact cannot have changed to since it was known before.

    Args:
        if_wrong: what a person can do about it.
    """
    problems = []
    for name, value in values.items():
        root = vocabulary.root_date(name)
        known, changes = before.get(root), vocabulary.facts[root].changes
        if known is None:
            continue
        if name != root:
            together = situation_of(vocabulary, {root: known, name: value}, on)
            fits = changes != "never" or known_days(vocabulary, root, together) is not None
        else:
            fits = can_become_known(known, value, changes)
        if not fits:
            why = _NOT_LIKE_THIS[changes]
            text = Text(f"{why.nl.format(name)}; {if_wrong.nl}", f"{why.en.format(name)}; {if_wrong.en}")
            problems.append(FactProblem("conflict", name, text, {name: value}, involved=(name,)))
    return problems


def can_become_known(known: Known, value: Known, changes: str) -> bool:
    """Whether a known value can have become another one, for a fact that changes in this way."""
    if changes == "never":
        first, last = ends_of(known)
        other_first, other_last = ends_of(value)
        return bool(first <= other_last and other_first <= last)  # type: ignore[operator]
    if changes == "once":
        return not (known is True and value is False)
    if changes == "grows" and not isinstance(value, str):
        return bool(ends_of(known)[0] <= ends_of(value)[1])  # type: ignore[operator]
    return True


def ends_of(known: Known) -> tuple[Value, Value]:
    """The first and the last value that a fact can have, given what is known of it."""
    return (known.first, known.last) if isinstance(known, PartlyKnown) else (known, known)
