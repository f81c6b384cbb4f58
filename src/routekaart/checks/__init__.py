"""The checks: one a module. A check sees a route and yields findings; it knows nothing of files,
output or other checks. Its docstring is its documentation page.
"""

from collections.abc import Iterator
from typing import Protocol

from routekaart.checks import (
    closed_cycle,
    dead_end,
    no_end_reachable,
    nobody_possible,
    recorded_fact_decides,
    unknown_hand_over,
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
"""Every check, in the order in which it runs."""
