"""The errors of arguments, and of questions that are too hard, for applications that catch them (docs/errors.md)."""

from routekaart.foundation.errors import RoutekaartError, TooHardError, WrongTypeError, WrongValueError

__all__ = ["RoutekaartError", "TooHardError", "WrongTypeError", "WrongValueError"]
