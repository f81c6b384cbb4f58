"""Follows one student through a route in time, and from one version of a route to the next."""

from routekaart.journeys.correcting import Difference
from routekaart.journeys.due import Due
from routekaart.journeys.history import Happening
from routekaart.journeys.journey import Correction, Journey
from routekaart.journeys.log import JourneyError, Origin, RouteVersion
from routekaart.journeys.migration import Migration, PastDecision, migrate
from routekaart.journeys.route_versions import UnknownVersionError, Versions
from routekaart.journeys.state import version_of

__all__ = [
    "Correction",
    "Difference",
    "Due",
    "Happening",
    "Journey",
    "JourneyError",
    "Migration",
    "Origin",
    "PastDecision",
    "RouteVersion",
    "UnknownVersionError",
    "Versions",
    "migrate",
    "version_of",
]
