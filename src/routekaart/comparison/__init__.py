"""Comparison of two versions of a route: changed text, and the students who get another answer."""

from routekaart.comparison.comparison import Compared, Comparison
from routekaart.comparison.meaning import compare

__all__ = ["Compared", "Comparison", "compare"]
