"""Each of the five routes is damaged in every small way; what breaks a decision is caught, and nothing else is."""

from collections.abc import Iterator

import bruteforce
import pytest
from mutants import Mutant, mutants_of
from strategies import real_route

import routekaart
from routekaart import Route
from routekaart.checks import gap, overlap
from routekaart.checks.proving import proofs
from routekaart.checks.subject import Subject

LARGEST_WORLD = 3000


def is_caught(mutant: Mutant) -> bool:
    """Whether a gap or an overlap is told in the damaged step."""
    subject = subject_of(mutant.route)
    found = [*gap.check(subject), *overlap.check(subject)]
    assert not [finding for finding in found if "niet bewezen" in finding.text.nl]
    return any(finding.path[1] == mutant.step_id for finding in found)


def breaks_a_decision(mutant: Mutant) -> bool:
    """Whether some student is stuck or goes two ways, found by trying them all."""
    step = mutant.route.steps[mutant.step_id]
    for proof in proofs(subject_of(mutant.route), step):
        conditions = bruteforce.conditions_of(step)
        everyone = bruteforce.world(mutant.route, {}, proof.on, conditions)
        answers = {bruteforce.answer(step, student, everyone.parameters) for student in everyone.students}
        if answers & {bruteforce.STUCK, bruteforce.AMBIGUOUS}:
            return True
    return False


def subject_of(route: Route) -> Subject:
    nothing: frozenset[str] = frozenset()
    return Subject(route, {}, {"facts": nothing, "parameters": nothing, "partners": nothing}, route.id)


def small_mutants(route: Route) -> Iterator[Mutant]:
    """The mutants whose students can all be tried."""
    for mutant in mutants_of(route):
        step = mutant.route.steps[mutant.step_id]
        days = [proof.on for proof in proofs(subject_of(mutant.route), step)]
        conditions = bruteforce.conditions_of(step)
        if all(bruteforce.size_of_world(mutant.route, {}, day, conditions) <= LARGEST_WORLD for day in days):
            yield mutant


@pytest.mark.parametrize("name", routekaart.bundled_names())
def test_every_fault_that_breaks_a_decision_is_caught_and_no_other(name: str) -> None:
    tried = list(small_mutants(real_route(name)))
    assert len(tried) >= 20
    broken = {mutant.name for mutant in tried if breaks_a_decision(mutant)}
    caught = {mutant.name for mutant in tried if is_caught(mutant)}
    assert caught == broken
    assert broken
