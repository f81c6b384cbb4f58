"""unused-parameter: a parameter that nothing uses.

What: The file defines the parameter, but no condition names it. A parameter of a vocabulary must be named by some route
that takes the vocabulary in.

Why: It looks as if it matters and it does not. Most often the place that should use it was forgotten.

Fix: Write `$name` in the condition that should use it, or remove the parameter.

Nederlands: een parameter die nergens wordt gebruikt.

Wat: Het bestand definieert de parameter, maar geen enkele voorwaarde noemt die. Een parameter uit gedeelde begrippen
moet genoemd worden in een route die deze begrippen gebruikt.

Waarom: Het lijkt of het ertoe doet, en dat is niet zo. Meestal is de plek vergeten die het moet gebruiken.

Herstel: Schrijf `$naam` in de voorwaarde die de parameter moet gebruiken, of haal de parameter weg.

Wrong example:

    parameters:
      grens: {unit: years, values: [{from: null, value: 27}]}
    steps:
      leeftijd_bepalen:
        title: Hoe oud is de student?
        transitions:
          - {to: school, when: {leeftijd: {below: 27}}}
          - {to: werk, when: {leeftijd: {at_least: 27}}}

Right example:

    parameters:
      grens: {unit: years, values: [{from: null, value: 27}]}
    steps:
      leeftijd_bepalen:
        title: Hoe oud is de student?
        transitions:
          - {to: school, when: {leeftijd: {below: $grens}}}
          - {to: werk, when: {leeftijd: {at_least: $grens}}}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "unused-parameter"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    for name in subject.route.parameters:
        if name in subject.own["parameters"] and name not in subject.usage.parameters:
            text = Text(f"parameter {name} wordt nergens gebruikt", f"parameter {name} is used nowhere")
            yield Finding(("parameters", name), text, at_key=True, needless=True)
