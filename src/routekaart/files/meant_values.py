"""Recognises values in other notations: comparisons, numbers and days."""

import re
from dataclasses import dataclass
from datetime import date

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.foundation.language import Text
from routekaart.model.wording import MONTHS

_SIGNS = {
    ">=": "at_least",
    "≥": "at_least",
    "=>": "at_least",
    ">": "above",
    "<=": "at_most",
    "≤": "at_most",
    "=<": "at_most",
    "<": "below",
    "=": "is",
    "==": "is",
    "!=": "not",
    "<>": "not",
    "≠": "not",
}
_A_SIGN = r"(>=|<=|=>|=<|<>|!=|==|[<>=≥≤≠])"
_ALONE = re.compile(rf"\s*{_A_SIGN}\s*([\w.,$-]+)\s*")
_BETWEEN = re.compile(r"(\d{1,6}) ?(?:-|\u2013|t/m|tot en met|to) ?(\d{1,6})")
_SIGN_ALONE = re.compile(rf"\s*{_A_SIGN}\s*")
_WITH_FACT = re.compile(rf"\s*([a-z]\w*)\s*{_A_SIGN}\s*([\w.,$-]+)\s*")
_NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,4})?")
_WITH_COMMA = re.compile(r"[-+]?\d+,\d+")
_GROUPED = re.compile(r"([-+]?[1-9]\d{0,2})[.,](\d{3})")
_WITH_UNIT = re.compile(r"(?:€ ?)?([-+]?\d+(?:[.,]\d+)?) ?(%|€|[a-zà-ÿ]+\.?)?")
_MONTH_NUMBERS = {
    name.lower(): number
    for number, month in enumerate(MONTHS, 1)
    for name in (month.nl, month.en, month.nl[:3], month.en[:3])
} | {"mrt": 3, "sept": 9}
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/. ](\d{{1,2}})[-/. ](\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}")
_IN_WORDS = re.compile(r"(\d{1,2}) ?-? ?([a-z]+)\.? ?-? ?(\d{4})", re.IGNORECASE)
_THIS_CENTURY = 2000


def comparison_meant(text: str) -> dict[str, object] | None:
    """`{at_least: 18}` for `>= 18`; None for a text that is not a comparison."""
    found = _ALONE.fullmatch(text)
    return _comparison(found[1], found[2]) if found else None


def range_meant(text: str) -> dict[str, object] | None:
    """`{at_least: 16, at_most: 18}` for `16-18`; None for a text that is not a range of numbers."""
    found = _BETWEEN.fullmatch(text)
    return {"at_least": _number_in(found[1]), "at_most": _number_in(found[2])} if found else None


def operator_meant(text: str) -> str | None:
    """`at_least` for `>=`; None for a text that is not a comparison sign."""
    found = _SIGN_ALONE.fullmatch(text)
    return _SIGNS[found[1]] if found else None


def condition_meant(text: str) -> dict[str, object] | None:
    """`{leeftijd: {below: 18}}` for `leeftijd < 18`, and `{gesproken: ja}` for `gesproken = ja`; or None."""
    found = _WITH_FACT.fullmatch(text)
    if found is None:
        return None
    return {found[1]: _number_in(found[3]) if _SIGNS[found[2]] == "is" else _comparison(found[2], found[3])}


def _comparison(sign: str, value: str) -> dict[str, object]:
    return {_SIGNS[sign]: _number_in(value)}


def unlikely_decimals(text: str) -> tuple[str, str] | None:
    """The two numbers that `1.500` can be, as `both_numbers`; None for other texts.

    Decimals that end in 0 are seldom meant; `1.234` is taken as it is written.
    """
    return both_numbers(text) if "." in text and text.endswith("0") else None


def both_numbers(text: str) -> tuple[str, str] | None:
    """The decimal and the whole number that a text such as `1,500` can be: `1.5` and `1500`; None for other texts."""
    found = _GROUPED.fullmatch(text)
    if found is None:
        return None
    return f"{found[1]}.{found[2]}".rstrip("0").rstrip("."), f"{found[1]}{found[2]}"


def _number_in(text: str) -> object:
    """The number in a text, with a decimal comma or a point; the text itself if it is not a number, or can be two."""
    if not _NUMBER.fullmatch(text) or both_numbers(text):
        return text
    return float(text.replace(",", ".")) if "." in text or "," in text else int(text)


def number_meant(text: str) -> tuple[str, str] | None:
    """The number in a text and the unit behind it, such as `18` and `jaar`; a decimal comma becomes a point."""
    written = text.strip()
    found = _WITH_UNIT.fullmatch(written)
    if found is None or not (found[2] or _WITH_COMMA.fullmatch(written)):
        return None
    return found[1].replace(",", "."), found[2] or ""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as somebody wrote it; `day` is None when the calendar has no such day."""

    number: int
    month: int
    year: int
    day: date | None

    @property
    def words(self) -> Text:
        """The day in words, as in `31 februari 2026`."""
        month = MONTHS[self.month - 1]
        return Text(f"{self.number} {month.nl} {self.year}", f"{self.number} {month.en} {self.year}")


def day_meant(text: str) -> WrittenDay | None:
    """The day in a text, with the day before the month as in Dutch, or the year first; None for another text."""
    written = text.strip()
    if found := _YEAR_FIRST.fullmatch(written):
        year, month, number = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(written):
        number, month, year = (int(part) for part in found.groups())
    elif found := _IN_WORDS.fullmatch(written):
        number, month, year = int(found[1]), _MONTH_NUMBERS.get(found[2].lower(), 0), int(found[3])
    else:
        return None
    if _DAY_FIRST.fullmatch(written) and len(found[3]) == 2:
        year += _THIS_CENTURY
    if not 1 <= month <= 12 or not 1 <= number <= 31 or not EARLIEST.year <= year <= LATEST.year:
        return None
    try:
        return WrittenDay(number, month, year, date(year, month, number))
    except ValueError:
        return WrittenDay(number, month, year, None)
