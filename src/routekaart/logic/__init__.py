"""What can hold: cells that conditions cannot tell apart, formulas over them, and search.

One representation serves the decision with unknown facts, the order of questions and the proofs.
"""

from routekaart.later import StandIn

TYPE_CHECKING = False
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # A route keeps grids but makes them only when it decides; see `routekaart.later`.
        if name == "grids":
            return StandIn(f"{__name__}.{name}")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
