"""no-end-reachable: a step from which no end can be reached."""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "no-end-reachable"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step that is not itself a dead end or part of a closed cycle."""
    traps = {name for name in subject.route.steps if not subject.edges[name]}
    traps |= {name for group in subject.graph.closed_cycles() for name in group}
    finishing = subject.graph.leading_to(subject.route.ends)
    for name in subject.route.steps:
        if name not in finishing and name not in traps:
            into = ", ".join(sorted(traps & subject.graph.reachable(name)))
            text = Text(
                f"vanuit stap {name} is geen einde te bereiken; elke weg loopt vast in {into}",
                f"no end can be reached from step {name}; every way is trapped in {into}",
            )
            yield Finding(("steps", name), text, at_key=True)
