"""Proofs about a single condition: for which students it holds, and which facts or rules cause that."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from routekaart.foundation.errors import TooHardError
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text, enumerate_text
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.logic.search import find
from routekaart.model.condition import Condition, FactTest, Not, tests_in
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.fact_values import accepted_values
from routekaart.model.vocabulary import Vocabulary

Claim: TypeAlias = Callable[[Grid], bool]
"""Whether a claim is proven for the students of a grid."""

_NOTHING = Text("", "")
_IMPOSSIBLE = Text("dat volgt uit wat niet samen kan (impossible)", "what cannot be together says so (impossible)")


def grids_of(grids: GridCache, condition: Condition) -> Iterator[Grid]:
    """The grid of a condition by itself, in each period of the parameters."""
    return (grids.grid((condition,), day, {}) for day in grids.vocabulary.periods())


def on_every_day(grids: Iterable[Grid], claim: Claim) -> bool:
    """Whether a claim is proven for every reference date."""
    return all(grid.dates.same_every_day and claim(grid) for grid in grids)


def for_nobody(condition: Condition) -> Claim:
    """The claim that a condition holds for no student."""
    return lambda grid: find((grid.valid, grid.formula(condition)), grid.full) is None


def for_somebody(condition: Condition) -> Claim:
    """The claim that a condition holds for some student."""
    return lambda grid: find((grid.valid, grid.formula(condition)), grid.full) is not None


def for_everybody(condition: Condition) -> Claim:
    """The claim that a condition holds for every student."""
    return lambda grid: find((grid.valid, grid.formula(condition, positive=False)), grid.full) is None


def what_makes_it_so(vocabulary: Vocabulary, condition: Condition, about: Condition, claim: Claim) -> Text:
    """Why a claim about a condition holds: the possible values of a fact, a derivation, or an impossible combination.

    Empty when it follows from the condition itself, or when finding out takes too much work.

    Args:
        about: the part of the condition that makes no difference.
    """
    limited = _with_free_facts(vocabulary, limited=True)
    always = next((test.fact for test in tests_in(about) if _says_nothing(limited, test)), None)
    if always is not None:
        return _always(limited.facts[always])
    free = _with_free_facts(vocabulary, limited=False)
    causes = (
        (free, _NOTHING),
        (limited, _always(limited.facts[_tested(about)[0]]) if _tested(about) else _NOTHING),
        (replace(vocabulary, impossible=()), _follows_from(vocabulary, _tested(condition))),
        (vocabulary, _IMPOSSIBLE),
    )
    days = vocabulary.periods()
    for assumed, words in causes:
        if _is_so(assumed, condition, days, claim):
            return words
    return _NOTHING


def _is_so(vocabulary: Vocabulary, condition: Condition, days: Sequence[date], claim: Claim) -> bool:
    grids = (Grid(vocabulary, (condition,), day, {}) for day in days)
    try:
        return on_every_day(grids, claim)
    except TooHardError:
        return False


def _says_nothing(limited: Vocabulary, test: FactTest) -> bool:
    """Whether a test alone holds for every possible value of its fact, or for none."""
    days = limited.periods()
    outcomes: tuple[Condition, ...] = (test, Not(test))
    return any(_is_so(limited, one, days, for_everybody(one)) for one in outcomes)


def _tested(condition: Condition) -> list[str]:
    return list(dict.fromkeys(test.fact for test in tests_in(condition)))


def _with_free_facts(vocabulary: Vocabulary, *, limited: bool) -> Vocabulary:
    """The same facts as independent facts without derivations or rules; `limited` keeps the bounds of their domains."""
    facts = {name: _free(fact, limited=limited) for name, fact in vocabulary.facts.items()}
    return Vocabulary(frozen(facts), vocabulary.parameters, ())


def _free(fact: FactType, *, limited: bool) -> FactType:
    lowest = fact.minimum
    if isinstance(fact.derivation, Elapsed):
        lowest = max(0, fact.minimum or 0)
    ends = (lowest, fact.maximum) if limited else (None, None)
    return replace(fact, derivation=None, past=False, minimum=ends[0], maximum=ends[1])


def _always(fact: FactType) -> Text:
    accepted = accepted_values(fact)
    return Text(f"{fact.title} is altijd {accepted.nl}", f"{fact.title} is always {accepted.en}")


def _follows_from(vocabulary: Vocabulary, tested: Sequence[str]) -> Text:
    """The words that it follows from derivations: those with a condition if any, else counts and moved dates."""
    derived = [name for name in tested if vocabulary.facts[name].derivation is not None]
    defined = [name for name in derived if isinstance(vocabulary.facts[name].derivation, Condition)]
    listed = enumerate_text(defined or derived, every=True)
    return Text(f"dat volgt uit de afleiding van {listed.nl}", f"the derivation of {listed.en} says so")
