"""redundant-test: a test in a condition that can be left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.condition_proofs import Claim, grids_of, on_every_day, what_makes_it_so
from routekaart.checking.analysis.own_definitions import OwnDefinitions, Stated, each_stated
from routekaart.checking.analysis.proving import AtStep, conditional_parts, in_words
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.logic.formula import opposite
from routekaart.logic.grid import Grid
from routekaart.logic.search import find
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not


def _check_step(at: AtStep) -> Iterator[Finding]:
    """One finding for each condition with such a test."""
    for path, part in conditional_parts(at.step):
        if not at.together.surely_needs_every_part(part.when):
            yield from _found(Stated((*path, "when"), part.when, at.subject.route.grids))


def _check_definitions(defined: OwnDefinitions) -> Iterator[Finding]:
    """The same for the facts and the impossible combinations that a file defines."""
    return each_stated(defined, (*defined.derivations, *defined.stated_rules()), _found)


def _found(one: Stated) -> Iterator[Finding]:
    condition = one.condition
    if isinstance(condition, FactTest):
        return
    grids = list(grids_of(one.grids, condition))
    if not any(_varies(grid, condition) for grid in grids):
        return
    for variant in _without_one(condition):
        same = _same(condition, variant)
        if on_every_day(grids, same):
            vocabulary = one.grids.vocabulary
            why = what_makes_it_so(vocabulary, condition, variant.left_out, same)
            test = in_words(vocabulary, variant.left_out)
            text = Text(
                f"deze test kan weg, want {why.nl or 'de rest van de voorwaarde zegt het al'}: {test.nl}",
                f"this test can be left out, as {why.en or 'the rest of the condition already says it'}: {test.en}",
            )
            yield Finding(one.path, text, at_key=True)
            return


@dataclass(frozen=True, slots=True)
class _Variant:
    """A condition without one of its parts.

    Attributes:
        is_wider: whether this holds whenever the condition does; if not, the condition holds whenever this does.
    """

    left_out: Condition
    rest: Condition
    is_wider: bool


def _without_one(condition: Condition, *, positive: bool = True) -> Iterator[_Variant]:
    match condition:
        case Not(part):
            for one in _without_one(part, positive=not positive):
                yield replace(one, rest=Not(one.rest))
        case All(parts) | AnyOf(parts):
            made: Callable[[tuple[Condition, ...]], Condition] = All if isinstance(condition, All) else AnyOf
            for number, part in enumerate(parts):
                before, after = parts[:number], parts[number + 1 :]
                if len(parts) > 1:
                    yield _Variant(part, made((*before, *after)), isinstance(condition, All) == positive)
                for one in _without_one(part, positive=positive):
                    yield replace(one, rest=made((*before, one.rest, *after)))


def _varies(grid: Grid, condition: Condition) -> bool:
    """Whether a condition holds for some students but not all; other rules cover the rest."""
    formula = grid.formula(condition)
    return all(find((grid.valid, one), grid.full) is not None for one in (formula, opposite(formula, grid.full)))


def _same(condition: Condition, variant: _Variant) -> Claim:
    """The claim that a condition without one of its parts holds for exactly the same students."""
    wider, narrower = (variant.rest, condition) if variant.is_wider else (condition, variant.rest)

    def proven(grid: Grid) -> bool:
        between = grid.valid, grid.formula(wider), grid.formula(narrower, positive=False)
        return find(between, grid.full) is None

    return proven


CHECK = Check("redundant-test", of_step=_check_step, of_definitions=_check_definitions)
