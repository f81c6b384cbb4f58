"""The table that is worked on: columns of our own are put beside those of the caller, and taken away at the end."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import and_
from typing import Any, TypeAlias

import narwhals as nw

from routekaart.cohorts.spelling import SPACES
from routekaart.cohorts.unusable import CohortError
from routekaart.foundation.language import Text

Frame: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"
OURS = "_routekaart_"
"""What the name of each column of our own begins with."""

_DAYS_ARE_NUMBERS = frozenset({nw.Implementation.POLARS, nw.Implementation.PYARROW})


_TEXTS = (nw.String, nw.Categorical, nw.Enum)
_NOT_WRITTEN = (nw.List, nw.Array, nw.Struct, nw.Binary, nw.Duration, nw.Object)


def is_written(dtype: Any) -> bool:
    """Whether every engine can write the values of a type as text; no fact and no step has a value of another type."""
    return not any(dtype == one for one in _NOT_WRITTEN)


def is_text(dtype: Any) -> bool:
    """Whether the values of a type are texts."""
    return any(dtype == one for one in _TEXTS)


class WorkingTable:
    """A table with columns that are put beside it. What is put is worked out once, however often it is asked for."""

    def __init__(self, frame: Frame) -> None:
        """A table to work on.

        Raises:
            CohortError: it has a column with a name of our own.
        """
        self.frame = frame
        self.schema: Mapping[str, Any] = dict(frame.collect_schema())
        taken = [name for name in self.schema if name.startswith(OURS)]
        if taken:
            raise CohortError(
                Text(
                    f"kolommen waarvan de naam begint met {OURS} zijn voor routekaart zelf; geef ze een andere naam",
                    f"columns whose name begins with {OURS} are for routekaart itself; rename them",
                )
            )
        self._made = 0
        self._there: list[str] = []
        self._eager = isinstance(frame, nw.DataFrame)

    @property
    def days_are_numbers(self) -> bool:
        """Whether a date can be taken as a number of days, and the other way round, without counting."""
        return self.frame.implementation in _DAYS_ARE_NUMBERS

    @property
    def names_are_enums(self) -> bool:
        """Whether a column of few names can be made as such."""
        return self.frame.implementation is nw.Implementation.POLARS

    def nowhere(self, found: nw.Expr) -> bool:
        """Whether something is known to hold in no row; never known of a table that is read when it is asked for."""
        return isinstance(self.frame, nw.DataFrame) and not self.frame.select(found.any())[0, 0]

    def blank(self) -> nw.Expr | None:
        """The rows in which no column holds anything but spaces: those are nobody. None when there are surely none."""
        texts = [name for name, dtype in self.schema.items() if is_text(dtype)]
        others = [nw.col(name).is_null() for name in self.schema if name not in texts]
        if not self.schema:
            return None
        blank = self.put(reduce(and_, others, nw.lit(value=True)))
        for name in texts:
            if self.nowhere(blank):
                return None
            # Spaces are looked for only where all before is empty: to take them away takes long.
            word = nw.when(blank).then(nw.col(name).cast(nw.String)).str.strip_chars(SPACES)
            blank = self.put(blank & (nw.col(name).is_null() | (word == "").fill_null(value=False)))
        return None if self.nowhere(blank) else blank

    def put(self, column: nw.Expr) -> nw.Expr:
        """A column beside the table."""
        return self.put_all([column])[0]

    def put_all(self, columns: Iterable[nw.Expr]) -> list[nw.Expr]:
        """Columns beside the table, worked out together."""
        named = {}
        for column in columns:
            self._made += 1
            named[f"{OURS}{self._made}"] = column
        if named:
            self.frame = self.frame.with_columns(**named)
            self._there += named
        return [nw.col(name) for name in named]

    def kept(self, made: Callable[[], nw.Expr | None]) -> nw.Expr | None:
        """One column that is made; what is put beside the table on the way to it is taken away again."""
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
        """From now on nothing is worked out before the end, where the engine can wait: that is faster for much work."""
        if self._eager and self.frame.implementation is nw.Implementation.POLARS:
            self.frame = self.frame.lazy()

    def finished(self, columns: Mapping[str, nw.Expr]) -> Frame:
        """The table of the caller with these columns at the end of it."""
        done = self.frame.with_columns(**columns).drop(*self._there)
        return done.collect(engine="streaming") if self._eager and isinstance(done, nw.LazyFrame) else done
