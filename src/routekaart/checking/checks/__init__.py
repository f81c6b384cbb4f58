"""The checks, one in each module. A check examines a route and yields findings; it knows nothing of files,
output or other checks. Its page, for people, is a Markdown file in `pages`.
"""

from collections.abc import Iterator, Sequence

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.proving import AtStep, found_at
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.analysis.ways import along_the_ways
from routekaart.checking.checks import (
    always_true_condition,
    closed_cycle,
    dead_end,
    duty_for_nobody,
    endless_loop,
    endless_wait,
    first_not_needed,
    gap,
    impossible_condition,
    missing_source,
    needless_transition,
    no_end_reachable,
    no_way_out,
    nobody_possible,
    not_asked,
    not_handed_over,
    overlap,
    receiver_absent,
    recorded_fact_decides,
    redundant_test,
    refused_hand_over,
    responsible_unknown,
    shadowed_transition,
    step_for_nobody,
    term_differs,
    text_compared,
    transition_for_nobody,
    unknown_hand_over,
    unreachable_otherwise,
    unreachable_step,
    unused_end,
    unused_fact,
    unused_parameter,
    unused_partner,
    unused_reading,
    wait_without_term,
)
from routekaart.diagnostics.diagnostic import Finding

CHECKS: tuple[Check, ...] = (
    nobody_possible.CHECK,
    unreachable_step.CHECK,
    dead_end.CHECK,
    closed_cycle.CHECK,
    no_end_reachable.CHECK,
    unknown_hand_over.CHECK,
    receiver_absent.CHECK,
    unused_fact.CHECK,
    unused_parameter.CHECK,
    unused_partner.CHECK,
    unused_end.CHECK,
    unused_reading.CHECK,
    recorded_fact_decides.CHECK,
    responsible_unknown.CHECK,
    missing_source.CHECK,
    text_compared.CHECK,
    term_differs.CHECK,
    impossible_condition.CHECK,
    always_true_condition.CHECK,
    gap.CHECK,
    overlap.CHECK,
    shadowed_transition.CHECK,
    unreachable_otherwise.CHECK,
    redundant_test.CHECK,
    needless_transition.CHECK,
    first_not_needed.CHECK,
    step_for_nobody.CHECK,
    transition_for_nobody.CHECK,
    duty_for_nobody.CHECK,
    no_way_out.CHECK,
    endless_loop.CHECK,
    endless_wait.CHECK,
    wait_without_term.CHECK,
    refused_hand_over.CHECK,
    not_handed_over.CHECK,
    not_asked.CHECK,
)
"""Every check, in the order in which they run: of a route as a whole, of its steps, and of the ways through it."""


def findings(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """The findings of every check in a route, each with its rule; nothing is proven if nobody can ever exist."""
    found = list(found_by(subject, [check for check in CHECKS if check.of_route]))
    yield from found
    if not any(rule == nobody_possible.CHECK.rule for rule, _ in found):
        yield from found_by(subject, [check for check in CHECKS if not check.of_route])


def found_in_definitions(defined: OwnDefinitions) -> Iterator[tuple[str, Finding]]:
    """The findings of every check of definitions in a vocabulary, each with its rule."""
    for check in CHECKS:
        if check.of_definitions:
            yield from ((check.rule, finding) for finding in check.of_definitions(defined))


def found_by(subject: Subject, checks: Sequence[Check]) -> Iterator[tuple[str, Finding]]:
    """The findings of some checks in a route, each with its rule.

    Checks of steps run step by step: they share tables, and only the tables of one step are kept at a time.
    """
    of_steps = [(check.rule, check.of_step) for check in checks if check.of_step]
    for step in subject.route.steps.values() if of_steps else ():
        at = AtStep(subject, step)
        for rule, look in of_steps:
            yield from ((rule, finding) for finding in found_at(at, look))
    for check in checks:
        if check.of_route:
            yield from ((check.rule, finding) for finding in check.of_route(subject))
        elif check.of_definitions:
            yield from ((check.rule, finding) for finding in check.of_definitions(subject.definitions))
        if check.of_ways:
            yield from ((check.rule, finding) for finding in along_the_ways(subject, check.of_ways))
