"""unused-partner: a partner that nothing uses.

What: The file defines the partner, but no step names it. A partner of a vocabulary must be named by some route that
takes the vocabulary in.

Why: It looks as if it matters and it does not. Most often the place that should use it was forgotten.

Fix: Name the partner in the step where it acts, or remove it.

Nederlands: een partner die nergens wordt gebruikt.

Wat: Het bestand definieert de partner, maar geen enkele stap noemt die. Een partner uit gedeelde begrippen moet
genoemd worden in een route die deze begrippen gebruikt.

Waarom: Het lijkt of het ertoe doet, en dat is niet zo. Meestal is de plek vergeten die het moet gebruiken.

Herstel: Noem de partner in de stap waarin die iets doet, of haal de partner weg.

Wrong example:

    partners:
      slb: {title: Studieloopbaanbegeleider}
    steps:
      begin:
        title: Een gesprek met de student
        transitions:
          - {to: school}

Right example:

    partners:
      slb: {title: Studieloopbaanbegeleider}
    steps:
      begin:
        title: Een gesprek met de student
        responsible: [slb]
        transitions:
          - {to: school}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "unused-partner"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    for name in subject.route.partners:
        if name in subject.own["partners"] and name not in subject.usage.partners:
            text = Text(f"partner {name} komt in geen enkele stap voor", f"partner {name} appears in no step")
            yield Finding(("partners", name), text, at_key=True, needless=True)
