"""What is told of a made-up student."""

from datetime import date, timedelta
from decimal import Decimal

from ..oracle.conditions import Student, Value
from ..oracle.days import moved
from ..oracle.route_file import Count, Fact, Route
from ..oracle.students import somebody_can_be, world
from .dice import Dice
from .routes import MOST, SPECIAL_DAYS, TEXTS, alike, some_day

Facts = dict[str, object]
"""What is told, as a person writes it or as Python has it."""


def reference_date(dice: Dice, route: Route) -> date:
    """A day, often one on which a limit changes, or the day before; mostly one on which somebody can exist."""
    for _ in range(5):
        on = some_day(dice)
        if route.starts() and dice.one_in(2):
            on = dice.pick(route.starts()) - timedelta(days=dice.number(0, 1))
        if somebody_can_be(route, on):
            break
    return on


def made_up_student(dice: Dice, route: Route, on: date) -> Student:
    """A value for each fact, told by chance or as it follows; mostly of somebody who can be."""
    there = world(route, on, [], route.facts)
    for _ in range(10):
        told = {name: _value(dice, route, fact, on) for name, fact in route.facts.items() if fact.derive is None}
        student = there.complete(told)
        if there.can_be(student):
            break
    return student


def told_of(
    dice: Dice, route: Route, student: Student, on: date, *, strange: bool = False, follows: bool = True
) -> Facts:
    """Some of the facts of a student, in some order, dates perhaps in part.

    Args:
        strange: one fact may be of somebody else, or no value at all.
        follows: also tell facts that follow from others.
    """
    names = [name for name in student if follows or route.facts[name].derive is None]
    names = [name for name in names if not dice.one_in(3)] if dice.one_in(2) else dice.some(names, max(1, len(names)))
    facts: Facts = {name: as_told(dice, route.facts[name], student[name]) for name in names}
    if strange and route.facts:
        other = dice.pick(list(route.facts))
        facts[other] = _strange(dice, route, route.facts[other], on)
    return facts


def as_told(dice: Dice, fact: Fact, value: Value) -> object:
    """A value as somebody tells it: as a value of Python, as text, or a date in part."""
    if isinstance(value, bool):
        return dice.pick((value, "ja" if value else "nee", "JA" if value else "No"))
    if isinstance(value, date):
        return _told_date(dice, fact, value)
    if isinstance(value, str):
        others = [text for text, option in fact.also if option == value]
        if others and dice.one_in(2):
            return alike(dice, others[0])
        return alike(dice, value) if fact.type == "text" else value
    whole = int(value) if value == int(value) else value
    return dice.pick((whole, value, str(whole)))


def _told_date(dice: Dice, fact: Fact, day: date) -> object:
    if fact.derive is not None or not dice.one_in(3):
        return dice.pick((day, day.isoformat()))
    first, last = day - timedelta(days=dice.number(0, 40)), day + timedelta(days=dice.number(1, 40))
    year, month = f"{day:%Y}", f"{day:%Y-%m}"
    return dice.pick((year, f"{year}-00-00", month, f"{month}-00", f"{first}/{last}"))


def _value(dice: Dice, route: Route, fact: Fact, on: date) -> Value:
    match fact.type:
        case "yes_no":
            return dice.one_in(2)
        case "choice":
            return dice.pick(fact.options)
        case "text":
            return dice.pick((*TEXTS, "Utrecht")).casefold()
        case "date":
            day = _day(dice, route, fact.name, on)
            return min(day, on) if fact.past else day
        case _:
            low = Decimal(-2) if fact.low is None else fact.low
            number = low + dice.number(0, 5) + (Decimal(dice.number(0, 9)) / 10 if fact.decimals else 0)
            return number if fact.high is None else min(number, fact.high)


def _day(dice: Dice, route: Route, name: str, on: date) -> date:
    """A day on which some count of it is at a limit, or any day."""
    counts = [one.derive for one in route.facts.values() if isinstance(one.derive, Count) and one.derive.day == name]
    if counts and dice.one_in(2):
        count = dice.pick(counts)
        amount = dice.number(0, 4 if dice.one_in(2) else MOST[count.unit])
        return moved(on, -amount if count.direction == "since" else amount, count.unit) + timedelta(
            days=dice.number(-1, 1)
        )
    return some_day(dice, on)


def _strange(dice: Dice, route: Route, fact: Fact, on: date) -> object:
    strange: dict[str, tuple[object, ...]] = {
        "yes_no": ("misschien", 2, "ja ja"),
        "choice": (*(one.upper() for one in fact.options), "iets", 1),
        "number": (99, -99, "0.05", "veel", True, None),
        "date": (
            "2025-02-30",
            "1849",
            "2300-01-01",
            on + timedelta(days=1),
            "2026-13",
            2025,
            f"{on}/{SPECIAL_DAYS[0]}",
        ),
        "text": (1, "", "Utrecht"),
    }
    value = dice.pick(strange[fact.type])
    return value if dice.one_in(2) or fact.derive is not None else as_told(dice, fact, _value(dice, route, fact, on))
