"""Every fact that is known of a student, or that follows from what is known."""

from routekaart.deciding.admission import assumed_facts, students_who_fit
from routekaart.deciding.fitting_students import Students
from routekaart.deciding.grounds import Several
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import FactTest, Value
from routekaart.model.situation import Situation


def resolve(grids: GridCache, known: Situation) -> dict[str, Value]:
    """The value of each fact that is the same for every student who fits what is known, in the order of the route."""
    vocabulary = grids.vocabulary
    defined = [FactTest(name, "one_of", (True,)) for name, fact in vocabulary.facts.items() if fact.kind == "yes_no"]
    rules = [rule.when for rule in vocabulary.impossible]
    grid = grids.grid((*defined, *rules), known.on, assumed_facts(vocabulary, known))
    students = Students(grid, students_who_fit(grid, known), known)
    return {name: value for name in vocabulary.facts if not isinstance(value := students.of(name), Several)}
