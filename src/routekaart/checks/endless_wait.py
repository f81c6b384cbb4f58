"""endless-wait: a student who waits in a step that she can never leave.

What: The step has `otherwise: stay`, and for some student who gets there no transition can ever hold, whatever may
still change: an age only grows, a diploma is not lost, and a fact that `changes: never` stays as it is.

Why: She waits for ever, and nobody sees it: staying looks like a normal answer.

Fix: Add a transition for this student, or do not let her into the step. If the fact can change after all, correct its
`changes`.

Nederlands: een student die in een stap wacht en er nooit meer uit kan.

Wat: De stap heeft `otherwise: stay`, en voor een student die er komt kan geen overgang ooit gelden, wat er ook nog
verandert: een leeftijd wordt alleen hoger, een behaald diploma blijft behaald, en een gegeven met
`changes: never` blijft zoals het is.

Waarom: De student wacht voor altijd, en niemand ziet het: blijven lijkt een gewoon antwoord.

Herstel: Voeg een overgang voor deze student toe, of zorg dat die niet in de stap komt. Kan het gegeven toch
veranderen, verbeter dan de `changes` ervan.

Wrong example:

    steps:
      wachten:
        title: Wachten op werk
        transitions:
          - {to: werk, when: {heeft_werk: ja, leeftijd: {below: 18}}}
        otherwise: stay

Right example:

    steps:
      wachten:
        title: Wachten op werk
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
        otherwise: stay
"""

from collections.abc import Iterator

from routekaart.checks.proving import shown
from routekaart.checks.subject import Subject
from routekaart.checks.ways import NotShown, along_the_ways, not_shown, somebody, via
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.diagram import NOBODY
from routekaart.reaching import Reaching

RULE = "endless-wait"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each step in which some student waits for ever."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    for name in subject.route.steps:
        if reaching.waits(name) and reaching.edges[name]:
            leaving = reaching.earlier(reaching.leaving(name))
            stuck = reaching.diagrams.minus(reaching.arriving[name], leaving)
            if stuck != NOBODY:
                try:
                    witness = somebody(subject, reaching, name, stuck, lambda decision: decision.outcome == "stay")
                except NotShown:
                    yield not_shown(name)
                    continue
                came = via(witness)
                what = Text(
                    f"een student wacht in stap {name} en kan er nooit meer uit{came.nl}",
                    f"a student waits in step {name} and can never leave it{came.en}",
                )
                yield shown(subject, what, witness, ("steps", name), None)
