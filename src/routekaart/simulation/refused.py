"""The error that tells why students cannot be simulated."""

from routekaart.language import Text

INSTALL = 'pip install "routekaart[simulate]"'


class SimulationError(ValueError):
    """A simulation cannot be done: wrong numbers, a distribution that leaves nobody, or numpy is not installed.

    Attributes:
        text: what is wrong and what was expected, in both languages.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.nl)
        self.text = text

    def __reduce__(self) -> tuple[type["SimulationError"], tuple[Text]]:
        return SimulationError, (self.text,)


def numpy_missing() -> SimulationError:
    """The error that tells to install what a simulation needs."""
    return SimulationError(
        Text(
            f"voor een simulatie is het pakket numpy nodig; installeer het met: {INSTALL}",
            f"a simulation needs the package numpy; install it with: {INSTALL}",
        )
    )
