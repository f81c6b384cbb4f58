"""Tables that cannot be used: as a whole (`CohortError`), or some of the rows (`RefusedRows`)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text

if TYPE_CHECKING:
    import narwhals as nw


class CohortError(RoutekaartError, ValueError):
    """A table, a column or a step that cannot be used. Single rows that cannot be used are reported in those rows.

    Attributes:
        text: what is wrong and what was expected, in both languages; it never holds a value of a student.
        where: the columns that it is about, or the argument.
    """

    code = "no-cohort"


def unusable(nl: str, en: str, *where: str) -> CohortError:
    """The error with a text in both languages, and the columns or the argument that it is about."""
    return CohortError(Text(nl, en), where=where)


def package_missing(package: str, install: str = '"routekaart[cohort]"') -> CohortError:
    """The error for a required package that is not installed.

    Args:
        install: the argument to `pip install`.
    """
    return unusable(
        f"hiervoor is {package} nodig: pip install {install}", f"this needs {package}: pip install {install}"
    )


@dataclass(frozen=True)
class RefusedRows:
    """Rows that cannot be used, and why.

    Attributes:
        found: a boolean column that is true in those rows; never null.
    """

    found: "nw.Expr"
    text: Text
