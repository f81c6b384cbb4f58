"""missing-source: a rule that does not say where it comes from.

What: The file names its documents under `sources`, but this part has no `source`: a step, a parameter, an impossible
combination, or a fact that follows from others. A parameter may say it at each of its values. A count such as an age
(`years_since`) needs none: it is arithmetic. The parts of a step, such as transitions and actions, have the source of
their step unless they name another.

Why: Nobody can check whether it says what the policy says, and nobody finds it when the policy changes.

Fix: Write `source:` with the name of the document and the place in it, such as `rivor P3`. If no document says it,
write a `reading` with what was chosen and why, and name the document that leaves it open.

Nederlands: een regel die niet zegt waar die vandaan komt.

Wat: Het bestand noemt zijn documenten onder `sources`, maar dit deel heeft geen `source`: een stap, een parameter,
een combinatie die niet kan, of een gegeven dat uit andere volgt. Een parameter mag het bij elk van zijn waarden
zeggen. Een telling zoals een leeftijd (`years_since`) hoeft het niet: dat is rekenen. De delen van een stap, zoals
overgangen en taken, hebben de bron van hun stap, tenzij ze een andere noemen.

Waarom: Niemand kan nagaan of het zegt wat het beleid zegt, en niemand vindt het als het beleid verandert.

Herstel: Schrijf `source:` met de naam van het document en de plaats daarin, zoals `rivor P3`. Zegt geen enkel
document het, schrijf dan een `reading` met wat er gekozen is en waarom, en noem het document dat het openlaat.

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

from routekaart.checks.defined import Defined
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding, Path
from routekaart.facts import Elapsed
from routekaart.language import Text

RULE = "missing-source"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such part, in a route that names its documents."""
    yield from check_defined(subject.defined)
    for name, step in subject.route.steps.items():
        if not step.sources and subject.own.get("sources"):
            yield _finding(("steps", name), f"stap {name}", f"step {name}")


def check_defined(defined: Defined) -> Iterator[Finding]:
    """The same for what a file defines."""
    if not defined.own.get("sources"):
        return
    for name, fact in defined.vocabulary.facts.items():
        follows = fact.derivation is not None and not isinstance(fact.derivation, Elapsed)
        if name in defined.own["facts"] and follows and not fact.sources:
            yield _finding(("facts", name), f"gegeven {name}", f"fact {name}")
    for name, parameter in defined.vocabulary.parameters.items():
        silent = not parameter.sources and not all(dated.sources for dated in parameter.values)
        if name in defined.own["parameters"] and silent:
            yield _finding(("parameters", name), f"parameter {name}", f"parameter {name}")
    for position, rule in defined.rules():
        if not rule.sources:
            yield _finding(("impossible", position, "when"), "deze combinatie", "this combination")


def _finding(path: Path, nl: str, en: str) -> Finding:
    return Finding(path, Text(f"{nl} noemt geen bron", f"{en} names no source"), at_key=True)
