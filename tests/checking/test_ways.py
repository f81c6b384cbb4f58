"""What is said of the ways through a route, against walking them with every student; and the students it shows."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from support import explicit
from support.explicit import Explored, State
from support.profiles import examples, use_profile
from support.strategies import generated_routes
from support.subjects import findings_of, subject_of
from support.walk_routes import walk_routes

from routekaart import Route
from routekaart.checking.analysis.reachability import Reachability, reachability_of
from routekaart.checking.checks import (
    duty_for_nobody,
    endless_loop,
    endless_wait,
    no_way_out,
    not_handed_over,
    step_for_nobody,
    transition_for_nobody,
)
from routekaart.diagnostics.diagnostic import Finding
from routekaart.logic.diagram import NOBODY, Node
from routekaart.model.step import HandOver

use_profile()
ELSEWHERE = HandOver(outside="elders")
SECTIONS = ("responsible", "contacts", "actions", "supports")


def cells_of(reach: Reachability, explored: Explored, student: State) -> tuple[int, ...]:
    """The cells of a student, one for each fact that the ways look at."""
    facts = dict(zip(explored.inputs, student, strict=True))
    return tuple(axis.mask_of(facts[axis.fact.name]).bit_length() - 1 for axis in reach.moves.axes)


def same(reach: Reachability, explored: Explored, students: frozenset[State], node: Node) -> bool:
    """Whether a set of students in cells holds exactly the cells of these students."""
    expected = NOBODY
    for cells in {cells_of(reach, explored, student) for student in students}:
        expected = reach.moves.diagrams.either(expected, reach.moves.diagrams.student(cells))
    return node == expected


@pytest.mark.slow
@given(route=walk_routes())
@examples(7)
def test_who_can_be_where_agrees_with_walking_every_student(route: Route) -> None:
    explored, reach = explicit.explore(route), reachability_of(route)
    assume(explored.everyone)
    for name in route.steps:
        assert same(reach, explored, explored.arriving[name], reach.arriving[name])
        assert same(reach, explored, explored.present[name], reach.present[name])
        finishing = reach.moves.diagrams.both(reach.present[name], reach.finishing[name])
        assert same(reach, explored, explored.finishing[name], finishing)
        taken = {
            edge.number
            for edge in reach.moves.edges[name]
            if reach.moves.diagrams.both(edge.guard, reach.present[name]) != NOBODY
        }
        assert taken == {number for step, number in explored.taken if step == name}
        if reach.moves.waits(name):
            leaving = reach.moves.earlier(reach.moves.leaving(name))
            stuck = reach.moves.diagrams.minus(reach.arriving[name], leaving)
            assert same(reach, explored, explored.stuck_waiting[name], stuck)


@pytest.mark.slow
@given(route=walk_routes())
@examples(7)
def test_the_checks_of_the_way_agree_with_walking_every_student(route: Route) -> None:
    explored, subject = explicit.explore(route), subject_of(route)
    assume(explored.everyone)
    for finding in findings_of(transition_for_nobody.CHECK, subject):
        number = finding.path[3] if finding.path[2] == "transitions" else None
        assert finding.path[1] in explored.entered
        assert (finding.path[1], number) not in explored.taken
    for finding in findings_of(step_for_nobody.CHECK, subject):
        assert finding.path[1] not in explored.entered
    duties = {finding.path[1:4] for finding in findings_of(duty_for_nobody.CHECK, subject)}
    assert not duties & explored.applying
    for finding in findings_of(no_way_out.CHECK, subject):
        assert finding.path[1] in explored.entered
        assert not explored.finishing[str(finding.path[1])]


@pytest.mark.slow
@given(route=walk_routes())
@examples(7)
def test_whoever_waits_or_walks_for_ever_is_shown(route: Route) -> None:
    explored, subject = explicit.explore(route), subject_of(route)
    assume(explored.everyone)
    waiting = {str(finding.path[1]) for finding in findings_of(endless_wait.CHECK, subject)}
    stuck = {name for name, students in explored.stuck_waiting.items() if students and route.steps[name].transitions}
    assert waiting <= stuck
    loops = findings_of(endless_loop.CHECK, subject)
    assert {finding.path[1] for finding in loops} <= explored.looping
    # With one period, everything can be replayed on one day, so nothing that is there may stay untold.
    if len(list(explicit.periods_of(route))) == 1 and all(step.policy == "first" for step in route.steps.values()):
        assert waiting == stuck
        assert bool(loops) == bool(explored.looping)


def handing_over(route: Route) -> Route:
    """The same route, in which the first action of a step hands over, and so does coming to an end."""
    steps = {
        name: replace(step, actions=(replace(step.actions[0], hand_over=ELSEWHERE), *step.actions[1:]))
        if step.actions
        else step
        for name, step in route.steps.items()
    }
    ends = {name: replace(end, outcome="hand_over") for name, end in route.ends.items()}
    return replace(route, steps=steps, ends=ends)


def reached_without_a_hand_over(route: Route) -> set[str]:
    """The ends that somebody reaches who was never handed over, by walking every student; in a route of one period."""
    world = explicit._World(route)
    ((period, _),) = world.periods
    arriving: dict[str, frozenset[State]] = dict.fromkeys(route.steps, frozenset())
    coming = [(route.start, world.everyone)]
    found: set[str] = set()
    while coming:
        name, states = coming.pop()
        new = states - arriving[name]
        arriving[name] |= new
        handed = [period.holding(action.when) for action in route.steps[name].actions if action.hand_over]
        here = world.after_waiting(name, new).difference(*handed)
        for edge in world.edges[name]:
            leaving = here & edge.takers
            if leaving and edge.to in route.ends:
                found.add(edge.to)
            elif leaving:
                coming.append((edge.to, frozenset().union(*(world.asked_again[state] for state in leaving))))
    return found


@pytest.mark.slow
@given(route=walk_routes().map(handing_over))
@examples(5)
def test_whoever_reaches_an_end_without_a_hand_over_is_shown(route: Route) -> None:
    assume(explicit.explore(route).everyone)
    findings = findings_of(not_handed_over.CHECK, subject_of(route))
    for finding in findings:
        if finding.witness:
            replays(route, finding)
            for moment in (*finding.witness.before, finding.witness):
                duties = route.duties(moment.step_id, moment.facts, on=moment.on)
                assert not any(duty.hand_over for duty in duties.actions)
    if len(list(explicit.periods_of(route))) == 1:
        reached = reached_without_a_hand_over(route)
        assert {finding.path[1] for finding in findings if finding.witness} <= reached
        # With `unique` some of those who walk there fit two ways, and go nowhere.
        if all(step.policy == "first" for step in route.steps.values()):
            assert {finding.path[1] for finding in findings if finding.witness} == reached


def shown(route: Route) -> Iterator[Finding]:
    subject = subject_of(route)
    for check in (endless_wait, endless_loop, no_way_out):
        yield from (finding for finding in findings_of(check.CHECK, subject) if finding.witness)


def replays(route: Route, finding: Finding) -> None:
    """Walks the way of the student of a finding, decision by decision."""
    witness = finding.witness
    assert witness is not None
    moments = [*witness.before, witness]
    assert moments[0].step_id == route.start
    for moment, following in pairwise(moments):
        assert route.decide(moment.step_id, moment.facts, on=moment.on).target == following.step_id
        assert moment.on <= following.on
    route.decide(witness.step_id, witness.facts, on=witness.on)


@pytest.mark.slow
@given(route=walk_routes())
@examples(3)
def test_the_way_of_every_student_that_is_shown_can_be_walked(route: Route) -> None:
    for finding in shown(route):
        replays(route, finding)


@pytest.mark.slow
@given(route=generated_routes())
@examples(3)
def test_the_way_of_every_student_with_dates_and_texts_can_be_walked(route: Route) -> None:
    for finding in shown(route):
        replays(route, finding)


@pytest.mark.parametrize("count", [0, 1])
def test_ways_that_take_too_long_are_told_and_never_called_clean(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import routekaart

    monkeypatch.setattr("routekaart.checking.analysis.moves._MOST_NODES", count)
    monkeypatch.setattr("routekaart.checking.analysis.moves._MOST_NODES_A_STEP", 0)
    subject = subject_of(routekaart.load("roc_bbl"))
    for check in (step_for_nobody, transition_for_nobody, duty_for_nobody, no_way_out, endless_loop, endless_wait):
        findings = findings_of(check.CHECK, subject)
        assert [finding.reported_as for finding in findings] == ["ways-not-proven"]
