"""The plan of a simulation: everything that is decided before the first student is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from routekaart.foundation.frozen import frozen
from routekaart.route import Route
from routekaart.simulation.assumed import assumed_draw, same_draw_fits
from routekaart.simulation.distributions import Draw
from routekaart.simulation.distributions_file import Declared
from routekaart.simulation.ticks import Arrivals, Ticks


@dataclass(frozen=True)
class Plan:
    """How students are drawn for a route, and on which days they move.

    Attributes:
        start: the weight of each step where they begin.
        draws: the draw of each fact that a transition needs, or that limits such a fact.
        needed_at: for each step the facts that its transitions need.
        unused: the declared facts that no transition asks for.
    """

    route: Route
    ticks: Ticks
    seed: int
    start: Mapping[str, Fraction]
    arrivals: Arrivals
    draws: Mapping[str, Draw]
    needed_at: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    @property
    def lasting(self) -> tuple[str, ...]:
        """The facts that keep their value when a step is entered."""
        return tuple(name for name, draw in self.draws.items() if draw.fact.lifetime != "visit")

    def asked_anew_at(self, step: str) -> tuple[str, ...]:
        """The facts that are drawn anew on entering a step."""
        return tuple(name for name in self.needed_at[step] if self.draws[name].fact.lifetime == "visit")


def plan_of(
    route: Route,
    ticks: Ticks,
    seed: int,
    declared: Declared,
    own_draws: Mapping[str, Draw],
    *,
    step: str | None,
    like: Plan | None = None,
) -> Plan:
    """The plan for a route.

    Args:
        own_draws: the declared draws for this route.
        step: where all students begin, whatever is declared.
        like: the plan of the other version, from which assumed draws are copied if they fit.
    """
    guards = {step.id: route.grids.grid(step.guards, ticks.days[0], {}) for step in route.steps.values()}
    needed_at = {name: tuple(axis.fact.name for axis in grid.axes) for name, grid in guards.items()}
    needed = {name for names in needed_at.values() for name in names}
    draws = {name: _draw(route, name, ticks, own_draws, like) for name in route.facts if name in needed}
    begin = {route.step(step).id: Fraction(1)} if step is not None else dict(declared.start)
    unused = ((name, draw) for name, draw in own_draws.items() if name not in needed)
    return Plan(
        route=route,
        ticks=ticks,
        seed=seed,
        start=frozen(begin or {route.start: Fraction(1)}),
        arrivals=declared.arrivals,
        draws=frozen(draws),
        needed_at=frozen(needed_at),
        unused=tuple(draw.told_as if draw.distribution_declared else name for name, draw in unused),
    )


def _draw(route: Route, name: str, ticks: Ticks, own_draws: Mapping[str, Draw], like: Plan | None) -> Draw:
    if name in own_draws:
        return own_draws[name]
    known = like.draws.get(name) if like is not None else None
    if known is not None and same_draw_fits(known, route):
        return known
    return assumed_draw(route, name, ticks.days)
