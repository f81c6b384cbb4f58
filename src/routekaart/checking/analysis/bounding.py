"""What a check finds with a bounded amount of work."""

from collections.abc import Callable, Iterable

from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.errors import TooHardError
from routekaart.logic.budget import Budget, at_most


def bounded(
    check: Callable[[], Iterable[Finding]], work: int, outer: Budget | None = None
) -> tuple[list[Finding], bool]:
    """What a check finds, and whether it came to its end; what was found before it became too hard, stays.

    Args:
        work: what it may take, and no more than what `outer` has left.
    """
    found: list[Finding] = []
    try:
        with at_most(work, outer=outer):
            for finding in check():
                found.append(finding)  # noqa: PERF402 - one by one, so that these stay
    except TooHardError:
        return found, False
    return found, True
