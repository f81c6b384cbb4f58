"""What is asked of routekaart, each as something that decides; of what is asked besides, that it was given."""

from collections.abc import Callable
from datetime import date

from decision_rows import Decide, Facts

from routekaart import Decision, Route

ON = date(2026, 3, 1)


def decides(route: Route, on: date = ON) -> Decide:
    """Only the decision."""

    def decide(step: str, facts: Facts) -> str | None:
        return route.decide(step, facts, on=on).target

    return decide


def decides_and_tells(route: Route, tell: Callable[[Decision], object]) -> Decide:
    """The decision, and something that is made only when it is asked."""

    def decide(step: str, facts: Facts) -> str | None:
        decision = route.decide(step, facts, on=ON)
        if tell(decision) is None:
            raise AssertionError("nothing was told")
        return decision.target

    return decide
