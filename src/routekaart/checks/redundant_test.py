"""redundant-test: a test in a condition that can be left out.

What: The condition holds for exactly the same students without this test: the other tests, or the definition of a
derived fact, already say it.

Why: Whoever reads it looks for a difference that is not there, and a later change to one of the two is easily
forgotten in the other.

Fix: Leave the test out. If the source mentions it, say so in a `note`.

Nederlands: een test in een voorwaarde die weg kan.

Wat: De voorwaarde geldt zonder deze test voor precies dezelfde studenten: de andere tests, of de definitie van een
afgeleid gegeven, zeggen het al.

Waarom: Wie het leest, zoekt een verschil dat er niet is, en bij een latere wijziging wordt een van de twee makkelijk
vergeten.

Herstel: Laat de test weg. Noemt de bron hem wel, zet dat dan in een `note`.

Wrong example:

    steps:
      keuze:
        title: Waarheen?
        policy: first
        transitions:
          - {to: school, when: {all: [{leeftijd: {below: 16}}, {leeftijd: {below: 18}}]}}
          - {to: werk}

Right example:

    steps:
      keuze:
        title: Waarheen?
        policy: first
        transitions:
          - {to: school, when: {leeftijd: {below: 16}}}
          - {to: werk}
"""

from collections.abc import Callable, Iterator
from functools import partial

from routekaart.checks.conditions import Claim, grids_of, on_every_day, what_makes_it_so
from routekaart.checks.defined import Defined, Stated, each_stated
from routekaart.checks.proving import MOST_SPLITS, AtStep, conditional_parts, each_step, in_words
from routekaart.checks.subject import Subject
from routekaart.condition import All, AnyOf, Condition, Not
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.formula import opposite
from routekaart.logic.grid import Grid
from routekaart.logic.search import Effort, find

RULE = "redundant-test"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each condition with such a test."""
    yield from each_step(subject, check_step)
    yield from check_defined(subject.defined)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    for path, part in conditional_parts(at.step):
        if not at.together.surely_needs_every_part(part.when):
            yield from _found(Stated((*path, "when"), part.when, at.subject.route.grids))


def check_defined(defined: Defined) -> Iterator[Finding]:
    """The same for the facts and the impossible combinations that a file defines."""
    return each_stated((*defined.derivations, *defined.stated_rules()), _found)


def _found(one: Stated) -> Iterator[Finding]:
    condition, effort = one.condition, Effort(MOST_SPLITS)
    variants = list(_without_one(condition))
    grids = list(grids_of(one.grids, condition)) if variants else []
    if not on_every_day(grids, lambda grid: _varies(grid, condition, effort)):
        return
    for left_out, rest in variants:
        if on_every_day(grids, _same(condition, rest, effort)):
            vocabulary = one.grids.vocabulary
            why = what_makes_it_so(vocabulary, condition, left_out, partial(_same, condition, rest))
            test = in_words(vocabulary, left_out)
            text = Text(
                f"deze test kan weg, want {why.nl or 'de rest van de voorwaarde zegt het al'}: {test.nl}",
                f"this test can be left out, as {why.en or 'the rest of the condition already says it'}: {test.en}",
            )
            yield Finding(one.path, text, at_key=True)
            return


def _without_one(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Each part that could be left out of a condition, with what is left."""
    match condition:
        case Not(part):
            for left_out, rest in _without_one(part):
                yield left_out, Not(rest)
        case All(parts) | AnyOf(parts):
            made: Callable[[tuple[Condition, ...]], Condition] = All if isinstance(condition, All) else AnyOf
            for number, part in enumerate(parts):
                before, after = parts[:number], parts[number + 1 :]
                if len(parts) > 1:
                    yield part, made((*before, *after))
                for left_out, rest in _without_one(part):
                    yield left_out, made((*before, rest, *after))


def _varies(grid: Grid, condition: Condition, effort: Effort) -> bool:
    """Whether a condition holds for some student and not for all; the others have rules of their own."""
    formula = grid.formula(condition)
    return all(
        find((grid.valid, one), grid.full, effort) is not None for one in (formula, opposite(formula, grid.full))
    )


def _same(condition: Condition, other: Condition, effort: Effort) -> Claim:
    """That two conditions hold for exactly the same students."""

    def proven(grid: Grid) -> bool:
        one, two = grid.formula(condition), grid.formula(other)
        pairs = ((one, opposite(two, grid.full)), (opposite(one, grid.full), two))
        return all(find((grid.valid, *pair), grid.full, effort) is None for pair in pairs)

    return proven
