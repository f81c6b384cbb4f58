"""Values of facts: how a given value is read, compared and written.

Nothing here knows a route or a file. A value that cannot be read raises `ValueRefused`, whose words can be shown to a
person; it never carries the value itself, because facts about students are personal data.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Context, Decimal
from typing import TypeAlias
from unicodedata import normalize

from routekaart.foundation.arguments import is_writable
from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.foundation.foreign import as_python, iso_day
from routekaart.foundation.language import Text, counted, enumerate_text, grouped
from routekaart.foundation.suggest import nearest
from routekaart.model.condition import Value
from routekaart.model.fact_types import LARGEST, FactType, Shifted, as_compared
from routekaart.model.refusal_words import REFUSALS, refusal

WrittenValue: TypeAlias = bool | int | float | str
"""The value of a fact in the types of JSON: a date as text, a number with decimals as a float."""

LONGEST = 1_000
"""The most characters that a text may have: a fact is a name or a word, not a report."""
FALLS_APART = (
    "\u0344\u0958-\u095f\u09dc\u09dd\u09df\u0a33\u0a36\u0a59-\u0a5b\u0a5e\u0b5c\u0b5d\u0f43\u0f4d\u0f52\u0f57\u0f5c\u0f69\u0f73"
    "\u0f75\u0f76\u0f78\u0f81\u0f93\u0f9d\u0fa2\u0fa7\u0fac\u0fb9\u2adc\ufb1d\ufb1f\ufb2a-\ufb36\ufb38-\ufb3c\ufb3e\ufb40\ufb41\ufb43\ufb44"
    "\ufb46-\ufb4e\U0001d15e-\U0001d164\U0001d1bb-\U0001d1c0"
)
"""The characters that NFC expands to two or three, as part of a regular expression. Each counts as three."""

YES = frozenset({"ja", "true", "yes"})
NO = frozenset({"nee", "false", "no"})
"""The words for a yes_no fact; case is ignored."""
_FROM_TO = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", re.ASCII)
_PART_OF_A_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2}))?(-00)?", re.ASCII)
_MONTHS = 12
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,18})?", re.ASCII)
_FALLS_APART = re.compile(f"[{FALLS_APART}]")
_EXACTLY = Context(prec=100)
"""Used for reading, so that a decimal context set by the application never rounds a number."""

A_DAY = REFUSALS["date"]


@dataclass(frozen=True, slots=True)
class PartlyKnown:
    """A date that is not known exactly: one of the days from `first` to `last`.

    `str` writes it as the year, the month, or both days; `repr` shows nothing, because it is personal data.
    """

    first: date = field(repr=False)
    last: date = field(repr=False)

    def __str__(self) -> str:
        if self == _whole(self.first.year):
            return f"{self.first.year}"
        if self == _whole(self.first.year, self.first.month):
            return f"{self.first.year}-{self.first.month:02}"
        return f"{self.first}/{self.last}"


class ValueRefused(ValueError):
    """The given value is not a value of the fact.

    Attributes:
        accepted: what is accepted instead, in both languages.
        nearest: the option that was probably meant; None if there is none.
    """

    def __init__(self, accepted: Text, nearest: str | None = None) -> None:
        super().__init__(accepted.nl)
        self.accepted = accepted
        self.nearest = nearest


def plain_number(number: Decimal) -> int | Decimal:
    """The number, as an int if it is whole."""
    return int(number) if number == int(number) else number


def accepted_values(fact: FactType) -> Text:
    """The values that a fact accepts, in words."""
    match fact.kind:
        case "yes_no":
            return refusal("yes_no")
        case "choice":
            return refusal("choice", options=enumerate_text(fact.options))
        case "date":
            return Text(
                f"een datum als 2009-03-01, van {EARLIEST} tot en met {LATEST}",
                f"a date such as 2009-03-01, from {EARLIEST} to {LATEST}",
            )
        case "text":
            return refusal("text", longest=grouped(LONGEST))
        case "number":
            return _accepted_numbers(fact)


def _accepted_numbers(fact: FactType) -> Text:
    nl, en = ("een heel getal", "a whole number")
    if fact.decimals:
        most = counted(fact.decimals, Text("decimaal", "decimal"), Text("decimalen", "decimals"))
        nl, en = f"een getal met een punt en hooguit {most.nl}", f"a number with a point and at most {most.en}"
    if fact.minimum is not None and fact.maximum is not None:
        return Text(f"{nl} van {fact.minimum} tot en met {fact.maximum}", f"{en} from {fact.minimum} to {fact.maximum}")
    if fact.minimum is not None:
        return Text(f"{nl} vanaf {fact.minimum}", f"{en} from {fact.minimum}")
    if fact.maximum is not None:
        return Text(f"{nl} tot en met {fact.maximum}", f"{en} up to {fact.maximum}")
    return Text(nl, en)


def read_value(fact: FactType, given: object) -> Value:
    """The value of `fact` that `given` stands for, whether typed or written as text.

    Raises:
        ValueRefused: `given` is not one of the fact's values.
    """
    given = as_python(given)
    if isinstance(given, str):
        if fact.kind == "text" and is_too_long(given):
            raise ValueRefused(accepted_values(fact))
        if not given.isascii():
            # Letters with combining accents are composed, as in the route file.
            given = normalize("NFC", given)
    match fact.kind:
        case "yes_no":
            return _read_yes_no(fact, given)
        case "choice":
            return _read_choice(fact, given)
        case "number":
            return _read_number(fact, given)
        case "date":
            # A shifted date may lie outside the calendar; it is checked against the date that it follows from.
            return read_date(given, anywhere=isinstance(fact.derivation, Shifted))
        case "text":
            if not isinstance(given, str) or not given.strip() or not is_writable(given):
                raise ValueRefused(accepted_values(fact))
            return " ".join(given.split())


def is_too_long(text: str) -> bool:
    """Whether a text is longer than a text fact may be, before or after it is normalised."""
    return len(text) > LONGEST or (not text.isascii() and len(text) + 2 * len(_FALLS_APART.findall(text)) > LONGEST)


def _read_yes_no(fact: FactType, given: object) -> bool:
    if isinstance(given, bool):
        return given
    if isinstance(given, str):
        word = given.strip().casefold()
        if word in YES:
            return True
        if word in NO:
            return False
    raise ValueRefused(accepted_values(fact))


def _read_choice(fact: FactType, given: object) -> str:
    if isinstance(given, str):
        word = given.strip()
        option = word if word in fact.options else fact.option_of.get(as_compared(word))
        if option is not None:
            return option
        raise ValueRefused(accepted_values(fact), _option_meant(fact, word))
    # `ja` and `nee` are options like any other, so a boolean can stand for them.
    word = {True: "ja", False: "nee"}.get(given, "") if isinstance(given, bool) else ""
    if word in fact.options:
        return word
    raise ValueRefused(accepted_values(fact))


def _option_meant(fact: FactType, word: str) -> str | None:
    """The option whose name, title or other spelling looks most like a word; None if none does, or it is a code."""
    if sum(map(str.isdigit, word)) > sum(map(str.isalpha, word)):
        # Another code is another place, so a code that looks like it is no help.
        return None
    called = {**fact.option_of, **{title: option for option, title in fact.option_titles.items()}}
    called |= {option: option for option in fact.options}
    found = nearest(word, called)
    return None if found is None else called[found]


def _read_number(fact: FactType, given: object) -> int | Decimal:
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal | str):
        raise ValueRefused(accepted_values(fact))
    # Python refuses to convert very large integers to text.
    if isinstance(given, int) and abs(given) >= LARGEST:
        raise ValueRefused(accepted_values(fact))
    written = str(given).strip()
    if isinstance(given, str) and not _NUMBER.fullmatch(written):
        raise ValueRefused(accepted_values(fact))
    number = Decimal(written)
    if not number.is_finite() or not -LARGEST < number < LARGEST:
        raise ValueRefused(accepted_values(fact))
    if number != number.quantize(Decimal(1).scaleb(-fact.decimals), context=_EXACTLY):
        raise ValueRefused(accepted_values(fact))
    if (fact.minimum is not None and number < fact.minimum) or (fact.maximum is not None and number > fact.maximum):
        raise ValueRefused(accepted_values(fact))
    return int(number) if number == int(number) else number.normalize(_EXACTLY)


def read_partly_known(fact: FactType, given: object) -> PartlyKnown | None:
    """The days of a partly known date: a year (`2009`, `2009-00-00`), a month (`2009-03`, `2009-03-00`) or an interval.

    None if `given` is something else. The zeros are the notation of the population register (BRP) for a birth date
    that is partly unknown. An interval (`2008-09-02/2009-09-01`) has both ends included, as in ISO 8601.
    """
    if not isinstance(given, str) or fact.kind != "date" or fact.derivation is not None:
        return None
    given = str.__str__(given)
    if _FROM_TO.fullmatch(given.strip()):
        days = [_day(text) for text in given.strip().split("/")]
        return _between(*days)
    match = _PART_OF_A_DATE.fullmatch(given.strip())
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"] or 0)
    if not EARLIEST.year <= year <= LATEST.year or month > _MONTHS:
        return None
    return _whole(year, month)


def _whole(year: int, month: int = 0) -> PartlyKnown:
    """The days of a year, or of a month in it."""
    # Imported here because few facts are partly known, and loading a route starts faster without it.
    from calendar import monthrange

    if not month:
        return PartlyKnown(date(year, 1, 1), date(year, _MONTHS, 31))
    return PartlyKnown(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _between(first: date | None, last: date | None) -> PartlyKnown | None:
    """The days from `first` to `last`; None if those are not days of the calendar in this order."""
    if first is None or last is None or not EARLIEST <= first <= last <= LATEST:
        return None
    return PartlyKnown(first, last)


def read_date(given: object, *, anywhere: bool = False) -> date:
    """The day of a `date`, a `datetime` at midnight without a time zone, or text such as 2009-03-01.

    Raises:
        ValueRefused: it is not a day, or (unless `anywhere`) it lies outside the years 1850 to 2199.
    """
    day = day_in(given, anywhere=anywhere)
    if day is None:
        raise ValueRefused(A_DAY)
    return day


def day_in(given: object, *, anywhere: bool = False) -> date | None:
    """The same as `read_date`; None instead of an error."""
    day = _day(as_python(given))
    return day if day is not None and (anywhere or EARLIEST <= day <= LATEST) else None


def _day(given: object) -> date | None:
    if type(given) is datetime:
        return given.date() if given.time() == time() and given.tzinfo is None else None
    if type(given) is date:
        return given
    return iso_day(given.strip()) if isinstance(given, str) and _ISO_DATE.fullmatch(given.strip()) else None


def write_value(value: Value) -> str:
    """A value as a route file writes it: `ja`, `17`, `2009-03-01`."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, date) else str(value)


def plain_value(value: Value) -> WrittenValue:
    """A value in the types of JSON."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def same_text(left: str, right: str) -> bool:
    """Whether two texts are equal, ignoring case and extra spaces."""
    return as_compared(left) == as_compared(right)
