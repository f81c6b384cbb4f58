"""The errors that are in no other public module, for applications that catch them (docs/errors.md)."""

from routekaart.foundation.errors import (
    RoutekaartError,
    TooHardError,
    WithoutRouteError,
    WrongTypeError,
    WrongValueError,
)
from routekaart.model.applied_readings import AlternativeError
from routekaart.model.stored_route import StoredRouteError

__all__ = [
    "AlternativeError",
    "RoutekaartError",
    "StoredRouteError",
    "TooHardError",
    "WithoutRouteError",
    "WrongTypeError",
    "WrongValueError",
]
