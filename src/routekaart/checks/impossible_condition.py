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

from routekaart.checks.conditions import for_nobody, grids_of, on_every_day
from routekaart.checks.defined import Defined, Stated, each_stated
from routekaart.checks.proving import AtStep, conditional_parts, each_step
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "impossible-condition"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each condition that can never hold."""
    yield from each_step(subject, check_step)
    yield from check_defined(subject.defined)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    grids = at.subject.route.grids
    for path, part in conditional_parts(at.step):
        if not at.together.surely_for_some(part.when):
            yield from _found(Stated((*path, "when"), part.when, grids))


def check_defined(defined: Defined) -> Iterator[Finding]:
    """The same for the facts that a file defines."""
    return each_stated(defined, defined.derivations, _found)


def _found(one: Stated) -> Iterator[Finding]:
    if on_every_day(grids_of(one.grids, one.condition), for_nobody(one.condition)):
        text = Text("deze voorwaarde geldt voor geen enkele student", "this condition holds for no student")
        yield Finding(one.path, text, at_key=True)
