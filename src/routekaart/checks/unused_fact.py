"""unused-fact: a fact that nothing uses.

What: The file defines the fact, but no condition in a step and no term needs it, not even through other facts. A fact
of a vocabulary must be needed by some route that takes the vocabulary in.

Why: It looks as if it matters and it does not. Most often the place that should use it was forgotten.

Fix: Use the fact in a condition, or remove it. For a fact that is only kept and decides nothing, write
`only_recorded: true`.

Nederlands: een gegeven dat nergens wordt gebruikt.

Wat: Het bestand definieert het gegeven, maar geen voorwaarde in een stap en geen termijn heeft het nodig, ook niet via
andere gegevens. Een gegeven uit gedeelde begrippen moet nodig zijn in een route die deze begrippen gebruikt.

Waarom: Het lijkt of het ertoe doet, en dat is niet zo. Meestal is de plek vergeten die het moet gebruiken.

Herstel: Gebruik het gegeven in een voorwaarde, of haal het weg. Wordt een gegeven alleen bewaard en beslist het
nergens over, schrijf dan `only_recorded: true`.

Wrong example:

    facts:
      heeft_werk: {type: yes_no}
      gemeente: {type: text}
    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}

Right example:

    facts:
      heeft_werk: {type: yes_no}
      gemeente: {type: text, only_recorded: true}
    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "unused-fact"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    for name, fact in subject.route.facts.items():
        if name in subject.own["facts"] and name not in subject.usage.facts and not fact.only_recorded:
            text = Text(f"gegeven {name} wordt nergens gebruikt", f"fact {name} is used nowhere")
            yield Finding(("facts", name), text, at_key=True, needless=True)
