"""How many examples a law gets: the same ones on every run; with `ROUTEKAART_SLOW=1` many more, and new ones."""

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import HealthCheck, settings

SLOW = os.environ.get("ROUTEKAART_SLOW") == "1"
EXAMPLES = 1500 if SLOW else 30

T = TypeVar("T")


def sample(everything: Sequence[T], one_in: int) -> Sequence[T]:
    """One in so many, spread over all of them; with `ROUTEKAART_SLOW=1` all."""
    return everything if SLOW else everything[::one_in]


def examples(share: float = 1.0) -> settings:
    """Settings for a law that gets this share of the usual number of examples."""
    return settings(max_examples=max(10, int(EXAMPLES * share)))


def use_profile() -> None:
    """Without a deadline, because the reference that a law is compared with is slow on purpose."""
    settings.register_profile(
        "routekaart",
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=not SLOW,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    settings.load_profile("routekaart")
