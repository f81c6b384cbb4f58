"""Tables of each kind: what is worked on, and how the answers come back to the caller."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, TypeAlias

import narwhals as nw

from routekaart.cohorts.bench import Frame
from routekaart.cohorts.errors import CohortError, package_missing
from routekaart.escaping.letters import one_line
from routekaart.language import Text, enumerate_text

_KNOWN = {
    nw.Implementation.POLARS: "polars",
    nw.Implementation.PANDAS: "pandas",
    nw.Implementation.PYARROW: "pyarrow",
    nw.Implementation.DUCKDB: "duckdb",
    nw.Implementation.PYSPARK: "pyspark",
    nw.Implementation.PYSPARK_CONNECT: "pyspark",
}
_OBJECT = Text(
    "heeft waarden van verschillende soort; maak er waarden van een soort van, zoals tekst",
    "has values of several kinds; make them values of one kind, such as text",
)

Returned: TypeAlias = Callable[[Frame, Sequence[str]], Any]
"""What the caller gets, from the table that was worked on and the names of the answers in it."""


def columns_in(frame: Any) -> list[str]:
    """The names of the columns of a table, in order.

    Raises:
        CohortError: it is no table of a known kind, or its columns have no names.
    """
    wrapped = _wrapped(frame)
    if wrapped is None:
        raise _no_table(type(frame).__name__)
    if wrapped.implementation not in _KNOWN:
        raise _no_table(str(wrapped.implementation))
    if wrapped.implementation is nw.Implementation.PANDAS:
        found = list(wrapped.to_native().columns)
        if len(set(found)) < len(found) or not all(isinstance(name, str) for name in found):
            raise CohortError(
                Text(
                    "de kolommen van een tabel hebben elk een eigen naam, als tekst",
                    "the columns of a table each have a name of their own, as text",
                )
            )
        return found
    return list(wrapped.collect_schema())


def _wrapped(frame: Any) -> Any:
    """A table of any kind; None for what is no table."""
    try:
        return nw.from_native(frame)
    except Exception:
        return None


def taken_in(frame: Any, needed: Sequence[str]) -> tuple[Frame, Returned]:
    """A table as it is worked on, and how it is given back.

    Args:
        needed: the columns that are looked at.

    Raises:
        CohortError: such a column has values of several kinds.
    """
    wrapped = nw.from_native(frame)
    if wrapped.implementation is nw.Implementation.PANDAS:
        return _as_arrow(wrapped.to_native(), needed)
    schema = wrapped.collect_schema()
    for name in needed:
        if schema[name] == nw.Object:
            raise _mixed(name)
    return wrapped, lambda done, _: done.to_native()


def _no_table(found: str) -> CohortError:
    listed = enumerate_text(dict.fromkeys(_KNOWN.values()))
    return CohortError(
        Text(f"verwacht wordt een tabel van {listed.nl}, niet {found}", f"expected a table of {listed.en}, not {found}")
    )


def _mixed(name: str) -> CohortError:
    shown = one_line(name)
    return CohortError(Text(f"kolom {shown} {_OBJECT.nl}", f"column {shown} {_OBJECT.en}"))


def _as_arrow_column(column: Any) -> Any:
    """A column of pandas as Arrow reads it; None when it has values of several kinds."""
    import pyarrow

    try:
        return pyarrow.array(column, from_pandas=True)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, pyarrow.ArrowNotImplementedError):
        return None


def _as_arrow(frame: Any, needed: Sequence[str]) -> tuple[Frame, Returned]:
    """The columns of a table of pandas, in which any object can stand, as Arrow reads them."""
    import pandas

    if find_spec("pyarrow") is None:
        raise package_missing("pyarrow", "pyarrow")
    import pyarrow

    # A table of Arrow without columns has no rows either.
    columns = {"row": pyarrow.nulls(len(frame), pyarrow.bool_())}
    for name in needed:
        column = _as_arrow_column(frame[name])
        if column is None:
            raise _mixed(name)
        columns[name] = column

    def returned(done: Frame, answers: Sequence[str]) -> Any:
        assert isinstance(done, nw.DataFrame)
        found = done.select(answers).to_native().to_pandas(date_as_object=False)
        found.index = frame.index
        names = [name for name in answers if isinstance(found[name].dtype, pandas.StringDtype)]
        return pandas.concat([frame, found.astype(dict.fromkeys(names, "category"))], axis=1)

    return nw.from_native(pyarrow.table(columns), eager_only=True), returned
