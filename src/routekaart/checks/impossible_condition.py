"""impossible-condition: a condition that holds for no student.

What: No student who can exist fits the condition of this part of a step, such as a transition or an action, in any
period.

Why: The part does nothing. Most often two tests contradict each other, or contradict the definition of a derived fact.

Fix: Correct the test that goes too far, or remove the part.

Nederlands: een voorwaarde die voor geen enkele student geldt.

Wat: Geen enkele student die kan bestaan, past bij de voorwaarde van dit deel van een stap, zoals een overgang of een
taak, in welke periode dan ook.

Waarom: Dit deel doet niets. Meestal spreken twee vergelijkingen elkaar tegen, of spreken ze de afleiding van een
gegeven tegen.

Herstel: Verbeter de vergelijking die te ver gaat, of haal dit deel weg.

Wrong example:

    steps:
      begin:
        title: Een gesprek met de student
        actions:
          - {do: Bel de ouders, when: {leeftijd: {at_least: 18, below: 16}}}
        transitions:
          - {to: school}

Right example:

    steps:
      begin:
        title: Een gesprek met de student
        actions:
          - {do: Bel de ouders, when: {leeftijd: {at_least: 16, below: 18}}}
        transitions:
          - {to: school}
"""

from collections.abc import Iterator

from routekaart.checks.proving import AtStep, conditional_parts, each_step
from routekaart.checks.subject import Subject
from routekaart.condition import Condition
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.grid import Grid
from routekaart.logic.search import find

RULE = "impossible-condition"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each condition that can never hold."""
    return each_step(subject, check_step)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    subject, step = at.subject, at.step
    periods = subject.route.vocabulary.periods()
    for path, part in conditional_parts(step):
        if at.surely_has(part.when):
            continue
        made = (subject.route.grids.grid((part.when,), day, {}) for day in periods)
        if all(grid.same_every_day and not _possible(grid, part.when) for grid in made):
            text = Text("deze voorwaarde geldt voor geen enkele student", "this condition holds for no student")
            yield Finding((*path, "when"), text, at_key=True)


def _possible(grid: Grid, condition: Condition) -> bool:
    return find((grid.valid, grid.formula(condition)), grid.full) is not None
