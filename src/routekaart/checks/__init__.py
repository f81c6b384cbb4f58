"""The checks: one a module. A check sees a route and yields findings; it knows nothing of files,
output or other checks. Its docstring is its documentation page.
"""

from collections.abc import Iterator
from typing import Protocol

from routekaart.checks import (
    always_true_condition,
    closed_cycle,
    dead_end,
    gap,
    impossible_condition,
    no_end_reachable,
    nobody_possible,
    overlap,
    recorded_fact_decides,
    shadowed_transition,
    unknown_hand_over,
    unreachable_otherwise,
    unreachable_step,
    unused_end,
    unused_fact,
    unused_parameter,
    unused_partner,
)
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding


class Check(Protocol):
    """What a check module holds."""

    RULE: str

    def check(self, subject: Subject) -> Iterator[Finding]:
        """What this check sees in a route."""
        ...


CHECKS: tuple[Check, ...] = (
    nobody_possible,
    unreachable_step,
    dead_end,
    closed_cycle,
    no_end_reachable,
    unknown_hand_over,
    unused_fact,
    unused_parameter,
    unused_partner,
    unused_end,
    recorded_fact_decides,
)
"""Every check of how the parts of a route hang together, in the order in which it runs."""

PROOFS: tuple[Check, ...] = (
    impossible_condition,
    always_true_condition,
    gap,
    overlap,
    shadowed_transition,
    unreachable_otherwise,
)
"""Every check of what can become of a student at a step. Where nobody can exist they would prove everything."""
