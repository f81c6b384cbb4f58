"""Rows by their kinds: each different row is decided about once, by the route itself.

This is for what no diagram can hold: a step with so many facts, or a fact that follows from others and that time can
change. It costs as much as there are kinds, and says the same.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals as nw
from narwhals.exceptions import NarwhalsError

from routekaart.cohorts.unusable import CohortError
from routekaart.cohorts.working_table import Frame, WorkingTable, is_written
from routekaart.foundation.language import Text, grouped

MOST_KINDS = 200_000
"""Rows of which no two are alike; beyond it the answer would take longer than anybody waits for."""


def told_by_kind(
    table: WorkingTable,
    columns: Sequence[str],
    tell: Callable[[Mapping[str, object]], Mapping[str, Any]],
    types: Mapping[str, Any],
) -> dict[str, nw.Expr]:
    """What is told of each row, asked once for rows that are the same in some columns.

    Args:
        types: the answers that are told, with the types of their columns.

    Raises:
        CohortError: there are too many kinds of rows, or a table that is read when it is asked for cannot be read.
    """
    key = table.put(nw.concat_str(*(_marked(name, table.schema[name]) for name in columns)) if columns else nw.lit(""))
    kinds = _rows_in(table.frame.select(*map(nw.col, columns), kind=key).unique(subset=["kind"]))
    if kinds is None:
        raise CohortError(
            Text(
                "de tabel is niet te lezen; van een CSV-bestand wordt UTF-8 verwacht, en in elke rij evenveel kolommen",
                "the table cannot be read; of a CSV file UTF-8 is expected, and as many columns in each row",
            )
        )
    if len(kinds) > MOST_KINDS:
        raise CohortError(
            Text(
                f"dit gaat niet in een keer voor alle rijen, en er zijn meer dan {grouped(MOST_KINDS).nl} "
                "verschillende; deel de tabel op, laat kolommen weg die uit andere volgen, of geef changes=False",
                f"this cannot be done for all rows at once, and more than {grouped(MOST_KINDS).en} of them differ; "
                "divide the table, leave out columns that follow from others, or pass changes=False",
            )
        )
    keys: list[str] = []
    told: list[Mapping[str, Any]] = []
    for *values, kind in kinds.select(*columns, "kind").iter_rows():
        keys.append(kind)
        told.append(tell(dict(zip(columns, values, strict=True))))
    return {
        answer: table.put(key.replace_strict(keys, [one[answer] for one in told], default=None, return_dtype=dtype))
        if keys
        else nw.lit(None, dtype=dtype)
        for answer, dtype in types.items()
    }


def _rows_in(frame: Frame) -> "nw.DataFrame[Any] | None":
    """The rows of a table; None when it is read only now, and cannot be. What is said of that may quote the table."""
    if isinstance(frame, nw.DataFrame):
        return frame
    try:
        return frame.collect()
    except NarwhalsError:
        return None


def _marked(name: str, dtype: Any) -> nw.Expr:
    """A value as text that no other value has, also when more of them stand in a row."""
    if not is_written(dtype):
        # No fact has a value of such a type: all of them are refused, in the same words.
        return nw.when(nw.col(name).is_null()).then(nw.lit("-")).otherwise(nw.lit("x"))
    text = nw.col(name).cast(nw.String)
    marked = nw.concat_str(text.str.len_chars().cast(nw.String), nw.lit(":"), text)
    return nw.when(text.is_null()).then(nw.lit("-")).otherwise(marked)
