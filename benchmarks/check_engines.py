"""Engines that say what is wrong with a route: our checks, z3 and networkx."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import networkx
import z3
from generated import DEFECTS

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.checks import (
    CHECKS,
    closed_cycle,
    dead_end,
    found_by,
    gap,
    no_end_reachable,
    overlap,
    unreachable_step,
)
from routekaart.model.condition import All, Condition, FactTest
from routekaart.model.step import Step
from routekaart.route import Route
from routekaart.usage import edges_of

Found: TypeAlias = list[str]
"""What is wrong, each as a rule and the step that has it."""

NOT_PROVEN = "not proven: "


# The engines: each says what is wrong with a route.


def ours(*checks: Check) -> Callable[[Route], Found]:
    """Some of our checks. Where one gives up, that is marked."""

    def run(route: Route) -> Found:
        own = {"facts": frozenset(route.facts), "parameters": frozenset[str](), "partners": frozenset(route.partners)}
        subject = Subject(route, {}, own, route.id)
        return sorted(
            {
                f"{NOT_PROVEN if finding.reported_as else ''}{rule} {finding.path[:2][-1]}"
                for rule, finding in found_by(subject, checks)
            }
        )

    return run


def z3_gaps(route: Route) -> Found:
    """One question a step: can there be a student for whom no row holds?"""
    steps = [step for step in route.steps.values() if step.otherwise is None and step.transitions]
    questions = (f"(and {' '.join(f'(not {row})' for row in rows(route, step))})" for step in steps)
    return [f"gap {step.id}" for step, can_be in zip(steps, z3_answers(route, questions), strict=True) if can_be]


def z3_overlaps(route: Route) -> Found:
    """One question a step: can there be a student for whom rows to two targets hold?"""
    steps = [step for step in route.steps.values() if len(step.targets) > 1]
    questions = (f"((_ at-least 2) {' '.join(ways(route, step))})" for step in steps)
    return [f"overlap {step.id}" for step, can_be in zip(steps, z3_answers(route, questions), strict=True) if can_be]


def z3_pairs(route: Route) -> Found:
    """One question for each pair of targets of a step, with what z3 learned kept between the questions."""
    found = []
    for step in route.steps.values():
        leading = {f"way_{number}": way for number, way in enumerate(ways(route, step))}
        text = (f"(declare-const {name} Bool) (assert (= {name} {way}))" for name, way in leading.items())
        solver = z3.SimpleSolver()
        solver.from_string("\n".join([*declared(route), *limited(route), *text]))
        pairs = combinations(map(z3.Bool, leading), 2)
        if [pair for pair in pairs if solver.check(*pair) == z3.sat]:
            found.append(f"overlap {step.id}")
    return found


def z3_both(route: Route) -> Found:
    return sorted(z3_gaps(route) + z3_overlaps(route))


def networkx_alone(route: Route) -> Found:
    """The two walks that the checks of the graph cannot do without."""
    edges: dict[str, Iterable[str]] = dict(edges_of(route))
    graph: networkx.DiGraph[str] = networkx.DiGraph(edges)
    reached = networkx.descendants(graph, route.start)
    list(networkx.strongly_connected_components(graph))
    return sorted(f"unreachable-step {step}" for step in set(route.steps) - reached - {route.start})


def z3_answers(route: Route, questions: Iterable[str]) -> Iterator[bool]:
    """Whether each question can be true. Text that is parsed at once, and one solver, are the fastest way to ask z3."""
    text = [*declared(route), *(f"(assert {question})" for question in questions)]
    solver = z3.SimpleSolver()
    solver.from_string("\n".join([*declared(route), *limited(route)]))
    for asked in z3.parse_smt2_string("\n".join(text)):
        solver.push()
        solver.add(asked)
        yield solver.check() == z3.sat
        solver.pop()


def declared(route: Route) -> Iterator[str]:
    """The facts as constants of z3: a choice as the number of the option, no dates."""
    for fact in route.facts.values():
        if fact.kind != "date":
            yield f"(declare-const {fact.name} {'Bool' if fact.kind == 'yes_no' else 'Int'})"


def limited(route: Route) -> Iterator[str]:
    for fact in route.facts.values():
        if fact.kind == "choice":
            yield f"(assert (<= 0 {fact.name} {len(fact.options) - 1}))"
        elif fact.kind == "number":
            yield f"(assert (<= {fact.minimum} {fact.name} {fact.maximum}))"


def rows(route: Route, step: Step) -> list[str]:
    return [written(route, transition.when) for transition in step.transitions]


def ways(route: Route, step: Step) -> list[str]:
    """For each target the students who are led there, whatever other rows say."""
    leading: dict[str, list[str]] = {}
    for transition in step.transitions:
        leading.setdefault(transition.to, []).append(written(route, transition.when))
    return [f"(or {' '.join(several)})" for several in leading.values()]


def written(route: Route, condition: Condition) -> str:
    """A condition of a made route as SMT-LIB text."""
    match condition:
        case FactTest(name, "one_of", (bool(wanted),)):
            return name if wanted else f"(not {name})"
        case FactTest(name, "one_of", operands):
            options = route.facts[name].options
            return f"(or {' '.join(f'(= {name} {options.index(str(operand))})' for operand in operands)})"
        case FactTest(name, operator, (limit,)):
            return f"({'>=' if operator == 'at_least' else '<'} {name} {limit})"
        case All(parts):
            return f"(and true {' '.join(written(route, part) for part in parts)})"
    raise AssertionError(f"made routes have no {condition}")


# What is measured.


@dataclass(frozen=True)
class Task:
    """An engine with what it answers.

    Attributes:
        rules: those of which it finds every case.
    """

    rules: tuple[str, ...]
    run: Callable[[Route], Found]


GRAPH = tuple(one.CHECK for one in (unreachable_step, dead_end, closed_cycle, no_end_reachable))
TASKS: Mapping[str, Task] = {
    "gap": Task(("gap",), ours(gap.CHECK)),
    "z3 gap": Task(("gap",), z3_gaps),
    "overlap": Task(("overlap",), ours(overlap.CHECK)),
    "z3 overlap": Task(("overlap",), z3_overlaps),
    "z3 overlap, pair by pair": Task(("overlap",), z3_pairs),
    "gap + overlap": Task(("gap", "overlap"), ours(gap.CHECK, overlap.CHECK)),
    "z3 gap + overlap": Task(("gap", "overlap"), z3_both),
    "graph": Task(("unreachable-step", "dead-end", "closed-cycle", "no-end-reachable"), ours(*GRAPH)),
    "networkx alone": Task(("unreachable-step",), networkx_alone),
    "all checks": Task(DEFECTS, ours(*CHECKS)),
}
