"""Nothing of a student stays behind after a call: no date, and no text. Whole numbers and cells may."""

import gc
import json
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import TypeVar, get_args

import polars as pl
import pytest
from support.planted import DATES, ON, WORD, is_planted, refused, route_with_a_text, students
from support.profiles import SLOW, sample
from support.reachable import modules, reachable
from support.strategies import REAL_ROUTES

import routekaart
from routekaart import Decision, FactError, Journey, JourneyError, ReferenceDateError, Route, maps
from routekaart.model.situation import UnknownFacts
from routekaart.model.step import Step

Answer = TypeVar("Answer")
STUDENTS = 8 if SLOW else 4
BORN = date(2008, 11, 17)
WITHOUT_LATER_DAYS = ("doorstroompunt",)
"""Where no decision changes by the passing of time."""


@pytest.fixture(autouse=True)
def quick_from_the_second_time_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routekaart.deciding.kept_by_cells._WORTH_WHILE", 2)


def dates_and_texts(route: Route) -> dict[int, date | str]:
    """Every date and text that can be reached from a route or from a module of ours, by identity."""
    gc.collect()
    return {id(one): one for one in reachable([route, *modules()]) if isinstance(one, date | str)}


def left_behind(route: Route, told: set[date], before: dict[int, date | str]) -> list[object]:
    """The planted values that can be reached now, and could not before: other tests have days of their own."""
    # What changes on these days, or on the day after, changes for everybody.
    told -= {day + timedelta(days=days) for day in (ON, *route.vocabulary.periods()) for days in (-1, 0, 1)}
    now = dates_and_texts(route)
    return list(filter(is_planted(told), (one for place, one in now.items() if place not in before)))


def if_accepted(ask: Callable[[], Answer]) -> Answer | None:
    """The answer; None when the facts are refused."""
    try:
        return ask()
    except (FactError, ReferenceDateError, JourneyError):
        return None


def ask_everything(route: Route, step: Step, facts: Mapping[str, object]) -> Iterator[date]:
    """Asks everything about a student at a step; the later days that are told of her."""
    for on in (ON, ON.isoformat(), None):
        for unknown in get_args(UnknownFacts):
            found = if_accepted(partial(route.decide, step.id, facts, on=on, unknown_facts=unknown))
            yield from days_told(found) if found else ()
        if_accepted(partial(route.duties, step.id, facts, on=on))
    if_accepted(partial(route.resolve, facts, on=ON))
    for change in if_accepted(partial(route.outlook, step.id, facts, on=ON)) or ():
        yield change.on
        yield from days_told(change.decision)
    for target in step.targets:
        reach = if_accepted(partial(route.reach, step.id, target, facts, on=ON))
        if reach and reach.on_its_own:
            yield reach.on_its_own


def days_told(decision: Decision) -> Iterator[date]:
    """Asks everything of a decision."""
    assert all((decision.explain(), decision.explain("en"), decision.to_dict(), repr(decision)))
    assert (decision.reasons, decision.because, decision.missing) is not None
    if decision.changes_on:
        yield decision.changes_on


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(REAL_ROUTES, 3))
def test_no_date_and_no_text_of_a_student_is_kept_at_any_step(name: str) -> None:
    route = route_with_a_text(name)
    before = dates_and_texts(route)
    told: set[date] = set()
    for step in route.steps.values():
        for number, facts in enumerate(students(route, step, STUDENTS)):
            told.update(ask_everything(route, step, facts))
            for wrong in refused(facts) if number == 0 else ():
                told.update(ask_everything(route, step, wrong))
    assert told or name in WITHOUT_LATER_DAYS
    assert left_behind(route, told, before) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(REAL_ROUTES, 3))
def test_no_date_of_a_student_is_kept_of_a_path(name: str) -> None:
    route = route_with_a_text(name)
    before = dates_and_texts(route)
    first, end = route.steps[route.start], next(iter(route.ends))
    told: set[date] = set()
    for on in (ON, None):
        for facts in students(route, first, STUDENTS):
            path = if_accepted(partial(route.path, {**facts, "geboortedatum": BORN}, to=end, on=on))
            told.update(one.on for one in (path.steps if path else ()) if one.on)
    assert left_behind(route, told, before) == []


def lived(route: Route, step: Step, facts: Mapping[str, object]) -> Journey:
    """A journey in which something was told, corrected and decided, and a person had a say."""
    journey = Journey.start(route, on=ON - timedelta(days=200), by=f"medewerker in {WORD}")
    dates_first = sorted(facts.items(), key=lambda fact: fact[0] not in DATES)
    for number, (fact, value) in enumerate(dates_first[:6]):
        on = ON - timedelta(days=190 - number)
        journey = if_accepted(partial(journey.learn, {fact: value}, on=on)) or journey
        journey = if_accepted(partial(journey.advance, on=on, steps="all")) or journey
    since, until = date(2025, 10, 17), date(2025, 11, 17)
    right = {"geboortedatum": BORN}, {"startkwalificatie": True}, {"gemeente": f"{WORD}-Noord"}
    for one in right:
        journey = if_accepted(partial(journey.correct, one, on=ON)) or journey
        journey = if_accepted(partial(journey.correct, one, on=ON, since=since, until=until)) or journey
    return journey.place(step.id, on=ON, because=f"woont weer in {WORD}")


