"""Hypothesis strategies for applications that decide with a route: dates, facts, students and whole histories.

Needs hypothesis: `pip install "routekaart[testing]"`.

>>> import routekaart
>>> from hypothesis import given
>>> from routekaart.testing import students
>>> route = routekaart.load("roc_bbl")
>>> @given(student=students(route, step="P11", complete=True))
... def of_whom_everything_is_known_it_is_decided(student):
...     assert student.decide().outcome == "next"
>>> of_whom_everything_is_known_it_is_decided()
"""

from routekaart.testing.histories import histories
from routekaart.testing.reference_dates import dates
from routekaart.testing.students import Student, students
from routekaart.testing.values import facts

__all__ = ["Student", "dates", "facts", "histories", "students"]
