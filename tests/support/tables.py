"""Tables of every engine that is installed for the tests."""

from collections.abc import Callable
from typing import Any

import duckdb
import narwhals as nw
import pandas
import polars as pl


def as_polars(frame: Any) -> pl.DataFrame:
    """The answers of any engine in a table of polars."""
    wrapped = nw.from_native(frame)
    collected = wrapped.collect() if isinstance(wrapped, nw.LazyFrame) else wrapped
    found = pl.from_arrow(collected.to_arrow())
    assert isinstance(found, pl.DataFrame)
    names = [name for name in ("outcome", "target", "missing", "problem") if name in found.columns]
    days = [name for name in ("changes_on",) if name in found.columns]
    return found.with_columns(pl.col(names).cast(pl.String), pl.col(days).cast(pl.Date))


def engines() -> dict[str, Callable[[pl.DataFrame], Any]]:
    """How a table of polars becomes one of each engine."""
    return {
        "polars": lambda frame: frame,
        "polars, lazy": lambda frame: frame.lazy(),
        "pyarrow": lambda frame: frame.to_arrow(),
        "pandas": lambda frame: pandas.DataFrame(frame.to_dict(as_series=False)),
        "pandas, arrow": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
        "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    }
