"""Decisions by the route itself, once for each distinct row.

The fallback where no diagram is possible: a step with very many facts, or a derived fact that changes with time. The
answers are the same; the cost grows with the number of distinct rows.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import narwhals as nw
from narwhals.exceptions import NarwhalsError

from routekaart.cohorts.unusable import unusable
from routekaart.cohorts.working_table import OURS, Frame, WorkingTable, is_written
from routekaart.foundation.language import grouped

MOST_DISTINCT = 200_000
"""The most distinct rows; more would take too long."""
_KEY = f"{OURS}row"


def by_distinct_row(
    table: WorkingTable,
    columns: Sequence[str],
    decide: Callable[[Mapping[str, object]], Mapping[str, Any]],
    types: Mapping[str, Any],
) -> dict[str, nw.Expr]:
    """A column for each answer, decided once for rows that are equal in some columns.

    Args:
        columns: the columns that are compared.
        decide: gives the answers for one row, by name.
        types: the answers that are wanted, with the types of their columns.

    Raises:
        CohortError: there are more than `MOST_DISTINCT` distinct rows, or a lazy table cannot be read.
    """
    key = table.put(nw.concat_str(*(_marked(name, table.schema[name]) for name in columns)) if columns else nw.lit(""))
    distinct = _distinct(table, columns, key)
    answers = {row: decide(dict(zip(columns, values, strict=True))) for *values, row in distinct.iter_rows()}
    if not answers:
        return {name: nw.lit(None, dtype=dtype) for name, dtype in types.items()}
    return {
        name: table.put(
            key.replace_strict(list(answers), [one[name] for one in answers.values()], default=None, return_dtype=dtype)
        )
        for name, dtype in types.items()
    }


def _distinct(table: WorkingTable, columns: Sequence[str], key: nw.Expr) -> "nw.DataFrame[Any]":
    found = _collected(table.frame.select(*map(nw.col, columns), **{_KEY: key}).unique(subset=[_KEY]))
    if found is None:
        raise unusable(
            "de tabel is niet te lezen; van een CSV-bestand wordt UTF-8 verwacht, en in elke rij evenveel kolommen",
            "the table cannot be read; of a CSV file UTF-8 is expected, and as many columns in each row",
            "frame",
        )
    if len(found) > MOST_DISTINCT:
        raise unusable(
            f"dit gaat niet in een keer voor alle rijen, en er zijn meer dan {grouped(MOST_DISTINCT).nl} "
            "verschillende; deel de tabel op, laat kolommen weg die uit andere volgen, of geef changes=False",
            f"this cannot be done for all rows at once, and more than {grouped(MOST_DISTINCT).en} of them differ; "
            "divide the table, leave out columns that follow from others, or pass changes=False",
            "frame",
        )
    return found.select(*columns, _KEY)


def _collected(frame: Frame) -> "nw.DataFrame[Any] | None":
    """The rows of a table; None for a lazy one that cannot be read. The error is dropped: it may quote the table."""
    if isinstance(frame, nw.DataFrame):
        return frame
    try:
        return frame.collect()
    except NarwhalsError:
        return None


def _marked(name: str, dtype: Any) -> nw.Expr:
    """A text for a value. Different values have different texts, also when several texts are concatenated."""
    if not is_written(dtype):
        # No fact has a value of such a type: all such values are refused, with the same message.
        return nw.when(nw.col(name).is_null()).then(nw.lit("-")).otherwise(nw.lit("x"))
    text = nw.col(name).cast(nw.String)
    marked = nw.concat_str(text.str.len_chars().cast(nw.String), nw.lit(":"), text)
    return nw.when(text.is_null()).then(nw.lit("-")).otherwise(marked)
