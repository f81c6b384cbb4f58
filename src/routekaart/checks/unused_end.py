"""unused-end: an end that nothing uses.

What: No transition and no `otherwise` leads to the end.

Why: It looks as if it matters and it does not. Most often the place that should use it was forgotten.

Fix: Add the transition that leads to it, or remove the end.

Nederlands: een einde dat nergens wordt gebruikt.

Wat: Geen enkele overgang en geen enkele `otherwise` leidt naar dit einde.

Waarom: Het lijkt of het ertoe doet, en dat is niet zo. Meestal is de plek vergeten die het moet gebruiken.

Herstel: Voeg de overgang toe die ernaartoe leidt, of haal het einde weg.

Wrong example:

    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: school}
    ends:
      school: {title: Naar school, outcome: success}
      werk: {title: Aan het werk, outcome: success}

Right example:

    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: school, when: {heeft_werk: nee}}
          - {to: werk, when: {heeft_werk: ja}}
    ends:
      school: {title: Naar school, outcome: success}
      werk: {title: Aan het werk, outcome: success}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "unused-end"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    targets = {target for step in subject.route.steps.values() for target in step.targets}
    for name in subject.route.ends:
        if name not in targets:
            text = Text(f"geen enkele overgang leidt naar einde {name}", f"no transition leads to end {name}")
            yield Finding(("ends", name), text, at_key=True, needless=True)
