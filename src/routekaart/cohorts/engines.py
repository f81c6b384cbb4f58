"""Tables of every engine: reading them, and returning the answers to the caller."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, TypeAlias

import narwhals as nw
from narwhals.exceptions import DuplicateError

from routekaart.cohorts.unusable import CohortError, package_missing, unusable
from routekaart.cohorts.working_table import Frame
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text, enumerate_text

_KNOWN = {
    nw.Implementation.POLARS: "polars",
    nw.Implementation.PANDAS: "pandas",
    nw.Implementation.PYARROW: "pyarrow",
    nw.Implementation.DUCKDB: "duckdb",
    nw.Implementation.PYSPARK: "pyspark",
    nw.Implementation.PYSPARK_CONNECT: "pyspark",
}
_WITH_ANY_NAMES = (
    nw.Implementation.PANDAS,
    nw.Implementation.DUCKDB,
    nw.Implementation.PYSPARK,
    nw.Implementation.PYSPARK_CONNECT,
)
"""The engines whose column names narwhals does not check: a name may not be text, or not be unique."""
_NAMED_TWICE = object()
_OBJECT = Text(
    "heeft waarden van verschillende soort; maak er waarden van een soort van, zoals tekst",
    "has values of several kinds; make them values of one kind, such as text",
)

Returned: TypeAlias = Callable[[Frame, Sequence[str]], Any]
"""Makes the result for the caller, from the finished table and the names of the answers in it."""


def columns_in(frame: Any) -> list[str]:
    """The names of the columns of a table, in order.

    Raises:
        CohortError: it is not a table of a known kind, or its columns have no names.
    """
    wrapped = _wrapped(frame)
    if wrapped is None:
        raise _no_table(type(frame).__name__)
    if wrapped is _NAMED_TWICE:
        raise _not_named()
    if wrapped.implementation not in _KNOWN:
        raise _no_table(str(wrapped.implementation))
    if wrapped.implementation in _WITH_ANY_NAMES:
        found = list(wrapped.to_native().columns)
        if len(set(found)) < len(found) or not all(isinstance(name, str) for name in found):
            raise _not_named()
        return found
    return list(wrapped.collect_schema())


def _not_named() -> CohortError:
    return unusable(
        "de kolommen van een tabel hebben elk een eigen naam, als tekst",
        "the columns of a table each have a name of their own, as text",
        "frame",
    )


def _wrapped(frame: Any) -> Any:
    """A table of any engine; None for anything else, and `_NAMED_TWICE` if two columns share a name."""
    try:
        return nw.from_native(frame)
    except DuplicateError:
        return _NAMED_TWICE
    except Exception:
        return None


def taken_in(frame: Any, needed: Sequence[str]) -> tuple[Frame, Returned]:
    """The table to work on, and the function that makes the result for the caller.

    Args:
        needed: the columns that are read.

    Raises:
        CohortError: such a column has values of several types.
    """
    wrapped = nw.from_native(frame)
    if wrapped.implementation is nw.Implementation.PANDAS:
        return _as_arrow(wrapped.to_native(), needed)
    schema = wrapped.collect_schema()
    for name in needed:
        if schema[name] == nw.Object:
            raise _mixed(name)
    if wrapped.implementation is nw.Implementation.PYARROW:
        return _as_plain_arrow(wrapped.to_native(), needed)
    return wrapped, lambda done, _: done.to_native()


def _no_table(found: str) -> CohortError:
    listed = enumerate_text(dict.fromkeys(_KNOWN.values()))
    return unusable(
        f"verwacht wordt een tabel van {listed.nl}, niet {found}",
        f"expected a table of {listed.en}, not {found}",
        "frame",
    )


def _mixed(name: str) -> CohortError:
    shown = one_line(name)
    return unusable(f"kolom {shown} {_OBJECT.nl}", f"column {shown} {_OBJECT.en}", name)


def _as_arrow_column(column: Any) -> Any:
    """A column of pandas as Arrow; None when it has values of several types."""
    import pyarrow

    try:
        return _of_plain_type(pyarrow.array(column, from_pandas=True))
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, pyarrow.ArrowNotImplementedError):
        return None


_REST = "row"
"""The column that is true in rows where some column that is not read has a value, and null elsewhere."""


def _only_spaces(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _something_in_rest(frame: Any, needed: Sequence[str]) -> list[bool | None]:
    """For each row, True if a column that is not read holds more than spaces; None if none does."""
    import pandas

    rest = frame.drop(columns=list(needed))
    found = pandas.Series(data=False, index=range(len(frame)))
    for at in range(rest.shape[1]):
        column = rest.iloc[:, at].reset_index(drop=True)[~found]
        here = column.notna().astype(bool)
        if column.dtype.kind not in "biufmM":
            here &= pandas.Series([not _only_spaces(value) for value in column], index=column.index, dtype=bool)
        found[here.index[here]] = True
    return [one or None for one in found.tolist()]


def _of_plain_type(column: Any) -> Any:
    """A column of Arrow as the nearest type that the functions of Arrow and narwhals support, with equal values."""
    import pyarrow

    plain = {"string_view": pyarrow.string(), "decimal256": pyarrow.string(), "date64": pyarrow.date32()}
    kind = str(column.type)
    return next((column.cast(known) for name, known in plain.items() if kind.startswith(name)), column)


def _as_plain_arrow(table: Any, needed: Sequence[str]) -> tuple[Frame, Returned]:
    """A table of Arrow, with the columns that are needed converted to supported types."""
    plain = table
    for name in needed:
        plain = plain.set_column(plain.schema.get_field_index(name), name, _of_plain_type(table[name]))

    def returned(done: Frame, answers: Sequence[str]) -> Any:
        found = table
        for name in answers:
            found = found.append_column(name, done.to_native()[name])
        return found

    return nw.from_native(plain, eager_only=True), returned


def _as_arrow(frame: Any, needed: Sequence[str]) -> tuple[Frame, Returned]:
    """The columns of a table of pandas, which can hold any object, as Arrow."""
    import pandas

    if find_spec("pyarrow") is None:
        raise package_missing("pyarrow", "pyarrow")
    import pyarrow

    # A table of Arrow without columns has no rows either.
    columns = {_REST: pyarrow.array(_something_in_rest(frame, needed))}
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
