"""The table that is worked on: temporary columns are added to those of the caller, and dropped at the end."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_
from typing import Any, TypeAlias

import narwhals as nw

from routekaart.cohorts.spelling import SPACES
from routekaart.cohorts.unusable import unusable

Frame: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"
OURS = "_routekaart_"
"""The prefix of the names of temporary columns."""

_DAYS_ARE_NUMBERS = frozenset({nw.Implementation.POLARS, nw.Implementation.PYARROW})


_TEXTS = (nw.String, nw.Categorical, nw.Enum)
_NOT_WRITTEN = (nw.List, nw.Array, nw.Struct, nw.Binary, nw.Duration, nw.Object)


def is_written(dtype: Any) -> bool:
    """Whether every engine can write values of a type as text; columns of facts and steps have such types."""
    return not any(dtype == one for one in _NOT_WRITTEN)


def is_text(dtype: Any) -> bool:
    """Whether a type is one of text."""
    return any(dtype == one for one in _TEXTS)


class WorkingTable:
    """A table with temporary columns. Each is computed once, however often it is used."""

    def __init__(self, frame: Frame) -> None:
        """A table of the caller.

        Raises:
            CohortError: the name of a column begins with `OURS`.
        """
        self.frame = frame
        self.schema: Mapping[str, Any] = dict(frame.collect_schema())
        taken = [name for name in self.schema if name.startswith(OURS)]
        if taken:
            raise unusable(
                f"kolommen waarvan de naam begint met {OURS} zijn voor routekaart zelf; geef ze een andere naam",
                f"columns whose name begins with {OURS} are for routekaart itself; rename them",
                *taken,
            )
        self._made = 0
        self._there: list[str] = []
        self._eager = isinstance(frame, nw.DataFrame)

    @property
    def days_are_numbers(self) -> bool:
        """Whether the engine casts between dates and day numbers."""
        return self.frame.implementation in _DAYS_ARE_NUMBERS

    @property
    def names_are_enums(self) -> bool:
        """Whether the engine has enums."""
        return self.frame.implementation is nw.Implementation.POLARS

    def nowhere(self, found: nw.Expr) -> bool:
        """Whether a condition is known to hold in no row; always False for a lazy table."""
        return isinstance(self.frame, nw.DataFrame) and not self.frame.select(found.any())[0, 0]

    def blank(self) -> nw.Expr | None:
        """True in rows with nothing but spaces, which are not students. None when there are surely no such rows."""
        texts = [name for name, dtype in self.schema.items() if is_text(dtype)]
        others = [nw.col(name).is_null() for name in self.schema if name not in texts]
        if not self.schema:
            return None
        blank = self.put(reduce(and_, others, nw.lit(value=True)))
        for name in texts:
            if self.nowhere(blank):
                return None
            # Stripping is slow, so only where the earlier columns are empty.
            word = nw.when(blank).then(nw.col(name).cast(nw.String)).str.strip_chars(SPACES)
            blank = self.put(blank & (nw.col(name).is_null() | (word == "").fill_null(value=False)))
        return None if self.nowhere(blank) else blank

    def put(self, column: nw.Expr) -> nw.Expr:
        """Adds a temporary column."""
        return self.put_all([column])[0]

    def put_all(self, columns: Iterable[nw.Expr]) -> list[nw.Expr]:
        """Adds temporary columns, computed together."""
        named = {}
        for column in columns:
            self._made += 1
            named[f"{OURS}{self._made}"] = column
        if named:
            self.frame = self.frame.with_columns(**named)
            self._there += named
        return [nw.col(name) for name in named]

    def kept(self, made: Callable[[], nw.Expr | None]) -> nw.Expr | None:
        """Adds the column that `made` returns, and drops the temporary columns that were added to make it."""
        before = len(self._there)
        column = made()
        if column is not None:
            column = self.put(column)
        gone = self._there[before : len(self._there) - (column is not None)]
        if gone:
            self.frame = self.frame.drop(*gone)
            self._there = [name for name in self._there if name not in set(gone)]
        return column

    def later(self) -> None:
        """Makes the table lazy where the engine can, which is faster for much work."""
        if self._eager and self.frame.implementation is nw.Implementation.POLARS:
            self.frame = self.frame.lazy()

    def finished(self, columns: Mapping[str, nw.Expr]) -> Frame:
        """The table of the caller with these columns added."""
        done = self.frame.with_columns(**columns).drop(*self._there)
        return done.collect(engine="streaming") if self._eager and isinstance(done, nw.LazyFrame) else done
