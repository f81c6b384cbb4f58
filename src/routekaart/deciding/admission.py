"""From the facts that a caller gives to a situation that can exist: read, checked, and free of contradictions."""

from collections.abc import Mapping
from datetime import date

from routekaart.foundation.language import enumerate_text, joined, untranslated
from routekaart.logic.date_ranges import known_days
from routekaart.logic.formula import Cube
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.logic.search import find
from routekaart.model.condition import Condition
from routekaart.model.evaluation import evaluate
from routekaart.model.fact_problems import EVERY_FACT, FactError, FactProblem
from routekaart.model.refusal_words import REFUSALS, refusal
from routekaart.model.situation import Known, Situation, UnknownFacts, out_of_domain, read_facts, situation_of
from routekaart.model.vocabulary import Vocabulary

_NOBODY = FactProblem(
    "conflict",
    EVERY_FACT,
    REFUSALS["nobody"],
    {},
)


def admit(
    grids: GridCache,
    facts: Mapping[str, object],
    on: date,
    unknown_facts: UnknownFacts = "error",
) -> Situation:
    """Return the situation of a student, if the facts can be read and can be true together.

    Args:
        on: the reference date.
        unknown_facts: "ignore" skips names that the route does not know.

    Raises:
        FactError: with every problem at once.
    """
    vocabulary = grids.vocabulary
    values, problems = read_facts(vocabulary, facts, unknown_facts)
    domain_problems = out_of_domain(vocabulary, values, on)
    problems += domain_problems
    for problem in domain_problems:
        values.pop(problem.fact, None)
    conflicts, values = _conflicts(grids, values, on)
    if problems or conflicts:
        raise FactError((*problems, *conflicts))
    return situation_of(vocabulary, values, on)


def admit_known(grids: GridCache, known: Mapping[str, Known], on: date) -> Situation:
    """Return the situation of a student whose facts have all been read before, if they can be true together.

    Raises:
        FactError: with every smallest set of facts that contradict each other.
    """
    conflicts, _ = _conflicts(grids, dict(known), on)
    if conflicts:
        raise FactError(tuple(conflicts))
    return situation_of(grids.vocabulary, known, on)


def students_who_fit(grid: Grid, known: Situation) -> Cube:
    """The set of students who fit what is known.

    Raises:
        FactError: the route leaves no student at all; facts that contradict each other have been refused before.
    """
    cube = grid.cube(known)
    if cube is None or find((grid.valid,), cube) is None:
        raise FactError((_NOBODY,))
    return cube


def assumed_facts(vocabulary: Vocabulary, known: Situation) -> dict[str, bool]:
    """The given yes_no facts that follow from others; such a fact limits what its inputs can be."""
    return {
        name: value
        for name, value in known.given.items()
        if isinstance(value, bool) and isinstance(vocabulary.facts[name].derivation, Condition)
    }


def _conflicts(grids: GridCache, values: dict[str, Known], on: date) -> tuple[list[FactProblem], dict[str, Known]]:
    """Each smallest set of given values that no student can have together, and the values without them."""
    if _possible(grids, values, on):
        return [], values
    if not _possible(grids, {}, on):
        return [_NOBODY], {}
    problems: list[FactProblem] = []
    while not _possible(grids, values, on):
        involved = dict(values)
        for name in values:
            fewer = {other: value for other, value in involved.items() if other != name}
            if fewer and not _possible(grids, fewer, on):
                involved = fewer
        problems.append(_conflict(grids.vocabulary, involved, on))
        values = {name: value for name, value in values.items() if name not in involved}
    return problems, values


def _possible(grids: GridCache, values: Mapping[str, Known], on: date) -> bool:
    vocabulary = grids.vocabulary
    known = situation_of(vocabulary, values, on)
    counted = {chain.date_fact for name in values if (chain := vocabulary.date_chain(name))} | known.days.keys()
    if any(known_days(vocabulary, name, known) is None for name in counted):
        return False
    grid = grids.grid((), on, assumed_facts(vocabulary, known))
    if not grid.every_date_can_be:
        return False
    if grid.valid is True:
        return True
    cube = grid.cube(known)
    return cube is not None and find((grid.valid,), cube) is not None


def _conflict(vocabulary: Vocabulary, involved: Mapping[str, Known], on: date) -> FactProblem:
    known = situation_of(vocabulary, involved, on)
    derived = next((name for name in involved if vocabulary.facts[name].derivation is not None), None)
    fact = derived or next(iter(involved))
    listed = enumerate_text(involved, every=True)
    rule = next(
        (
            rule
            for rule in vocabulary.impossible
            if evaluate(rule.when, vocabulary.facts, known.value, known.parameters)
        ),
        None,
    )
    because = f": {rule.because}" if rule else ""
    text = refusal("conflict_of_one" if len(involved) == 1 else "conflict", facts=listed)
    text = joined([text, untranslated(because)], "")
    follows = known.without(frozenset({derived})).value(derived) if derived else None
    return FactProblem("conflict", fact, text, dict(involved), involved=tuple(involved), follows=follows)
