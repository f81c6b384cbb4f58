"""Tables of each kind: what is worked on, and how the answers come back to the caller."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, TypeAlias

import narwhals as nw
from narwhals.exceptions import DuplicateError

from routekaart.cohorts.unusable import CohortError, package_missing
from routekaart.cohorts.working_table import Frame
from routekaart.escaping.letters import one_line
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
"""The kinds of tables whose names of columns narwhals does not look at: they can be no text, or occur twice."""
_NAMED_TWICE = object()
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
    return CohortError(
        Text(
            "de kolommen van een tabel hebben elk een eigen naam, als tekst",
            "the columns of a table each have a name of their own, as text",
        )
    )


def _wrapped(frame: Any) -> Any:
    """A table of any kind; None for what is no table, and `_NAMED_TWICE` for one with two columns of one name."""
    try:
        return nw.from_native(frame)
    except DuplicateError:
        return _NAMED_TWICE
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
    if wrapped.implementation is nw.Implementation.PYARROW:
        return _as_plain_arrow(wrapped.to_native(), needed)
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
        return _of_plain_type(pyarrow.array(column, from_pandas=True))
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, pyarrow.ArrowNotImplementedError):
        return None


_REST = "row"
"""A column that is true where a column that is not looked at holds something, and else null."""


def _only_spaces(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _something_in_rest(frame: Any, needed: Sequence[str]) -> list[bool | None]:
    """For each row, whether some column that is not looked at holds more than spaces; None when none does."""
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
    """A column of Arrow as the nearest type that the functions of Arrow and narwhals know, with the same values."""
    import pyarrow

    plain = {"string_view": pyarrow.string(), "decimal256": pyarrow.string(), "date64": pyarrow.date32()}
    kind = str(column.type)
    return next((column.cast(known) for name, known in plain.items() if kind.startswith(name)), column)


def _as_plain_arrow(table: Any, needed: Sequence[str]) -> tuple[Frame, Returned]:
    """A table of Arrow, with the columns that are looked at as types that its functions know."""
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
    """The columns of a table of pandas, in which any object can stand, as Arrow reads them."""
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