def followed(journey: Journey) -> Iterator[date]:
    """Asks everything of a journey, and reads it again; the later days that are told of her."""
    read = Journey.from_dict(json.loads(json.dumps(journey.to_dict())), journey.route)
    for name in ("decision", "duties", "due", "facts", "told"):
        if_accepted(partial(getattr, read, name))
    if decision := if_accepted(lambda: journey.decision):
        yield from days_told(decision)
    yield from (change.on for change in if_accepted(journey.outlook) or ())
    assert read.history
    assert read.corrections
    assert routekaart.migrate(journey.to_dict(), journey.route).journey(on=ON).position == journey.position
    maps.with_journey(maps.picture_of(journey.route), journey)


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(REAL_ROUTES, 3))
def test_no_date_and_no_text_of_a_student_is_kept_of_a_journey(name: str) -> None:
    route = route_with_a_text(name)
    before = dates_and_texts(route)
    told: set[date] = set()
    for step in route.steps.values():
        for facts in students(route, step, 1):
            dates = {name: days[0] for name, days in DATES.items() if name in route.facts}
            told.update(followed(lived(route, step, dates | facts)))
    # In entree time alone changes nothing for who was told so much.
    assert told or name in (*WITHOUT_LATER_DAYS, "entree")
    assert left_behind(route, told, before) == []


def test_no_text_of_a_journey_is_kept_by_what_reads_it() -> None:
    route = route_with_a_text("roc_bbl")
    journey = Journey.start(route, on=ON).learn({"gemeente": WORD}, on=ON, by=f"medewerker in {WORD}")
    texts = json.dumps(journey.to_dict())
    # Where texts are kept that were read, a text that is read again is the same object.
    one, other = (Journey.from_dict(json.loads(texts), route) for _ in range(2))
    assert one.log[-1].by == f"medewerker in {WORD}"
    assert one.log[-1].by is not other.log[-1].by
    assert one.told["gemeente"] == WORD
    assert one.told["gemeente"] is not other.told["gemeente"]


def table(route: Route, step: Step) -> pl.DataFrame:
    """Students in a table, with every fact as text."""
    facts = [
        {name: value if isinstance(value, str) else None for name, value in one.items()}
        for one in students(route, step, 50)
    ]
    return pl.DataFrame(facts, infer_schema_length=None)


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(REAL_ROUTES, 3))
def test_no_date_and_no_text_of_a_student_is_kept_of_a_table(name: str) -> None:
    route = route_with_a_text(name)
    before = dates_and_texts(route)
    told: set[date] = set()
    for step in list(route.steps.values())[:4]:
        texts = table(route, step)
        dates = pl.DataFrame({"geboortedatum": [BORN, None], "gemeente": [f"{WORD} {step.id}", "Alkmaar"]})
        for frame in (
            texts,
            dates,
            dates.with_columns(pl.col("gemeente").cast(pl.Categorical)),
            dates.with_columns(pl.col("gemeente").cast(pl.Enum([f"{WORD} {step.id}", "Alkmaar"]))),
        ):
            answers = routekaart.cohort(route, step.id, frame, on=ON)
            told.update(answers["changes_on"].drop_nulls())
    del texts, dates, frame, answers
    assert left_behind(route, told, before) == []


def test_what_is_kept_would_be_found() -> None:
    route = route_with_a_text("roc_bbl")

    class Holder:
        def __init__(self) -> None:
            self.asked = lru_cache(lambda value: [value])

    def found(*held: object) -> list[object]:
        return list(filter(is_planted(()), reachable([*held, route])))

    holder, word = Holder(), f"{WORD} {len(route.steps)}"
    assert found(holder) == []
    holder.asked(word)
    assert set(found(holder)) == {word}
    assert found(lambda: word) == [word]
    assert found(partial(str.join, word)) == [word]
    assert found({word: 1}) == [word]
    assert found([{"on": BORN}]) == [BORN]
    assert found(BORN + timedelta(days=1), BORN.replace(year=2026)) != []
    vars(route)["_met"] = {BORN: 3}
    assert found() == [BORN]


class Facts(dict[str, object]):
    """Facts of which it can be known whether they are still there."""


@pytest.mark.parametrize("on", [ON, None], ids=str)
@pytest.mark.parametrize("birth", [BORN, "2008-11", f"{WORD}-17"], ids=str)
@pytest.mark.parametrize("contradicting", [True, False])
def test_facts_are_gone_with_the_answer_without_garbage_collection(
    on: date | None, birth: object, contradicting: bool
) -> None:
    route = route_with_a_text("roc_bbl")
    gc.disable()
    try:
        for _ in range(4):
            facts = Facts(geboortedatum=birth, gemeente=WORD, **({"leeftijd": 3} if contradicting else {}))
            gone = weakref.ref(facts)
            asked = (
                lambda facts, on: route.decide("P11", facts, on=on).changes_on,
                partial(route.duties, "P11"),
                lambda facts, on: route.outlook("P11", facts, on=on or ON),
                route.resolve,
            )
            for ask in asked:
                with suppress(FactError, ReferenceDateError):
                    ask(facts, on=on)
            del facts
            assert gone() is None
    finally:
        gc.enable()
