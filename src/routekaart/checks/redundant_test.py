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

from routekaart.checks.proving import AtStep, conditional_parts, each_step, in_words
from routekaart.checks.subject import Subject
from routekaart.condition import All, AnyOf, Condition, Not
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.formula import opposite
from routekaart.logic.grid import Grid
from routekaart.logic.search import find

RULE = "redundant-test"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each condition with such a test."""
    return each_step(subject, check_step)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    subject, step = at.subject, at.step
    for path, part in conditional_parts(step):
        if at.surely_needs_every_part(part.when):
            continue
        variants = list(_without_one(part.when))
        if not variants:
            continue
        grids = [subject.route.grids.grid((part.when,), day, {}) for day in subject.route.vocabulary.periods()]
        if not all(grid.same_every_day for grid in grids) or not all(_varies(grid, part.when) for grid in grids):
            continue
        for left_out, rest in variants:
            if all(_same(grid, part.when, rest) for grid in grids):
                test = in_words(subject.route, left_out)
                text = Text(
                    f"deze test kan weg, de voorwaarde zegt het al: {test.nl}",
                    f"this test can be left out, the condition already says it: {test.en}",
                )
                yield Finding((*path, "when"), text, at_key=True)
                break


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


def _varies(grid: Grid, condition: Condition) -> bool:
    """Whether a condition holds for some student and not for all; the others have rules of their own."""
    formula = grid.formula(condition)
    return all(find((grid.valid, one), grid.full) is not None for one in (formula, opposite(formula, grid.full)))


def _same(grid: Grid, condition: Condition, other: Condition) -> bool:
    """Whether two conditions hold for exactly the same students."""
    one, two = grid.formula(condition), grid.formula(other)
    pairs = ((one, opposite(two, grid.full)), (opposite(one, grid.full), two))
    return all(find((grid.valid, *pair), grid.full) is None for pair in pairs)
