"""A route on each day of a simulation, made once for all students."""

from collections.abc import Mapping

from routekaart.foundation.frozen import frozen
from routekaart.simulation.distributions import parts_on
from routekaart.simulation.plan import Plan
from routekaart.simulation.random_stream import Pieces
from routekaart.simulation.vector_steps import Existing, VectorStep


class RouteByDay:
    """Steps, rules and draws by the number of the day, each made on first use.

    Attributes:
        places: the number of each step, and then of each end.
        names: the name of each place, by number.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.names = (*plan.route.steps, *plan.route.ends)
        self.places: Mapping[str, int] = frozen({name: number for number, name in enumerate(self.names)})
        self._steps: dict[tuple[int, int], VectorStep] = {}
        self._existing: dict[int, Existing] = {}
        self._pieces: dict[tuple[str, bool, int], Pieces] = {}

    def step(self, place: int, tick: int) -> VectorStep:
        """The step at a place, on a day."""
        found = self._steps.get((place, tick))
        if found is None:
            step, on = self.plan.route.steps[self.names[place]], self.plan.ticks.days[tick]
            grid = self.plan.route.grids.grid(step.guards, on, {})
            found = self._steps[place, tick] = VectorStep(step, grid, on, self.plan.draws, self.places)
        return found

    def existing(self, tick: int) -> Existing:
        """The rules that a student must meet to exist on a day."""
        if tick not in self._existing:
            plan = self.plan
            self._existing[tick] = Existing(plan.route, plan.draws, plan.lasting, plan.ticks.days[tick])
        return self._existing[tick]

    def pieces(self, name: str, tick: int, *, changed: bool = False) -> Pieces:
        """The ranges from which a fact is drawn on a day; if `changed`, those from which its new value is drawn."""
        draw = self.plan.draws[name]
        distribution = draw.becomes if changed and draw.becomes is not None else draw.distribution
        every_day = draw.fact.kind != "date"
        key = (name, distribution is draw.becomes, 0 if every_day else tick)
        if key not in self._pieces:
            parts = parts_on(draw, distribution, self.plan.route.vocabulary, self.plan.ticks.days[tick])
            self._pieces[key] = Pieces(parts)
        return self._pieces[key]
