"""recorded-fact-decides: a fact that should only be recorded, decides something.

What: The fact has `only_recorded: true`, but a condition or a term needs it.

Why: Whoever reads the route believes that the answer does not depend on this fact, and it does.

Fix: Remove `only_recorded`, or take the fact out of the condition or the term.

Nederlands: een gegeven dat alleen bewaard hoort te worden, beslist toch ergens over.

Wat: Het gegeven heeft `only_recorded: true`, maar een voorwaarde of een termijn heeft het nodig.

Waarom: Wie de route leest, denkt dat het antwoord niet van dit gegeven afhangt, en dat doet het wel.

Herstel: Haal `only_recorded` weg, of haal het gegeven uit de voorwaarde of de termijn.

Wrong example:

    facts:
      heeft_cv: {type: yes_no, only_recorded: true}
    steps:
      begin:
        title: Heeft de student een cv?
        transitions:
          - {to: werk, when: {heeft_cv: ja}}
          - {to: school, when: {heeft_cv: nee}}

Right example:

    facts:
      heeft_cv: {type: yes_no}
    steps:
      begin:
        title: Heeft de student een cv?
        transitions:
          - {to: werk, when: {heeft_cv: ja}}
          - {to: school, when: {heeft_cv: nee}}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "recorded-fact-decides"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such fact."""
    for name, fact in subject.route.facts.items():
        if fact.only_recorded and name in subject.usage.facts:
            text = Text(
                f"{name} wordt alleen bewaard (only_recorded), maar een voorwaarde gebruikt het",
                f"{name} is only recorded, but a condition uses it",
            )
            yield Finding(("facts", name, "only_recorded"), text, at_key=True)
