"""Routes as the checks look at them, without a file."""

from routekaart import Route
from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.checks import found_by
from routekaart.diagnostics.diagnostic import Finding

NOTHING: frozenset[str] = frozenset()
OWN = {"facts": NOTHING, "parameters": NOTHING, "partners": NOTHING}
"""A file that defines nothing itself, so that nothing in it is unused."""


def subject_of(route: Route) -> Subject:
    """A route of which there is nothing beside it."""
    return Subject(route, {}, {**OWN, "readings": frozenset(route.readings)}, route.id)


def findings_of(check: Check, subject: Subject) -> list[Finding]:
    """What one check sees in a route."""
    return [finding for _, finding in found_by(subject, (check,))]
