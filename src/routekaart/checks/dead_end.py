"""dead-end: a step without a way out.

What: The step has no transitions, and `otherwise` leads nowhere else.

Why: Whoever gets there stays for ever and never reaches an end.

Fix: Add the transition to the next step. If the route stops here, make it an end instead of a step.

Nederlands: een stap zonder uitweg.

Wat: De stap heeft geen overgangen, en `otherwise` leidt ook nergens anders heen.

Waarom: Wie daar komt, blijft daar altijd en bereikt nooit een einde.

Herstel: Voeg de overgang naar de volgende stap toe. Stopt de route hier, maak er dan een einde van in plaats van een
stap.

Wrong example:

    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: proberen, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}
      proberen:
        title: Werk proberen

Right example:

    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: proberen, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}
      proberen:
        title: Werk proberen
        transitions:
          - {to: werk}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "dead-end"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step that leads nowhere."""
    for name in subject.route.steps:
        if not subject.edges[name]:
            text = Text(
                f"stap {name} heeft geen overgang naar een andere stap of een einde",
                f"step {name} has no transition to another step or an end",
            )
            yield Finding(("steps", name), text, at_key=True)
