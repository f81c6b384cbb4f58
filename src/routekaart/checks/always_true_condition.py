"""always-true-condition: a condition that every student fits, beside other transitions.

What: The condition of this transition holds for every student who can exist, and the step has other transitions or an
`otherwise` as well.

Why: Under `policy: first` what comes after it never gets its turn. Under `policy: unique` the other transitions overlap
with it or add nothing.

Fix: Narrow the condition. If it is right that everyone goes there, keep only this transition, without `when`, or write
`otherwise` instead.

Nederlands: een voorwaarde waar elke student bij past, naast andere overgangen.

Wat: De voorwaarde van deze overgang geldt voor elke student die kan bestaan, en de stap heeft ook andere overgangen of
een `otherwise`.

Waarom: Bij `policy: first` komt wat erna staat nooit aan de beurt. Bij `policy: unique` gelden de andere overgangen
tegelijk met deze, of ze voegen niets toe.

Herstel: Maak de voorwaarde smaller. Klopt het dat iedereen daarheen gaat, houd dan alleen deze overgang over, zonder
`when`, of schrijf in plaats daarvan `otherwise`.

Wrong example:

    steps:
      begin:
        title: Waar gaat de student heen?
        transitions:
          - {to: school, when: {leeftijd: {at_least: 0}}}
          - {to: school, when: {heeft_werk: nee}}

Right example:

    steps:
      begin:
        title: Waar gaat de student heen?
        transitions:
          - {to: school}
"""

from collections.abc import Iterator

from routekaart.checks.proving import AtStep, always, each_step
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "always-true-condition"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such transition."""
    return each_step(subject, check_step)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    step = at.step
    made = list(at.proofs())
    for number, transition in enumerate(step.transitions):
        last = number == len(step.transitions) - 1
        alone = len(step.transitions) == 1 and step.otherwise is None
        closes = last and step.policy == "first" and step.otherwise is None
        if not (alone or closes) and always(made, number):
            text = Text(
                f"de overgang naar {transition.to} geldt voor elke student, dus de rest van de stap doet er niet toe",
                f"the transition to {transition.to} holds for every student, so the rest of the step does not matter",
            )
            yield Finding(("steps", step.id, "transitions", number), text)
