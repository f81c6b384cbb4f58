"""wait-without-term: a step in which time alone lets nobody out.

What: The step has `otherwise: stay`, and some student in it can only leave when a fact changes: no age, term or date
lets her out by itself.

Why: This is often right, but somebody must watch it: if nobody records a change, the student stays for ever. It is
told only on request (`routekaart check --info`).

Fix: Add a transition with a term, such as `zoekduur: {at_least: 3}`, if the source names one; otherwise leave it.

Nederlands: een stap waar een student door de tijd alleen niet uit komt.

Wat: De stap heeft `otherwise: stay`, en een student komt er alleen uit als een gegeven verandert: geen leeftijd,
termijn of datum laat de student vanzelf verdergaan.

Waarom: Dat klopt vaak, maar iemand moet erop letten: als niemand een verandering invult, blijft de student voor
altijd staan. Het wordt alleen genoemd als u erom vraagt (`routekaart check --info`).

Herstel: Voeg een overgang met een termijn toe, zoals `zoekduur: {at_least: 3}`, als de bron er een noemt; laat het
anders zo.

Wrong example:

    steps:
      wachten:
        title: Wachten op werk
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
        otherwise: stay

Right example:

    facts:
      heeft_werk: {type: yes_no}
      zoekt_sinds: {type: date, changes: never}
      zoekduur: {type: number, unit: months, derive: {months_since: zoekt_sinds}}
    steps:
      wachten:
        title: Wachten op werk, hooguit drie maanden
        policy: first
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {zoekduur: {at_least: 3}}}
        otherwise: stay
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.checks.ways import along_the_ways
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.diagram import NOBODY
from routekaart.reaching import Reaching

RULE = "wait-without-term"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    for name in subject.route.steps:
        if reaching.waits(name) and reaching.edges[name]:
            leaving = reaching.until_then(reaching.leaving(name))
            if reaching.diagrams.minus(reaching.present[name], leaving) != NOBODY:
                text = Text(
                    f"de tijd alleen laat niet iedereen uit stap {name}: iemand moet een verandering invullen",
                    f"time alone does not let everybody out of step {name}: somebody must record a change",
                )
                yield Finding(("steps", name, "otherwise"), text, at_key=True)
