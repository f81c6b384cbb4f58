"""Routes as the checks look at them, without a file."""

from routekaart import Route
from routekaart.checking.analysis.subject import Subject

NOTHING: frozenset[str] = frozenset()
OWN = {"facts": NOTHING, "parameters": NOTHING, "partners": NOTHING}
"""A file that defines nothing itself, so that nothing in it is unused."""


def subject_of(route: Route) -> Subject:
    """A route of which there is nothing beside it."""
    return Subject(route, {}, OWN, route.id)
