"""Runs a simulation of a route, and perhaps of a changed version for the same students."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from os import PathLike
from pathlib import Path

from routekaart.foundation.foreign import as_python
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text, untranslated
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import ValueRefused, read_value
from routekaart.model.parameters import DatedValue
from routekaart.model.situation import required_date
from routekaart.route import Route, UnknownNameError
from routekaart.simulation.distributions import SimulationError
from routekaart.simulation.distributions_file import Declared, read_distributions
from routekaart.simulation.measuring import outcome_of
from routekaart.simulation.outcome import Elsewhere, Final, Simulation
from routekaart.simulation.plan import plan_of
from routekaart.simulation.ticks import Every, ticks_of, whole_number

MOST_STUDENTS = 100_000_000
_MOST_SEED = 1 << 63
_MOST_DECIMALS = 18
_FIRST_DAY = Text("eerste dag", "first day")


def simulate(
    route: Route,
    *,
    students: int,
    seed: int,
    on: object,
    years: int = 2,
    every: Every = "month",
    step: str | None = None,
    distributions: str | PathLike[str] | None = None,
    parameters: Mapping[str, object] | None = None,
    against: Route | None = None,
) -> Simulation:
    """Move made-up students through a route; `routekaart.simulate` documents the arguments."""
    students = whole_number("students", students, 1, MOST_STUDENTS)
    seed = whole_number("seed", seed, 0, _MOST_SEED)
    day = required_date(on, untranslated("simulate"), _FIRST_DAY)
    ticks = ticks_of(day, years, every)
    changed = None if not parameters and against is None else with_parameters(against or route, parameters or {})
    routes = (route,) if changed is None else (route, changed)
    for one in routes:
        one.step(one.start if step is None else step)
    declared = Declared(draws=tuple(frozen({}) for _ in routes))
    if distributions is not None:
        declared = read_distributions(Path(distributions), routes, ticks.days)
    plan = plan_of(route, ticks, seed, declared, declared.draws[0], step=step)
    outcome = outcome_of(plan, students, frozen({}))
    simulation = Simulation(students, seed, ticks, plan.start, plan.arrivals, outcome, distributions=declared.file)
    if changed is None:
        return simulation
    other_plan = plan_of(changed, ticks, seed, declared, declared.draws[1], step=step, like=plan)
    values = {name: str(changed.parameters[name].at(day).value) for name in parameters or {}}
    other = outcome_of(other_plan, students, frozen(values))
    return replace(simulation, changed=other, elsewhere=_elsewhere(outcome.final, other.final, changed))


def with_parameters(route: Route, values: Mapping[str, object]) -> Route:
    """The route with other values for some parameters, on every day.

    Raises:
        UnknownNameError: the route has no such parameter.
        SimulationError: a value is not a number.
    """
    parameters = dict(route.parameters)
    for name, given in values.items():
        if name not in parameters:
            raise UnknownNameError(Text("parameter", "parameter"), name, tuple(parameters), route.id, "parameters")
        value = _number(name, given)
        if value is None:
            raise SimulationError(
                Text(f"{name}: verwacht wordt een getal, zoals 27", f"{name}: expected a number, such as 27"),
                where=("parameters",),
            )
        parameters[name] = replace(parameters[name], values=(DatedValue(None, value),))
    return replace(route, parameters=frozen(parameters))


def _number(name: str, given: object) -> int | Decimal | None:
    """A number with as many decimals as it was given; None if it is not a number."""
    number = as_python(given)
    decimals = 0 if isinstance(number, int) else len(str(number).partition(".")[2])
    try:
        value = read_value(FactType(name, "number", name, decimals=min(decimals, _MOST_DECIMALS)), number)
    except ValueRefused:
        return None
    return value if isinstance(value, int | Decimal) else None


def _elsewhere(was: Final, now: Final, changed: Route) -> tuple[Elsewhere, ...]:
    """Students who are elsewhere, by place; a place that has another name in the changed version counts as the same."""
    pairs = Counter(zip(was.places, now.places, strict=True))
    found: Counter[tuple[str, str]] = Counter()
    for (before, after), count in pairs.items():
        if changed.now_called(was.names[before]) != now.names[after]:
            found[was.names[before], now.names[after]] += count
    return tuple(
        Elsewhere(*places, count) for places, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )
