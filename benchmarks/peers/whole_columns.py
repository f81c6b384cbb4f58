"""A step for a whole column of students, by hand and three-valued: in polars and in numpy."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

ADAPTED = ("mogelijk", "ja")
TARGETS: Mapping[str, tuple[str, ...]] = {
    "P9": ("P5", "P4", "P10", "P9"),
    "P11": ("P15", "P13", "P14", "P12"),
    "P15": ("P16", "P17"),
}
"""The targets of the conditions below, in their order."""


def by_polars(step: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A small number for each student by a lazy expression, and the names of the targets only then."""
    names = TARGETS[step]
    chain: Any = pl
    for number, condition in enumerate(_OF_POLARS[step]()):
        chain = chain.when(condition).then(pl.lit(number, pl.UInt8))
    return frame.lazy().with_columns(target=chain.otherwise(None).cat.to(pl.Enum(names))).collect()


def in_sql(step: str) -> str:
    """The target of each student as a CASE of SQL."""
    chosen = (f"WHEN {one} THEN '{name}'" for one, name in zip(_IN_SQL[step], TARGETS[step], strict=True))
    return f"CASE {' '.join(chosen)} END AS target"


def by_numpy(step: str, columns: Mapping[str, Any]) -> Any:
    """The number of the target of each student, -1 where there is none that is sure."""
    conditions = _OF_NUMPY[step](columns)
    return np.select(conditions, [np.int8(number) for number in range(len(conditions))], np.int8(-1))


def coded(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The facts of students as numbers for numpy: of a choice its place in ADAPTED from 1, or 0; unknown is -1."""
    places: dict[str | None, int] = {None: -1, "nee": 0}
    places.update((name, place) for place, name in enumerate(ADAPTED, start=1))
    columns: dict[str, Any] = {}
    for name in rows[0]:
        values = [places[row[name]] if isinstance(row[name], str | None) else int(row[name]) for row in rows]
        columns[name] = np.array(values, np.int8)
    return columns


def _polars_p9() -> list[pl.Expr]:
    works, adapted, searched = pl.col("heeft_werkplek"), pl.col("werkplekaanpassing_nodig"), pl.col("zoekduur")
    wages = pl.col("recht_op_loonkostensubsidie")
    return [
        works & (adapted | wages.is_in(ADAPTED)),
        works & ~adapted & (wages == "nee"),
        ~works & (searched >= 3),
        ~works & (searched < 3),
    ]


def _polars_p11() -> list[pl.Expr]:
    age, qualified, exempt = pl.col("leeftijd"), pl.col("startkwalificatie"), pl.col("vrijstelling_kwalificatieplicht")
    adult, minor = age >= 18, age < 18
    return [adult & qualified, adult & ~qualified, minor & (qualified | exempt), minor & ~qualified & ~exempt]


def _polars_p15() -> list[pl.Expr]:
    return [pl.col("leeftijd") < 23, pl.col("leeftijd") >= 23]


def _numpy_p9(of: Mapping[str, Any]) -> list[Any]:
    works, adapted, searched = of["heeft_werkplek"], of["werkplekaanpassing_nodig"], of["zoekduur"]
    wages = of["recht_op_loonkostensubsidie"]
    return [
        (works == 1) & ((adapted == 1) | (wages > 0)),
        (works == 1) & (adapted == 0) & (wages == 0),
        (works == 0) & (searched >= 3),
        (works == 0) & (searched >= 0) & (searched < 3),
    ]


def _numpy_p11(of: Mapping[str, Any]) -> list[Any]:
    age, qualified, exempt = of["leeftijd"], of["startkwalificatie"], of["vrijstelling_kwalificatieplicht"]
    adult, minor = age >= 18, (age >= 0) & (age < 18)
    return [
        adult & (qualified == 1),
        adult & (qualified == 0),
        minor & ((qualified == 1) | (exempt == 1)),
        minor & (qualified == 0) & (exempt == 0),
    ]


def _numpy_p15(of: Mapping[str, Any]) -> list[Any]:
    return [(of["leeftijd"] >= 0) & (of["leeftijd"] < 23), of["leeftijd"] >= 23]


_OF_POLARS: Mapping[str, Callable[[], list[pl.Expr]]] = {"P9": _polars_p9, "P11": _polars_p11, "P15": _polars_p15}
_OF_NUMPY: Mapping[str, Callable[[Mapping[str, Any]], list[Any]]] = {
    "P9": _numpy_p9,
    "P11": _numpy_p11,
    "P15": _numpy_p15,
}

_IN_SQL: Mapping[str, tuple[str, ...]] = {
    "P9": (
        "heeft_werkplek AND (werkplekaanpassing_nodig OR recht_op_loonkostensubsidie IN ('mogelijk', 'ja'))",
        "heeft_werkplek AND NOT werkplekaanpassing_nodig AND recht_op_loonkostensubsidie = 'nee'",
        "NOT heeft_werkplek AND zoekduur >= 3",
        "NOT heeft_werkplek AND zoekduur < 3",
    ),
    "P11": (
        "leeftijd >= 18 AND startkwalificatie",
        "leeftijd >= 18 AND NOT startkwalificatie",
        "leeftijd < 18 AND (startkwalificatie OR vrijstelling_kwalificatieplicht)",
        "leeftijd < 18 AND NOT startkwalificatie AND NOT vrijstelling_kwalificatieplicht",
    ),
    "P15": ("leeftijd < 23", "leeftijd >= 23"),
}
