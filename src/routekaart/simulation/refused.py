"""The error that tells why students cannot be simulated."""

from routekaart.foundation.arguments import whole_between
from routekaart.foundation.errors import RoutekaartError, WrongTypeError, WrongValueError, wrong_type
from routekaart.foundation.foreign import as_python
from routekaart.foundation.language import Text

INSTALL = 'pip install "routekaart[simulate]"'


class SimulationError(RoutekaartError, ValueError):
    """A simulation cannot be done: wrong numbers, a distribution that leaves nobody, or numpy is not installed.

    Attributes:
        text: what is wrong and what was expected, in both languages.
    """

    code = "no-simulation"


class WrongNumberTypeError(WrongTypeError, SimulationError):
    """A number of a simulation is no number."""


class WrongChoiceError(WrongValueError, SimulationError):
    """A number or a word of a simulation is not one of those that there are."""


def whole_number(name: str, given: object, least: int, most: int) -> int:
    """A whole number between two others, those included.

    Raises:
        SimulationError: it is something else.
    """
    expected = whole_between(least, most)
    number = as_python(given)
    if type(number) is not int:
        raise WrongNumberTypeError(name, expected, wrong_type(name, given, expected).given)
    if not least <= number <= most:
        raise WrongChoiceError(name, expected)
    return number


def numpy_missing() -> SimulationError:
    """The error that tells to install what a simulation needs."""
    return SimulationError(
        Text(
            f"voor een simulatie is het pakket numpy nodig; installeer het met: {INSTALL}",
            f"a simulation needs the package numpy; install it with: {INSTALL}",
        )
    )
