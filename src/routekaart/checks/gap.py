"""gap: a student for whom no transition holds.

What: Some student in this step fits none of the transitions, and the step has no `otherwise`.

Why: That student is stuck. The classic is a limit that is left out: `below: 18` beside `above: 18` forgets everyone
of 18.

Fix: Widen a condition, add the transition that is missing, or write `otherwise: stay` if the student waits here. If
no real student can be like this, say so under `impossible`.

Nederlands: een student voor wie geen overgang geldt.

Wat: Een student in deze stap past bij geen van de overgangen, en de stap heeft geen `otherwise`.

Waarom: Die student loopt vast. Vaak is een grens vergeten: `below: 18` naast `above: 18` laat iedereen van 18 weg.

Herstel: Maak een voorwaarde ruimer, voeg de overgang toe die ontbreekt, of schrijf `otherwise: stay` als de student
hier wacht. Kan geen enkele echte student zo zijn, zet dat dan onder `impossible`.

Wrong example:

    steps:
      leeftijd_bepalen:
        title: Hoe oud is de student?
        transitions:
          - {to: school, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {above: 18}}}

Right example:

    steps:
      leeftijd_bepalen:
        title: Hoe oud is de student?
        transitions:
          - {to: school, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {at_least: 18}}}
"""

from collections.abc import Iterator

from routekaart.checks.proving import AtStep, each_step, outcome_of, shown, unproven
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "gap"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step with a gap, at the first period that has one."""
    return each_step(subject, check_step)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    subject, step = at.subject, at.step
    if step.otherwise is not None or not step.transitions:
        return
    what = Text(f"geen overgang vanuit stap {step.id}", f"no transition from step {step.id}")
    path = ("steps", step.id)
    for proof in at.proofs():
        region = proof.gap()
        if region is None:
            continue
        against = (proof.table.opposite_of(number) for number in range(len(step.transitions)))
        witness = proof.student(subject, region, *against)
        outcome = outcome_of(subject, witness)
        if outcome:
            held = outcome == "stuck"
            yield shown(subject, what, witness, path, proof.since) if held else unproven(what, path)
            break
