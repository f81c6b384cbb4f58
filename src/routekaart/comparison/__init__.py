"""Two versions of a route compared: what is written otherwise, and which students get another answer."""

from routekaart.comparison.comparing import compare
from routekaart.comparison.comparison import Compared, Comparison

__all__ = ["Compared", "Comparison", "compare"]
