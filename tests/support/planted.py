"""Students with values that stand nowhere else, so that they are known again wherever they are met."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import routekaart
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import FactTest
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.step import Step
from routekaart.route import Route
from support.strategies import relevant_facts

ON = date(2026, 3, 10)
"""The reference date: no limit of a route counts from it to a planted day or its anniversary."""
WORD = "Zonnevanckdorp"
_DAY = 17
DATES = {
    "geboortedatum": (date(2008, 11, _DAY), date(2003, 6, _DAY), date(1999, 11, _DAY), date(2011, 4, _DAY)),
    "uitschrijfdatum": (date(2025, 10, _DAY), date(2023, 11, _DAY)),
    "datum_warme_overdracht": (date(2025, 12, _DAY), date(2026, 2, _DAY)),
    "zoekperiode_gestart_op": (date(2026, 1, _DAY), date(2025, 10, _DAY)),
    "startdatum_opleiding": (date(2025, 11, _DAY), date(2026, 2, _DAY)),
    "verwachte_einddatum_opleiding": (date(2027, 6, _DAY), date(2026, 6, _DAY)),
    "datum_afronding_opleiding": (date(2025, 7, _DAY), date(2024, 10, _DAY)),
    "einde_trajectduur": (date(2026, 7, _DAY), date(2025, 10, _DAY)),
}
_WAYS_TO_WRITE = ("date", "text", "spaces", "datetime", "month", "year and month", "stretch")


def route_with_a_text(name: str) -> Route:
    """A real route in which the municipality is a text that people type, as it may be in other routes."""
    route = routekaart.load(name)
    typed = FactType("gemeente", "text", "gemeente")
    facts = {**route.facts, "gemeente": typed}
    if "binnen_regio" in facts:
        derivation = FactTest("gemeente", "one_of", ("Alkmaar", "Heiloo"))
        facts["binnen_regio"] = replace(facts["binnen_regio"], derivation=derivation)
    return replace(route, facts=frozen(facts))


def students(route: Route, step: Step, count: int) -> Iterator[dict[str, object]]:
    """Students with planted dates and texts among the facts that the step asks for, written in every way in turn."""
    chance = random.Random(f"{route.id} {step.id}")
    names = list(dict.fromkeys((*relevant_facts(route, step), *DATES, "gemeente")))
    for number in range(count):
        way = _WAYS_TO_WRITE[number % len(_WAYS_TO_WRITE)]
        asked = [name for name in names if name in route.facts and chance.random() < _share(route, name)]
        facts = {name: value for name in asked if (value := _value(route, name, way, chance)) is not None}
        if number % 3 == 0 and "leeftijd" in facts:
            del facts["leeftijd"]
        yield facts


def _share(route: Route, name: str) -> float:
    """How many of the students tell a fact: what follows from a date is mostly left to the date."""
    return 0.5 if name in DATES else 0.7 if route.facts[name].derivation is None else 0.2


def refused(facts: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """The same students with something that cannot be used: in a date, in an option, in a number, in an age."""
    yield {**facts, "geboortedatum": f"17 november 2008 te {WORD}"}
    yield {**facts, "geboortedatum": f"2008-11-{_DAY}T00:00:00"}
    yield {**facts, "startkwalificatie": f"ja, in {WORD}"}
    yield {**facts, "leeftijd": f"17, {WORD}"}
    yield {**facts, "geboortedatum": date(2008, 11, _DAY), "leeftijd": 40}
    yield {**facts, f"naam in {WORD}": f"Jansen, {WORD}"}


def _value(route: Route, name: str, way: str, chance: random.Random) -> object:
    fact = route.facts[name]
    if name in DATES:
        return written(chance.choice(DATES[name]), way)
    match fact.kind:
        case "yes_no":
            return chance.choice((True, False, "ja", "nee"))
        case "choice":
            return chance.choice(fact.options)
        case "text":
            # Not a constant: a text of its own for each student.
            return " ".join((WORD, str(chance.randrange(10**6))))
        case _ if isinstance(fact.derivation, Elapsed) and fact.derivation.unit == "days":
            # As good as a date.
            return (ON - date(2025, 11, _DAY)).days
        case _:
            return None


def written(day: date, way: str) -> object:
    """A date as an application may give it."""
    month = day.strftime("%Y-%m")
    return {
        "date": day,
        "text": day.isoformat(),
        "spaces": f" {day.isoformat()} ",
        "datetime": datetime.combine(day, datetime.min.time()),
        "month": month,
        "year and month": f"{month}-00",
        "stretch": "/".join(map(str, _stretch(day))),
    }[way]


def is_planted(told: Iterable[date]) -> Callable[[object], bool]:
    """Tells a planted value from others, and a day that follows from one: a birthday, an end of a stretch, one `told`.

    The days beside it too: they are the borders of cells.
    """
    planted = {day for days in DATES.values() for day in days}
    birthdays = {day.replace(year=year) for day in planted for year in range(1990, 2050)}
    ends = {end for day in planted for end in _stretch(day)}
    ends.update(day.replace(day=1) for day in DATES["geboortedatum"])
    around = {day + timedelta(days=beside) for day in birthdays.union(ends, told) for beside in (-1, 0, 1)}
    # Other months stand in the pages of checks.
    months = (f"{day:%Y-%m}" for day in DATES["geboortedatum"])
    texts = (WORD, *(day.isoformat() for day in planted.union(ends, told)), *months)

    def tells(found: object) -> bool:
        if isinstance(found, str):
            return any(text in found for text in texts)
        return isinstance(found, date) and date(found.year, found.month, found.day) in around

    return tells


def _stretch(day: date) -> tuple[date, date]:
    """The first and the last day that a day may be."""
    return day - timedelta(days=12), day + timedelta(days=6)
