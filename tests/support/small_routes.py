"""Small routes made in Python: of facts, steps and ends, and nothing else."""

from collections.abc import Iterable

from routekaart.model.fact_types import FactType
from routekaart.model.step import End, Step
from routekaart.route import Route


def small_route(name: str, steps: Iterable[Step], ends: Iterable[str], facts: Iterable[FactType]) -> Route:
    """A route that begins at the first of its steps, with an end of success for each name."""
    by_id = {step.id: step for step in steps}
    return Route(
        id=name,
        title=name.capitalize(),
        version="1",
        language="nl",
        start=next(iter(by_id)),
        steps=by_id,
        ends={end: End(id=end, title=end, outcome="success") for end in ends},
        facts={fact.name: fact for fact in facts},
        parameters={},
        partners={},
        readings={},
        sources={},
        phases={},
        impossible=(),
    )
