"""endless-loop: a student whose facts do not change walks in a circle for ever.

What: On one day, one and the same student fits the transition from each of these steps to the next, and back to the
first. In a step in which one waits, facts of a visit (`lifetime: visit`) are asked anew, so there the transition must
hold whatever is answered.

Why: She never comes to rest in a step and never reaches an end; software that follows the route runs for ever.

Fix: Let one of the transitions depend on a fact that differs in the next step, or write `otherwise: stay` where the
student must wait for a change.

Nederlands: een student van wie niets verandert, loopt voor altijd rond.

Wat: Op een en dezelfde dag past dezelfde student bij de overgang van elk van deze stappen naar de volgende, en weer
terug naar de eerste. In een stap waarin iemand wacht, worden gegevens van een bezoek (`lifetime: visit`) opnieuw
gevraagd; daar moet de overgang gelden wat het antwoord ook is.

Waarom: Zij komt in geen enkele stap tot rust en bereikt nooit een einde; software die de route volgt, blijft lopen.

Herstel: Laat een van de overgangen afhangen van een gegeven dat in de volgende stap anders is, of schrijf `otherwise:
stay` waar de student op een verandering moet wachten.

Wrong example:

    steps:
      zoeken:
        title: Zoeken
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: wachten, when: {heeft_werk: nee}}
      wachten:
        title: Wachten
        transitions:
          - {to: zoeken, when: {heeft_werk: nee}}
          - {to: werk, when: {heeft_werk: ja}}

Right example:

    steps:
      zoeken:
        title: Zoeken
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: wachten, when: {heeft_werk: nee}}
      wachten:
        title: Wachten
        transitions:
          - {to: zoeken, when: {heeft_werk: ja}}
        otherwise: stay
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from routekaart.checks.proving import shown
from routekaart.checks.subject import Subject
from routekaart.checks.ways import along_the_ways, holds_for, somebody, via
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.diagram import NOBODY, Node
from routekaart.reaching import Edge, Reaching
from routekaart.witness import Witness

RULE = "endless-loop"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each group of steps in which some student walks round."""
    return along_the_ways(subject, _check)


def _check(subject: Subject, reaching: Reaching) -> Iterator[Finding]:
    for knot in subject.graph.knots():
        for period in range(len(reaching.periods)):
            found = _in_knot(subject, reaching, knot, period)
            if found is not None:
                yield found
                break


def _in_knot(subject: Subject, reaching: Reaching, knot: Sequence[str], period: int) -> Finding | None:
    edges = _edges(reaching, knot, period)
    walkers = _walkers(reaching, edges)
    for name in knot:
        circling = reaching.diagrams.both(walkers[name], reaching.present[name])
        if circling != NOBODY:
            circle, students = _circle(reaching, edges, walkers, name, circling)
            witness = somebody(subject, reaching, circle[0], students, lambda decision: decision.outcome == "next")
            if witness is not None and _really_walks(subject, witness, circle):
                told = " → ".join([*circle, circle[0]])
                came = via(witness)
                what = Text(
                    f"een student van wie niets verandert, loopt rond: {told}{came.nl}",
                    f"a student of whom nothing changes walks in a circle: {told}{came.en}",
                )
                return shown(subject, what, witness, ("steps", circle[0]), None)
    return None


def _really_walks(subject: Subject, witness: Witness, circle: Sequence[str]) -> bool:
    """Whether every decision on the circle leads to the next step of it."""
    moments = zip(circle, [*circle[1:], circle[0]], strict=True)
    return all(
        holds_for(subject, replace(witness, step_id=name), lambda decision: decision.target == target)  # noqa: B023
        for name, target in moments
    )


Ways = Mapping[str, Sequence[tuple[Edge, Node]]]
"""From each step the edges within the knot, with the students who take them without anything changing."""


def _edges(reaching: Reaching, knot: Sequence[str], period: int) -> Ways:
    members = frozenset(knot)
    found: dict[str, list[tuple[Edge, Node]]] = {name: [] for name in knot}
    for name in knot:
        for edge in reaching.edges[name]:
            if edge.target in members:
                guard = edge.guards[period]
                taking = reaching.whatever_is_answered(guard) if reaching.waits(name) else guard
                found[name].append((edge, taking))
    return found


def _walkers(reaching: Reaching, edges: Ways) -> dict[str, Node]:
    """For each step the students who can walk on from there for ever."""
    diagrams = reaching.diagrams
    # Everybody, less those who come to a step from which they cannot walk on, until nothing changes any more.
    left = dict.fromkeys(edges, reaching.everybody)
    before: dict[str, list[str]] = {name: [] for name in edges}
    for name, ways in edges.items():
        for edge, _ in ways:
            before[edge.target].append(name)
    waiting = dict.fromkeys(edges)
    while waiting:
        name = next(iter(waiting))
        del waiting[name]
        walking = NOBODY
        for edge, taking in edges[name]:
            walking = diagrams.either(walking, diagrams.both(taking, left[edge.target]))
        walking = diagrams.both(walking, left[name])
        if walking != left[name]:
            left[name] = walking
            waiting.update(dict.fromkeys(before[name]))
    return left


def _circle(
    reaching: Reaching, edges: Ways, walkers: Mapping[str, Node], name: str, students: Node
) -> tuple[list[str], Node]:
    """The circle that one of the students gets into, and who walks it; it may begin further on."""
    diagrams = reaching.diagrams
    walked: list[str] = []
    while name not in walked:
        walked.append(name)
        for edge, taking in edges[name]:
            further = diagrams.both(students, diagrams.both(taking, walkers[edge.target]))
            if further != NOBODY:
                name, students = edge.target, further
                break
    return walked[walked.index(name) :], students
