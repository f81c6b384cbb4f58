"""Follows one student through a route in time, and from one version of a route to the next."""

from routekaart.journeys.differences import Difference
from routekaart.journeys.due import Due
from routekaart.journeys.history import Happening
from routekaart.journeys.journey import Correction, Journey, version_of
from routekaart.journeys.log import JourneyError, Origin, RouteVersion
from routekaart.journeys.migration import Migration, PastDecision, migrate

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
    "migrate",
    "version_of",
]
