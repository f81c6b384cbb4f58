"""The error that tells why students cannot be simulated."""

from routekaart.errors import RoutekaartError
from routekaart.language import Text

INSTALL = 'pip install "routekaart[simulate]"'


class SimulationError(RoutekaartError, ValueError):
    """A simulation cannot be done: wrong numbers, a distribution that leaves nobody, or numpy is not installed.

    Attributes:
        text: what is wrong and what was expected, in both languages.
    """

    code = "no-simulation"


def numpy_missing() -> SimulationError:
    """The error that tells to install what a simulation needs."""
    return SimulationError(
        Text(
            f"voor een simulatie is het pakket numpy nodig; installeer het met: {INSTALL}",
            f"a simulation needs the package numpy; install it with: {INSTALL}",
        )
    )
