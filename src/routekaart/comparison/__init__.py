"""Two versions of a route compared: what is written otherwise, and which students get another answer."""

from routekaart.comparison.comparison import Compared, Comparison
from routekaart.comparison.meaning import compare

__all__ = ["Compared", "Comparison", "compare"]
