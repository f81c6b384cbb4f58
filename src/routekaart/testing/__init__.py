"""Tests beside a route (`route_tests`), and Hypothesis strategies for the tests of applications (`strategies`).

The names of this module are the strategies. They need hypothesis (`pip install "routekaart[testing]"`), and are
imported when they are first asked for: `routekaart test` does without.

>>> import routekaart
>>> from hypothesis import given
>>> from routekaart.testing import students
>>> route = routekaart.load("roc_bbl")
>>> @given(student=students(route, step="P11", complete=True))
... def of_whom_everything_is_known_it_is_decided(student):
...     assert student.decide().outcome == "next"
>>> of_whom_everything_is_known_it_is_decided()
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from routekaart.testing.strategies.histories import histories
    from routekaart.testing.strategies.reference_dates import dates
    from routekaart.testing.strategies.students import Student, students
    from routekaart.testing.strategies.values import facts

__all__ = ["Student", "dates", "facts", "histories", "students"]

_HOMES = {
    "Student": "students",
    "dates": "reference_dates",
    "facts": "values",
    "histories": "histories",
    "students": "students",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.strategies.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
