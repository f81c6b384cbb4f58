"""Every fact that is known of a student, or that follows from what is known."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from routekaart.deciding.admission import assumed_facts, students_who_fit
from routekaart.deciding.fitting_students import Students
from routekaart.deciding.grounds import Several
from routekaart.deciding.surroundings import Surroundings
from routekaart.foundation.shapes import written_as
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import FactTest, Value
from routekaart.model.fact_values import plain_value
from routekaart.model.situation import Situation

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import ResolveDict


@written_as("routekaart.deciding.deciding_dicts:ResolveDict")
class Resolved(dict[str, Value]):
    """Every fact that is known of a student or that follows, as a dict of values by name. Personal data.

    Attributes:
        on: the reference date.
        route_id, route_version: the route by which it follows.
    """

    __slots__ = ("on", "route_id", "route_version")

    def __init__(self, facts: Mapping[str, Value], around: Surroundings, on: date) -> None:
        super().__init__(facts)
        self.on, self.route_id, self.route_version = on, around.route_id, around.route_version

    def to_dict(self) -> "ResolveDict":
        """The facts as plain JSON-ready values, in a form that stays the same (`format_version`). Personal data."""
        return {
            "format": "routekaart.resolve",
            "format_version": 1,
            "route": self.route_id,
            "route_version": self.route_version,
            "on": self.on.isoformat(),
            "facts": {name: plain_value(value) for name, value in self.items()},
        }


def resolve(grids: GridCache, known: Situation) -> dict[str, Value]:
    """The value of each fact that is the same for every student who fits what is known, in the order of the route."""
    vocabulary = grids.vocabulary
    defined = [FactTest(name, "one_of", (True,)) for name, fact in vocabulary.facts.items() if fact.kind == "yes_no"]
    rules = [rule.when for rule in vocabulary.impossible]
    grid = grids.grid((*defined, *rules), known.on, assumed_facts(vocabulary, known))
    students = Students(grid, students_who_fit(grid, known), known)
    return {name: value for name in vocabulary.facts if not isinstance(value := students.of(name), Several)}
