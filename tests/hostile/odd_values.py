"""Values of every kind that a caller may hand over by mistake, or to see what breaks."""

import enum
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pandas as pd


class Broken(Exception):
    """What an object of a caller raises; when it comes out of the library, something was asked of that object."""


def _break(*_: object) -> NoReturn:
    raise Broken


class Raising:
    """Everything that is asked of it raises."""

    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = _break
    __str__ = __repr__ = __format__ = __bool__ = __len__ = __iter__ = __getitem__ = __contains__ = _break
    __int__ = __float__ = __index__ = __add__ = __radd__ = __abs__ = __call__ = __fspath__ = _break

    def __hash__(self) -> int:
        raise Broken


class Lying:
    """It is equal to everything, and says nonsense of itself."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash("P1")

    def __str__(self) -> Any:
        return 3  # noqa: PLE0307

    def __bool__(self) -> Any:
        return "ja"  # noqa: PLE0304

    __repr__ = __str__
    __len__ = __bool__


class HostileText(str):
    __eq__ = __ne__ = __str__ = __repr__ = __format__ = __len__ = __contains__ = __iter__ = _break
    strip = casefold = lower = encode = isascii = split = isprintable = startswith = __getitem__ = _break  # type: ignore[assignment]

    def __hash__(self) -> int:
        raise Broken


class OwnText(str):
    """A subclass as applications have them."""


class HostileInt(int):
    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __str__ = __repr__ = __abs__ = __format__ = _break
    __sub__ = __rsub__ = __add__ = __radd__ = __index__ = __int__ = __bool__ = _break

    def __hash__(self) -> int:
        raise Broken


class HostileFloat(float):
    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __str__ = __repr__ = __abs__ = __int__ = __bool__ = _break

    def __hash__(self) -> int:
        raise Broken


class HostileDate(date):
    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __str__ = __repr__ = isoformat = __sub__ = __add__ = _break

    def __hash__(self) -> int:
        raise Broken


class HostileMapping(Mapping[Any, Any]):
    """A mapping with a name that cannot be looked up."""

    def __getitem__(self, name: object) -> object:
        return 1

    def __iter__(self) -> Iterator[object]:
        return iter([["a", "list"], HostileText("werk")])

    def __len__(self) -> int:
        return 2


class HostilePath(os.PathLike[str]):
    def __fspath__(self) -> str:
        raise Broken


class BytesPath(os.PathLike[bytes]):
    def __fspath__(self) -> bytes:
        return b"route.yaml"


class Word(enum.Enum):
    JA = "ja"


class TextWord(enum.StrEnum):
    JA = "ja"


def _in_itself() -> list[object]:
    found: list[object] = []
    found.append(found)
    return found


def _mapping_in_itself() -> dict[str, object]:
    found: dict[str, object] = {}
    found["log"] = found
    return found


def _deep() -> object:
    found: object = 1
    for _ in range(3000):
        found = {"a": found}
    return found


ODD: dict[str, Callable[[], object]] = {
    "None": lambda: None,
    "True": lambda: True,
    "False": lambda: False,
    "0": lambda: 0,
    "17": lambda: 17,
    "-1": lambda: -1,
    "10**5000": lambda: 10**5000,
    "1.5": lambda: 1.5,
    "nan": lambda: float("nan"),
    "inf": lambda: float("inf"),
    "Decimal": lambda: Decimal("1.5"),
    "Decimal nan": lambda: Decimal("sNaN"),
    "Fraction": lambda: Fraction(1, 3),
    "complex": lambda: complex(1, 1),
    "empty text": lambda: "",
    "spaces": lambda: " \t\n",
    "text": lambda: "iets anders",
    "long text": lambda: "x" * 20_000,
    "control characters": lambda: "a\x00b\x1b[31m\r\n",
    "lone surrogate": lambda: "a\ud800b",
    "own text": lambda: OwnText("P1"),
    "hostile text": lambda: HostileText("P1"),
    "bytes": lambda: b"P1",
    "bytearray": lambda: bytearray(b"P1"),
    "empty list": list,
    "list": lambda: ["P1", 2],
    "list in itself": _in_itself,
    "tuple": lambda: ("P1",),
    "empty dict": dict,
    "dict": lambda: {"iets": ["anders"]},
    "dict by number": lambda: {17: "ja", None: 3, ("a",): 4},
    "dict in itself": _mapping_in_itself,
    "deep dict": _deep,
    "hostile mapping": HostileMapping,
    "set": lambda: {1, "P1"},
    "generator": lambda: (letter for letter in "P1"),
    "range": lambda: range(3),
    "object": object,
    "raising": Raising,
    "lying": Lying,
    "hostile int": lambda: HostileInt(17),
    "hostile float": lambda: HostileFloat(17),
    "hostile date": lambda: HostileDate(2026, 3, 1),
    "date": lambda: date(1850, 1, 1),
    "last date": lambda: date.max,
    "datetime": lambda: datetime(2026, 3, 1, 12, 30),
    "datetime in a zone": lambda: datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=1))),
    "time": lambda: time(1),
    "timedelta": lambda: timedelta(days=1),
    "path": lambda: Path("weg.yaml"),
    "hostile path": HostilePath,
    "bytes path": BytesPath,
    "enum": lambda: Word.JA,
    "text enum": lambda: TextWord.JA,
    "class": lambda: Word,
    "exception": lambda: ValueError("P1"),
    "np.bool": lambda: np.bool_(True),
    "np.int64": lambda: np.int64(17),
    "np.float32": lambda: np.float32(17.1),
    "np.str": lambda: np.str_("P1"),
    "np.datetime64": lambda: np.datetime64("2026-03-01"),
    "np.datetime64 far away": lambda: np.datetime64("99999-03-01"),
    "np.datetime64 NaT": lambda: np.datetime64("NaT"),
    "array of one": lambda: np.array([17]),
    "array without axes": lambda: np.array("ja"),
    "array": lambda: np.array([[1, 2], [3, 4]]),
    "masked": lambda: np.ma.masked,
    "pd.Timestamp": lambda: pd.Timestamp("2026-03-01"),
    "pd.NaT": lambda: pd.NaT,
    "pd.NA": lambda: pd.NA,
    "Series": lambda: pd.Series({"werk": "ja"}),
    "DataFrame": lambda: pd.DataFrame({"werk": ["ja"]}),
}
"""A maker for each: some can be used only once."""
