"""Words for yes, no and unknown in registers; a route itself reads only ja and nee."""

from routekaart.foundation.errors import WrongValueError
from routekaart.foundation.language import Text

_MEANING: dict[str, bool | None] = {
    "ja": True, "j": True, "nee": False, "n": False, "": None, "leeg": None, "onbekend": None,
}  # fmt: skip
_EXPECTED = Text("ja, j, nee, n, leeg of onbekend", "ja, j, nee, n, leeg or onbekend")


def yes_no(given: object) -> bool | None:
    """The meaning of `JA`, `NEE`, `LEEG` or `ONBEKEND` (GGM), or of `J` and `N`, in a register; None is unknown.

    Raises:
        WrongValueError: it is none of these. The error does not contain it.
    """
    if given is None or isinstance(given, bool):
        return given
    word = given.strip().casefold() if isinstance(given, str) else None
    if word not in _MEANING:
        raise WrongValueError("given", _EXPECTED)
    return _MEANING[word]
