"""Why a table of students cannot be decided about as a whole."""

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text


class CohortError(RoutekaartError, ValueError):
    """A table, a column or a step that cannot be used; what is wrong with single rows is told in those rows.

    Attributes:
        text: what is wrong and what was expected, in both languages. Never a value of a student.
    """

    code = "no-cohort"


def package_missing(package: str, install: str = '"routekaart[cohort]"') -> CohortError:
    """A package is needed that is not installed.

    Args:
        install: what to give to `pip install`.
    """
    return CohortError(
        Text(f"hiervoor is {package} nodig: pip install {install}", f"this needs {package}: pip install {install}")
    )
