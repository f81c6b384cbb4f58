"""The checks: one a module. A check sees a route and yields findings; it knows nothing of files,
output or other checks. Its page, for people, is a Markdown file in `pages`.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from routekaart.checking.analysis.definitions import Defined
from routekaart.checking.analysis.proving import AtStep, found_at
from routekaart.checking.analysis.subject import Subject
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
    not_handed_over,
    overlap,
    receiver_absent,
    recorded_fact_decides,
    redundant_test,
    refused_hand_over,
    responsible_unknown,
    shadowed_transition,
    step_for_nobody,
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


class Check(Protocol):
    """What a check module holds."""

    RULE: str

    def check(self, subject: Subject) -> Iterator[Finding]:
        """What this check sees in a route."""
        ...


class StepCheck(Check, Protocol):
    """What a check module holds that looks at one step at a time."""

    def check_step(self, at: AtStep) -> Iterator[Finding]:
        """What this check sees in one step."""
        ...


class DefinitionCheck(Check, Protocol):
    """What a check module holds that looks at what a file defines for itself too."""

    def check_defined(self, defined: Defined) -> Iterator[Finding]:
        """What this check sees in what a file defines."""
        ...


CHECKS: tuple[Check, ...] = (
    nobody_possible,
    unreachable_step,
    dead_end,
    closed_cycle,
    no_end_reachable,
    unknown_hand_over,
    receiver_absent,
    unused_fact,
    unused_parameter,
    unused_partner,
    unused_end,
    unused_reading,
    recorded_fact_decides,
    responsible_unknown,
    missing_source,
    text_compared,
)
"""Every check of how the parts of a route hang together, in the order in which it runs."""

OF_STEPS: tuple[StepCheck, ...] = (
    impossible_condition,
    always_true_condition,
    gap,
    overlap,
    shadowed_transition,
    unreachable_otherwise,
    redundant_test,
    needless_transition,
    first_not_needed,
)
"""Every check of what can become of a student at one step."""

OF_WAYS: tuple[Check, ...] = (
    step_for_nobody,
    transition_for_nobody,
    duty_for_nobody,
    no_way_out,
    endless_loop,
    endless_wait,
    wait_without_term,
    refused_hand_over,
    not_handed_over,
)
"""Every check of what can become of a student on the way."""

OF_DEFINITIONS: tuple[DefinitionCheck, ...] = (
    missing_source,
    text_compared,
    impossible_condition,
    always_true_condition,
    redundant_test,
)
"""Every check that looks at what a file defines: all that is checked of a vocabulary by itself."""

PROOFS: tuple[Check, ...] = (*OF_STEPS, *OF_WAYS)
"""Every check of what can become of a student; where nobody can exist all would be proven."""


def findings(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """What every check sees in a route, each with its rule. Where nobody can ever exist, nothing is proven."""
    yield from found_by(subject, CHECKS)
    if next(nobody_possible.check(subject), None) is None:
        yield from found_by(subject, PROOFS)


def found_in_definitions(defined: Defined) -> Iterator[tuple[str, Finding]]:
    """What every check of definitions sees in what a vocabulary defines, each with its rule."""
    for check in OF_DEFINITIONS:
        yield from ((check.RULE, finding) for finding in check.check_defined(defined))


def found_by(subject: Subject, checks: Sequence[Check]) -> Iterator[tuple[str, Finding]]:
    """What some checks see in a route, each with its rule.

    Those of steps go step by step: all of them use the same tables, and the tables of one step are kept at a time.
    """
    of_steps = [check for check in OF_STEPS if check in checks]
    for step in subject.route.steps.values() if of_steps else ():
        at = AtStep(subject, step)
        for of_step in of_steps:
            yield from ((of_step.RULE, finding) for finding in found_at(at, of_step.check_step))
    by_step = {check.RULE for check in of_steps}
    for defining in (check for check in OF_DEFINITIONS if check.RULE in by_step):
        yield from ((defining.RULE, finding) for finding in defining.check_defined(subject.defined))
    for check in checks:
        if check.RULE not in by_step:
            yield from ((check.RULE, finding) for finding in check.check(subject))
