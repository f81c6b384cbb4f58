"""endless-loop: a student whose facts do not change keeps moving in a cycle forever."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.circles import circles
from routekaart.checking.analysis.moments import holds_for
from routekaart.checking.analysis.proving import shown
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import NotShown, not_shown, somebody, via
from routekaart.diagnostics.diagnostic import Finding, Mention
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Text
from routekaart.logic.budget import at_most

_MOST_UNSURE = 3
"""The most cycles that are tried for which no student is found."""

_MOST_NODES, _MOST_WORK = 20_000, 2_000_000
"""The most nodes and work for one group of steps that lead to each other: some tenths of a second."""


def _check(subject: Subject, reach: Reachability) -> Iterator[Finding]:
    """One finding for each group of steps in which some student keeps moving forever."""
    periods = range(len(reach.moves.periods))
    for component in subject.components:
        try:
            with at_most(_MOST_WORK), reach.moves.diagrams.spending_at_most(_MOST_NODES):
                found = (_in_component(subject, reach, component, period) for period in periods)
                finding = next(filter(None, found), None)
        except TooHardError:
            finding = not_shown(component[0])
        if finding is not None:
            yield finding


def _in_component(subject: Subject, reach: Reachability, component: Sequence[str], period: int) -> Finding | None:
    unsure: list[str] = []
    for circle, students in circles(reach, component, period):
        try:
            witness = somebody(subject, reach, circle[0], students, lambda decision: decision.outcome == "next")
        except NotShown:
            unsure.append(circle[0])
            if len(unsure) == _MOST_UNSURE:
                break
            continue
        if _really_walks(subject, witness, circle):
            walk = " → ".join([*circle, circle[0]])
            came = via(witness)
            what = Text(
                f"een student van wie niets verandert, loopt rond: {walk}{came.nl}",
                f"a student for whom nothing changes goes round in a circle: {walk}{came.en}",
            )
            further = tuple(
                Mention(("steps", name), Text(f"dan naar {name}", f"then to {name}"), at_key=True)
                for name in circle[1:]
            )
            return shown(subject, what, witness, ("steps", circle[0]), None, further)
    return not_shown(unsure[0]) if unsure else None


def _really_walks(subject: Subject, witness: Witness, circle: Sequence[str]) -> bool:
    """Whether every decision on the cycle leads to its next step."""
    moments = zip(circle, [*circle[1:], circle[0]], strict=True)
    return all(
        holds_for(subject, replace(witness, step_id=name), lambda decision: decision.target == target)  # noqa: B023
        for name, target in moments
    )


CHECK = Check("endless-loop", of_ways=_check)
