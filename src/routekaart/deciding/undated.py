"""Answers without a reference date: given only when they are the same on every date."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from routekaart.deciding.decider import Decider
from routekaart.deciding.decision import Decision, without_date
from routekaart.deciding.duties import Duties
from routekaart.foundation.language import Text
from routekaart.model.condition import Condition, tests_in
from routekaart.model.fact_problems import FactError, ReferenceDateError
from routekaart.model.fact_types import Elapsed
from routekaart.model.situation import UnknownFacts
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary

Same = TypeVar("Same")


def decide_undated(
    decider: Decider,
    vocabulary: Vocabulary,
    step: Step,
    facts: Mapping[str, object],
    unknown_facts: UnknownFacts,
) -> Decision:
    """The decision at a step, when no date can change it.

    Args:
        decider: decides with the vocabulary without time.
        vocabulary: the facts of the route as they are.

    Raises:
        FactError: the facts cannot be used, on any date.
        ReferenceDateError: the answer depends on the reference date.
    """
    decisions = _in_every_period(vocabulary, step.id, lambda day: decider.decide(step, facts, day, unknown_facts))
    first = decisions[0]
    if any(other.verdict.shows != first.verdict.shows for other in decisions):
        raise date_needed(step.id, ())
    undated = without_date(decisions)
    given = [name for name in undated.missing if _is_known(vocabulary, name, facts)]
    if given:
        raise date_needed(step.id, given)
    return undated


def duties_undated(
    vocabulary: Vocabulary, step: Step, facts: Mapping[str, object], duties_on: Callable[[date], Duties]
) -> Duties:
    """The duties at a step, when no date can change them.

    Raises:
        FactError: the facts cannot be used, on any date.
        ReferenceDateError: some duty depends on the reference date.
    """
    found = _agreed(vocabulary, step.id, duties_on)
    counts = _counts_in((part.when for part in step.duty_parts), vocabulary)
    given = [
        root
        for name in counts
        if facts.get(name) is None and _is_known(vocabulary, root := vocabulary.root_date(name), facts)
    ]
    if given:
        raise date_needed(step.id, dict.fromkeys(given))
    return found


def the_same_on_every_date(
    vocabulary: Vocabulary, where: str, facts: Mapping[str, object], ask: Callable[[date], Same]
) -> Same:
    """The answer that is the same on every date, if no date is known from which time is counted.

    Raises:
        FactError: the facts cannot be used, on any date.
        ReferenceDateError: the answer depends on the reference date.
    """
    dates = [name for name in vocabulary.facts if facts.get(name) is not None and vocabulary.read_off(name)]
    if dates:
        raise date_needed(where, dates)
    return _agreed(vocabulary, where, ask)


def date_needed(where: str, counted_from: Iterable[str]) -> ReferenceDateError:
    """The error for an answer that depends on a reference date that was not given."""
    names = ", ".join(counted_from)
    nl, en = ("een grens verandert in de tijd", "a limit changes over time")
    if names:
        nl, en = (f"de tijd telt vanaf {names}", f"time is counted from {names}")
    return ReferenceDateError(
        Text(f"{where} heeft een peildatum nodig (on=...): {nl}", f"{where} needs a reference date (on=...): {en}")
    )


def _agreed(vocabulary: Vocabulary, where: str, ask: Callable[[date], Same]) -> Same:
    """The answer that is the same in every period of the parameters."""
    found = _in_every_period(vocabulary, where, ask)
    if any(other != found[0] for other in found):
        raise date_needed(where, ())
    return found[0]


def _in_every_period(vocabulary: Vocabulary, where: str, ask: Callable[[date], Same]) -> list[Same]:
    found: list[Same] = []
    refused: list[FactError] = []
    for day in vocabulary.periods():
        try:
            found.append(ask(day))
        except FactError as error:
            refused.append(error)
    if not found:
        try:
            raise refused[0]
        finally:
            # A local variable with the error would keep it alive, with the facts, until garbage is collected.
            refused.clear()
    if refused:
        raise date_needed(where, ())
    return found


def _is_known(vocabulary: Vocabulary, root: str, facts: Mapping[str, object]) -> bool:
    """Whether a date, or something that is read off it, was given."""
    family = [root, *(one.name for one in vocabulary.read_off(root))]
    return any(facts.get(name) is not None for name in family)


def _counts_in(conditions: Iterable[Condition], vocabulary: Vocabulary) -> list[str]:
    """Every count off a date that the conditions need, directly or through definitions."""
    tested = (test.fact for condition in conditions for test in tests_in(condition))
    return [name for name in vocabulary.needed(tested) if isinstance(vocabulary.facts[name].derivation, Elapsed)]
