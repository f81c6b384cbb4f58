"""missing-source: a step that does not say where it comes from.

What: The route names its documents under `sources`, but this step has no `source`.

Why: Nobody can check whether the step says what the policy says, and nobody finds it when the policy changes.

Fix: Write `source:` with the name of the document and the place in it, such as `rivor P3`.

Nederlands: een stap die niet zegt waar hij vandaan komt.

Wat: De route noemt haar documenten onder `sources`, maar deze stap heeft geen `source`.

Waarom: Niemand kan nagaan of de stap zegt wat het beleid zegt, en niemand vindt hem als het beleid verandert.

Herstel: Schrijf `source:` met de naam van het document en de plaats daarin, zoals `rivor P3`.

Wrong example:

    sources:
      beleid: {title: Het beleid}
    steps:
      begin:
        title: Begin
        transitions: [{to: werk}]

Right example:

    sources:
      beleid: {title: Het beleid}
    steps:
      begin:
        title: Begin
        source: beleid hoofdstuk 1
        transitions: [{to: werk}]
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "missing-source"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step, in a route that names its documents."""
    for name, step in subject.route.steps.items():
        if not step.sources and subject.own.get("sources"):
            text = Text(f"stap {name} noemt geen bron", f"step {name} names no source")
            yield Finding(("steps", name), text, at_key=True)
