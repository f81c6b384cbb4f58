"""Made-up students, also partly known, are decided in the real routes and under each alternative: what is told holds.

A sample; with `ROUTEKAART_SLOW=1` ten thousand students of each route under each of its alternatives, and more near the
students that are shown.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import pytest
from support import explicit_diff as explicit
from support.made_students import MadeStudent, Maker
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route

from routekaart import Decision, FactError, Route
from routekaart.comparison import Comparison, compare
from routekaart.comparison.changes import NextStepChange, Region
from routekaart.deciding.duties import Duties
from routekaart.model.condition import Value
from routekaart.route import UnknownNameError

STUDENTS = 10_000 if SLOW else 30
NEAR_EACH = 20 if SLOW else 2
CONTESTED = 2_000 if SLOW else 20
ALTERNATIVES = [
    (name, reading.id, alternative)
    for name in REAL_ROUTES
    for reading in real_route(name).readings.values()
    for alternative in reading.executable
]
SHARE = 1 if SLOW else 12

Known = Mapping[str, Value]


@cache
def others(name: str) -> dict[tuple[str, str], Route]:
    route = real_route(name)
    return {
        (reading, one): route.under({reading: one}) for route_name, reading, one in ALTERNATIVES if route_name == name
    }


@cache
def made(name: str) -> tuple[MadeStudent, ...]:
    return tuple(Maker(real_route(name), others(name).values(), seed=1).students(STUDENTS))


def near(route: Route, other: Route, found: Comparison) -> Iterator[MadeStudent]:
    """The students that are shown, and students like them of whom more is told, and one fact less."""
    maker = Maker(route, [other], seed=2)
    regions = [
        *(one.region for one in found.next_steps),
        *(one.region for one in found.duties),
        *(one.region for one in found.admissions),
        *(one.region for one in found.follows),
    ]
    for shown in (one.old for one in regions):
        yield MadeStudent(shown.step_id, shown.on, shown.facts)
        for number in range(NEAR_EACH):
            facts = dict(shown.facts)
            if facts and number % 2:
                del facts[sorted(facts)[number // 2 % len(facts)]]
            yield maker.student(shown.step_id, shown.on, facts)


def decided(route: Route, student: MadeStudent) -> Decision | str:
    try:
        return route.decide(student.step, student.facts, on=student.on, unknown_facts="ignore")
    except FactError:
        return "refused"
    except UnknownNameError:
        return "no_step"


def served(route: Route, student: MadeStudent) -> dict[str, bool | None]:
    duties = route.duties(student.step, student.facts, on=student.on, unknown_facts="ignore")
    return duties_in_words(duties, route)


@cache
def as_written(name: str) -> tuple[Decision | str, ...]:
    return tuple(decided(real_route(name), student) for student in made(name))


def known(route: Route, other: Route, student: MadeStudent) -> Known:
    """Every fact that is known or follows; of what is otherwise in the versions, both."""
    both = [one.resolve(student.facts, on=student.on, unknown_facts="ignore") for one in (route, other)]
    apart = {
        f"{name}@{label}": value for label, one in zip(("old", "new"), both, strict=True) for name, value in one.items()
    }
    return {**apart, **both[0], **both[1]}


def meets(when: Mapping[str, Any], facts: Known, on: date) -> bool | None:
    """Whether a student meets a condition as a route file writes it; None when what is not known decides that."""
    return _all(_part(key, test, facts, on) for key, test in when.items())


def _part(key: str, test: Any, facts: Known, on: date) -> bool | None:
    if key == "all":
        return _all(meets(part, facts, on) for part in test)
    if key == "any":
        found = {meets(part, facts, on) for part in test}
        return True if True in found else None if None in found else False
    return explicit.meets({key: test}, facts, on) if key in facts else None


def _all(truths: Iterable[bool | None]) -> bool | None:
    found = set(truths)
    return False if False in found else None if None in found else True


def is_in(region: Region, facts: Known, on: date) -> bool | None:
    within = any(
        (one.since is None or one.since <= on) and (one.until is None or on < one.until) for one in region.periods
    )
    if not within:
        return False
    truth = meets(region.when, facts, on)
    # A region that does not hold on every day is told as it is on the day of its student.
    return truth if region.every_day or on == region.old.on else None


class Checked:
    """What is told of one alternative, held against students."""

    def __init__(self, route: Route, other: Route, found: Comparison) -> None:
        self.route, self.other, self.found, self.seen = route, other, found, Counter[str]()
        self._steps = {one.old_step for one in found.next_steps}
        self._duties = {one.old_step for one in found.duties}
        self._follows = {one.old_fact for one in found.follows}

    def check(self, student: MadeStudent, was: Decision | str) -> None:
        becomes = decided(self.other, student)
        self.seen["students"] += 1
        if "no_step" in (was, becomes):
            gone = {one.id for one in self.found.places if not one.added}
            assert student.step in gone, student
        elif isinstance(was, str) or isinstance(becomes, str):
            self._check_refused(student, was, becomes)
        elif student.step in self._steps | self._duties or self.found.admissions or self._follows & set(student.facts):
            self._check_told(student, was, becomes)
        else:
            self._check_the_same(student, was, becomes)

    def _check_the_same(self, student: MadeStudent, was: Decision, becomes: Decision) -> None:
        """In a step of which nothing is told, nothing is otherwise; duties take longer, so one student in ten."""
        self.seen["told the same"] += 1
        assert _answer(was) == _answer(becomes), student
        if self.seen["told the same"] % 10 == 0:
            assert served(self.route, student) == served(self.other, student), student

    def _check_told(self, student: MadeStudent, was: Decision, becomes: Decision) -> None:
        facts = known(self.route, self.other, student)
        follows = [one.region for one in self.found.follows if one.old_fact in student.facts]
        admissions = [one.region for one in self.found.admissions]
        truths = [is_in(one, facts, student.on) for one in (*follows, *admissions)]
        if any(truth is not False for truth in truths):
            # She may still turn out to be somebody whom one of them refuses.
            assert True not in truths, student
            self.seen["admission open"] += 1
            return
        self._check_answer(student, facts, was, becomes)
        if student.step in self._duties or self.seen["students"] % 10 == 0:
            self._check_duties(student, facts)

    def _check_refused(self, student: MadeStudent, was: Decision | str, becomes: Decision | str) -> None:
        """Who is refused by one version only is told, by her facts or by what follows from them."""
        self.seen["refused"] += 1
        if was == becomes:
            return
        accepting = self.other if was == "refused" else self.route
        facts = accepting.resolve(student.facts, on=student.on, unknown_facts="ignore")
        follows = self._follows & set(student.facts)
        told = [is_in(one.region, facts, student.on) for one in self.found.admissions]
        assert follows or any(truth is not False for truth in told), student

    def _check_answer(self, student: MadeStudent, facts: Known, was: Decision, becomes: Decision) -> None:
        changes = [one for one in self.found.next_steps if one.old_step == student.step]
        truths = [(one, is_in(one.region, facts, student.on)) for one in changes]
        told = {_pair(one) for one, truth in truths if truth}
        assert len(told) <= 1, student
        if told:
            self.seen["told elsewhere"] += 1
            assert told == {((was.outcome, was.target), (becomes.outcome, becomes.target))}, student
        elif all(truth is False for _, truth in truths):
            self.seen["told the same"] += 1
            assert _answer(was) == _answer(becomes), student
        else:
            self.seen["open"] += 1
            targets = {_pair(one) for one, truth in truths if truth is None}
            self._check_open(student, was, becomes, targets)

    def _check_open(self, student: MadeStudent, was: Decision, becomes: Decision, told: set[tuple[Any, Any]]) -> None:
        """Of whom something is open: she goes elsewhere at most as one of the open regions says."""
        if "ambiguous" in {outcome for pair in told for outcome, _ in pair}:
            # Then each of the ways that hold is possible.
            return
        before, after = set(was.possible), set(becomes.possible)
        assert after - before <= {new[1] or "" for _, new in told}, student
        assert before - after <= {old[1] or "" for old, _ in told}, student

    def _check_duties(self, student: MadeStudent, facts: Known) -> None:
        both = [served(one, student) for one in (self.route, self.other)]
        changes = [one for one in self.found.duties if one.old_step == student.step]
        truths = [(one, is_in(one.region, facts, student.on)) for one in changes]
        for one in (one for one, truth in truths if truth):
            self.seen["told duty"] += 1
            assert one.was is None or both[0].get(one.was.nl) is True, student
            assert one.becomes is None or both[1].get(one.becomes.nl) is True, student
            assert one.was is None or one.becomes is not None or one.was.nl not in both[1], student
            assert one.becomes is None or one.was is not None or one.becomes.nl not in both[0], student
        # What is not told is the same in both.
        about = {text.nl for one, truth in truths if truth is not False for text in (one.was, one.becomes) if text}
        kept = [{words: holds for words, holds in given.items() if words not in about} for given in both]
        assert kept[0] == kept[1], student


def _answer(decision: Decision) -> tuple[object, ...]:
    return decision.outcome, decision.target, sorted(decision.possible)


def _pair(change: NextStepChange) -> tuple[tuple[str, str | None], tuple[str, str | None]]:
    return (change.was.outcome, change.was.target), (change.becomes.outcome, change.becomes.target)


def duties_in_words(duties: Duties, route: Route) -> dict[str, bool | None]:
    """Who acts and what must be done, each in the words of a comparison, and whether it surely holds."""
    titles = {name: partner.title for name, partner in route.partners.items()}
    found: dict[str, bool | None] = {}

    def add(words: str, holds: bool | None) -> None:
        found[words] = holds or found.get(words)

    if duties.responsible_unknown:
        add("verantwoordelijk: nog te bepalen (n.t.b.)", True)
    for one in duties.partners:
        if one.role in ("responsible", "contact"):
            called = {"responsible": "verantwoordelijk", "contact": "benaderen"}[one.role]
            *front, last = [titles[name] for name in one.partners]
            add(f"{called}: {', '.join(front)} of {last}" if front else f"{called}: {last}", one.holds)
    for duty in duties.actions:
        over = duty.hand_over
        remarks = [
            "mag" if duty.optional else "",
            "door " + ", ".join(titles[name] for name in sorted(duty.action.by)) if duty.action.by else "",
            "met " + ", ".join(titles[name] for name in sorted(duty.partners)) if duty.partners else "",
            f"overdracht aan {over.outside or f'{over.called} {over.step}'}" if over else "",
        ]
        add(_with(f"taak: {duty.text}", remarks), duty.holds)
    for support in duties.supports:
        via = "via " + ", ".join(titles[name] for name in sorted(support.via)) if support.via else ""
        add(_with(f"middel: {support.title}", [via]), support.holds)
    return found


def _with(words: str, remarks: list[str]) -> str:
    told = "; ".join(filter(None, remarks))
    return f"{words} ({told})" if told else words


@pytest.mark.slow
@pytest.mark.parametrize(("name", "reading", "alternative"), ALTERNATIVES[::SHARE])
def test_what_is_told_of_an_alternative_holds_for_each_student(
    name: str, reading: str, alternative: str, record_property: Callable[[str, object], None]
) -> None:
    route, other = real_route(name), others(name)[reading, alternative]
    found = compare(route, other)
    assert found.unproven == ()
    checked = Checked(route, other, found)
    for student, was in zip(made(name), as_written(name), strict=True):
        checked.check(student, was)
    for student in near(route, other, found):
        checked.check(student, decided(route, student))
    seen = checked.seen
    for what, count in seen.items():
        record_property(what, count)
    assert seen["told the same"] > STUDENTS / 4
    assert seen["told elsewhere"] or not found.next_steps
    assert seen["told duty"] or not found.duties


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_a_decision_hangs_on_exactly_the_readings_under_which_the_answer_is_another(name: str) -> None:
    """As if every reading must still be confirmed."""
    written = real_route(name)
    open_readings = {one.id: replace(one, confirm="owner", confirmed=None) for one in written.readings.values()}
    route = replace(written, readings=open_readings)
    shown = (near(written, other, compare(written, other)) for other in others(name).values())
    students = [*made(name), *(student for some in islice(shown, 0, None, SHARE) for student in some)]
    hanging = 0
    for student in islice(students, 0, None, max(1, len(students) // CONTESTED)):
        decision = decided(route, student)
        if isinstance(decision, str):
            continue
        known_here = {one: value for one, value in student.facts.items() if one in route.facts}
        expected = [
            (*chosen, answer)
            for chosen, other in others(name).items()
            if (answer := _told_then(other, replace(student, facts=known_here))) != _answer(decision)
        ]
        told = [
            (one.reading, one.alternative, (one.outcome, one.target, sorted(one.possible)))
            for one in decision.contested
        ]
        assert told == expected, student
        hanging += bool(told)
    assert hanging


def _told_then(other: Route, student: MadeStudent) -> tuple[object, ...]:
    found = decided(other, student)
    return (found, None, []) if isinstance(found, str) else _answer(found)
